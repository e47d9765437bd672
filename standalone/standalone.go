package standalone

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/standalone/outbox"
)

// Standalone is the whole of Afterword. It is made by New and lives in Run.
type Standalone struct {
	options  Options
	log      *zap.Logger
	data     dataDir
	listener net.Listener
	clock    clock.Clock
	// runClock lets the clock run; nil in real time.
	runClock func(context.Context) error
	outbox   *outbox.Outbox
	channels channels
	// links makes and reads candidates' links.
	links *link.Site
	// gate is the way into the dashboard.
	gate     access.Gate
	registry *prometheus.Registry
	health   *telemetry.Health
	ready    chan struct{}
	// stopping is closed when HTTP stops serving.
	stopping chan struct{}

	mu sync.Mutex
	// closers are called by Close.
	closers []func() error
}

// New checks the options, takes the data directory and binds the addresses. What it has taken is given
// back at the end of Run, or by Close if Run is never called.
func New(o Options) (_ *Standalone, err error) {
	o, err = o.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Standalone{
		options: o, log: o.Logger, data: dataDir(o.DataDir),
		registry: telemetry.NewRegistry(), health: telemetry.NewHealth(), ready: make(chan struct{}), stopping: make(chan struct{}),
	}
	s.registry.MustRegister(s.health)
	s.health.AddFact("build", telemetry.Build().String())
	for name, value := range calendar.Versions() {
		s.health.AddFact(name, value)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if err := os.MkdirAll(o.DataDir, 0o700); err != nil {
		return nil, fmt.Errorf("make the data directory: %w", err)
	}
	held, err := lock(s.data.lock())
	if err != nil {
		return nil, err
	}
	s.closing(held.Close)
	if err := s.data.forgetConnection(); err != nil {
		return nil, err
	}
	if s.listener, err = net.Listen("tcp", o.Listen); err != nil {
		return nil, fmt.Errorf("bind the address to serve: %w", err)
	}
	s.closing(s.listener.Close)
	if s.clock, s.runClock, err = openClock(o, s.data); err != nil {
		return nil, err
	}
	if s.outbox, err = outbox.New(outbox.Options{Path: s.data.outbox(), Clock: s.clock}); err != nil {
		return nil, err
	}
	s.closing(s.outbox.Close)
	if s.channels, err = openChannels(o, s.outbox); err != nil {
		return nil, err
	}
	s.closing(s.channels.close)
	if s.links, err = openLinks(o, s.data, s.URL()); err != nil {
		return nil, err
	}
	if s.gate, err = openGate(o, s.data, s.URL()); err != nil {
		return nil, err
	}
	return s, nil
}

// Addr is the address that is served.
func (s *Standalone) Addr() string { return s.listener.Addr().String() }

// URL is where this machine reaches what is served.
func (s *Standalone) URL() string {
	host, port, err := net.SplitHostPort(s.Addr())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// Now is what the clock shows.
func (s *Standalone) Now() time.Time { return s.clock.Now() }

// KeyFile is the file that holds the API key of tenant local.
func (s *Standalone) KeyFile() string { return s.data.apiKey() }

// Ready is closed once every part is ready and, in time-lapse, the clock runs.
func (s *Standalone) Ready() <-chan struct{} { return s.ready }

// Run starts everything and serves until ctx is done or a part fails; then it stops everything, and what was
// accepted is on disk. It can be called once.
func (s *Standalone) Run(ctx context.Context) error {
	parts := newStack(s.log)
	err := s.start(ctx, parts)
	if err == nil {
		close(s.ready)
		s.log.Info("ready", zap.String("address", s.URL()))
		select {
		case <-ctx.Done():
		case err = <-parts.failed:
		}
	}
	if ctx.Err() != nil {
		// Who is told to stop while starting has nothing to complain about.
		err = nil
	}
	s.log.Info("stopping")
	s.health.Drain()
	return errors.Join(err, parts.stop(), s.Close())
}

// Close gives back what New has taken. Calling it again does nothing.
func (s *Standalone) Close() error {
	s.mu.Lock()
	closers := s.closers
	s.closers = nil
	s.mu.Unlock()
	var errs []error
	for _, closer := range slices.Backward(closers) {
		if err := closer(); !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (s *Standalone) closing(closer func() error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closers = append(s.closers, closer)
}

// serve serves HTTP on the listener until ctx is done.
func (s *Standalone) serve(handler http.Handler) func(context.Context) error {
	return func(ctx context.Context) error {
		// What net/http would log quotes addresses of callers.
		server := &http.Server{Handler: handler, ErrorLog: zap.NewStdLog(zap.NewNop())}
		server.RegisterOnShutdown(func() { close(s.stopping) })
		return telemetry.Serve(ctx, s.listener, server)
	}
}
