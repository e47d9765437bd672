// Package bustest starts a real nats-server with JetStream in the test's
// process. Tests of any module may import it; nothing that ships does.
package bustest

import "testing"

// Server is an embedded nats-server that can be killed and started again on the same files.
type Server struct{}

// NewServer starts a server on a free loopback port with its files in t.TempDir, syncing every write,
// and stops it when the test ends.
func NewServer(t testing.TB) *Server { return nil }

// URL is where clients connect; it stays the same across Stop and Start.
func (s *Server) URL() string { return "" }

// Stop shuts the server down. Start brings it back on the same files and port.
func (s *Server) Stop() {}

// Start starts a stopped server.
func (s *Server) Start() {}
