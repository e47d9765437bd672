package bus_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

func TestBucketKeepsTypedValues(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	ctx := t.Context()
	tenants := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket)

	if _, err := tenants.Get(ctx, "acme"); !errors.Is(err, bus.ErrNotFound) {
		t.Errorf("a missing key: %v", err)
	}
	if err := tenants.Delete(ctx, "acme"); err != nil {
		t.Errorf("delete a missing key: %v", err)
	}
	want := events.Tenant{Slug: "acme", Name: "Acme Ltd", CreatedAt: time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)}
	first, err := tenants.Create(ctx, "acme", want, 0)
	if err != nil {
		t.Fatalf("create after a deletion: %v", err)
	}
	got, err := tenants.Get(ctx, "acme")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(bus.Entry[events.Tenant]{Key: "acme", Value: want, Revision: first}, got); diff != "" {
		t.Errorf("entry (-want +got):\n%s", diff)
	}
	if _, err := tenants.Create(ctx, "acme", want, 0); !errors.Is(err, bus.ErrConflict) {
		t.Errorf("create an existing key: %v", err)
	}
	want.Name = "Acme Inc"
	second, err := tenants.Update(ctx, "acme", want, first)
	if err != nil || second <= first {
		t.Fatalf("update: revision %d, %v", second, err)
	}
	if _, err := tenants.Update(ctx, "acme", want, first); !errors.Is(err, bus.ErrConflict) {
		t.Errorf("update an old revision: %v", err)
	}
	third, err := tenants.Put(ctx, "acme", want)
	if err != nil {
		t.Fatalf("put: %v", err)
	}
	if err := tenants.DeleteRevision(ctx, "acme", second); !errors.Is(err, bus.ErrConflict) {
		t.Errorf("delete an old revision: %v", err)
	}
	if err := tenants.DeleteRevision(ctx, "acme", third); err != nil {
		t.Errorf("delete the latest revision: %v", err)
	}
	if _, err := tenants.Get(ctx, "acme"); !errors.Is(err, bus.ErrNotFound) {
		t.Errorf("a deleted key: %v", err)
	}
	if _, err := tenants.Create(ctx, "acme", want, 0); err != nil {
		t.Errorf("create after the deletion of a revision: %v", err)
	}
	if err := tenants.Delete(ctx, "acme"); err != nil {
		t.Fatal(err)
	}
	if _, err := tenants.Get(ctx, "acme"); !errors.Is(err, bus.ErrNotFound) {
		t.Errorf("a deleted key: %v", err)
	}
}

func TestEveryBucketTakesAKeyWithALimit(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	for _, name := range []bus.BucketName{
		bus.TenantsBucket, bus.StatusBucket, bus.SendsBucket, bus.SuppressionsBucket, bus.ApplicationsBucket, bus.IdempotencyBucket,
	} {
		if _, err := bus.OpenBucket[int](b, name).Create(t.Context(), bus.Key("a"), 1, time.Hour); err != nil {
			t.Error(err)
		}
	}
}

func TestBucketErrorsHaveTypes(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	ctx := t.Context()
	if _, err := bus.OpenBucket[string](b, bus.StatusBucket).Put(ctx, "text", "text"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.OpenBucket[int](b, bus.StatusBucket).Get(ctx, "text"); err == nil {
		t.Error("a text was read as a number")
	}
	var refused *bus.RefusedError
	if _, err := bus.OpenBucket[int](b, bus.StatusBucket).Put(ctx, "a key with blanks", 1); !errors.As(err, &refused) {
		t.Errorf("a key that cannot be one: %v", err)
	}
	if _, err := bus.OpenBucket[func()](b, bus.StatusBucket).Put(ctx, "f", func() {}); !errors.As(err, &refused) {
		t.Errorf("a value that JSON cannot hold: %v", err)
	}
	s.Stop()
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	numbers := bus.OpenBucket[int](b, bus.StatusBucket)
	_, get := numbers.Get(ctx, "n")
	_, put := numbers.Put(ctx, "n", 1)
	_, create := numbers.Create(ctx, "n", 1, 0)
	for name, err := range map[string]error{"get": get, "put": put, "create": create, "delete": numbers.Delete(ctx, "n")} {
		var unavailable *bus.UnavailableError
		if !errors.As(err, &unavailable) {
			t.Errorf("%s without a server: got %v, want an UnavailableError", name, err)
		}
	}
	s.Start()
	if _, err := numbers.Put(t.Context(), "n", 1); err != nil {
		t.Errorf("put after the restart: %v", err)
	}
}

// change is one call of a watcher; a nil value is a deletion.
type change struct {
	Key   string
	Value *int
	Ready bool
}

// watch watches the numbers in a bucket until the test ends.
func watch(t *testing.T, b *bus.Bus, name bus.BucketName) <-chan change {
	t.Helper()
	changes := make(chan change, 100)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- bus.OpenBucket[int](b, name).Watch(ctx,
			func(key string, value *int) { changes <- change{Key: key, Value: value} },
			func() { changes <- change{Ready: true} })
	}()
	t.Cleanup(func() {
		cancel()
		if err := receive(t, ended, "the end of Watch"); err != nil {
			t.Errorf("Watch: %v", err)
		}
	})
	return changes
}

func expectChange(t *testing.T, changes <-chan change, want change) {
	t.Helper()
	if diff := cmp.Diff(want, receive(t, changes, "a change")); diff != "" {
		t.Fatalf("change (-want +got):\n%s", diff)
	}
}

