package standalone

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"go.temporal.io/sdk/client"
	"golang.org/x/sync/errgroup"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/intake"
	"github.com/afterword-io/afterword/services/ledger"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/portal"
	followups "github.com/afterword-io/afterword/services/workflow"
	"github.com/afterword-io/afterword/standalone/natsd"
	"github.com/afterword-io/afterword/standalone/outbox"
	"github.com/afterword-io/afterword/standalone/temporald"
)

// startPatience is how long everything together may take to be ready.
const startPatience = 2 * time.Minute

// start starts the parts in the order of doc.go, read from its end, and returns once they are ready.
func (s *Standalone) start(ctx context.Context, parts *stack) error {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	parts.run(ctx, "outbox", s.outbox.Run)

	nats, engine, err := s.startServers(ctx, parts)
	if err != nil {
		return err
	}
	carrier, temporal, err := s.connect(ctx, parts, nats, engine)
	if err != nil {
		return err
	}
	tenants := bus.OpenBucket[events.Tenant](carrier, bus.TenantsBucket)
	if err := s.ensureTenant(ctx, tenants); err != nil {
		return err
	}
	services, err := s.startServices(ctx, parts, carrier, temporal)
	if err != nil {
		return err
	}
	handler, err := s.handler(services, tenants, temporal, engine.Addr())
	if err != nil {
		return err
	}
	parts.run(ctx, "http", s.serve(handler))
	if err := s.data.writeConnection(connection{HTTP: s.URL(), NATS: nats.URL(), Temporal: engine.Addr()}); err != nil {
		return err
	}
	parts.push("connect.json", s.data.forgetConnection)
	if err := s.awaitReady(ctx, parts); err != nil {
		return err
	}
	if s.runClock != nil {
		parts.run(ctx, "clock", s.runClock)
	}
	return nil
}

// startServers starts both servers at once: each takes a second.
func (s *Standalone) startServers(ctx context.Context, parts *stack) (*natsd.Server, *temporald.Server, error) {
	var (
		nats   *natsd.Server
		engine *temporald.Server
		both   errgroup.Group
	)
	both.Go(func() (err error) {
		nats, err = natsd.Start(natsd.Options{Dir: s.data.nats()})
		return err
	})
	both.Go(func() (err error) {
		engine, err = temporald.Start(ctx, temporald.Options{Dir: s.data.temporal(), Logger: s.log})
		return err
	})
	err := both.Wait()
	if nats != nil {
		parts.push("nats-server", func() error {
			nats.Stop()
			return nil
		})
	}
	if engine != nil {
		parts.push("Temporal", engine.Stop)
	}
	return nats, engine, err
}

func (s *Standalone) connect(ctx context.Context, parts *stack, nats *natsd.Server, engine *temporald.Server) (*bus.Bus, client.Client, error) {
	carrier, err := bus.Connect(ctx, bus.Options{URL: nats.URL(), Name: "standalone", Logger: s.log, Registerer: s.registry, Tracer: s.options.Tracer})
	if err != nil {
		return nil, nil, err
	}
	parts.push("bus", carrier.Close)
	if err := carrier.EnsureTopology(ctx); err != nil {
		return nil, nil, fmt.Errorf("set up the bus: %w", err)
	}
	temporal, err := client.DialContext(ctx, followups.ClientOptions(
		client.Options{HostPort: engine.Addr(), Namespace: temporald.Namespace}, s.log, s.registry,
	))
	if err != nil {
		return nil, nil, fmt.Errorf("connect to Temporal: %w", err)
	}
	parts.push("connection to Temporal", func() error {
		temporal.Close()
		return nil
	})
	return carrier, temporal, nil
}

// services are what the services serve by HTTP.
type services struct {
	door      http.Handler
	portal    http.Handler
	callbacks http.Handler
	// record answers programs about the record; dashboard shows it to people.
	record    http.Handler
	dashboard http.Handler
}

// startServices starts the services, from the one that sends to those that take in.
func (s *Standalone) startServices(ctx context.Context, parts *stack, carrier *bus.Bus, temporal client.Client) (services, error) {
	patience := paceOf(s.options.Speed)
	sender, err := notifier.New(notifier.Options{
		Bus: carrier, Clock: s.clock, Channels: s.channels.ways, MessageIDDomain: s.channels.domain,
		Links: s.linksFor(), Public: s.calledBackAt(), ReturnDomain: s.returnDomain(), ReturnListen: s.options.ReturnListen,
		SendTimeout: patience.send, AckWait: patience.redeliver,
		Logger: s.log.Named("notifier"), Registerer: s.registry, Tracer: s.options.Tracer, Health: s.healthOf("notifier"),
	})
	if err != nil {
		return services{}, err
	}
	parts.run(ctx, "notifier", sender.Run)
	waiter, err := followups.New(followups.Options{
		Bus: carrier, Temporal: temporal, Clock: s.clock, MinLead: patience.lead, TaskTimeout: patience.decide, AckWait: patience.dispatch,
		Logger: s.log.Named("workflow"), Registerer: s.registry, Tracer: s.options.Tracer, Health: s.healthOf("workflow"),
	})
	if err != nil {
		return services{}, err
	}
	parts.run(ctx, "workflow", waiter.Run)
	keeper, err := ledger.New(ledger.Options{
		Bus: carrier, URL: "sqlite:" + s.data.ledger(), Clock: s.clock, Gate: s.gate, AuditGrace: patience.audit, Elsewhere: elsewhere(),
		Logger: s.log.Named("ledger"), Registerer: s.registry, Tracer: s.options.Tracer, Health: s.healthOf("ledger"),
	})
	if err != nil {
		return services{}, err
	}
	parts.run(ctx, "ledger", keeper.Run)
	page, err := portal.New(portal.Options{
		Bus: carrier, Clock: s.clock, Links: s.links, Brand: events.Brand{SMSSender: s.channels.number}, Proxies: s.options.Proxies,
		Logger: s.log.Named("portal"), Registerer: s.registry, Tracer: s.options.Tracer, Health: s.healthOf("portal"),
	})
	if err != nil {
		return services{}, err
	}
	parts.run(ctx, "portal", page.Run)
	door, err := intake.New(intake.Options{
		Bus: carrier, Clock: s.clock,
		Logger: s.log.Named("intake"), Registerer: s.registry, Tracer: s.options.Tracer, Health: s.healthOf("intake"),
	})
	if err != nil {
		return services{}, err
	}
	parts.run(ctx, "intake", door.Run)
	s.outbox.Tell(outbox.Callbacks{Inbound: s.inbound(), Returns: sender.ReturnAddr()})
	return services{door: door.Handler(), portal: page.Handler(), callbacks: sender.Handler(), record: keeper.API(), dashboard: keeper.Dashboard()}, nil
}

// healthOf returns the checks of one service, which count as one check of the whole.
func (s *Standalone) healthOf(service string) *telemetry.Health {
	own := telemetry.NewHealth()
	s.health.Add(service, own.Ready)
	return own
}

// awaitReady returns once every check passes.
func (s *Standalone) awaitReady(ctx context.Context, parts *stack) error {
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := s.health.Ready(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("not ready after %s: %w", startPatience, err)
		case failed := <-parts.failed:
			return failed
		case <-ticker.C:
		}
	}
}
