package bus_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/nats-io/nats.go"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

// refuseFirst gives up every message that was not sent again, and returns those that were.
func refuseFirst(t *testing.T, b *bus.Bus) <-chan bus.Message {
	t.Helper()
	again := make(chan bus.Message, 10)
	seen := map[string]bool{}
	consume(t, b, bus.Consumer{Concurrency: 1}, func(_ context.Context, m bus.Message) bus.Outcome {
		if seen[m.Event.ID] {
			again <- m
			return bus.Done()
		}
		seen[m.Event.ID] = true
		return bus.GiveUp("No interview came within a day.", errors.New("nobody is there"))
	})
	return again
}

func TestADeadLetterSaysWhereItComesFrom(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	refuseFirst(t, b)
	publish(t, b, "a")
	dead(t, js, 1)
	got, err := b.Dead(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got.At.IsZero() || got.At.Location() != time.UTC {
		t.Errorf("it was given up at %v", got.At)
	}
	want := bus.DeadLetter{
		Sequence: 1, Reason: "No interview came within a day.", Error: "nobody is there", Stream: "FACTS", StreamSequence: 1,
		Subject: "afterword.facts.acme.thankyou.sent", MessageID: "m-a", Consumer: "test", Attempt: 1, Delivered: 1, At: got.At,
		Header: fact("a").NATSHeader(), Raw: fact("a").Data, Event: fact("a"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the letter differs (-want +got):\n%s", diff)
	}
}

func TestADeadLetterIsReplayedOnce(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	again := refuseFirst(t, b)
	publish(t, b, "a")
	dead(t, js, 1)
	for _, want := range []bus.Ack{{Stream: "FACTS", Sequence: 2}, {Stream: "FACTS", Sequence: 2, Duplicate: true}} {
		if got, err := b.Replay(t.Context(), 1); err != nil || got != want {
			t.Fatalf("replayed with %+v, %v; want %+v", got, err, want)
		}
	}
	m := receive(t, again, "the letter again")
	if diff := cmp.Diff(fact("a"), m.Event); diff != "" || m.Sequence != 2 {
		t.Errorf("message %d differs (-want +got):\n%s", m.Sequence, diff)
	}
	stream, err := js.Stream(t.Context(), "FACTS")
	if err != nil {
		t.Fatal(err)
	}
	stored, err := stream.GetMsg(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	want := nats.Header(fact("a").NATSHeader())
	want.Set("Afterword-Replay-Of", "1")
	want.Set("Nats-Msg-Id", "replay/1")
	for _, name := range []string{"Nats-Sequence", "Nats-Stream", "Nats-Subject", "Nats-Time-Stamp"} {
		stored.Header.Del(name) // They are the server's answer.
	}
	if diff := cmp.Diff(want, stored.Header); diff != "" {
		t.Errorf("its headers differ (-want +got):\n%s", diff)
	}
	if n := messages(t, js, "DEAD"); n != 1 {
		t.Errorf("DEAD holds %d letters, want the one", n)
	}
}

// What is given up after it was sent again says which letter it was.
func TestAReplayThatDiesRemembersItsLetter(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	consume(t, b, bus.Consumer{}, func(context.Context, bus.Message) bus.Outcome { return bus.GiveUp("Never.", nil) })
	publish(t, b, "a")
	dead(t, js, 1)
	if _, err := b.Replay(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	dead(t, js, 2)
	second, err := b.Dead(t.Context(), 2)
	if err != nil || second.ReplayOf != 1 || second.StreamSequence != 2 {
		t.Errorf("the second letter is %+v, %v", second, err)
	}
	if _, err := b.Replay(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	dead(t, js, 3)
	if third, err := b.Dead(t.Context(), 3); err != nil || third.ReplayOf != 2 {
		t.Errorf("the third letter is %+v, %v", third, err)
	}
}

// buryLarge stores a message that is too large for DEAD and no event, and waits for its letter.
func buryLarge(t *testing.T, s *bustest.Server, b *bus.Bus) *nats.Msg {
	t.Helper()
	nc, js := raw(t, s)
	large := &nats.Msg{Subject: "afterword.facts.acme.thankyou.sent", Header: nats.Header{"X": {"y"}}}
	// There is room for the headers of a replay, and not for those of DEAD.
	large.Data = bytes.Repeat([]byte("x"), int(nc.MaxPayload())-200)
	if _, err := js.PublishMsg(t.Context(), large); err != nil {
		t.Fatal(err)
	}
	consume(t, b, bus.Consumer{}, func(context.Context, bus.Message) bus.Outcome { return bus.Done() })
	if dead(t, js, 1).Header.Get(bus.DeadTruncated) != "true" {
		t.Fatal("the letter has its payload")
	}
	return large
}

func TestALargeLetterIsReadFromItsStream(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	large := buryLarge(t, s, b)
	letter, err := b.Dead(t.Context(), 1)
	if err != nil || letter.Lost || letter.Fault == nil || !bytes.Equal(letter.Raw, large.Data) {
		t.Fatalf("the letter has %d bytes, lost: %t, fault: %v, %v", len(letter.Raw), letter.Lost, letter.Fault, err)
	}
	ack, err := b.Replay(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := js.Stream(t.Context(), "FACTS")
	if err != nil {
		t.Fatal(err)
	}
	stored, err := stream.GetMsg(t.Context(), ack.Sequence)
	if err != nil || !bytes.Equal(stored.Data, large.Data) || stored.Header.Get("X") != "y" {
		t.Errorf("sent again are %d bytes, %v", len(stored.Data), err)
	}
}

func TestALetterWhoseOriginalIsGoneCannotBeReplayed(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	buryLarge(t, s, b)
	stream, err := js.Stream(t.Context(), "FACTS")
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.DeleteMsg(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if letter, err := b.Dead(t.Context(), 1); err != nil || !letter.Lost || letter.Reason == "" {
		t.Errorf("the letter is %+v, %v", letter, err)
	}
	if _, err := b.Replay(t.Context(), 1); !errors.Is(err, bus.ErrNotFound) {
		t.Errorf("replayed: %v", err)
	}
}

func TestReplayRefusesWhatLeadsNowhere(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	for _, subject := range []string{"", "elsewhere.x", "afterword.dead.facts.x"} {
		m := &nats.Msg{Subject: "afterword.dead.facts.unknown", Header: nats.Header{bus.DeadSubject: {subject}}}
		ack, err := js.PublishMsg(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		var refused *bus.RefusedError
		if _, err := b.Replay(t.Context(), ack.Sequence); !errors.As(err, &refused) {
			t.Errorf("subject %q: %v", subject, err)
		}
	}
	if _, err := b.Replay(t.Context(), 99); !errors.Is(err, bus.ErrNotFound) {
		t.Errorf("a letter that is not there: %v", err)
	}
	if _, err := b.Dead(t.Context(), 99); !errors.Is(err, bus.ErrNotFound) {
		t.Errorf("a letter that is not there: %v", err)
	}
}

// Bury has no message of a stream: what it writes can be sent again all the same.
func TestABuriedEventIsReplayed(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	if err := b.Bury(t.Context(), fact("a"), "m-a", "There was no room."); err != nil {
		t.Fatal(err)
	}
	letter, err := b.Dead(t.Context(), 1)
	if err != nil || letter.StreamSequence != 0 || letter.Stream != events.StreamFacts || letter.MessageID != "m-a" {
		t.Errorf("the letter is %+v, %v", letter, err)
	}
	if ack, err := b.Replay(t.Context(), 1); err != nil || ack != (bus.Ack{Stream: "FACTS", Sequence: 1}) {
		t.Errorf("replayed with %+v, %v", ack, err)
	}
}