func TestWatchGoesOnAcrossRestarts(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	numbers := bus.OpenBucket[int](b, bus.TenantsBucket)
	put := func(key string, value int) {
		t.Helper()
		if _, err := numbers.Put(t.Context(), key, value); err != nil {
			t.Fatal(err)
		}
	}
	put("a", 1)
	put("a", 2)
	put("b", 3)
	if err := numbers.Delete(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	changes := watch(t, b, bus.TenantsBucket)
	expectChange(t, changes, change{Key: "a", Value: new(2)})
	expectChange(t, changes, change{Key: "b"})
	expectChange(t, changes, change{Ready: true})
	for round := range 3 {
		put("c", round)
		expectChange(t, changes, change{Key: "c", Value: new(round)})
		s.Stop()
		s.Start()
		put("a", 10+round)
		expectChange(t, changes, change{Key: "a", Value: new(10 + round)})
		if err := numbers.Delete(t.Context(), "c"); err != nil {
			t.Fatal(err)
		}
		expectChange(t, changes, change{Key: "c"})
	}
}

func TestWatchOfAnEmptyBucketIsReady(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	changes := watch(t, b, bus.TenantsBucket)
	expectChange(t, changes, change{Ready: true})
	s.Stop()
	s.Start()
	if _, err := bus.OpenBucket[string](b, bus.TenantsBucket).Put(t.Context(), "text", "not a number"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.OpenBucket[int](b, bus.TenantsBucket).Put(t.Context(), "a", 1); err != nil {
		t.Fatal(err)
	}
	expectChange(t, changes, change{Key: "a", Value: new(1)})
}

func TestWatchSeesAKeyExpire(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	changes := watch(t, b, bus.TenantsBucket)
	expectChange(t, changes, change{Ready: true})
	if _, err := bus.OpenBucket[int](b, bus.TenantsBucket).Create(t.Context(), "a", 1, time.Second); err != nil {
		t.Fatal(err)
	}
	expectChange(t, changes, change{Key: "a", Value: new(1)})
	expectChange(t, changes, change{Key: "a"})
}

func TestKeyTellsListsApart(t *testing.T) {
	seen := make(map[string][]string)
	for _, parts := range [][]string{
		nil, {""}, {"", ""}, {"a"}, {"a", ""}, {"", "a"}, {"ab"}, {"a", "b"}, {"a\nb"}, {"a:b"}, {"1:a"}, {"a", "1:b"}, {"a1:b"},
	} {
		key := bus.Key(parts...)
		if len(key) != 64 {
			t.Errorf("the key of %q is %q, want 64 hexadecimal digits", parts, key)
		}
		if other, taken := seen[key]; taken {
			t.Errorf("%q and %q share a key", parts, other)
		}
		seen[key] = parts
	}
	if got, want := bus.Key("acme", "int-1"), bus.Key("acme", "int-1"); got != want {
		t.Errorf("the same parts give %s and %s", got, want)
	}
}

func TestGetReadsAStoredEventAgain(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	publish(t, b, "e-1", "e-2")
	got, err := b.Get(t.Context(), events.StreamFacts, 2)
	if want := fact("e-2"); err != nil || got.Sequence != 2 || got.Stored.IsZero() || got.Event.ID != want.ID || got.Event.Tenant != want.Tenant || string(got.Event.Data) != string(want.Data) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := b.Get(t.Context(), events.StreamFacts, 3); !errors.Is(err, bus.ErrNotFound) {
		t.Errorf("a message that is not there: %v", err)
	}
	unavailable := new(bus.UnavailableError)
	if _, err := b.Get(t.Context(), "NOWHERE", 1); !errors.As(err, &unavailable) {
		t.Errorf("a stream that is not there: %v", err)
	}
}

func TestAwaitReturnsOnceThereIsEnough(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	values := bus.OpenBucket[int](b, bus.StatusBucket)
	put := func(n int) {
		t.Helper()
		if _, err := values.Put(t.Context(), "key", n); err != nil {
			t.Fatal(err)
		}
	}
	if _, found, err := values.Await(t.Context(), "key", func(int, bool) bool { return true }); err != nil || found {
		t.Errorf("a key without a value: %v, %v", found, err)
	}
	put(1)
	if n, found, err := values.Await(t.Context(), "key", func(n int, _ bool) bool { return n == 1 }); n != 1 || !found || err != nil {
		t.Errorf("what is there already: %d, %v, %v", n, found, err)
	}

	type end struct {
		n     int
		found bool
		err   error
	}
	ends, saw := make(chan end), make(chan int, 8)
	await := func(ctx context.Context, enough func(int, bool) bool) {
		n, found, err := values.Await(ctx, "key", func(n int, found bool) bool { saw <- n; return enough(n, found) })
		ends <- end{n, found, err}
	}
	go await(t.Context(), func(n int, _ bool) bool { return n == 3 })
	receive(t, saw, "the first value")
	put(2)
	put(3)
	if got := receive(t, ends, "the end"); got != (end{3, true, nil}) {
		t.Errorf("what comes later: %+v", got)
	}

	go await(t.Context(), func(_ int, found bool) bool { return !found })
	for receive(t, saw, "a value") != 3 {
	}
	if err := values.Delete(t.Context(), "key"); err != nil {
		t.Fatal(err)
	}
	if got := receive(t, ends, "the end"); got != (end{}) {
		t.Errorf("a deletion: %+v", got)
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	go await(ctx, func(int, bool) bool { return false })
	if got := receive(t, ends, "the end"); got.err == nil {
		t.Errorf("without patience: %+v", got)
	}
}
