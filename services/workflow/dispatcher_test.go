package followups

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// fakeTemporal keeps workflows the way the server does, as far as the dispatcher can tell.
type fakeTemporal struct {
	mu   sync.Mutex
	runs map[string][]*fakeRun
	// refuse answers a call instead, if it returns an error.
	refuse func(workflowID string) error
	// removed: ended runs cannot be read any more.
	removed bool
	// before is called before each signal, without the lock.
	before func(workflowID string, reuse enums.WorkflowIdReusePolicy)
}

type fakeRun struct {
	id    string
	input lifecycle.Input
	facts []events.Event
	ended bool
	// broken ends it without a result.
	broken bool
}

// state is what the run knows: its input and the distinct facts it was told.
func (r *fakeRun) state() lifecycle.State {
	state := r.input.State
	state.Facts = slices.Clone(state.Facts)
	for _, f := range r.facts {
		if !slices.ContainsFunc(state.Facts, func(k events.Event) bool { return k.Source == f.Source && k.ID == f.ID }) {
			state.Facts = append(state.Facts, f)
		}
	}
	return state
}

func (f *fakeTemporal) SignalWithStartWorkflow(_ context.Context, id, name string, arg any, o client.StartWorkflowOptions, workflow any, args ...any) (client.WorkflowRun, error) {
	if f.before != nil {
		f.before(id, o.WorkflowIDReusePolicy)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.refuse != nil {
		if err := f.refuse(id); err != nil {
			return nil, err
		}
	}
	if name != lifecycle.FactSignal || workflow != lifecycle.WorkflowType || o.ID != id || o.TaskQueue == "" || o.WorkflowTaskTimeout <= 0 {
		return nil, serviceerror.NewInvalidArgument("not how a follow-up is started")
	}
	runs := f.runs[id]
	if len(runs) == 0 || runs[len(runs)-1].ended {
		if len(runs) > 0 && o.WorkflowIDReusePolicy == enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE {
			return nil, serviceerror.NewWorkflowExecutionAlreadyStarted("it has ended", "", runs[len(runs)-1].id)
		}
		runs = append(runs, &fakeRun{id: fmt.Sprintf("%s#%d", id, len(runs)+1), input: args[0].(lifecycle.Input)})
		f.runs[id] = runs
	}
	current := runs[len(runs)-1]
	current.facts = append(current.facts, arg.(lifecycle.Fact).Event)
	return nil, nil
}

func (f *fakeTemporal) GetWorkflow(_ context.Context, id, runID string) client.WorkflowRun {
	return fakeResult{f: f, id: id, run: runID}
}

type fakeResult struct {
	client.WorkflowRun
	f       *fakeTemporal
	id, run string
}

func (r fakeResult) Get(_ context.Context, into any) error {
	r.f.mu.Lock()
	defer r.f.mu.Unlock()
	for _, run := range r.f.runs[r.id] {
		if run.id != r.run || r.f.removed {
			continue
		}
		if run.broken {
			return &temporal.WorkflowExecutionError{}
		}
		*into.(*lifecycle.State) = run.state()
		return nil
	}
	return serviceerror.NewNotFound("no such run")
}

// end ends the running run of a follow-up.
func (f *fakeTemporal) end(followup string, broken bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	runs := f.runs[events.WorkflowID("acme", followup)]
	runs[len(runs)-1].ended, runs[len(runs)-1].broken = true, broken
}

// knows returns the ids of the facts that the latest run of a follow-up knows, sorted.
func (f *fakeTemporal) knows(followup string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	runs := f.runs[events.WorkflowID("acme", followup)]
	if len(runs) == 0 {
		return nil
	}
	var ids []string
	for _, e := range runs[len(runs)-1].state().Facts {
		ids = append(ids, e.ID)
	}
	slices.Sort(ids)
	return ids
}

func (f *fakeTemporal) count(followup string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.runs[events.WorkflowID("acme", followup)])
}

func newDispatcher(t *testing.T) (*dispatcher, *fakeTemporal) {
	t.Helper()
	return newDispatcherOn(bustest.Connect(t, bustest.NewServer(t), "workflow"))
}

func newDispatcherOn(b *bus.Bus) (*dispatcher, *fakeTemporal) {
	fake := &fakeTemporal{runs: map[string][]*fakeRun{}}
	return &dispatcher{
		temporal: fake, taskQueue: lifecycle.TaskQueue, taskTimeout: 1e9,
		rounds:     newRounds(b),
		succession: succession{bucket: bus.OpenBucket[heir](b, bus.ApplicationsBucket)},
		log:        zap.NewNop(),
	}, fake
}

