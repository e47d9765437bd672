package recording

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	domain "github.com/afterword-io/afterword/pkg/followup"
	followups "github.com/afterword-io/afterword/services/workflow"
	"github.com/afterword-io/afterword/services/workflow/replan"
)

var (
	sleepers = flag.Int("sleepers", 40, "how many follow-ups sleep when their policy changes")
	rate     = flag.Float64("rate", 100, "how many of them one process wakes a second")
)

// setPolicy writes the tenant's record, as the command line does, and returns the policy in force from then on.
func setPolicy(t *testing.T, b *bus.Bus, tenant, policy string) domain.Policy {
	t.Helper()
	parsed, err := domain.ParsePolicy([]byte(policy))
	if err != nil {
		t.Fatal(err)
	}
	record := events.Tenant{Slug: tenant, Policy: json.RawMessage(policy)}
	if _, err := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket).Put(t.Context(), tenant, record); err != nil {
		t.Fatal(err)
	}
	return parsed
}

// A policy changes while a follow-up sleeps: it is woken without any fact, and its check-in moves.
func TestAPolicyThatChangesMovesASleeper(t *testing.T) {
	all := stories()
	asleep := all[slices.IndexFunc(all, func(s story) bool { return s.name == "asleep-before-the-check-in" })]
	s := story{name: "planned-anew", facts: asleep.facts, until: asleep.until}
	w := newWorld(t, startTemporal(t), s)
	w.tell(s)

	// Friday 11:00 in New York, two hours after the check-in would have been due.
	friday := ended().Add(68 * time.Hour)
	w.clock.set(s.until, friday)
	policy := setPolicy(t, w.bus, w.tenant, `{"office_hours":{"from":"10:00","to":"17:00"}}`)
	w.await("the new plan", func() bool { return w.snapshot().PlannedWith == domain.Basis(policy) })
	w.settle()
	want := []string{
		"int-42.debrief.1 2026-03-03T21:00:00Z", "int-42.thank_you.1 2026-03-03T23:00:00Z",
		"int-42.check_in.1 2026-03-06T15:00:00Z",
	}
	if diff := cmp.Diff(want, due(w.snapshot())); diff != "" {
		t.Errorf("emitted by Friday 11:00 (-want +got):\n%s", diff)
	}
	if signals := len(w.events(enums.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)); signals != len(s.facts)+1 {
		t.Errorf("%d signals, want one beside the %d facts", signals, len(s.facts))
	}

	w.clock.set(friday, endless())
	w.signal(fact(68*time.Hour, events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer}))
	w.settle()
	if got := w.snapshot(); got.Outcome != events.Offer || got.Stage != events.Closed {
		t.Errorf("it ends %s with %q", got.Stage, got.Outcome)
	}
	keep(t, s.name, w.history(w.runs[0]))
}

// The policy changes while no service runs. The next one to start finds the sleeper, as it does after an upgrade.
func TestAServiceThatStartsPlansSleepersAnew(t *testing.T) {
	all := stories()
	asleep := all[slices.IndexFunc(all, func(s story) bool { return s.name == "asleep-before-the-check-in" })]
	s := story{name: "planned-anew-at-start", facts: asleep.facts, until: asleep.until}
	w := newWorld(t, startTemporal(t), s)
	w.tell(s)
	w.stop()
	policy := setPolicy(t, w.bus, w.tenant, `{"office_hours":{"from":"10:00","to":"17:00"}}`)
	w.start()
	w.await("the new plan", func() bool { return w.snapshot().PlannedWith == domain.Basis(policy) })
	if moved := ended().Add(67 * time.Hour); !w.snapshot().Wants("int-42.check_in.1", moved) {
		t.Errorf("the check-in is not planned for %v: %v", moved, w.snapshot().Plan)
	}
}

