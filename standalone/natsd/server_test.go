package natsd

import (
	"net/url"
	"testing"

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
