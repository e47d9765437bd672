package bus_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

// fact returns a small fact with this id.
func fact(id string) events.Event {
	e, err := events.New(events.ThankyouSent, "/test", id, "acme", "int-1",
		time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC), events.Thankyou{Method: events.ByEmail})
	if err != nil {
		panic(err)
	}
	return e
}

func TestPublishReportsADuplicate(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	for i, want := range []bus.Ack{
		{Stream: "FACTS", Sequence: 1},
		{Stream: "FACTS", Sequence: 1, Duplicate: true},
	} {
		got, err := b.Publish(t.Context(), fact("a"), "id-a")
		if err != nil || got != want {
			t.Fatalf("publish %d: got %+v, %v, want %+v", i+1, got, err, want)
		}
	}
}

func TestConsumeSmoke(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	got := make(chan bus.Message, 10)
	done := make(chan error, 1)
	go func() {
		done <- b.Consume(ctx, bus.Consumer{Stream: "FACTS", Durable: "test"}, func(_ context.Context, m bus.Message) bus.Outcome {
			got <- m
			return bus.Done()
		})
	}()
	for i := range 3 {
		if _, err := b.Publish(ctx, fact(fmt.Sprint(i)), fmt.Sprint("id-", i)); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		t.Log(<-got)
	}
	s.Stop()
	s.Start()
	if _, err := b.Publish(ctx, fact("x"), "x"); err != nil {
		t.Fatal(err)
	}
	t.Log(<-got)
	if err := b.Healthy(ctx); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestBatch(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	if _, err := b.Publish(t.Context(), fact("1"), "id-1"); err != nil {
		t.Fatal(err)
	}
	var es []events.Event
	var ids []string
	for i := range 5 {
		es = append(es, fact(fmt.Sprint(i)))
		ids = append(ids, fmt.Sprint("id-", i))
	}
	for range 2 {
		if err := b.PublishBatch(t.Context(), es, ids); err != nil {
			t.Fatal(err)
		}
	}
	ack, err := b.Publish(t.Context(), fact("9"), "id-9")
	if err != nil || ack.Sequence != 6 {
		t.Fatal(ack, err)
	}
}