// Two processes learn that a tenant's policy has changed: they sweep once, and everybody is planned anew once.
func TestManySleepersAreSweptOnce(t *testing.T) {
	temporal := startTemporal(t)
	server := bustest.NewServer(t)
	b := bustest.Connect(t, server, "recorder")
	standing := newClock(ended().Add(30 * time.Hour))
	registries := []*prometheus.Registry{prometheus.NewRegistry(), prometheus.NewRegistry()}
	for i, registry := range registries {
		service, err := followups.New(followups.Options{
			Bus: bustest.Connect(t, server, fmt.Sprint("worker-", i)), Temporal: temporal, Clock: standing, TaskTimeout: 2 * time.Second,
			ReplanRate: *rate, Registerer: registry,
		})
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
		stopped := make(chan error, 1)
		go func() { stopped <- service.Run(ctx) }()
		t.Cleanup(func() {
			stop()
			if err := <-stopped; err != nil {
				t.Errorf("the service ended with %v", err)
			}
		})
	}
	const tenant = "sleepers"
	status := bus.OpenBucket[events.Snapshot](b, bus.StatusBucket)
	facts := stories()[1].facts
	await := func(what string, planned func(events.Snapshot) bool) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), patience+time.Duration(*sleepers)*time.Second/2)
		defer cancel()
		for n := 0; n < *sleepers; {
			entry, err := status.Get(ctx, bus.Key(tenant, fmt.Sprint("int-", n)))
			if err == nil && planned(entry.Value) {
				n++
				continue
			}
			select {
			case <-ctx.Done():
				t.Fatalf("%s did not come for all: %v", what, ctx.Err())
			case <-time.After(5 * time.Millisecond):
			}
		}
	}
	for n := range *sleepers {
		for _, e := range facts {
			e.Tenant, e.Subject = tenant, fmt.Sprint("int-", n)
			e.ID = fmt.Sprint(e.Subject, "/", e.ID)
			if _, err := b.Publish(t.Context(), e, e.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	before := domain.Basis(domain.DefaultPolicy())
	await("sleep", func(s events.Snapshot) bool { return s.Facts == len(facts) && s.PlannedWith == before })
	total := func(name string) (sum float64) {
		for _, registry := range registries {
			families, err := registry.Gather()
			if err != nil {
				t.Fatal(err)
			}
			for _, family := range families {
				if family.GetName() == name {
					for _, m := range family.GetMetric() {
						sum += m.GetCounter().GetValue() + m.GetGauge().GetValue()
					}
				}
			}
		}
		return sum
	}
	if woken := total("afterword_workflow_replan_signals_total"); woken != 0 {
		t.Errorf("%v were woken at the start", woken)
	}
	revisions := func() (all []int) {
		for n := range *sleepers {
			entry, err := status.Get(t.Context(), bus.Key(tenant, fmt.Sprint("int-", n)))
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, entry.Value.Revision)
		}
		return all
	}
	once := revisions()
	for i := range once {
		once[i]++
	}
	begun := time.Now()
	policy := setPolicy(t, b, tenant, `{"office_hours":{"from":"10:00","to":"17:00"}}`)
	after := domain.Basis(policy)
	await("the new plan", func(s events.Snapshot) bool { return s.PlannedWith == after })
	took := time.Since(begun)
	if diff := cmp.Diff(once, revisions()); diff != "" {
		t.Errorf("revisions, if each is planned anew once (-want +got):\n%s", diff)
	}
	if got := total("afterword_workflow_replanned_total"); got < float64(*sleepers) {
		t.Errorf("%v were planned anew, want %d", got, *sleepers)
	}
	entry, err := status.Get(t.Context(), bus.Key(tenant, "int-0"))
	if err != nil {
		t.Fatal(err)
	}
	if moved := time.Date(2026, time.March, 6, 15, 0, 0, 0, time.UTC); !entry.Value.Wants("int-0.check_in.1", moved) {
		t.Errorf("the check-in is not planned for %v", moved)
	}
	// On a slow machine a second pass may have begun to look after those who were still at it.
	if pass := firstPass(t, temporal, "replan/"+tenant+"/"+after); pass.Seen != *sleepers || pass.Woken != *sleepers {
		t.Errorf("the first pass was %+v, want %d seen and woken", pass, *sleepers)
	}
	t.Logf("%d sleepers planned anew in %v: %.0f a second", *sleepers, took.Round(time.Millisecond), float64(*sleepers)/took.Seconds())
}

// firstPass waits for what the first pass of a sweep has done.
func firstPass(t *testing.T, temporal client.Client, sweep string) (pass replan.Pass) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	history := temporal.GetWorkflowHistory(ctx, sweep, "", true, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for history.HasNext() {
		e, err := history.Next()
		if err != nil {
			t.Fatal(err)
		}
		if done := e.GetActivityTaskCompletedEventAttributes(); done != nil {
			if err := converter.GetDefaultDataConverter().FromPayloads(done.Result, &pass); err != nil {
				t.Fatal(err)
			}
			return pass
		}
	}
	t.Fatal("the sweep has made no pass")
	return pass
}
