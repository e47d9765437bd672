package intake

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/pkg/tenants"
)

// Service is one intake.
type Service struct {
	bus     *bus.Bus
	clock   clock.Clock
	log     *zap.Logger
	limits  Limits
	health  *telemetry.Health
	metrics *metrics
	// registerer and tracer are for the observer of the requests.
	registerer prometheus.Registerer
	tracer     trace.TracerProvider

	rates   *rates
	claims  *claims
	tenants *tenants.Directory
	status  bus.Bucket[events.Snapshot]

	handler  http.Handler
	listener net.Listener
}

// New checks the options and binds the address, if there is one.
func New(o Options) (*Service, error) {
	o.Limits = o.Limits.withDefaults()
	if err := o.check(); err != nil {
		return nil, err
	}
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	s := &Service{
		bus: o.Bus, clock: o.Clock, log: o.Logger, limits: o.Limits, health: o.Health,
		metrics: newMetrics(o.Registerer), registerer: o.Registerer, tracer: o.Tracer,
		rates:   newRates(o.Limits.Rate, o.Limits.Burst),
		claims:  newClaims(bus.OpenBucket[claim](o.Bus, bus.IdempotencyBucket), o.Limits.Lease, o.Logger),
		tenants: tenants.New(o.Bus),
		status:  bus.OpenBucket[events.Snapshot](o.Bus, bus.StatusBucket),
	}
	handler, err := s.newHandler()
	if err != nil {
		return nil, err
	}
	s.handler = handler
	if o.Addr != "" {
		if s.listener, err = net.Listen("tcp", o.Addr); err != nil {
			return nil, fmt.Errorf("intake: listen on %s: %w", o.Addr, err)
		}
	}
	if o.Health != nil {
		o.Health.Add("bus", o.Bus.Healthy)
		o.Health.Add("tenants", s.tenants.Ready)
	}
	return s, nil
}

// Handler serves the API; it needs Run to know the API keys. Every path it does not
// know is a 404 problem.
func (s *Service) Handler() http.Handler { return s.handler }

// Addr is the bound address, or "" if none is.
func (s *Service) Addr() string {
	if s.listener == nil {
		return ""
	}
	return s.listener.Addr().String()
}

// Run follows the tenants, and serves if an address was bound, until ctx is done. Then it
// is no longer ready, takes no new connections, and waits for the running requests.
func (s *Service) Run(ctx context.Context) error {
	// Running requests still need the keys while the server shuts down.
	following, stop := context.WithCancel(context.WithoutCancel(ctx))
	followed := make(chan error, 1)
	go func() { followed <- s.tenants.Run(following) }()

	err := s.serve(ctx)
	stop()
	return errors.Join(err, <-followed)
}

func (s *Service) serve(ctx context.Context) error {
	if s.health != nil {
		context.AfterFunc(ctx, s.health.Drain)
	}
	if s.listener == nil {
		<-ctx.Done()
		return nil
	}
	s.log.Info("intake listens", zap.String("addr", s.Addr()))
	return telemetry.Serve(ctx, s.listener, &http.Server{
		Handler: s.handler,
		// What net/http says there quotes addresses of callers.
		ErrorLog: zap.NewStdLog(zap.NewNop()),
	})
}
