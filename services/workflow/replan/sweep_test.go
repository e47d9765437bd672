package replan

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"
	"golang.org/x/time/rate"

	"github.com/afterword-io/afterword/pkg/events"
)

// sweep runs one pass in Temporal's test environment, from where an earlier one had come, and says how far it came.
func sweep(t *testing.T, s *Sweeper, in Input, from *position, options worker) (pass Pass, last *position, err error) {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(silent{})
	env := suite.NewTestActivityEnvironment()
	env.RegisterActivityWithOptions(s.Sweep, activity.RegisterOptions{Name: SweepActivity})
	if options.stopped != nil {
		env.SetWorkerStopChannel(options.stopped)
	}
	env.SetOnActivityHeartbeatListener(func(_ *activity.Info, details converter.EncodedValues) {
		var at position
		if err := details.Get(&at); err != nil {
			t.Error(err)
		}
		last = &at
	})
	if from != nil {
		env.SetHeartbeatDetails(*from)
	}
	value, err := env.ExecuteActivity(SweepActivity, in)
	if err != nil {
		return Pass{}, last, err
	}
	if err := value.Get(&pass); err != nil {
		t.Fatal(err)
	}
	return pass, last, nil
}

// worker is what a test says of the worker that a sweep runs on.
type worker struct {
	stopped chan struct{}
}

func free() *rate.Limiter { return rate.NewLimiter(rate.Inf, 1) }

