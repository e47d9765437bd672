package lifecycle_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

const (
	tenant  = "acme"
	subject = "int-42"
)

// ended is the end of DOMAIN.md's worked example: Tuesday 3 March 2026, 15:00 in New York.
var ended = time.Date(2026, time.March, 3, 20, 0, 0, 0, time.UTC)

func in(zone string, month time.Month, day, hour, minute int) time.Time {
	location, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	return time.Date(2026, month, day, hour, minute, 0, 0, location).UTC()
}

func newYork(month time.Month, day, hour, minute int) time.Time {
	return in("America/New_York", month, day, hour, minute)
}

func fact(t testing.TB, kind events.Type, id string, at time.Time, data any) events.Event {
	t.Helper()
	e, err := events.New(kind, "/ats/test", id, tenant, subject, at, data)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func meeting() events.Meeting {
	return events.Meeting{
		Interview: events.Interview{
			ID: subject, StartsAt: ended.Add(-time.Hour), EndedAt: ended, Round: 1, ApplicationID: "app-7",
		},
		Candidate: events.Candidate{
			ID: "cand-1", Name: "Ada Park", Email: "ada@example.com", Phone: "+14155550123", TimeZone: "America/New_York",
		},
		Employer:     events.Employer{ID: "emp-3", Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
		Position:     events.Position{Title: "Dispatcher"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
		Promise:      &events.Promise{By: events.Date{Year: 2026, Month: time.March, Day: 5}},
	}
}

// completed is the worked example's interview, reported as it ended.
func completed(t testing.TB) events.Event {
	return fact(t, events.InterviewCompleted, "evt-1", ended, meeting())
}

// line is one reminder that reached the candidate.
type line struct {
	ID string
	At time.Time
}

// told returns the reminders that Simulate sends.
func told(facts ...events.Event) []line {
	var lines []line
	for _, r := range followup.Simulate(followup.DefaultPolicy(), facts, time.Time{}).Reminders {
		if r.State == events.Due {
			lines = append(lines, line{r.ID, r.DueAt})
		}
	}
	return lines
}

// said is one event on the bus.
type said struct {
	events.Event
	msgID string
}

// memory is a bus and a STATUS bucket without a server. While down returns true nothing works.
type memory struct {
	now  func() time.Time
	down func(now time.Time) bool

	mu       sync.Mutex
	stored   []said
	repeated int
	buried   []said
	written  []events.Snapshot
	files    files
}

var errDown = errors.New("the bus is down")

func (m *memory) check() error {
	if m.down != nil && m.down(m.now()) {
		return errDown
	}
	return nil
}

func (m *memory) Publish(_ context.Context, e events.Event, msgID string) (bus.Ack, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.check(); err != nil {
		return bus.Ack{}, err
	}
	if slices.ContainsFunc(m.stored, func(s said) bool { return s.msgID == msgID }) {
		m.repeated++
		return bus.Ack{Duplicate: true}, nil
	}
	m.stored = append(m.stored, said{e, msgID})
	return bus.Ack{}, nil
}

func (m *memory) Bury(_ context.Context, e events.Event, msgID, _ string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !slices.ContainsFunc(m.buried, func(s said) bool { return s.msgID == msgID }) {
		m.buried = append(m.buried, said{e, msgID})
	}
	return m.check()
}

func (m *memory) Get(context.Context, string) (bus.Entry[events.Snapshot], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.check(); err != nil {
		return bus.Entry[events.Snapshot]{}, err
	}
	if len(m.written) == 0 {
		return bus.Entry[events.Snapshot]{}, bus.ErrNotFound
	}
	return bus.Entry[events.Snapshot]{Value: m.written[len(m.written)-1], Revision: uint64(len(m.written))}, nil
}

func (m *memory) Create(ctx context.Context, key string, s events.Snapshot, _ time.Duration) (uint64, error) {
	return m.Update(ctx, key, s, 0)
}

func (m *memory) Update(_ context.Context, _ string, s events.Snapshot, revision uint64) (uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.check(); err != nil {
		return 0, err
	}
	if revision != uint64(len(m.written)) {
		return 0, bus.ErrConflict
	}
	m.written = append(m.written, s)
	return revision + 1, nil
}

// files is a bucket of one dossier.
type files struct {
	mu       sync.Mutex
	kept     *followup.Dossier
	revision uint64
}

func (f *files) Get(context.Context, string) (bus.Entry[followup.Dossier], error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept == nil {
		return bus.Entry[followup.Dossier]{}, bus.ErrNotFound
	}
	return bus.Entry[followup.Dossier]{Value: *f.kept, Revision: f.revision}, nil
}

func (f *files) Create(_ context.Context, _ string, d followup.Dossier, _ time.Duration) (uint64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept != nil {
		return 0, bus.ErrConflict
	}
	return f.keep(&d), nil
}

func (f *files) Update(_ context.Context, _ string, d followup.Dossier, revision uint64) (uint64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if revision != f.revision {
		return 0, bus.ErrConflict
	}
	return f.keep(&d), nil
}

func (f *files) Delete(context.Context, string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.keep(nil)
	return nil
}

// keep is called with the lock.
func (f *files) keep(d *followup.Dossier) uint64 {
	f.kept = d
	f.revision++
	return f.revision
}

// of returns the stored events of a type.
func (m *memory) of(kind events.Type) []said {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(m.stored), func(s said) bool { return s.Type != kind })
}

func (m *memory) last() events.Snapshot {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.written) == 0 {
		return events.Snapshot{}
	}
	return m.written[len(m.written)-1]
}

// wanted is the notifier's question at an instant: the snapshot that stood there then.
func (m *memory) wanted(r events.Reminder, at time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	var then events.Snapshot
	for _, s := range m.written {
		if !s.EvaluatedAt.After(at) {
			then = s
		}
	}
	return then.Wants(r.ID, r.DueAt)
}

// sent does what the notifier does: it holds each reminder until it is due and sends it if STATUS still wants it.
func (m *memory) sent(t testing.TB) []line {
	t.Helper()
	var lines []line
	for _, s := range m.of(events.ReminderDue) {
		notice, err := events.DataOf[events.ReminderNotice](s.Event)
		if err != nil {
			t.Fatal(err)
		}
		r := notice.Reminder
		at := r.DueAt
		if s.Time.After(at) {
			at = s.Time
		}
		if m.wanted(r, at) && at.Before(r.ExpiresAt) {
			lines = append(lines, line{r.ID, r.DueAt})
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return a.At.Compare(b.At) })
	return lines
}

// signal is a fact on its way to the workflow.
type signal struct {
	at   time.Time
	fact events.Event
}

// signalOf is what the dispatcher sends.
func signalOf(t testing.TB, e events.Event) lifecycle.Fact {
	t.Helper()
	f, err := lifecycle.FactOf(e)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// on time: each fact arrives when it becomes known.
func onTime(facts ...events.Event) []signal {
	var signals []signal
	for _, f := range facts {
		signals = append(signals, signal{f.Time, f})
	}
	return signals
}

// replanning is a signal that says what plans rest on from at on.
type replanning struct {
	at    time.Time
	basis string
}

// run is one follow-up's life in Temporal's test environment, whose clock skips the waits.
type run struct {
	*memory
	t *testing.T
	// restart ends the first run with continue-as-new at the first wake from then on.
	restart time.Time
	// during may bring a fact while a decision is being made.
	during func(lifecycle.State) (events.Event, bool)
	// refuse may fail a decision.
	refuse func() error
	// policy is the tenant's at an instant; the default one if nil.
	policy func(now time.Time) followup.Policy
	// replans are signals to plan anew.
	replans []replanning
	// runs counts the workflow runs.
	runs int
	// decided counts the decisions. One whose time is up may still be under way beside the next.
	decided atomic.Int64
	// at is when the last run ended.
	at time.Time
}

func newRun(t *testing.T) *run { return &run{memory: &memory{}, t: t} }

type envClock struct {
	env *testsuite.TestWorkflowEnvironment
}

func (c envClock) Now() time.Time                     { return c.env.Now().UTC() }
func (c envClock) Real(d time.Duration) time.Duration { return max(0, d) }
func (c envClock) Speed() float64                     { return 1 }

// live runs the workflow from the first signal on, from run to run, and returns what it knew at its end.
func (r *run) live(state lifecycle.State, signals []signal) lifecycle.State {
	r.t.Helper()
	input := lifecycle.Input{Tenant: tenant, Followup: subject, State: state}
	start := signals[0].at
	for {
		next, ended := r.once(input, start, signals)
		if ended {
			return next.State
		}
		signals = slices.DeleteFunc(slices.Clone(signals), func(s signal) bool { return !s.at.After(r.at) })
		input, start, r.restart = next, r.at, time.Time{}
	}
}

func (r *run) once(input lifecycle.Input, start time.Time, signals []signal) (next lifecycle.Input, ended bool) {
	r.t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(silent{})
	env := suite.NewTestWorkflowEnvironment()
	env.SetStartTime(start)
	env.SetTestTimeout(time.Minute)
	env.SetWorkflowRunTimeout(365 * 24 * time.Hour)
	r.now = func() time.Time { return env.Now().UTC() }
	metrics, err := lifecycle.NewMetrics(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	advancer := &lifecycle.Advancer{
		Clock: envClock{env}, Publisher: r.memory, Status: r.memory, Dossiers: &r.files, Metrics: metrics,
		Policy: func(string) followup.Policy {
			if r.policy == nil {
				return followup.DefaultPolicy()
			}
			return r.policy(env.Now())
		},
	}
	advance := func(ctx context.Context, in lifecycle.AdvanceInput) (lifecycle.Decided, error) {
		r.decided.Add(1)
		if r.during != nil {
			if e, ok := r.during(in.State); ok {
				env.SignalWorkflow(lifecycle.FactSignal, signalOf(r.t, e))
			}
		}
		if r.refuse != nil {
			if err := r.refuse(); err != nil {
				return lifecycle.Decided{}, err
			}
		}
		return advancer.Advance(ctx, in)
	}
	env.RegisterWorkflowWithOptions(lifecycle.FollowUp, workflow.RegisterOptions{Name: lifecycle.WorkflowType})
	env.RegisterActivityWithOptions(advance, activity.RegisterOptions{Name: lifecycle.AdvanceActivity})
	for _, s := range signals {
		env.RegisterDelayedCallback(func() { env.SignalWorkflow(lifecycle.FactSignal, signalOf(r.t, s.fact)) }, s.at.Sub(start))
	}
	for _, replan := range r.replans {
		env.RegisterDelayedCallback(func() { env.SignalWorkflow(lifecycle.ReplanSignal, lifecycle.Replan{Basis: replan.basis}) }, replan.at.Sub(start))
	}
	if !r.restart.IsZero() {
		env.RegisterDelayedCallback(func() { env.SetContinueAsNewSuggested(true) }, r.restart.Sub(start))
	}
	r.runs++
	env.ExecuteWorkflow(lifecycle.WorkflowType, input)
	r.at = env.Now().UTC()
	if !env.IsWorkflowCompleted() {
		r.t.Fatal("the workflow has not ended")
	}
	var again *workflow.ContinueAsNewError
	if err := env.GetWorkflowError(); errors.As(err, &again) {
		if err := converter.GetDefaultDataConverter().FromPayloads(again.Input, &next); err != nil {
			r.t.Fatal(err)
		}
		return next, false
	} else if err != nil {
		r.t.Fatal(err)
	}
	if err := env.GetWorkflowResult(&next.State); err != nil {
		r.t.Fatal(err)
	}
	return next, true
}

// sends reports a difference between what reached the candidate and what should have.
func (r *run) sends(want []line) {
	r.t.Helper()
	if len(want) == 0 {
		r.t.Fatal("nothing is expected: the story proves nothing")
	}
	if diff := cmp.Diff(want, r.sent(r.t)); diff != "" {
		r.t.Errorf("sent (-want +got):\n%s", diff)
	}
}

// emits reports a difference between what the state remembers as emitted and what should have been.
func (r *run) emits(state lifecycle.State, want []line) {
	r.t.Helper()
	var got []line
	for _, e := range state.Emitted {
		got = append(got, line{events.ReminderID(subject, e.Kind, e.N), e.DueAt})
	}
	slices.SortStableFunc(got, func(a, b line) int { return a.At.Compare(b.At) })
	if diff := cmp.Diff(want, got); diff != "" {
		r.t.Errorf("emitted (-want +got):\n%s", diff)
	}
}

// closes reports a wrong outcome or closing instant in STATUS.
func (r *run) closes(outcome events.Outcome, at time.Time) {
	r.t.Helper()
	if s := r.last(); s.Stage != events.Closed || s.Outcome != outcome || !s.ClosedAt.Equal(at) {
		r.t.Errorf("got %s with %q at %v, want closed with %s at %v", s.Stage, s.Outcome, s.ClosedAt, outcome, at)
	}
}

func (l line) String() string { return fmt.Sprintf("%s at %s", l.ID, l.At.Format(time.RFC3339)) }

// silent is the SDK's logger for tests: the test environment retells every timer.
type silent struct{}

func (silent) Debug(string, ...any) {}
func (silent) Info(string, ...any)  {}
func (silent) Warn(string, ...any)  {}
func (silent) Error(string, ...any) {}
