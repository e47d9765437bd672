package replan

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/activity"
	"golang.org/x/time/rate"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// Engine is what a sweep needs of Temporal's client.
type Engine interface {
	ListWorkflow(ctx context.Context, request *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error)
	SignalWorkflow(ctx context.Context, workflowID, runID, signalName string, arg any) error
}

// StatusBucket is where the snapshots lie; bus.Bucket[events.Snapshot] is one.
type StatusBucket interface {
	Get(ctx context.Context, key string) (bus.Entry[events.Snapshot], error)
}

// Sweeper holds what Sweep needs. All fields are required.
type Sweeper struct {
	Engine Engine
	Status StatusBucket
	// Basis returns followup.Basis of a tenant's policy as it is now; "" is a tenant with the default policy.
	Basis func(tenant string) string
	// Limit spreads the signals of this process.
	Limit   *rate.Limiter
	Metrics *Metrics
}

// pageSize is how many sleepers Temporal is asked for at once.
const pageSize = 500

// position is how far a pass has come: what its heartbeats carry.
type position struct {
	Pass
	// Page is Temporal's token of the page that is being looked at.
	Page []byte `json:"page,omitempty"`
}

// Sweep is one pass: it looks at every follow-up that is asleep and wakes those that are planned with another basis.
// When it is taken up again it begins with the page that it was at: who was woken there already has been planned
// anew, or is woken to no effect.
func (s *Sweeper) Sweep(ctx context.Context, in Input) (Pass, error) {
	var at position
	if activity.HasHeartbeatDetails(ctx) {
		if err := activity.GetHeartbeatDetails(ctx, &at); err != nil {
			return Pass{}, fmt.Errorf("read how far the sweep had come: %w", err)
		}
	}
	ctx, stop := untilStop(ctx)
	defer stop()
	for {
		if s.Basis(in.Tenant) != in.Basis {
			at.Outdated = true
			return at.Pass, nil
		}
		page, err := s.Engine.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
			PageSize: pageSize, NextPageToken: at.Page, Query: query(in.Tenant),
		})
		if err != nil {
			return Pass{}, fmt.Errorf("list the sleeping follow-ups: %w", err)
		}
		for _, execution := range page.GetExecutions() {
			if err := s.look(ctx, execution.GetExecution().GetWorkflowId(), &at); err != nil {
				return Pass{}, err
			}
			activity.RecordHeartbeat(ctx, at)
		}
		if at.Page = page.GetNextPageToken(); len(at.Page) == 0 {
			s.Metrics.pending.Set(float64(at.Woken))
			return at.Pass, nil
		}
	}
}

// untilStop ends ctx when the worker stops: another one takes the sweep up where this one was.
func untilStop(ctx context.Context) (context.Context, context.CancelFunc) {
	stopped := activity.GetWorkerStopChannel(ctx)
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		select {
		case <-stopped:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}

// query finds the follow-ups that are asleep: those of one tenant, or all.
func query(tenant string) string {
	q := fmt.Sprintf("WorkflowType = '%s' AND ExecutionStatus = 'Running'", lifecycle.WorkflowType)
	if tenant != "" {
		q += fmt.Sprintf(" AND WorkflowId STARTS_WITH '%s'", events.WorkflowID(tenant, ""))
	}
	return q
}

// look wakes one follow-up if its plan rests on another basis than its tenant's.
func (s *Sweeper) look(ctx context.Context, workflowID string, at *position) error {
	tenant, followup, ok := parse(workflowID)
	if !ok {
		return nil
	}
	at.Seen++
	entry, err := s.Status.Get(ctx, bus.Key(tenant, followup))
	if errors.Is(err, bus.ErrNotFound) {
		return nil // Its first decision is still to come.
	}
	if err != nil {
		return fmt.Errorf("read the snapshot of %s: %w", followup, err)
	}
	basis := s.Basis(tenant)
	if entry.Value.Stage == events.Closed || entry.Value.PlannedWith == basis {
		return nil
	}
	if err := s.Limit.Wait(ctx); err != nil {
		return fmt.Errorf("wait for the turn of %s: %w", followup, err)
	}
	err = s.Engine.SignalWorkflow(ctx, workflowID, "", lifecycle.ReplanSignal, lifecycle.Replan{Basis: basis})
	var ended *serviceerror.NotFound
	if errors.As(err, &ended) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("wake %s: %w", followup, err)
	}
	at.Woken++
	s.Metrics.woken.Inc()
	return nil
}

// parse takes events.WorkflowID apart.
func parse(workflowID string) (tenant, followup string, ok bool) {
	rest, ok := strings.CutPrefix(workflowID, "followup/")
	if !ok {
		return "", "", false
	}
	return strings.Cut(rest, "/")
}
