package tenants_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/tenants"
)

// world is a directory that runs on a bus of its own.
type world struct {
	*tenants.Directory
	t      *testing.T
	bucket bus.Bucket[events.Tenant]
	tick   <-chan struct{}
}

func open(t *testing.T) world {
	t.Helper()
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	d := tenants.New(b)
	tick, stop := d.Changed()
	t.Cleanup(stop)
	if err := d.Ready(t.Context()); !errors.Is(err, tenants.ErrNotRead) {
		t.Errorf("before it runs it is ready: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("it ended with %v", err)
		}
	})
	w := world{d, t, bus.OpenBucket[events.Tenant](b, bus.TenantsBucket), tick}
	w.await("the tenants are read", func() bool { return d.Ready(t.Context()) == nil })
	return w
}

// await waits, tick by tick, until something is so.
func (w world) await(what string, so func() bool) {
	w.t.Helper()
	deadline := time.After(10 * time.Second)
	for !so() {
		select {
		case <-w.tick:
		case <-deadline:
			w.t.Fatalf("never: %s", what)
		}
	}
}

func (w world) put(t events.Tenant) {
	w.t.Helper()
	if _, err := w.bucket.Put(w.t.Context(), t.Slug, t); err != nil {
		w.t.Fatal(err)
	}
}

func TestAKeyCountsForItsTenantAsLongAsItStands(t *testing.T) {
	w := open(t)
	now := time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)
	key, whole := events.NewAPIKey(now)
	other, read := events.NewAPIKey(now)
	read.Scope, read.ExpiresAt = events.ScopeRead, now.Add(time.Hour)
	w.put(events.Tenant{Slug: "acme", Keys: []events.APIKey{whole, read}})
	w.put(events.Tenant{Slug: "other"})
	w.await("both are known", func() bool { return len(w.All()) == 2 })

	if tenant, got, ok := w.ByKey(key, now); !ok || tenant.Slug != "acme" || got.Scope != events.ScopeAll {
		t.Errorf("the whole key is of %q, %v", tenant.Slug, ok)
	}
	if tenant, got, ok := w.ByKey(other, now); !ok || tenant.Slug != "acme" || got.Scope != events.ScopeRead {
		t.Errorf("the read key is of %q with %q, %v", tenant.Slug, got.Scope, ok)
	}
	if _, _, ok := w.ByKey(other, now.Add(time.Hour)); ok {
		t.Error("a key counts after its end")
	}
	for _, wrong := range []string{"", "aw_", key + "x", whole.Hash} {
		if _, _, ok := w.ByKey(wrong, now); ok {
			t.Errorf("%q counts as a key", wrong)
		}
	}
	if err := w.bucket.Delete(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	w.await("the removed tenant's key counts no more", func() bool { _, _, ok := w.ByKey(key, now); return !ok })
	if _, ok := w.Tenant("acme"); ok {
		t.Error("the removed tenant is still known")
	}
}

// A tenant is what its place in the bucket says, whatever its document claims.
func TestTheSlugIsThePlace(t *testing.T) {
	w := open(t)
	if _, err := w.bucket.Put(t.Context(), "acme", events.Tenant{Slug: "other", Name: "Acme"}); err != nil {
		t.Fatal(err)
	}
	w.await("it is known", func() bool { return len(w.All()) == 1 })
	if tenant, ok := w.Tenant("acme"); !ok || tenant.Slug != "acme" {
		t.Errorf("the tenant at acme is %+v, %v", tenant, ok)
	}
}