func note(t *testing.T, id, followup string) events.Event {
	t.Helper()
	e, err := events.New(events.ThankyouSent, "/ats/test", id, "acme", followup, noon, events.Thankyou{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func interview(t *testing.T, id, followup, application string) events.Event {
	t.Helper()
	e, err := events.New(events.InterviewCompleted, "/ats/test", id, "acme", followup, noon, events.Meeting{
		Interview:    events.Interview{ID: followup, EndedAt: noon, ApplicationID: application},
		Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"},
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func told(t *testing.T, d *dispatcher, facts ...events.Event) {
	t.Helper()
	for _, e := range facts {
		if got := d.handle(t.Context(), bus.Message{Event: e, Attempt: 1}); got != bus.Done() {
			t.Fatalf("%s: %+v", e.ID, got)
		}
	}
}

func knows(t *testing.T, f *fakeTemporal, followup string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, f.knows(followup)); diff != "" {
		t.Errorf("%s knows (-want +got):\n%s", followup, diff)
	}
}

func TestTheFirstFactStartsAndLaterOnesSignal(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d, interview(t, "evt-1", "int-42", ""), note(t, "evt-2", "int-42"))
	knows(t, f, "int-42", "evt-1", "evt-2")
	if f.count("int-42") != 1 {
		t.Errorf("%d runs, want 1", f.count("int-42"))
	}
	if got := f.runs["followup/acme/int-42"][0].input; got.Tenant != "acme" || got.Followup != "int-42" {
		t.Errorf("started as %s of %s", got.Followup, got.Tenant)
	}
}

func TestALateFactStartsARunWithWhatTheEndedOneKnew(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d, interview(t, "evt-1", "int-42", ""))
	f.end("int-42", false)
	told(t, d, note(t, "evt-2", "int-42"))
	f.end("int-42", false)
	told(t, d, note(t, "evt-3", "int-42"))
	knows(t, f, "int-42", "evt-1", "evt-2", "evt-3")
	if f.count("int-42") != 3 {
		t.Errorf("%d runs, want 3", f.count("int-42"))
	}
}

func TestAFactThatComesAgainAfterTheEndOpensNothing(t *testing.T) {
	d, f := newDispatcher(t)
	first := note(t, "evt-1", "int-42")
	told(t, d, first)
	f.end("int-42", false)
	told(t, d, first)
	if n := f.count("int-42"); n != 1 {
		t.Errorf("%d runs, want the ended one only", n)
	}
	earlier := first
	earlier.Time = first.Time.Add(-time.Hour)
	told(t, d, earlier)
	if n := f.count("int-42"); n != 2 {
		t.Errorf("%d runs: the same fact with a smaller time counts", n)
	}
}

// The second of two late facts reads how the run ended, and before it signals, the first one's run begins and ends.
func TestTwoLateFactsAtOnceForgetNothing(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d, interview(t, "evt-1", "int-42", ""))
	f.end("int-42", false)

	var overtaken sync.Once
	f.before = func(_ string, reuse enums.WorkflowIdReusePolicy) {
		if reuse != enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE {
			return
		}
		overtaken.Do(func() {
			f.mu.Lock()
			ended := f.runs["followup/acme/int-42"][0].id
			f.mu.Unlock()
			// The first one has read the same state and holds the succession already.
			if err := d.succession.claim(t.Context(), ended, note(t, "evt-2", "int-42")); err != nil {
				t.Error(err)
			}
		})
	}
	second := bus.Message{Event: note(t, "evt-3", "int-42"), Attempt: 1}
	if got := d.handle(t.Context(), second); got == bus.Done() {
		t.Fatal("the second late fact started from a state that the first one is about to change")
	}
	told(t, d, note(t, "evt-2", "int-42"))
	f.end("int-42", false)
	told(t, d, second.Event)
	knows(t, f, "int-42", "evt-1", "evt-2", "evt-3")
}

func TestTheSameLateFactMayTryAgain(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d, interview(t, "evt-1", "int-42", ""))
	f.end("int-42", false)
	failures := 0
	f.refuse = func(string) error {
		if f.runs["followup/acme/int-42"][0].ended && failures == 1 {
			failures++
			return serviceerror.NewUnavailable("down")
		}
		failures++
		return nil
	}
	if got := d.handle(t.Context(), bus.Message{Event: note(t, "evt-2", "int-42"), Attempt: 1}); got == bus.Done() {
		t.Fatal("nothing failed")
	}
	told(t, d, note(t, "evt-2", "int-42"))
	knows(t, f, "int-42", "evt-1", "evt-2")
}

// outcome brings a fact to the dispatcher by the bus and says what became of it at first: "done", "retry" or "dead".
func outcome(t *testing.T, b *bus.Bus, d *dispatcher, e events.Event) string {
	t.Helper()
	if _, err := b.Publish(t.Context(), e, e.ID); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
	var running sync.WaitGroup
	defer running.Wait()
	defer stop()
	seen := make(chan string, 100)
	consume := func(stream string, handle bus.Handler) {
		running.Go(func() {
			if err := b.Consume(ctx, bus.Consumer{Stream: stream, Durable: "workflow"}, handle); err != nil {
				t.Error(err)
			}
		})
	}
	consume(events.StreamDead, func(context.Context, bus.Message) bus.Outcome {
		seen <- "dead"
		return bus.Done()
	})
	consume(events.StreamFacts, func(ctx context.Context, m bus.Message) bus.Outcome {
		if m.Attempt > 1 {
			seen <- "retry"
			return bus.Done()
		}
		got := d.handle(ctx, m)
		if got == bus.Done() {
			seen <- "done"
		}
		return got
	})
	select {
	case what := <-seen:
		return what
	case <-ctx.Done():
		t.Fatalf("%s was neither done nor retried nor given up", e.ID)
		return ""
	}
}

func TestWhatCannotBeDispatchedIsRetriedOrGivenUp(t *testing.T) {
	for name, test := range map[string]struct {
		err  error
		want string
	}{
		"nothing wrong":    {nil, "done"},
		"unavailable":      {serviceerror.NewUnavailable("down"), "retry"},
		"exhausted":        {serviceerror.NewResourceExhausted(enums.RESOURCE_EXHAUSTED_CAUSE_RPS_LIMIT, "busy"), "retry"},
		"no namespace yet": {serviceerror.NewNamespaceNotFound("afterword"), "retry"},
		"time is up":       {context.DeadlineExceeded, "retry"},
		"invalid":          {serviceerror.NewInvalidArgument("blob size exceeds limit"), "dead"},
		"wrapped":          {fmt.Errorf("call: %w", serviceerror.NewInvalidArgument("too long")), "dead"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bustest.Connect(t, bustest.NewServer(t), "workflow")
			d, f := newDispatcherOn(b)
			f.refuse = func(string) error { return test.err }
			if got := outcome(t, b, d, note(t, "evt-1", "int-42")); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// The run that is gone left no result; its dossier tells the next one what it knew.
func TestAFollowUpThatWasEndedFromOutsideIsTakenUpAgain(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d, interview(t, "evt-1", "int-42", ""))
	f.end("int-42", true)
	told(t, d, note(t, "evt-2", "int-42"))
	if got := f.count("int-42"); got != 2 {
		t.Errorf("%d runs, want 2", got)
	}
	if diff := cmp.Diff([]string{"evt-2"}, f.knows("int-42")); diff != "" {
		t.Errorf("what the next run is told (-want +got):\n%s", diff)
	}
}

func TestARunThatRetentionRemovedMeanwhileIsTriedAgain(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d, interview(t, "evt-1", "int-42", ""))
	f.end("int-42", false)
	f.removed = true
	if got := d.handle(t.Context(), bus.Message{Event: note(t, "evt-2", "int-42"), Attempt: 1}); got == bus.Done() {
		t.Error("the fact was dispatched without what the ended run knew")
	}
	f.removed = false
	told(t, d, note(t, "evt-2", "int-42"))
	knows(t, f, "int-42", "evt-1", "evt-2")
}

func TestAFactThatCannotBeReadIsGivenUp(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "workflow")
	d, f := newDispatcherOn(b)
	broken := interview(t, "evt-1", "int-42", "app-7")
	broken.Data = []byte(`{"interview":"int-42"}`)
	if got := outcome(t, b, d, broken); got != "dead" {
		t.Errorf("got %s, want dead", got)
	}
	if f.count("int-42") != 0 {
		t.Error("it was dispatched")
	}
}
