package portal

import (
	"cmp"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

// Options says what a portal works with. Bus and Links are required.
type Options struct {
	// Bus has the dossiers, tenants and suppressions, and carries what candidates tell away.
	Bus *bus.Bus
	// Clock says when something was told, and what comes next. Default clock.System.
	Clock clock.Clock
	// Links says where the portal is seen from outside and has the keys of its links.
	Links *link.Site
	// Addr is where to listen, such as 127.0.0.1:8080 or :0. Empty binds nothing: the caller mounts Handler.
	Addr string
	// Brand stands in for what a tenant's brand leaves out. Its SMSSender is the number that texts come from.
	Brand events.Brand
	// Proxies is how many proxies stand before the portal, each of which adds to X-Forwarded-For the
	// address it was called from. Default 0: the address of the connection is the caller's.
	Proxies int
	// Logger; default none. It is told routes and statuses, never a link or what was typed.
	Logger *zap.Logger
	// Registerer for the metrics; default none.
	Registerer prometheus.Registerer
	// Tracer gets a span for each request, in a trace of its own: what a browser sends is nobody's word. Default none.
	Tracer trace.TracerProvider
	// Health gets the readiness check "bus". Default none.
	Health *telemetry.Health
	Limits Limits
}

// Limits bound what a visitor may ask for. Zero fields take the defaults.
type Limits struct {
	// Body is the most bytes of a form. Default 1 MiB: notes to a whole panel.
	Body int64
	// PerLink is how many requests a second one link takes in the long run, BurstPerLink at once. Defaults 5 and 100: a note is looked
	// at while it is being typed.
	PerLink      float64
	BurstPerLink int
	// PerAddress is the same for one caller (IPv6: one /64 network), whatever it asks for. Defaults 50 and 500: a
	// career center is one address, and so are the servers of a mail provider.
	PerAddress      float64
	BurstPerAddress int
	// Publish is how long, in real time, the bus may take for one request. Default 5 s.
	Publish time.Duration
	// Show is how long, in real time, an answer waits for what was told to be part of the plan. Default 3 s.
	Show time.Duration
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Body:            cmp.Or(l.Body, 1<<20),
		PerLink:         cmp.Or(l.PerLink, 5),
		BurstPerLink:    cmp.Or(l.BurstPerLink, 100),
		PerAddress:      cmp.Or(l.PerAddress, 50),
		BurstPerAddress: cmp.Or(l.BurstPerAddress, 500),
		Publish:         cmp.Or(l.Publish, 5*time.Second),
		Show:            cmp.Or(l.Show, 3*time.Second),
	}
}

// check returns every mistake in o, one sentence each.
func (o Options) check() error {
	var found []error
	require := func(ok bool, sentence string) {
		if !ok {
			found = append(found, errors.New(sentence))
		}
	}
	l := o.Limits
	require(o.Bus != nil, "portal: Options.Bus is required.")
	require(o.Links != nil && o.Links.Base != nil && o.Links.Keys != nil, "portal: Options.Links is required, with Base and Keys.")
	require(o.Proxies >= 0, "portal: Options.Proxies must not be negative.")
	require(l.Body > 0, "portal: Limits.Body must be positive.")
	require(l.PerLink > 0 && l.BurstPerLink > 0, "portal: Limits.PerLink and BurstPerLink must be positive.")
	require(l.PerAddress > 0 && l.BurstPerAddress > 0, "portal: Limits.PerAddress and BurstPerAddress must be positive.")
	require(l.Publish > 0, "portal: Limits.Publish must be positive.")
	require(l.Show > 0, "portal: Limits.Show must be positive.")
	return errors.Join(found...)
}
