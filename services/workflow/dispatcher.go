package followups

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// dispatcher brings each fact to the workflow of its follow-up.
type dispatcher struct {
	temporal    client.Client
	taskQueue   string
	taskTimeout time.Duration
	rounds      rounds
	log         *zap.Logger
}

// handle answers Done only once Temporal has taken the fact.
func (d *dispatcher) handle(ctx context.Context, m bus.Message) bus.Outcome {
	err := d.dispatch(ctx, m.Event)
	var invalid *serviceerror.InvalidArgument
	switch {
	case err == nil:
		return bus.Done()
	case errors.As(err, &invalid):
		return bus.GiveUp("Temporal refuses the fact", err)
	}
	d.log.Warn("a fact is not dispatched yet", zap.String("event", m.Event.ID), zap.String("type", m.Event.Type.Name()),
		zap.Int("attempt", m.Attempt), zap.Error(err))
	return bus.Retry(0, err)
}

func (d *dispatcher) dispatch(ctx context.Context, e events.Event) error {
	entered, others, err := d.rounds.enter(ctx, e)
	if err != nil {
		return err
	}
	if err := d.signal(ctx, e.Tenant, e.Subject, e); err != nil {
		return err
	}
	for _, round := range others {
		if err := d.introduce(ctx, entered, round); err != nil {
			return err
		}
	}
	return nil
}

// introduce lets the follow-ups of two rounds of one application know of each other. The other
// one must be running: one that has ended is not opened again for that.
func (d *dispatcher) introduce(ctx context.Context, e, other events.Event) error {
	if err := d.signal(ctx, e.Tenant, e.Subject, other); err != nil {
		return err
	}
	err := d.temporal.SignalWorkflow(ctx, events.WorkflowID(e.Tenant, other.Subject), "", lifecycle.FactSignal, lifecycle.Fact{Event: e})
	var gone *serviceerror.NotFound
	if err != nil && !errors.As(err, &gone) {
		return fmt.Errorf("tell %s of a later round: %w", other.Subject, err)
	}
	return nil
}

// signal gives a fact to the run of a follow-up, and starts one if there is none. The first fact
// of a follow-up is so its start; a fact after its end starts the run that deals with late facts.
func (d *dispatcher) signal(ctx context.Context, tenant, followup string, e events.Event) error {
	err := d.signalWithStart(ctx, tenant, followup, e, lifecycle.State{}, enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
	var ended *serviceerror.WorkflowExecutionAlreadyStarted
	if !errors.As(err, &ended) {
		return err
	}
	var state lifecycle.State
	if err := d.temporal.GetWorkflow(ctx, events.WorkflowID(tenant, followup), ended.RunId).Get(ctx, &state); err != nil {
		return fmt.Errorf("read how %s ended: %w", followup, err)
	}
	return d.signalWithStart(ctx, tenant, followup, e, state, enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
}

func (d *dispatcher) signalWithStart(ctx context.Context, tenant, followup string, e events.Event, state lifecycle.State, reuse enums.WorkflowIdReusePolicy) error {
	id := events.WorkflowID(tenant, followup)
	_, err := d.temporal.SignalWithStartWorkflow(ctx, id, lifecycle.FactSignal, lifecycle.Fact{Event: e}, client.StartWorkflowOptions{
		ID: id, TaskQueue: d.taskQueue, WorkflowTaskTimeout: d.taskTimeout, WorkflowIDReusePolicy: reuse,
	}, lifecycle.WorkflowType, lifecycle.Input{Tenant: tenant, Followup: followup, State: state})
	if err != nil {
		return fmt.Errorf("signal %s to %s: %w", e.Type.Name(), followup, err)
	}
	return nil
}
