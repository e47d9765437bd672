package lifecycle_test

import (
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

func TestMetricsCountWhatWasDecidedPerInstance(t *testing.T) {
	s := newStation(t)
	first, second := prometheus.NewRegistry(), prometheus.NewRegistry()
	for _, registry := range []*prometheus.Registry{first, second} {
		metrics, err := lifecycle.NewMetrics(registry)
		if err != nil {
			t.Fatal(err)
		}
		if registry == second {
			break // Two instances in one process; only the first one decides.
		}
		s.now = newYork(3, 6, 10, 0)
		a := &lifecycle.Advancer{
			Clock: s, Publisher: s, Status: s, Dossiers: shelf{s}, Metrics: metrics,
			Policy: func(string) followup.Policy { return followup.DefaultPolicy() },
		}
		in := lifecycle.AdvanceInput{Tenant: tenant, Followup: subject, State: lifecycle.State{Facts: []events.Event{completed(t)}}}
		if _, err := a.Advance(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	// After three days of sleep only the check-in of an hour ago can still be sent.
	if got := count(t, first, "afterword_workflow_reminders_total"); got != 1 {
		t.Errorf("%d kinds of reminders were emitted, want 1", got)
	}
	if got := count(t, first, "afterword_workflow_decisions_total"); got != 1 {
		t.Errorf("%d stages, want 1", got)
	}
	if got := count(t, second, "afterword_workflow_decisions_total"); got != 0 {
		t.Errorf("the other instance counts %d stages", got)
	}
	if _, err := lifecycle.NewMetrics(first); err == nil {
		t.Error("a second instance on one registry is accepted")
	}
}

func count(t *testing.T, registry *prometheus.Registry, name string) int {
	t.Helper()
	n, err := testutil.GatherAndCount(registry, name)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
