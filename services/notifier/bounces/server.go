package bounces

import (
	"context"
	"fmt"
	"net"
	"sync"

	"github.com/emersion/go-smtp"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"golang.org/x/time/rate"
)

// Server is the listener. It is made by New, which binds the address, and serves in Run.
type Server struct {
	o        Options
	listener *listener
	smtp     *smtp.Server
	limiter  *rate.Limiter
	returns  *prometheus.CounterVec

	mu sync.Mutex
	// stopped lets no other message be taken in; working counts those that are.
	stopped bool
	working sync.WaitGroup
}

// What becomes of a message, in the metric.
const (
	resultReport  = "report"
	resultIgnored = "ignored"
	resultRefused = "refused"
	resultLater   = "later"
)

// New checks the options and binds the address.
func New(o Options) (*Server, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Server{
		o: o, limiter: rate.NewLimiter(rate.Limit(o.Rate), 2*o.Rate),
		returns: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_notifier_returns_total", Help: "Messages that came to return addresses, by what became of them.",
		}, []string{"result"}),
	}
	if err := o.Registerer.Register(s.returns); err != nil {
		return nil, fmt.Errorf("bounces: register the metrics: %w", err)
	}
	bound, err := net.Listen("tcp", o.Listen)
	if err != nil {
		return nil, fmt.Errorf("bounces: listen on %s: %w", o.Listen, err)
	}
	s.listener = newListener(bound, o.MaxConnections, o.Life)
	s.smtp = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{server: s, conn: c}, nil }))
	s.smtp.LMTP = o.Protocol == LMTP
	s.smtp.Domain = o.Domain
	s.smtp.MaxMessageBytes = o.MaxBytes
	// A message is about one letter: servers that bundle several hand over the others one by one.
	s.smtp.MaxRecipients = 1
	s.smtp.ReadTimeout, s.smtp.WriteTimeout = o.Patience, o.Patience
	s.smtp.EnableSMTPUTF8 = true
	// What the library says there quotes commands.
	s.smtp.ErrorLog = silent{}
	return s, nil
}

// Addr is the bound address.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Run serves until ctx is done, finishes the messages that have come, and returns nil.
func (s *Server) Run(ctx context.Context) error {
	s.o.Logger.Info("bounces are taken", zap.String("addr", s.Addr()), zap.String("protocol", string(s.o.Protocol)))
	served := make(chan error, 1)
	go func() { served <- s.smtp.Serve(s.listener) }()
	select {
	case err := <-served:
		return fmt.Errorf("bounces: %w", err)
	case <-ctx.Done():
	}
	s.finish()
	_ = s.smtp.Close()
	// The library closes only what it has begun to serve.
	_ = s.listener.Close()
	if err := <-served; err != nil {
		return fmt.Errorf("bounces: %w", err)
	}
	return nil
}

// begin lets a message be taken in unless Run has ended; end is to be called once that is done.
func (s *Server) begin() (end func(), ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return nil, false
	}
	s.working.Add(1)
	return s.working.Done, true
}

// finish waits for the messages that are being taken in, and lets no other begin.
func (s *Server) finish() {
	s.mu.Lock()
	s.stopped = true
	s.mu.Unlock()
	s.working.Wait()
}

type silent struct{}

// Printf implements smtp.Logger.
func (silent) Printf(string, ...any) {}

// Println implements smtp.Logger.
func (silent) Println(...any) {}
