package followups

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"go.uber.org/zap"
	"golang.org/x/time/rate"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
	"github.com/afterword-io/afterword/services/workflow/replan"
)

// Service is one instance of the workflow service.
type Service struct {
	options    Options
	policies   *policies
	dispatcher *dispatcher
	sweeps     *sweeps
	worker     worker.Worker
	fatal      chan error
}

// New checks the options and wires the service; nothing runs before Run.
func New(o Options) (*Service, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	metrics, err := lifecycle.NewMetrics(o.Registerer)
	if err != nil {
		return nil, fmt.Errorf("workflow: register metrics: %w", err)
	}
	sweepMetrics, err := replan.NewMetrics(o.Registerer)
	if err != nil {
		return nil, fmt.Errorf("workflow: register metrics: %w", err)
	}
	s := &Service{options: o, policies: newPolicies(o.Logger), fatal: make(chan error, 1)}
	s.dispatcher = &dispatcher{
		temporal: o.Temporal, taskQueue: o.TaskQueue, taskTimeout: o.TaskTimeout,
		rounds:     newRounds(o.Bus),
		succession: succession{bucket: bus.OpenBucket[heir](o.Bus, bus.ApplicationsBucket)},
		log:        o.Logger,
	}
	s.worker = worker.New(o.Temporal, o.TaskQueue, worker.Options{
		OnFatalError: s.fail,
		// Every decision is made in one place, so a slow sticky queue would only delay it after a crash.
		StickyScheduleToStartTimeout: o.TaskTimeout / 2,
		// The simple behaviour may let every poller wait for the sticky queue while new follow-ups stand in the other
		// one, until a poll ends a minute later. Autoscaling always keeps one at each.
		WorkflowTaskPollerBehavior: worker.NewPollerBehaviorAutoscaling(worker.PollerBehaviorAutoscalingOptions{
			InitialNumberOfPollers: 2, MaximumNumberOfPollers: 10,
		}),
		WorkerStopTimeout: o.TaskTimeout,
	})
	s.sweeps = newSweeps(o.Temporal, o.TaskQueue, s.policies.basis, o.Logger)
	s.policies.changed = s.sweeps.of
	status := bus.OpenBucket[events.Snapshot](o.Bus, bus.StatusBucket)
	advancer := &lifecycle.Advancer{
		Clock: o.Clock, Publisher: o.Bus, Status: status, Dossiers: bus.OpenBucket[followup.Dossier](o.Bus, bus.DossiersBucket),
		Policy: s.policies.of, MinLead: o.MinLead, Metrics: metrics,
	}
	register(s.worker, lifecycle.Tracing(o.Tracer, advancer.Advance), &replan.Sweeper{
		Engine: o.Temporal, Status: status, Basis: s.policies.basis,
		Limit: rate.NewLimiter(rate.Limit(o.ReplanRate), 1), Metrics: sweepMetrics,
	})
	if o.Health != nil {
		o.Health.Add("bus", o.Bus.Healthy)
		o.Health.Add("temporal", s.temporalHealthy)
		o.Health.Add("policies", s.policies.ready)
	}
	return s, nil
}

// fail ends Run. The worker may report more than one fatal error; the first counts.
func (s *Service) fail(err error) {
	select {
	case s.fatal <- err:
	default:
	}
}

func register(w worker.Registry, advance lifecycle.Advance, s *replan.Sweeper) {
	w.RegisterWorkflowWithOptions(lifecycle.FollowUp, workflow.RegisterOptions{Name: lifecycle.WorkflowType})
	w.RegisterActivityWithOptions(advance, activity.RegisterOptions{Name: lifecycle.AdvanceActivity})
	w.RegisterWorkflowWithOptions(replan.Replan, workflow.RegisterOptions{Name: replan.WorkflowType})
	w.RegisterActivityWithOptions(s.Sweep, activity.RegisterOptions{Name: replan.SweepActivity})
}

func (s *Service) temporalHealthy(ctx context.Context) error {
	_, err := s.options.Temporal.CheckHealth(ctx, &client.CheckHealthRequest{})
	return err
}

// Run dispatches facts and works on follow-ups until ctx is done or the worker fails. It decides
// nothing before it knows the tenants' policies.
func (s *Service) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	followed := make(chan error, 1)
	// A decision that is under way when ctx ends still needs the policies; they end after the worker.
	following, stopFollowing := context.WithCancel(context.WithoutCancel(ctx))
	go func() {
		followed <- s.policies.follow(following, bus.OpenBucket[events.Tenant](s.options.Bus, bus.TenantsBucket))
	}()
	defer stopFollowing()

	select {
	case <-s.policies.loaded:
	case err := <-followed:
		return fmt.Errorf("workflow: follow the tenants: %w", err)
	case <-ctx.Done():
		stopFollowing()
		return <-followed
	}
	if err := s.worker.Start(); err != nil {
		return fmt.Errorf("workflow: start the worker: %w", err)
	}
	s.sweeps.of("")
	var sweeping sync.WaitGroup
	sweeping.Go(func() { s.sweeps.run(ctx) })
	dispatched := make(chan error, 1)
	go func() {
		dispatched <- s.options.Bus.Consume(ctx, bus.Consumer{
			Stream: events.StreamFacts, Durable: "workflow", AckWait: s.options.AckWait, MaxAttempts: 1000,
		}, s.dispatcher.handle)
	}()
	var err error
	select {
	case err = <-s.fatal:
		cancel()
		err = errors.Join(fmt.Errorf("workflow: the worker failed: %w", err), <-dispatched)
	case err = <-dispatched:
	}
	s.options.Logger.Debug("workflow stops", zap.Error(err))
	cancel()
	sweeping.Wait()
	s.worker.Stop()
	stopFollowing()
	return errors.Join(err, <-followed)
}
