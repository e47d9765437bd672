package portal

import (
	"context"
	"fmt"
	"net"
	"net/http"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

// Service is one portal.
type Service struct {
	bus     *bus.Bus
	clock   clock.Clock
	links   *link.Site
	brand   events.Brand
	log     *zap.Logger
	limits  Limits
	health  *telemetry.Health
	metrics *metrics
	traces  telemetry.Requests

	dossiers     bus.Bucket[followup.Dossier]
	tenants      bus.Bucket[events.Tenant]
	suppressions *suppression.List

	messages  *message.Templates
	templates *templates
	files     *files
	guard     *guard
	// zones are suggested where a zone can be chosen.
	zones []string

	handler  http.Handler
	listener net.Listener
}

// New checks the options, reads the templates and binds the address, if there is one.
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
		bus: o.Bus, clock: o.Clock, links: o.Links, brand: o.Brand, log: o.Logger, limits: o.Limits, health: o.Health,
		metrics:      newMetrics(o.Registerer),
		traces:       telemetry.NewRequests(o.Tracer, false),
		dossiers:     bus.OpenBucket[followup.Dossier](o.Bus, bus.DossiersBucket),
		tenants:      bus.OpenBucket[events.Tenant](o.Bus, bus.TenantsBucket),
		suppressions: suppression.Open(o.Bus),
		zones:        sortedZones(calendar.ZoneNames()),
	}
	var err error
	if s.messages, err = message.New(); err != nil {
		return nil, fmt.Errorf("portal: %w", err)
	}
	if s.templates, err = readTemplates(); err != nil {
		return nil, fmt.Errorf("portal: %w", err)
	}
	if s.files, err = readFiles(); err != nil {
		return nil, fmt.Errorf("portal: %w", err)
	}
	if s.guard, err = newGuard(o); err != nil {
		return nil, fmt.Errorf("portal: %w", err)
	}
	s.handler = s.observe(http.HandlerFunc(s.serve))
	if o.Addr != "" {
		if s.listener, err = net.Listen("tcp", o.Addr); err != nil {
			return nil, fmt.Errorf("portal: listen on %s: %w", o.Addr, err)
		}
	}
	if o.Health != nil {
		o.Health.Add("bus", o.Bus.Healthy)
	}
	return s, nil
}

// Handler serves /f/ and /unsubscribe/, below the path of Options.Links.Base or as if there were none, because
// some proxies take it away. It needs no Run.
func (s *Service) Handler() http.Handler { return s.handler }

// Addr is the bound address, or "" if none is.
func (s *Service) Addr() string {
	if s.listener == nil {
		return ""
	}
	return s.listener.Addr().String()
}

// Run serves if an address was bound, until ctx is done. Then it is no longer ready, takes no new connections, and
// waits for the running requests.
func (s *Service) Run(ctx context.Context) error {
	if s.health != nil {
		context.AfterFunc(ctx, s.health.Drain)
	}
	if s.listener == nil {
		<-ctx.Done()
		return nil
	}
	s.log.Info("portal listens", zap.String("addr", s.Addr()))
	return telemetry.Serve(ctx, s.listener, &http.Server{
		Handler: s.handler,
		// What net/http says there quotes addresses of callers.
		ErrorLog: zap.NewStdLog(zap.NewNop()),
	})
}
