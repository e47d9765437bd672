package bus_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

// tail passes on the batches of FACTS behind a sequence, until the test, or stop, ends it.
func tail(t *testing.T, b *bus.Bus, after uint64, o bus.TailOptions) (batches <-chan []bus.Message, stop func()) {
	t.Helper()
	seen := make(chan []bus.Message, 10_000)
	return seen, tailInto(t, b, after, o, func(_ context.Context, batch []bus.Message) error {
		seen <- slices.Clone(batch)
		return nil
	})
}

func tailInto(t *testing.T, b *bus.Bus, after uint64, o bus.TailOptions, take func(context.Context, []bus.Message) error) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Tail(ctx, events.StreamFacts, after, o, take) }()
	stopped := false
	stop = func() {
		t.Helper()
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := receive(t, ended, "the end of Tail"); err != nil {
			t.Errorf("Tail: %v", err)
		}
	}
	t.Cleanup(stop)
	return stop
}

// expectSequences takes batches until these sequences have come, in this order and once each.
func expectSequences(t *testing.T, batches <-chan []bus.Message, want ...uint64) (all []bus.Message) {
	t.Helper()
	var got []uint64
	for len(got) < len(want) {
		for _, m := range receive(t, batches, "a batch") {
			got, all = append(got, m.Sequence), append(all, m)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("sequences (-want +got):\n%s", diff)
	}
	return all
}

func TestTailGivesWhatIsBehindASequenceAndWhatComes(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	publish(t, b, "0", "1", "2", "3", "4")
	batches, _ := tail(t, b, 2, bus.TailOptions{})
	all := expectSequences(t, batches, 3, 4, 5)
	for i, m := range all {
		if m.Event.ID != fmt.Sprint(i+2) || m.Fault != nil || m.ReplayOf != 0 || m.Stored.IsZero() || m.Header["Nats-Msg-Id"][0] != "m-"+m.Event.ID {
			t.Errorf("message %d is %+v", i, m)
		}
	}
	publish(t, b, "5")
	expectSequences(t, batches, 6)
}

func TestTailFillsABatchAndGivesOneThatIsNotFullInTime(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	es, ids := facts(0, 25)
	if err := b.PublishBatch(t.Context(), es, ids); err != nil {
		t.Fatal(err)
	}
	// A batch that waits for ever must be full; one that does not wait for ever comes though it is not.
	batches, stop := tail(t, b, 0, bus.TailOptions{MaxBatch: 10, MaxWait: time.Hour})
	for range 2 {
		if batch := receive(t, batches, "a full batch"); len(batch) != 10 {
			t.Errorf("a batch has %d messages, want 10", len(batch))
		}
	}
	stop()
	batches, _ = tail(t, b, 20, bus.TailOptions{MaxBatch: 10})
	expectSequences(t, batches, 21, 22, 23, 24, 25)
}

func TestTailGoesOnAcrossARestart(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	publish(t, b, "0", "1")
	batches, _ := tail(t, b, 0, bus.TailOptions{})
	expectSequences(t, batches, 1, 2)
	for round := range uint64(3) {
		s.Stop()
		s.Start()
		first := 3 + 2*round
		publish(t, b, fmt.Sprint(first), fmt.Sprint(first+1))
		expectSequences(t, batches, first, first+1)
	}
}

func TestTailGivesABatchAgainThatWasRefused(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	publish(t, b, "0", "1", "2")
	given := make(chan []uint64, 100)
	refusals := 2
	tailInto(t, b, 0, bus.TailOptions{MaxBatch: 2, MaxWait: time.Hour}, func(_ context.Context, batch []bus.Message) error {
		var sequences []uint64
		for _, m := range batch {
			sequences = append(sequences, m.Sequence)
		}
		given <- sequences
		if refusals > 0 {
			refusals--
			return errors.New("no")
		}
		return nil
	})
	for range 3 {
		if diff := cmp.Diff([]uint64{1, 2}, receive(t, given, "a batch")); diff != "" {
			t.Errorf("a batch (-want +got):\n%s", diff)
		}
	}
	publish(t, b, "3")
	if diff := cmp.Diff([]uint64{3, 4}, receive(t, given, "the next batch")); diff != "" {
		t.Errorf("the next batch (-want +got):\n%s", diff)
	}
}

func TestTailGivesWhatIsNoEventAndGoesOverWhatIsDeleted(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	publish(t, b, "0", "1")
	if _, err := js.Publish(t.Context(), "afterword.facts.acme.thankyou.sent", []byte("no event")); err != nil {
		t.Fatal(err)
	}
	publish(t, b, "3", "4")
	stream, err := js.Stream(t.Context(), events.StreamFacts)
	if err != nil {
		t.Fatal(err)
	}
	for _, sequence := range []uint64{1, 4} {
		if err := stream.DeleteMsg(t.Context(), sequence); err != nil {
			t.Fatal(err)
		}
	}
	state, err := b.State(t.Context(), events.StreamFacts)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(bus.StreamState{First: 2, Last: 5, Messages: 3, Deleted: []uint64{4}}, state); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
	batches, _ := tail(t, b, 0, bus.TailOptions{})
	all := expectSequences(t, batches, 2, 3, 5)
	var malformed *events.MalformedError
	if all[1].Fault == nil || !errors.As(all[1].Fault, &malformed) || all[1].Event.ID != "" {
		t.Errorf("what is no event came as %+v", all[1])
	}
	if all[0].Fault != nil || all[2].Fault != nil || all[2].Event.ID != "4" {
		t.Errorf("its neighbours came as %+v and %+v", all[0], all[2])
	}
}

func TestTailSaysWhatWasSentAgain(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	publish(t, b, "0")
	if err := b.Bury(t.Context(), fact("1"), "m-1", "The test gives it up."); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Replay(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	batches, _ := tail(t, b, 0, bus.TailOptions{})
	all := expectSequences(t, batches, 1, 2)
	if all[0].ReplayOf != 0 || all[1].ReplayOf != 1 {
		t.Errorf("they come from the dead letters %d and %d, want 0 and 1", all[0].ReplayOf, all[1].ReplayOf)
	}
}

func TestTailEndsWhenTheBusIsClosed(t *testing.T) {
	s := bustest.NewServer(t)
	b, err := bus.Connect(t.Context(), bus.Options{URL: s.URL(), Name: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.EnsureTopology(t.Context()); err != nil {
		t.Fatal(err)
	}
	publish(t, b, "0")
	began, ended := make(chan struct{}, 1), make(chan error, 1)
	go func() {
		ended <- b.Tail(context.Background(), events.StreamFacts, 0, bus.TailOptions{}, func(context.Context, []bus.Message) error {
			began <- struct{}{}
			return nil
		})
	}()
	receive(t, began, "the first batch")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	var unavailable *bus.UnavailableError
	if err := receive(t, ended, "the end of Tail"); !errors.As(err, &unavailable) {
		t.Errorf("got %v", err)
	}
}

func TestStateOfAnEmptyStreamAndOfNone(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	state, err := b.State(t.Context(), events.StreamFacts)
	if err != nil || state.Messages != 0 || state.First != state.Last+1 {
		t.Errorf("an empty stream: %+v, %v", state, err)
	}
	var unavailable *bus.UnavailableError
	if _, err := b.State(t.Context(), "NOWHERE"); !errors.As(err, &unavailable) {
		t.Errorf("no stream: %v", err)
	}
}
