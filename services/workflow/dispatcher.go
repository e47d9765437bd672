package followups

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// starter is what the dispatcher needs of Temporal's client.
type starter interface {
	SignalWithStartWorkflow(ctx context.Context, workflowID, signalName string, signalArg any,
		options client.StartWorkflowOptions, workflow any, workflowArgs ...any) (client.WorkflowRun, error)
	GetWorkflow(ctx context.Context, workflowID, runID string) client.WorkflowRun
}

// dispatchPatience bounds one try to dispatch a fact.
const dispatchPatience = 30 * time.Second

// dispatcher brings each fact to the workflow of its follow-up.
type dispatcher struct {
	temporal    starter
	taskQueue   string
	taskTimeout time.Duration
	rounds      rounds
	succession  succession
	log         *zap.Logger
}

// handle answers Done only once Temporal has taken the fact.
func (d *dispatcher) handle(ctx context.Context, m bus.Message) bus.Outcome {
	ctx, cancel := context.WithTimeout(ctx, dispatchPatience)
	defer cancel()
	err := d.dispatch(ctx, m.Event)
	var invalid *serviceerror.InvalidArgument
	switch {
	case err == nil:
		return bus.Done()
	case errors.As(err, &invalid):
		return bus.GiveUp("Temporal refuses the fact", err)
	case errors.Is(err, errUnreadable):
		return bus.GiveUp("the fact cannot be read", err)
	}
	d.log.Warn("a fact is not dispatched yet", zap.String("event", m.Event.ID), zap.String("type", m.Event.Type.Name()),
		zap.Int("attempt", m.Attempt), zap.Error(err))
	return bus.Retry(0, err)
}

// dispatch signals a fact to its follow-up, and lets the follow-ups of the rounds of one application know of each
// other. One that has ended is told too: what we concluded from silence is mended by a later round.
func (d *dispatcher) dispatch(ctx context.Context, e events.Event) error {
	told, others, err := d.rounds.enter(ctx, e)
	if err != nil {
		return err
	}
	if err := d.signal(ctx, e.Subject, e); err != nil {
		return err
	}
	var subjects []string
	for _, other := range others {
		if err := d.signal(ctx, e.Subject, other); err != nil {
			return err
		}
		if !slices.Contains(subjects, other.Subject) {
			subjects = append(subjects, other.Subject)
		}
	}
	for _, subject := range subjects {
		for _, t := range told {
			if err := d.signal(ctx, subject, t); err != nil {
				return err
			}
		}
	}
	return nil
}

// signal gives a fact to the run of a follow-up, and starts one if there is none. The first fact
// of a follow-up is so its start; a fact after its end starts the run that deals with late facts.
func (d *dispatcher) signal(ctx context.Context, followup string, e events.Event) error {
	err := d.signalWithStart(ctx, followup, e, lifecycle.State{}, enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
	var ended *serviceerror.WorkflowExecutionAlreadyStarted
	if !errors.As(err, &ended) {
		return err
	}
	var (
		state  lifecycle.State
		broken *temporal.WorkflowExecutionError
	)
	err = d.temporal.GetWorkflow(ctx, events.WorkflowID(e.Tenant, followup), ended.RunId).Get(ctx, &state)
	switch {
	case errors.As(err, &broken):
		// It was ended from outside, and left no result: the next run finds what it knew in its dossier.
		d.log.Warn("a follow-up was ended from outside, and is taken up again", zap.String("followup", followup), zap.Error(err))
		state = lifecycle.State{}
	case err != nil:
		return fmt.Errorf("read how %s ended: %w", followup, err)
	}
	if state.Has(e) {
		// It comes again, and the run that took it has ended since.
		return nil
	}
	if err := d.succession.claim(ctx, ended.RunId, e); err != nil {
		return err
	}
	return d.signalWithStart(ctx, followup, e, state, enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
}

func (d *dispatcher) signalWithStart(ctx context.Context, followup string, e events.Event, state lifecycle.State, reuse enums.WorkflowIdReusePolicy) error {
	fact, err := lifecycle.FactOf(e)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnreadable, err)
	}
	id := events.WorkflowID(e.Tenant, followup)
	_, err = d.temporal.SignalWithStartWorkflow(ctx, id, lifecycle.FactSignal, fact, client.StartWorkflowOptions{
		ID: id, TaskQueue: d.taskQueue, WorkflowTaskTimeout: d.taskTimeout, WorkflowIDReusePolicy: reuse,
	}, lifecycle.WorkflowType, lifecycle.Input{Tenant: e.Tenant, Followup: followup, State: state})
	if err != nil {
		return fmt.Errorf("signal %s to %s: %w", e.Type.Name(), followup, err)
	}
	return nil
}
