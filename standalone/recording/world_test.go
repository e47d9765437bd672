package recording

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	followups "github.com/afterword-io/afterword/services/workflow"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// patience is how long one step of a story may take on a busy machine.
const patience = time.Minute

// endless is later than the end of every story.
func endless() time.Time { return ended().AddDate(1, 0, 0) }

// world is one bus and one workflow service on the server that all stories share.
type world struct {
	t        *testing.T
	temporal client.Client
	server   *bustest.Server
	bus      *bus.Bus
	clock    *clock
	tenant   string
	id       string
	// runs are the run ids of the follow-up so far.
	runs []string
	// over reports that the last of them has ended.
	over bool
	// stop ends the service.
	stop func()
}

func newWorld(t *testing.T, temporal client.Client, s story) *world {
	t.Helper()
	server := bustest.NewServer(t)
	w := &world{
		t: t, temporal: temporal, server: server, bus: bustest.Connect(t, server, "recorder"),
		clock: newClock(s.facts[0].Time), tenant: s.name, id: events.WorkflowID(s.name, followup),
	}
	w.start()
	t.Cleanup(func() { w.stop() })
	return w
}

// start runs the service until stop is called.
func (w *world) start() {
	w.t.Helper()
	service, err := followups.New(followups.Options{Bus: w.bus, Temporal: w.temporal, Clock: w.clock, TaskTimeout: 2 * time.Second})
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(w.t.Context()))
	stopped := make(chan error, 1)
	go func() { stopped <- service.Run(ctx) }()
	w.stop = func() {
		stop()
		if err := <-stopped; err != nil {
			w.t.Errorf("the service ended with %v", err)
		}
	}
}

// tell brings each fact at its time and then lets the clock run to the next.
func (w *world) tell(s story) {
	w.t.Helper()
	told := map[string]bool{}
	for i, e := range s.facts {
		until := s.until
		switch {
		case i+1 < len(s.facts):
			until = s.facts[i+1].Time
		case until.IsZero():
			until = endless()
		}
		w.clock.set(e.Time, until)
		e.Tenant = w.tenant
		if _, err := w.bus.Publish(w.t.Context(), e, strconv.Itoa(i)); err != nil {
			w.t.Fatal(err)
		}
		if !told[e.ID] {
			w.settle()
		}
		told[e.ID] = true
		w.awaitSignals(i + 1)
	}
	if s.until.IsZero() != w.over {
		w.t.Fatalf("the follow-up has ended: %v", w.over)
	}
	if !w.over {
		w.awaitSleep()
	}
}

// settle waits until the follow-up rests at the clock's limit or has ended.
func (w *world) settle() {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	run := w.currentRun()
	if w.over || len(w.runs) == 0 {
		w.runs, w.over = append(w.runs, run), false
	}
	ended := make(chan error, 1)
	go func() {
		var state lifecycle.State
		ended <- w.temporal.GetWorkflow(ctx, w.id, run).Get(ctx, &state)
	}()
	select {
	case <-w.clock.rests:
	case err := <-ended:
		if err != nil {
			w.t.Fatalf("the run ended with %v", err)
		}
		w.over = true
	}
}

// currentRun returns the run that works on the follow-up, once there is one that has not been seen to end.
func (w *world) currentRun() (run string) {
	w.t.Helper()
	w.await("a run", func() bool {
		run = w.latestRun()
		return run != "" && (!w.over || run != w.runs[len(w.runs)-1])
	})
	return run
}

// latestRun returns the run that was started last, "" before the first.
func (w *world) latestRun() string {
	w.t.Helper()
	d, err := w.temporal.DescribeWorkflowExecution(w.t.Context(), w.id, "")
	var missing *serviceerror.NotFound
	if err != nil && !errors.As(err, &missing) {
		w.t.Fatal(err)
	}
	return d.GetWorkflowExecutionInfo().GetExecution().GetRunId()
}

// signal brings a fact past the bus.
func (w *world) signal(e events.Event) {
	w.t.Helper()
	e.Tenant = w.tenant
	if err := w.temporal.SignalWorkflow(w.t.Context(), w.id, "", lifecycle.FactSignal, lifecycle.Fact{Event: e}); err != nil {
		w.t.Fatal(err)
	}
}

// awaitSignals waits until the server has all facts, those that wake nobody included.
func (w *world) awaitSignals(facts int) {
	w.t.Helper()
	w.await("the signals", func() bool { return len(w.events(enums.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)) == facts })
}

// awaitSleep waits until all that has come is dealt with and the latest run waits for its timer.
func (w *world) awaitSleep() {
	w.t.Helper()
	w.await("sleep", func() bool {
		open := 0
		last := enums.EVENT_TYPE_UNSPECIFIED
		for _, e := range w.history(w.runs[len(w.runs)-1]).Events {
			last = e.EventType
			switch last {
			case enums.EVENT_TYPE_TIMER_STARTED:
				open++
			case enums.EVENT_TYPE_TIMER_FIRED, enums.EVENT_TYPE_TIMER_CANCELED:
				open--
			}
		}
		return open == 1 && (last == enums.EVENT_TYPE_TIMER_STARTED || last == enums.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
	})
}

// await waits until something that can be seen is so.
func (w *world) await(what string, so func() bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	for !so() {
		select {
		case <-ctx.Done():
			w.t.Fatalf("%s did not come: %v", what, ctx.Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// events returns those of one type, of all runs.
func (w *world) events(kind enums.EventType) []*history.HistoryEvent {
	w.t.Helper()
	var found []*history.HistoryEvent
	for _, run := range w.runs {
		for _, e := range w.history(run).Events {
			if e.EventType == kind {
				found = append(found, e)
			}
		}
	}
	return found
}

// history returns what the server wrote down of a run.
func (w *world) history(run string) *history.History {
	w.t.Helper()
	h := &history.History{}
	events := w.temporal.GetWorkflowHistory(w.t.Context(), w.id, run, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		e, err := events.Next()
		if err != nil {
			w.t.Fatal(err)
		}
		h.Events = append(h.Events, e)
	}
	return h
}

// snapshot returns what STATUS says.
func (w *world) snapshot() events.Snapshot {
	w.t.Helper()
	entry, err := bus.OpenBucket[events.Snapshot](w.bus, bus.StatusBucket).Get(w.t.Context(), bus.Key(w.tenant, followup))
	if err != nil {
		w.t.Fatal(err)
	}
	return entry.Value
}
