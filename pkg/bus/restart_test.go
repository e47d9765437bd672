package bus_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
)

// inbox is a handler that knows by id what it has already done.
type inbox struct {
	mu   sync.Mutex
	done map[string]int
	news chan string
}

func newInbox(n int) *inbox { return &inbox{done: make(map[string]int), news: make(chan string, n)} }

func (i *inbox) handle(_ context.Context, m bus.Message) bus.Outcome {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.done[m.Event.ID]++; i.done[m.Event.ID] == 1 {
		i.news <- m.Event.ID
	}
	return bus.Done()
}

func TestAcknowledgedEventsSurviveRestarts(t *testing.T) {
	s := bustest.NewServer(t)
	const publishers, each, restarts = 4, 150, 4
	in := newInbox(publishers * each)
	stop := consume(t, bustest.Connect(t, s, "consumer"), bus.Consumer{AckWait: 2 * time.Second}, in.handle)

	acknowledged := make(chan string, publishers*each)
	var wg sync.WaitGroup
	for p := range publishers {
		b := bustest.Connect(t, s, fmt.Sprint("publisher-", p))
		wg.Go(func() {
			for i := range each {
				id := fmt.Sprintf("%d-%d", p, i)
				for {
					_, err := b.Publish(t.Context(), fact(id), "m-"+id)
					if err == nil {
						acknowledged <- id
						break
					}
					var unavailable *bus.UnavailableError
					if !errors.As(err, &unavailable) {
						t.Errorf("publish %s: got %v, want an UnavailableError or none", id, err)
						return
					}
				}
			}
		})
	}
	sent := make(map[string]bool)
	for n := range publishers * each {
		sent[receive(t, acknowledged, "an acknowledgement")] = true
		if n%(publishers*each/restarts) == publishers*each/restarts/2 {
			s.Stop()
			s.Start()
		}
	}
	wg.Wait()
	for range publishers * each {
		id := receive(t, in.news, "an acknowledged event")
		if !sent[id] {
			t.Errorf("%s was delivered a second time as new, or never sent", id)
		}
		delete(sent, id)
	}
	stop()
	if len(sent) != 0 {
		t.Errorf("%d acknowledged events were not delivered", len(sent))
	}
	_, js := raw(t, s)
	if n := messages(t, js, "FACTS"); n != publishers*each {
		t.Errorf("the stream holds %d messages, want each of the %d once", n, publishers*each)
	}
}

func TestBatchesSurviveRestarts(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	const batches, size = 8, 100
	acknowledged := make(chan int, batches)
	go func() {
		for n := range batches {
			es, ids := facts(n*size, size)
			for {
				err := b.PublishBatch(t.Context(), es, ids)
				if err == nil {
					break
				}
				var unavailable *bus.UnavailableError
				if !errors.As(err, &unavailable) {
					t.Errorf("batch %d: got %v, want an UnavailableError or none", n, err)
				}
			}
			acknowledged <- n
		}
	}()
	_, js := raw(t, s)
	for n := range batches {
		receive(t, acknowledged, "a batch")
		if n%3 == 0 {
			s.Stop()
			s.Start()
		}
	}
	if n := messages(t, js, "FACTS"); n != batches*size {
		t.Errorf("the stream holds %d messages, want %d", n, batches*size)
	}
}

func TestAHoldOutlastsARestart(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	const (
		delay = 3 * time.Second
		// The server keeps instants to the second.
		rounding = time.Second
	)
	var due atomic.Pointer[time.Time]
	got := make(chan bus.Message, 10)
	consume(t, b, bus.Consumer{}, func(_ context.Context, m bus.Message) bus.Outcome {
		got <- m
		if m.Delivered == 1 {
			due.Store(new(time.Now().Add(delay - rounding)))
			return bus.Hold(delay)
		}
		if early := time.Until(*due.Load()); early > 0 {
			t.Errorf("it came %v before its time", early)
		}
		return bus.Done()
	})
	publish(t, b, "a")
	receive(t, got, "the first delivery")
	s.Stop()
	s.Start()
	if m := receive(t, got, "the second delivery"); m.Attempt != 1 || m.Delivered != 2 {
		t.Errorf("got attempt %d, delivered %d", m.Attempt, m.Delivered)
	}
}

