package alerts

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"go.uber.org/zap"

	followups "github.com/afterword-io/afterword/services/workflow"
	"github.com/afterword-io/afterword/standalone/temporald"
)

// engine is a Temporal server with a client that measures as the workflow service's does.
type engine struct {
	client   client.Client
	registry *prometheus.Registry
}

const queue = "faults"

func openEngine(t *testing.T) *engine {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	server, err := temporald.Start(ctx, temporald.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Errorf("stop Temporal: %v", err)
		}
	})
	e := &engine{registry: prometheus.NewRegistry()}
	options := client.Options{HostPort: server.Addr(), Namespace: temporald.Namespace}
	if e.client, err = client.DialContext(ctx, followups.ClientOptions(options, zap.NewNop(), e.registry)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.client.Close)
	return e
}

func (e *engine) start(t *testing.T, of any, n int) {
	t.Helper()
	id := fmt.Sprint(t.Name(), "/", n)
	if _, err := e.client.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: id, TaskQueue: queue}, of); err != nil && t.Context().Err() == nil {
		t.Errorf("start %s: %v", id, err)
	}
}

// work starts a worker with these workflows.
func (e *engine) work(t *testing.T, o worker.Options, workflows ...any) (stop func()) {
	t.Helper()
	w := worker.New(e.client, queue, o)
	for _, of := range workflows {
		w.RegisterWorkflow(of)
	}
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	stopped := false
	stop = func() {
		if !stopped {
			stopped = true
			w.Stop()
		}
	}
	t.Cleanup(stop)
	return stop
}

// Panicking is a workflow whose code does not stand its own facts.
func Panicking(workflow.Context) error { panic("no way on") }

// Undecided is a workflow whose decisions fail.
func Undecided(ctx workflow.Context) error {
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		ScheduleToCloseTimeout: time.Minute, RetryPolicy: &temporal.RetryPolicy{MaximumAttempts: 1},
	})
	return workflow.ExecuteLocalActivity(ctx, Undeciding).Get(ctx, nil)
}

// Undeciding is the decision that fails.
func Undeciding(context.Context) error { return errors.New("nothing can be decided") }

// Plain is a workflow that ends at once.
func Plain(workflow.Context) error { return nil }

// Slow is a workflow that keeps its worker busy.
func Slow(workflow.Context) error {
	<-time.After(300 * time.Millisecond)
	return nil
}

func aWorkflowFails(t *testing.T) {
	e := openEngine(t)
	e.work(t, worker.Options{}, Plain, Panicking, Undecided)
	target, _ := shown(t, "afterword", e.registry)
	w := watch(t, target)
	e.start(t, Plain, 0)
	w.quiet("WorkflowTaskFailing")
	again(t, 300*time.Millisecond, func(_ context.Context, n int) {
		e.start(t, Panicking, 2*n+1)
		e.start(t, Undecided, 2*n+2)
	})
	w.fires("WorkflowTaskFailing", "workflow_type", "Panicking", "failure_reason", "WorkflowError")
	w.fires("WorkflowTaskFailing", "workflow_type", "Undecided", "activity_type", "Undeciding")
}

// thereIsNoWorker lets tasks wait for ten seconds, and then gives them a worker that is slow.
func thereIsNoWorker(t *testing.T) {
	e := openEngine(t)
	stop := e.work(t, worker.Options{}, Plain)
	target, _ := shown(t, "afterword", e.registry)
	w := watch(t, target)
	e.start(t, Plain, 0)
	w.await("a task was timed", func() error {
		if len(w.query(`temporal_workflow_task_schedule_to_start_latency_seconds_count{task_queue="faults"} > 0`)) == 0 {
			return errors.New("none yet")
		}
		return nil
	})
	w.quiet("TemporalWorkerStarved")
	stop()
	for n := range 120 {
		e.start(t, Slow, n+1)
	}
	w.await("the tasks have waited for ten seconds", func() error {
		age, err := e.backlog(t)
		if err == nil && age < 10*time.Second {
			err = fmt.Errorf("for %v", age)
		}
		return err
	})
	e.work(t, worker.Options{MaxConcurrentWorkflowTaskExecutionSize: 2, DeadlockDetectionTimeout: patience}, Slow)
	w.fires("TemporalWorkerStarved", "task_queue", queue)
}

// backlog is how long the oldest task has waited for a worker.
func (e *engine) backlog(t *testing.T) (time.Duration, error) {
	t.Helper()
	answer, err := e.client.WorkflowService().DescribeTaskQueue(t.Context(), &workflowservice.DescribeTaskQueueRequest{
		Namespace: temporald.Namespace, TaskQueue: &taskqueue.TaskQueue{Name: queue, Kind: enumspb.TASK_QUEUE_KIND_NORMAL},
		TaskQueueType: enumspb.TASK_QUEUE_TYPE_WORKFLOW, ReportStats: true,
	})
	if err != nil {
		return 0, err
	}
	return answer.GetStats().GetApproximateBacklogAge().AsDuration(), nil
}
