// Package bustest starts a real nats-server with JetStream in the test's
// process. Tests of any module may import it; nothing that ships does.
package bustest

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/afterword-io/afterword/pkg/bus"
)

const (
	// patience is how long a server may take to start and a client to connect.
	patience = 20 * time.Second
	// maxStore is the server's storage limit: streams set their MaxBytes aside, they do not use it.
	maxStore = 1 << 40
	// MaxBytes is the size limit of each stream that Connect makes.
	MaxBytes = 64 << 20
)

// Server is an embedded nats-server that can be killed and started again on the same files.
// Its methods are for the goroutine of the test.
type Server struct {
	t       testing.TB
	options server.Options
	running *server.Server
	url     string
}

// NewServer starts a server on a free loopback port with its files in t.TempDir, syncing every write,
// and stops it when the test ends.
func NewServer(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, options: server.Options{
		Host:              "127.0.0.1",
		Port:              server.RANDOM_PORT,
		JetStream:         true,
		JetStreamMaxStore: maxStore,
		StoreDir:          t.TempDir(),
		SyncAlways:        true,
		NoSigs:            true,
		NoLog:             true,
	}}
	t.Cleanup(s.Stop)
	s.Start()
	return s
}

// URL is where clients connect; it stays the same across Stop and Start.
func (s *Server) URL() string { return s.url }

// Start starts a stopped server.
func (s *Server) Start() {
	s.t.Helper()
	if s.running != nil {
		return
	}
	// The first start takes a free port, later ones the same again. Meanwhile an outgoing
	// connection may have been given that port for a moment: hence more than one try.
	for range 3 {
		options := s.options
		running, err := server.NewServer(&options)
		if err != nil {
			s.t.Fatalf("make a nats-server: %v", err)
		}
		running.Start()
		if running.ReadyForConnections(patience / 3) {
			s.running, s.url = running, running.ClientURL()
			s.options.Port = running.Addr().(*net.TCPAddr).Port
			return
		}
		running.Shutdown()
		running.WaitForShutdown()
	}
	s.t.Fatalf("nats-server is not ready on port %d after %v", s.options.Port, patience)
}

// Stop shuts the server down. Start brings it back on the same files and port.
func (s *Server) Stop() {
	if s.running == nil {
		return
	}
	s.running.Shutdown()
	s.running.WaitForShutdown()
	s.running = nil
}

// Connect returns a connection to s with the topology in place; it is closed when the test ends.
func Connect(t testing.TB, s *Server, name string) *bus.Bus {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	b, err := bus.Connect(ctx, bus.Options{URL: s.URL(), Name: name, MaxBytes: MaxBytes})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Errorf("close the bus: %v", err)
		}
	})
	if err := b.EnsureTopology(ctx); err != nil {
		t.Fatal(err)
	}
	return b
}
