package bus_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must happen.
const patience = 30 * time.Second

// fact returns a small fact with this id.
func fact(id string) events.Event {
	return event(events.ThankyouSent, id, events.Thankyou{Method: events.ByEmail})
}

func event(kind events.Type, id string, data any) events.Event {
	// The data of a test can be encoded; what could not be would be refused as an event without data.
	e, _ := events.New(kind, "/test", id, "acme", "int-1", time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC), data)
	return e
}

// facts returns n facts and their message ids, numbered from first.
func facts(first, n int) (es []events.Event, ids []string) {
	for i := first; i < first+n; i++ {
		es = append(es, fact(fmt.Sprint("e-", i)))
		ids = append(ids, fmt.Sprint("m-", i))
	}
	return es, ids
}

func publish(t *testing.T, b *bus.Bus, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if _, err := b.Publish(t.Context(), fact(id), "m-"+id); err != nil {
			t.Fatal(err)
		}
	}
}

// receive returns the next value of c.
func receive[T any](t *testing.T, c <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(patience):
		t.Fatalf("%s did not come within %v", what, patience)
	}
	var none T
	return none
}

// consume runs a consumer of FACTS until the test, or stop, ends it.
func consume(t *testing.T, b *bus.Bus, c bus.Consumer, handle bus.Handler) (stop func()) {
	t.Helper()
	if c.Stream == "" {
		c.Stream = "FACTS"
	}
	if c.Durable == "" {
		c.Durable = "test"
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Consume(ctx, c, handle) }()
	stop = sync.OnceFunc(func() {
		t.Helper()
		cancel()
		if err := receive(t, ended, "the end of Consume"); err != nil {
			t.Errorf("Consume: %v", err)
		}
	})
	t.Cleanup(stop)
	return stop
}

// follow passes on what a stream holds and gets, from its first message.
func follow(t *testing.T, b *bus.Bus, stream string) <-chan bus.Message {
	t.Helper()
	seen := make(chan bus.Message, 20_000)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Follow(ctx, stream, time.Unix(1, 0), func(m bus.Message) { seen <- m }) }()
	t.Cleanup(func() {
		cancel()
		if err := receive(t, ended, "the end of Follow"); err != nil {
			t.Errorf("Follow: %v", err)
		}
	})
	return seen
}

// raw is a plain client beside the bus, to look at the server and to do what the bus would not.
func raw(t *testing.T, s *bustest.Server) (*nats.Conn, jetstream.JetStream) {
	t.Helper()
	nc, err := nats.Connect(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	return nc, js
}

// messages is how many messages a stream holds.
func messages(t *testing.T, js jetstream.JetStream, stream string) uint64 {
	t.Helper()
	s, err := js.Stream(t.Context(), stream)
	if err != nil {
		t.Fatal(err)
	}
	return s.CachedInfo().State.Msgs
}

// unsettled is how many messages a consumer was given and has not settled, and how many it still has to get.
func unsettled(t *testing.T, js jetstream.JetStream, durable string) (given int, waiting uint64) {
	t.Helper()
	c, err := js.Consumer(t.Context(), "FACTS", durable)
	if err != nil {
		t.Fatal(err)
	}
	return c.CachedInfo().NumAckPending, c.CachedInfo().NumPending
}

// dead waits for the nth message in DEAD.
func dead(t *testing.T, js jetstream.JetStream, n int) *jetstream.RawStreamMsg {
	t.Helper()
	s, err := js.Stream(t.Context(), "DEAD")
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.OrderedConsumer(t.Context(), jetstream.OrderedConsumerConfig{})
	if err != nil {
		t.Fatal(err)
	}
	for range n - 1 {
		if _, err := c.Next(jetstream.FetchMaxWait(patience)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Next(jetstream.FetchMaxWait(patience)); err != nil {
		t.Fatal(err)
	}
	m, err := s.GetMsg(t.Context(), uint64(n))
	if err != nil {
		t.Fatal(err)
	}
	return m
}
