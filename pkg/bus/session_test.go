package bus_test

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/nats-io/nats.go"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
)

// wire is a stretch of network between a client and the server that can be cut.
type wire struct {
	listener net.Listener
	server   string
	mu       sync.Mutex
	conns    []net.Conn
	running  sync.WaitGroup
}

func newWire(t *testing.T, server string) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{listener: l, server: strings.TrimPrefix(server, "nats://")}
	w.running.Go(w.accept)
	t.Cleanup(func() { _ = l.Close(); w.cut(); w.running.Wait() })
	return w
}

func (w *wire) accept() {
	for {
		near, err := w.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", w.server)
		if err != nil {
			_ = near.Close()
			continue
		}
		w.mu.Lock()
		w.conns = append(w.conns, near, far)
		w.mu.Unlock()
		for _, pair := range [][2]net.Conn{{near, far}, {far, near}} {
			w.running.Go(func() {
				_, _ = io.Copy(pair[0], pair[1])
				_ = near.Close()
				_ = far.Close()
			})
		}
	}
}

// cut breaks the connections there are; new ones may be made.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.conns {
		_ = c.Close()
	}
	w.conns = nil
}

func TestPublishIsSentAgainWhenItsAnswerWasLost(t *testing.T) {
	s := bustest.NewServer(t)
	w := newWire(t, s.URL())
	b, err := bus.Connect(t.Context(), bus.Options{URL: "nats://" + w.listener.Addr().String(), Name: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	// There is no stream: this client plays its part, and is silent the first time.
	nc, _ := raw(t, s)
	sent := make(chan *nats.Msg, 10)
	if _, err := nc.ChanSubscribe("afterword.facts.>", sent); err != nil {
		t.Fatal(err)
	}
	if err := nc.Flush(); err != nil {
		t.Fatal(err)
	}
	type result struct {
		ack bus.Ack
		err error
	}
	published := make(chan result, 1)
	go func() {
		ack, err := b.Publish(t.Context(), fact("a"), "m-a")
		published <- result{ack, err}
	}()
	receive(t, sent, "the first try")
	w.cut()
	again := receive(t, sent, "the second try")
	if id := again.Header.Get(nats.MsgIdHdr); id != "m-a" {
		t.Errorf("the second try has the id %q", id)
	}
	if err := again.Respond([]byte(`{"stream":"FACTS","seq":7}`)); err != nil {
		t.Fatal(err)
	}
	got := receive(t, published, "the acknowledgement")
	if want := (bus.Ack{Stream: "FACTS", Sequence: 7}); got.err != nil || got.ack != want {
		t.Errorf("got %+v, %v, want %+v", got.ack, got.err, want)
	}
}
