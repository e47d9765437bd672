package lifecycle

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// FollowUp waits for facts and for the instants that Advance decides on, until there is
// nothing left to wait for. It returns what it knew at its end.
func FollowUp(ctx workflow.Context, in Input) (State, error) {
	f := &followUp{input: in, state: in.State, facts: workflow.GetSignalChannel(ctx, FactSignal)}
	for {
		f.drain()
		decided, err := f.advance(ctx)
		if err != nil {
			return f.state, err
		}
		f.state.apply(decided)
		switch {
		case f.facts.Len() > 0:
			// What has just arrived may change everything.
		case decided.Ended:
			return f.state, nil
		case workflow.GetInfo(ctx).GetContinueAsNewSuggested():
			in.State = f.state
			return f.state, workflow.NewContinueAsNewError(ctx, WorkflowType, in)
		default:
			f.wait(ctx, decided.Wait)
		}
	}
}

type followUp struct {
	input Input
	state State
	facts workflow.ReceiveChannel
}

// drain takes every fact that has arrived.
func (f *followUp) drain() {
	var fact Fact
	for f.facts.ReceiveAsync(&fact) {
		f.state.learn(fact.Event)
		fact = Fact{}
	}
}

// advance decides. It is tried for ever: while the bus is down there is nothing better to do.
func (f *followUp) advance(ctx workflow.Context) (Decided, error) {
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout: 20 * time.Second,
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval:    200 * time.Millisecond,
			BackoffCoefficient: 2,
			MaximumInterval:    time.Minute,
		},
	})
	var decided Decided
	err := workflow.ExecuteLocalActivity(ctx, AdvanceActivity, AdvanceInput{
		Tenant: f.input.Tenant, Followup: f.input.Followup, State: f.state,
	}).Get(ctx, &decided)
	return decided, err
}

// wait returns at the wake or when a new fact arrives, whichever is first. A fact that is
// known already is dropped here, so that a redelivery wakes nothing.
func (f *followUp) wait(ctx workflow.Context, until time.Duration) {
	timerCtx, cancel := workflow.WithCancel(ctx)
	defer cancel()
	woken := false
	selector := workflow.NewSelector(ctx)
	selector.AddFuture(workflow.NewTimer(timerCtx, until), func(workflow.Future) { woken = true })
	selector.AddReceive(f.facts, func(c workflow.ReceiveChannel, _ bool) {
		var fact Fact
		c.Receive(ctx, &fact)
		if f.state.learn(fact.Event) {
			woken = true
		}
	})
	for !woken {
		selector.Select(ctx)
	}
}
