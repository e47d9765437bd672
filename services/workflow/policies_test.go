package followups

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

var noon = time.Date(2026, time.March, 3, 17, 0, 0, 0, time.UTC)

// patience is how long something that has to happen may take on a busy machine.
const patience = 20 * time.Second

// until waits until a condition holds.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("%s: not within %v", what, patience)
		}
	}
}

func TestPoliciesChangeWhileTheServiceRuns(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "workflow")
	tenants := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket)
	put := func(policy string) {
		t.Helper()
		if _, err := tenants.Put(t.Context(), "acme", events.Tenant{Slug: "acme", Policy: json.RawMessage(policy)}); err != nil {
			t.Fatal(err)
		}
	}
	put(`{"round_days":7}`)

	core, logs := observer.New(zapcore.ErrorLevel)
	p := newPolicies(zap.New(core))
	if err := p.ready(t.Context()); err == nil {
		t.Error("ready before anything was read")
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.follow(ctx, tenants) }()
	<-p.loaded
	if err := p.ready(t.Context()); err != nil {
		t.Errorf("not ready: %v", err)
	}
	if got := p.of("acme").RoundDays; got != 7 {
		t.Errorf("the policy that was there says %d days, want 7", got)
	}
	if diff := cmp.Diff(followup.DefaultPolicy(), p.of("unknown")); diff != "" {
		t.Errorf("the policy of a tenant without a record (-want +got):\n%s", diff)
	}

	put(`{"round_days":9}`)
	until(t, "the change", func() bool { return p.of("acme").RoundDays == 9 })

	put(`{"round_days":-1}`)
	until(t, "the complaint", func() bool { return logs.Len() == 1 })
	if got := p.of("acme").RoundDays; got != 9 {
		t.Errorf("after a broken policy %d days are in force, want the 9 of before", got)
	}

	put(`{"round_days":8}`)
	until(t, "the repair", func() bool { return p.of("acme").RoundDays == 8 })

	if err := tenants.Delete(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	until(t, "the deletion", func() bool { return cmp.Equal(p.of("acme"), followup.DefaultPolicy()) })

	stop()
	if err := <-done; err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("following ended with %v", err)
	}
}
