package lifecycle

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/afterword-io/afterword/pkg/events"
)

const (
	// decisionTimeout bounds one try to decide.
	decisionTimeout = 20 * time.Second
	// decisionPatience bounds the tries in a row; after that the loop looks at new facts and
	// at the length of its history, and goes on trying.
	decisionPatience = time.Hour
	// decisionPause is between two rows of tries.
	decisionPause = time.Minute
)

// FollowUp waits for facts and for the instants that Advance decides on, until there is
// nothing left to wait for. It returns what it knew at its end.
func FollowUp(ctx workflow.Context, in Input) (State, error) {
	f := &followUp{
		input: in, state: in.State,
		facts: workflow.GetSignalChannel(ctx, FactSignal), replans: workflow.GetSignalChannel(ctx, ReplanSignal),
	}
	for {
		f.drain()
		decided, err := f.advance(ctx)
		if err == nil {
			f.state.apply(decided)
			f.surplus = nil
		}
		switch {
		case ctx.Err() != nil:
			return f.state, ctx.Err()
		case f.facts.Len() > 0 && err == nil:
			// What has just arrived may change everything.
		case err == nil && decided.Ended:
			return f.state, nil
		case workflow.GetInfo(ctx).GetContinueAsNewSuggested():
			if f.drain(); len(f.surplus) > 0 {
				continue // The next run would not know of it.
			}
			in.State = f.state
			return f.state, workflow.NewContinueAsNewError(ctx, WorkflowType, in)
		case err != nil:
			// While the bus is down there is nothing better to do than to try for ever. A cancelled pause is seen above.
			_ = workflow.Sleep(ctx, decisionPause)
		default:
			f.wait(ctx, decided.Wait)
		}
	}
}

type followUp struct {
	input   Input
	state   State
	facts   workflow.ReceiveChannel
	replans workflow.ReceiveChannel
	// surplus are the facts that still have to be put into DEAD.
	surplus []events.Event
}

// drain takes all that has arrived.
func (f *followUp) drain() {
	var fact Fact
	for f.facts.ReceiveAsync(&fact) {
		f.learn(fact)
		fact = Fact{}
	}
	for f.replans.ReceiveAsync(nil) {
		// The decision that follows is made on the present basis anyway.
	}
}

// learn takes in a fact and reports whether there is anything to be done about it.
func (f *followUp) learn(fact Fact) bool {
	switch {
	case f.state.Has(fact.Event):
		return false
	case !f.state.fits(fact):
		f.surplus = append(f.surplus, fact.Event)
		return true
	default:
		f.state.Size += fact.size()
		return f.state.learn(fact.Event)
	}
}

// advance decides; its error says that nobody could for a long while.
func (f *followUp) advance(ctx workflow.Context) (Decided, error) {
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout: decisionTimeout,
		// Without this the SDK would give up after one try's time.
		ScheduleToCloseTimeout: decisionPatience,
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval:    200 * time.Millisecond,
			BackoffCoefficient: 2,
			MaximumInterval:    time.Minute,
		},
	})
	var decided Decided
	info := workflow.GetInfo(ctx)
	err := workflow.ExecuteLocalActivity(ctx, AdvanceActivity, AdvanceInput{
		Tenant: f.input.Tenant, Followup: f.input.Followup, State: f.state, Surplus: f.surplus,
		Run: info.WorkflowExecution.RunID, History: info.GetCurrentHistoryLength(),
	}).Get(ctx, &decided)
	return decided, err
}

// wait returns at the wake, when a new fact arrives, or when the plan rests on something that has changed, whichever
// is first. A fact that is known already is dropped here, and so is a call to plan anew on the present basis: a
// repetition wakes nothing, unless so many came that the history has to end.
func (f *followUp) wait(ctx workflow.Context, until time.Duration) {
	timerCtx, cancel := workflow.WithCancel(ctx)
	defer cancel()
	woken := false
	selector := workflow.NewSelector(ctx)
	selector.AddFuture(workflow.NewTimer(timerCtx, until), func(workflow.Future) { woken = true })
	selector.AddReceive(f.facts, func(c workflow.ReceiveChannel, _ bool) {
		var fact Fact
		c.Receive(ctx, &fact)
		if f.learn(fact) || workflow.GetInfo(ctx).GetContinueAsNewSuggested() {
			woken = true
		}
	})
	selector.AddReceive(f.replans, func(c workflow.ReceiveChannel, _ bool) {
		var replan Replan
		c.Receive(ctx, &replan)
		if replan.Basis != f.state.Basis || workflow.GetInfo(ctx).GetContinueAsNewSuggested() {
			woken = true
		}
	})
	for !woken {
		selector.Select(ctx)
	}
}
