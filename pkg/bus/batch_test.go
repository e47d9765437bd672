package bus_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

// stored returns the ids of the events in FACTS.
func stored(t *testing.T, b *bus.Bus, n int) []string {
	t.Helper()
	seen := follow(t, b, "FACTS")
	ids := make([]string, 0, n)
	for range n {
		ids = append(ids, receive(t, seen, "a stored event").Event.ID)
	}
	return ids
}

func TestBatchStoresAllInOrder(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	es, ids := facts(0, bus.MaxBatch)
	if err := b.PublishBatch(t.Context(), es, ids); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, e := range es {
		want = append(want, e.ID)
	}
	if diff := cmp.Diff(want, stored(t, b, len(es))); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
}

func TestBatchTakesKnownEventsForSuccesses(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	publish(t, b, "e-1", "e-3")
	es, ids := facts(0, 5)
	ids[1], ids[3] = "m-e-1", "m-e-3"
	// The last one twice, as a careless sender would.
	es, ids = append(es, es[4]), append(ids, ids[4])
	for range 2 {
		if err := b.PublishBatch(t.Context(), es, ids); err != nil {
			t.Fatal(err)
		}
		if n := messages(t, js, "FACTS"); n != 5 {
			t.Fatalf("the stream holds %d messages, want 5", n)
		}
	}
	if diff := cmp.Diff([]string{"e-1", "e-3", "e-0", "e-2", "e-4"}, stored(t, b, 5)); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
}

func TestBatchStoresNothingWhenOneCannotBeStored(t *testing.T) {
	s := bustest.NewServer(t)
	b := connect(t, s, bus.Options{MaxBytes: 16 << 10})
	_, js := raw(t, s)
	es, ids := facts(0, 200)
	var unavailable *bus.UnavailableError
	if err := b.PublishBatch(t.Context(), es, ids); !errors.As(err, &unavailable) || !unavailable.Full {
		t.Errorf("a batch larger than the stream: got %v, want an UnavailableError that says full", err)
	}
	if n := messages(t, js, "FACTS"); n != 0 {
		t.Errorf("%d of its messages were stored", n)
	}
	// The ids must not count as known now.
	if err := b.PublishBatch(t.Context(), es[:10], ids[:10]); err != nil {
		t.Fatal(err)
	}
	if n := messages(t, js, "FACTS"); n != 10 {
		t.Errorf("the stream holds %d messages, want 10", n)
	}
}

func TestBatchRefusesWhatIsNoBatch(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	es, ids := facts(0, bus.MaxBatch+1)
	for _, test := range []struct {
		name string
		es   []events.Event
		ids  []string
	}{
		{"too many", es, ids},
		{"fewer ids than events", es[:2], ids[:1]},
		{"two streams", append(slices.Clone(es[:1]), event(events.FollowupPlanned, "p", events.Snapshot{})), ids[:2]},
	} {
		var refused *bus.RefusedError
		if err := b.PublishBatch(t.Context(), test.es, test.ids); !errors.As(err, &refused) {
			t.Errorf("%s: got %v, want a RefusedError", test.name, err)
		}
	}
	if err := b.PublishBatch(t.Context(), nil, nil); err != nil {
		t.Errorf("an empty batch: %v", err)
	}
}
