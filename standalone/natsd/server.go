// Package natsd is a nats-server with JetStream in this process: the bus of
// standalone. Every write is synced to disk before it is acknowledged.
//
// It listens on loopback with a token, so that the command line can reach it and the
// machine's other users cannot.
package natsd

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// startPatience is how long the server may take to answer; recovering large streams takes a while.
const startPatience = 60 * time.Second

// The limits of JetStream as a whole, in bytes. Everything of Afterword is in files.
const (
	maxStore  = 1 << 40
	maxMemory = 64 << 20
)

// Options says where the server keeps its files. Dir is required.
type Options struct {
	Dir string
}

// Server is a running nats-server.
type Server struct {
	inner *server.Server
	token string
}

// Start starts the server and returns once it answers. It recovers what is in Dir.
func Start(o Options) (*Server, error) {
	if o.Dir == "" {
		return nil, errors.New("natsd: Dir is required")
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the bus's directory: %w", err)
	}
	a, err := addressIn(o.Dir)
	if err != nil {
		return nil, err
	}
	inner, err := server.NewServer(&server.Options{
		ServerName:    "afterword",
		Host:          loopback,
		Port:          a.Port,
		Authorization: a.Token,
		JetStream:     true,
		StoreDir:      o.Dir,
		SyncAlways:    true,
		// The streams have limits of their own; a full disk is an error of the write. The server's
		// default would be part of the disk, and refuse streams that might outgrow it.
		JetStreamMaxStore:  maxStore,
		JetStreamMaxMemory: maxMemory,
		NoSigs:             true,
		NoLog:              true,
	})
	if err != nil {
		return nil, fmt.Errorf("make the bus's server: %w", err)
	}
	inner.Start()
	if !inner.ReadyForConnections(startPatience) {
		inner.Shutdown()
		return nil, fmt.Errorf("the bus's server is not ready after %s", startPatience)
	}
	a.Port = inner.Addr().(*net.TCPAddr).Port
	s := &Server{inner: inner, token: a.Token}
	if err := a.keep(o.Dir); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// URL is where clients connect, token included. It is the same at the next start, unless its port is taken by then.
func (s *Server) URL() string {
	return (&url.URL{Scheme: "nats", User: url.User(s.token), Host: s.inner.Addr().String()}).String()
}

// Stop ends the server; what it has acknowledged is on disk already.
func (s *Server) Stop() {
	s.inner.Shutdown()
	s.inner.WaitForShutdown()
}