func TestConsumeGoesOnAfterItsConsumerWasDeleted(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	in := newInbox(10)
	consume(t, b, bus.Consumer{}, in.handle)
	publish(t, b, "a")
	receive(t, in.news, "the first event")
	if err := js.DeleteConsumer(t.Context(), "FACTS", "test"); err != nil {
		t.Fatal(err)
	}
	publish(t, b, "b")
	if id := receive(t, in.news, "the second event"); id != "b" {
		t.Errorf("got %s, want b", id)
	}
}

func TestConsumeWaitsForItsStream(t *testing.T) {
	s := bustest.NewServer(t)
	early, err := bus.Connect(t.Context(), bus.Options{URL: s.URL(), Name: "early"})
	if err != nil {
		t.Fatal(err)
	}
	defer early.Close()
	nc, _ := raw(t, s)
	asked, err := nc.SubscribeSync("$JS.API.CONSUMER.CREATE.FACTS.>")
	if err != nil {
		t.Fatal(err)
	}
	if err := nc.Flush(); err != nil {
		t.Fatal(err)
	}
	in := newInbox(10)
	stop := consume(t, early, bus.Consumer{}, in.handle)
	for range 2 {
		if _, err := asked.NextMsg(patience); err != nil {
			t.Fatalf("it does not ask for its consumer again: %v", err)
		}
	}
	publish(t, bustest.Connect(t, s, "late"), "a")
	receive(t, in.news, "the event")
	stop()
}

func TestFollowGoesOnAcrossARestart(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	publish(t, b, "0", "1", "2")
	seen := follow(t, b, "FACTS")
	expect := func(from, to int) {
		t.Helper()
		for i := from; i < to; i++ {
			if m := receive(t, seen, "an event"); m.Event.ID != fmt.Sprint(i) || m.Sequence != uint64(i+1) {
				t.Fatalf("got %s at %d, want %d", m.Event.ID, m.Sequence, i)
			}
		}
	}
	expect(0, 3)
	for round := range 3 {
		s.Stop()
		s.Start()
		first := 3 + 2*round
		publish(t, b, fmt.Sprint(first), fmt.Sprint(first+1))
		expect(first, first+2)
	}
}

func TestFollowFromNowOn(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	nc, js := raw(t, s)
	publish(t, b, "before")
	made, err := nc.SubscribeSync("$JS.API.CONSUMER.CREATE.FACTS.>")
	if err != nil {
		t.Fatal(err)
	}
	if err := nc.Flush(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen, ended := make(chan bus.Message, 10), make(chan error, 1)
	go func() { ended <- b.Follow(ctx, "FACTS", time.Time{}, func(m bus.Message) { seen <- m }) }()
	if _, err := made.NextMsg(patience); err != nil {
		t.Fatal(err)
	}
	if _, err := js.Publish(t.Context(), "afterword.facts.acme.thankyou.sent", []byte("not an event")); err != nil {
		t.Fatal(err)
	}
	publish(t, b, "after")
	if m := receive(t, seen, "the event"); m.Event.ID != "after" || m.Sequence != 3 {
		t.Errorf("got %+v", m)
	}
	cancel()
	if err := receive(t, ended, "the end of Follow"); err != nil {
		t.Error(err)
	}
	var unavailable *bus.UnavailableError
	if err := b.Follow(t.Context(), "NOWHERE", time.Time{}, nil); !errors.As(err, &unavailable) || !errors.Is(err, jetstream.ErrStreamNotFound) {
		t.Errorf("a stream that does not exist: %v", err)
	}
}
