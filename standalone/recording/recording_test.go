package recording

import (
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/afterword-io/afterword/pkg/events"
	domain "github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
	"github.com/afterword-io/afterword/standalone/temporald"
)

var record = flag.String("record", "", "directory that gets the histories")

// Every story takes the course that Simulate tells, and what the server wrote down can be replayed.
func TestStoriesOnARealServer(t *testing.T) {
	temporal := startTemporal(t)
	for _, s := range stories() {
		t.Run(s.name, func(t *testing.T) {
			w := newWorld(t, temporal, s)
			w.tell(s)
			w.compare(s)
			w.cost(s)
			for i, run := range w.runs {
				name := s.name
				if i > 0 {
					name += "-late"
				}
				keep(t, name, w.history(run))
			}
		})
	}
}

// While the bus is down nothing can be decided; once it is back, it is.
func TestAnOutageOfTheBus(t *testing.T) {
	s := story{name: "an-outage-of-the-bus", facts: stories()[0].facts, until: ended().Add(time.Hour)}
	w := newWorld(t, startTemporal(t), s)
	w.tell(s)
	before := len(w.events(enums.EVENT_TYPE_TIMER_STARTED))

	w.clock.set(s.until, s.until)
	w.server.Stop()
	w.signal(fact(time.Hour, events.ThankyouSent, events.Thankyou{}))
	// The server waits for the next try when the worker has tried in vain for a while.
	w.await("a pause between tries", func() bool { return len(w.events(enums.EVENT_TYPE_TIMER_STARTED)) > before })
	w.server.Start()
	w.settle()

	if got := w.snapshot(); got.Facts != 2 || got.NotesOwed != 0 {
		t.Errorf("STATUS counts %d facts and %d notes owed after the outage", got.Facts, got.NotesOwed)
	}
	w.awaitSleep()
	keep(t, s.name, w.history(w.runs[0]))
}

// Late facts that arrive at once must not make runs that know nothing of each other.
func TestLateFactsAtOnce(t *testing.T) {
	s := story{name: "late-facts-at-once", facts: stories()[0].facts}
	w := newWorld(t, startTemporal(t), s)
	w.tell(s)

	late := 50 * 24 * time.Hour
	w.clock.set(ended().Add(late), endless())
	for i, e := range []events.Event{
		fact(late, events.ThankyouSent, events.Thankyou{}),
		fact(late, events.DebriefRecorded, events.Debrief{}),
		fact(late, events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Withdrawn}),
	} {
		e.Tenant = w.tenant
		if _, err := w.bus.Publish(t.Context(), e, fmt.Sprint("late", i)); err != nil {
			t.Fatal(err)
		}
	}
	w.await("the facts in STATUS", func() bool { return w.snapshot().Facts == 4 })
	if got := w.snapshot(); got.Outcome != events.Withdrawn || got.NotesOwed != 0 {
		t.Errorf("STATUS says %s with %d notes owed", got.Outcome, got.NotesOwed)
	}
}

// When the history has grown long, a new run goes on with all that is known: nothing is emitted twice or forgotten.
func TestAHistoryThatGrewLong(t *testing.T) {
	facts := stories()[0].facts
	s := story{name: "a-history-that-grew-long", facts: facts, until: ended().Add(30 * time.Hour)}
	w := newWorld(t, startTemporal(t), s)
	w.tell(s)
	emitted := due(w.snapshot())

	// What is known already changes nothing, however much comes of it.
	again := facts[0]
	again.Data = json.RawMessage(`{"padding":"` + strings.Repeat("-", 250_000) + `"}`)
	for range 20 {
		w.signal(again)
	}
	w.await("a new run", func() bool { return w.latestRun() != w.runs[0] })
	w.runs = append(w.runs, w.latestRun())
	w.awaitSleep()
	if diff := cmp.Diff(emitted, due(w.snapshot())); diff != "" {
		t.Errorf("reminders emitted, before -, after +:\n%s", diff)
	}

	s.until = time.Time{}
	w.clock.set(ended().Add(30*time.Hour), endless())
	w.signal(fact(30*time.Hour, events.ThankyouSent, events.Thankyou{}))
	w.settle()
	s.facts = append(s.facts, fact(30*time.Hour, events.ThankyouSent, events.Thankyou{}))
	w.compare(s)
	keep(t, s.name+"-late", w.history(w.runs[1]))
}

func startTemporal(t *testing.T) client.Client {
	t.Helper()
	server, err := temporald.Start(t.Context(), temporald.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	temporal, err := client.Dial(client.Options{
		HostPort: server.Addr(), Namespace: temporald.Namespace, Identity: "recorder", Logger: silent(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		temporal.Close()
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	return temporal
}

func silent() log.Logger { return log.NewStructuredLogger(slog.New(slog.DiscardHandler)) }

// compare checks what STATUS says was emitted against Simulate.
func (w *world) compare(s story) {
	w.t.Helper()
	want := domain.Simulate(domain.DefaultPolicy(), s.facts, s.until).Reminders
	if diff := cmp.Diff(due(events.Snapshot{Plan: want}), due(w.snapshot())); diff != "" {
		w.t.Errorf("reminders emitted, Simulate -, workflow +:\n%s", diff)
	}
}

// cost checks that a follow-up decides no more than it has to: at each fact, and around each reminder twice, once
// to hand it over and once to note that it was emitted. A decision costs six events of the history.
func (w *world) cost(s story) {
	w.t.Helper()
	most := len(s.facts) + 2*len(w.snapshot().Plan) + 2
	if decisions := len(w.events(enums.EVENT_TYPE_MARKER_RECORDED)); decisions > most {
		w.t.Errorf("%d decisions, want at most %d", decisions, most)
	}
}

// due lists what was emitted, and when.
func due(s events.Snapshot) []string {
	var list []string
	for _, r := range s.Plan {
		if r.State == events.Due {
			list = append(list, r.ID+" "+r.DueAt.Format(time.RFC3339))
		}
	}
	return list
}

// keep replays a history and writes it down if that was asked for.
func keep(t *testing.T, name string, h *history.History) {
	t.Helper()
	replayer := worker.NewWorkflowReplayer()
	replayer.RegisterWorkflowWithOptions(lifecycle.FollowUp, workflow.RegisterOptions{Name: lifecycle.WorkflowType})
	if err := replayer.ReplayWorkflowHistory(silent(), h); err != nil {
		t.Errorf("replay %s: %v", name, err)
	}
	if *record == "" {
		return
	}
	for _, e := range h.Events {
		// A sticky queue is named after the machine.
		if queue := e.GetWorkflowTaskScheduledEventAttributes().GetTaskQueue(); queue.GetKind() == enums.TASK_QUEUE_KIND_STICKY {
			queue.Name = "sticky"
		}
	}
	text, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*record, name+".json"), append(text, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
