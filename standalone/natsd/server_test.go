package natsd

import (
	"net"
	"net/url"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func TestWhatIsAcknowledgedIsThereAfterARestart(t *testing.T) {
	dir := t.TempDir()
	for start := range 2 {
		server, err := Start(Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		nc, err := nats.Connect(server.URL())
		if err != nil {
			t.Fatal(err)
		}
		js, err := jetstream.New(nc)
		if err != nil {
			t.Fatal(err)
		}
		stream, err := js.CreateOrUpdateStream(t.Context(), jetstream.StreamConfig{Name: "S", Subjects: []string{"s"}})
		if err != nil {
			t.Fatal(err)
		}
		if got := stream.CachedInfo().State.Msgs; got != uint64(start) {
			t.Errorf("start %d finds %d messages", start, got)
		}
		if _, err := js.Publish(t.Context(), "s", []byte("x")); err != nil {
			t.Fatal(err)
		}
		nc.Close()
		server.Stop()
	}
}

// Whoever watches the bus when it restarts finds it again where it was.
func TestTheAddressStaysTheSame(t *testing.T) {
	dir := t.TempDir()
	first, err := Start(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	watcher, err := nats.Connect(first.URL(), nats.MaxReconnects(-1), nats.ReconnectWait(10*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	defer watcher.Close()
	back := watcher.StatusChanged(nats.CONNECTED)
	was := first.URL()
	first.Stop()
	second, err := Start(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if second.URL() != was {
		t.Error("the address is another one after a restart")
	}
	select {
	case <-back:
	case <-time.After(20 * time.Second):
		t.Error("the watcher did not find the bus again")
	}
	second.Stop()

	// The port is taken now: the server goes elsewhere, with the same token.
	taken, err := url.Parse(was)
	if err != nil {
		t.Fatal(err)
	}
	squatter, err := net.Listen("tcp", taken.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer squatter.Close()
	third, err := Start(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer third.Stop()
	moved, err := url.Parse(third.URL())
	if err != nil {
		t.Fatal(err)
	}
	if moved.Host == taken.Host || moved.User.String() != taken.User.String() {
		t.Error("a taken port is not given up, or the token is")
	}
}

func TestNobodyGetsInWithoutTheToken(t *testing.T) {
	server, err := Start(Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	address, err := url.Parse(server.URL())
	if err != nil {
		t.Fatal(err)
	}
	if address.Hostname() != "127.0.0.1" {
		t.Errorf("it listens on %s", address.Hostname())
	}
	address.User = nil
	if nc, err := nats.Connect(address.String()); err == nil {
		nc.Close()
		t.Error("connected without a token")
	}
	if _, err := Start(Options{}); err == nil {
		t.Error("started without a directory")
	}
}
