package followups

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"testing"

	"go.temporal.io/sdk/client"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/workflow/replan"
)

// starts is a Temporal that notes which sweeps it was asked for.
type starts struct {
	mu   sync.Mutex
	asks []replan.Input
	// refuse is how many calls fail before one is accepted.
	refuse int
}

func (s *starts) ExecuteWorkflow(_ context.Context, _ client.StartWorkflowOptions, _ any, args ...any) (client.WorkflowRun, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse > 0 {
		s.refuse--
		return nil, errors.New("away")
	}
	s.asks = append(s.asks, args[0].(replan.Input))
	return nil, nil
}

func (s *starts) asked() []replan.Input {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asks)
}

// A tenant's sleepers are planned anew when the tenant's plans rest on something else, and only then.
func TestAChangedPolicyIsFollowedByASweep(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "workflow")
	tenants := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket)
	put := func(slug, name, policy string) {
		t.Helper()
		if _, err := tenants.Put(t.Context(), slug, events.Tenant{Slug: slug, Name: name, Policy: json.RawMessage(policy)}); err != nil {
			t.Fatal(err)
		}
	}
	put("acme", "Acme", `{"round_days":7}`)
	put("other", "Other", `{"round_days":3}`)

	temporal := &starts{}
	p := newPolicies(zap.NewNop())
	s := newSweeps(temporal, "queue", p.basis, zap.NewNop())
	p.changed = s.of
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { s.run(ctx) })
	running.Go(func() {
		if err := p.follow(ctx, tenants); err != nil {
			t.Errorf("following ended with %v", err)
		}
	})
	defer running.Wait()
	defer stop()
	<-p.loaded
	s.of("")
	want := []replan.Input{{Basis: followup.Basis(followup.DefaultPolicy())}}
	asked := func(what, tenant string, change func(*followup.Policy)) {
		t.Helper()
		policy := followup.DefaultPolicy()
		change(&policy)
		want = append(want, replan.Input{Tenant: tenant, Basis: followup.Basis(policy)})
		until(t, what, func() bool { return len(temporal.asked()) >= len(want) })
		if got := temporal.asked(); !slices.Equal(got, want) {
			t.Fatalf("%s: asked for %v, want %v", what, got, want)
		}
	}
	until(t, "the sweep at the start", func() bool { return len(temporal.asked()) == 1 })

	put("acme", "Acme & Sons", `{"round_days":7}`)                         // Another name is no other policy,
	put("acme", "Acme & Sons", `{"round_days":-7}`)                        // an invalid one changes nothing,
	put("acme", "Acme & Sons", `{ "round_days" : 7, "max_check_ins": 6 }`) // and neither does another spelling.
	put("acme", "Acme & Sons", `{"round_days":8}`)
	asked("a change", "acme", func(p *followup.Policy) { p.RoundDays = 8 })
	put("third", "Third", `{}`) // A new tenant without numbers of its own was planned so already.
	put("fourth", "Fourth", `{"round_days":4}`)
	asked("a new tenant", "fourth", func(p *followup.Policy) { p.RoundDays = 4 })
	if err := tenants.Delete(t.Context(), "other"); err != nil {
		t.Fatal(err)
	}
	asked("a tenant that is gone", "other", func(*followup.Policy) {})
}

func TestASweepIsAskedForUntilTemporalAcceptsIt(t *testing.T) {
	temporal := &starts{refuse: 1}
	s := newSweeps(temporal, "queue", func(string) string { return "b" }, zap.NewNop())
	s.again = 1
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var running sync.WaitGroup
	running.Go(func() { s.run(ctx) })
	s.of("acme")
	until(t, "the sweep", func() bool { return len(temporal.asked()) == 1 })
	stop()
	running.Wait()
}