func TestItWakesThoseThatArePlannedWithSomethingElse(t *testing.T) {
	i := newInstallation()
	i.basis = map[string]string{"": "default", "acme": "b", "other": "b"}
	i.sleeper("acme", "int-1", events.AwaitingDecision, "a")
	i.sleeper("acme", "int-2", events.AwaitingDecision, "b")
	i.sleeper("acme", "int-3", events.Closed, "a")
	i.turn()
	i.sleeper("other", "int-1", events.OwesNotes, "")
	i.sleeper("acme", "int-4/with a slash", events.CheckingIn, "a")
	i.sleeper("third", "int-1", events.CheckingIn, "a")
	i.asleep[1] = append(i.asleep[1], events.WorkflowID("acme", "int-5"), "replan/acme/b")
	i.sleeper("acme", "int-6", events.CheckingIn, "a")
	i.ended = []string{events.WorkflowID("acme", "int-6")}

	for name, c := range map[string]struct {
		in   Input
		want []string
		pass Pass
	}{
		"one tenant": {
			Input{Tenant: "acme", Basis: "b"},
			[]string{"followup/acme/int-1 to b", "followup/acme/int-4/with a slash to b"},
			Pass{Seen: 6, Woken: 2},
		},
		"all tenants": {
			Input{Basis: "default"},
			[]string{
				"followup/acme/int-1 to b", "followup/other/int-1 to b", "followup/acme/int-4/with a slash to b",
				"followup/third/int-1 to ",
			},
			Pass{Seen: 8, Woken: 4},
		},
	} {
		t.Run(name, func(t *testing.T) {
			i.woken = nil
			pass, _, err := sweep(t, i.sweeper(t, free()), c.in, nil, worker{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, i.woken); diff != "" {
				t.Errorf("woken (-want +got):\n%s", diff)
			}
			if pass != c.pass {
				t.Errorf("%+v, want %+v", pass, c.pass)
			}
		})
	}
}

func TestItIsTakenUpWhereItWasLost(t *testing.T) {
	i := newInstallation()
	i.basis = map[string]string{"": "b", "acme": "b"}
	for _, followup := range []string{"int-1", "int-2", "int-3", "int-4"} {
		i.turn()
		i.sleeper("acme", followup, events.CheckingIn, "a")
	}
	crash := errors.New("the worker is lost")
	i.refuse = func(call string) error {
		if call == "signal followup/acme/int-4" {
			return crash
		}
		return nil
	}
	_, at, err := sweep(t, i.sweeper(t, free()), Input{Tenant: "acme", Basis: "b"}, nil, worker{})
	if err == nil || at == nil {
		t.Fatalf("it came to %v with error %v", at, err)
	}
	i.refuse, i.pages = nil, nil
	pass, _, err := sweep(t, i.sweeper(t, free()), Input{Tenant: "acme", Basis: "b"}, at, worker{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{2, 3}, i.pages); diff != "" {
		t.Errorf("pages asked for (-want +got):\n%s", diff)
	}
	if pass.Woken != 5 || i.woken[len(i.woken)-1] != "followup/acme/int-4 to b" {
		t.Errorf("%+v; woken: %v", pass, i.woken)
	}
}

func TestItDoesNotSweepForABasisThatIsNotItsOwn(t *testing.T) {
	i := newInstallation()
	i.basis = map[string]string{"acme": "c"}
	i.sleeper("acme", "int-1", events.CheckingIn, "a")
	pass, _, err := sweep(t, i.sweeper(t, free()), Input{Tenant: "acme", Basis: "b"}, nil, worker{})
	if err != nil || !pass.Outdated || len(i.woken) != 0 {
		t.Errorf("%+v, %v; woken: %v", pass, err, i.woken)
	}
}

func TestItKeepsToItsRate(t *testing.T) {
	i := newInstallation()
	i.basis = map[string]string{"acme": "b"}
	for _, followup := range []string{"int-1", "int-2", "int-3"} {
		i.sleeper("acme", followup, events.CheckingIn, "a")
	}
	// Two at once, and then none ever.
	if _, _, err := sweep(t, i.sweeper(t, rate.NewLimiter(0, 2)), Input{Tenant: "acme", Basis: "b"}, nil, worker{}); err == nil {
		t.Error("it did not wait for its turn")
	}
	if len(i.woken) != 2 {
		t.Errorf("woken: %v", i.woken)
	}
}

func TestItEndsWhenItsWorkerStops(t *testing.T) {
	i := newInstallation()
	i.basis = map[string]string{"acme": "b"}
	i.sleeper("acme", "int-1", events.CheckingIn, "a")
	i.sleeper("acme", "int-2", events.CheckingIn, "a")
	stopped := make(chan struct{})
	i.refuse = func(call string) error {
		if call == "signal followup/acme/int-1" {
			close(stopped)
		}
		return nil
	}
	limit := rate.NewLimiter(rate.Every(time.Minute), 1) // The second turn is far away.
	if _, _, err := sweep(t, i.sweeper(t, limit), Input{Tenant: "acme", Basis: "b"}, nil, worker{stopped: stopped}); err == nil {
		t.Error("it has come to an end")
	}
}

func TestWithoutTheBusItIsTriedAgain(t *testing.T) {
	for _, call := range []string{"read", "list"} {
		i := newInstallation()
		i.basis = map[string]string{"acme": "b"}
		i.sleeper("acme", "int-1", events.CheckingIn, "a")
		i.refuse = func(c string) error {
			if c == call {
				return errors.New("away")
			}
			return nil
		}
		if _, _, err := sweep(t, i.sweeper(t, free()), Input{Tenant: "acme", Basis: "b"}, nil, worker{}); err == nil {
			t.Errorf("%s fails, and the pass counts as done", call)
		}
	}
}

func TestSweepsAreCounted(t *testing.T) {
	i := newInstallation()
	i.basis = map[string]string{"acme": "b"}
	i.sleeper("acme", "int-1", events.CheckingIn, "a")
	i.sleeper("acme", "int-2", events.CheckingIn, "a")
	s := i.sweeper(t, free())
	registry := prometheus.NewRegistry()
	var err error
	if s.Metrics, err = NewMetrics(registry); err != nil {
		t.Fatal(err)
	}
	if _, err := NewMetrics(registry); err == nil {
		t.Error("a second instance on one registry is accepted")
	}
	for _, pending := range []float64{2, 0} {
		if _, _, err := sweep(t, s, Input{Tenant: "acme", Basis: "b"}, nil, worker{}); err != nil {
			t.Fatal(err)
		}
		if got := testutil.ToFloat64(s.Metrics.pending); got != pending {
			t.Errorf("pending %v, want %v", got, pending)
		}
		for key, snapshot := range i.status {
			snapshot.PlannedWith = "b"
			i.status[key] = snapshot
		}
	}
	if got := testutil.ToFloat64(s.Metrics.woken); got != 2 {
		t.Errorf("%v woken, want 2", got)
	}
}

// silent is the SDK's logger for tests.
type silent struct{}

func (silent) Debug(string, ...any) {}
func (silent) Info(string, ...any)  {}
func (silent) Warn(string, ...any)  {}
func (silent) Error(string, ...any) {}
