package ledger

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/dashboard"
)

// Options says what a ledger works with. Bus, URL and Gate are required.
type Options struct {
	// Bus has the streams that are recorded, the tenants, and the wish for a rebuild.
	Bus *bus.Bus
	// URL is where the record is kept: sqlite:PATH for one process on one machine, or postgres://..., which several may share.
	URL string
	// Clock says what is overdue. Default clock.System.
	Clock clock.Clock
	// Gate says who looks at the dashboard.
	Gate access.Gate
	// Addr is where to listen, such as 127.0.0.1:8080 or :0. Empty binds nothing: the caller mounts API and Dashboard.
	Addr string
	// AuditGrace is how long, in real time, something may be on its way before the audit misses it. Default 2 min.
	AuditGrace time.Duration
	// Elsewhere are pages on the same address that the dashboard's foot leads to. Default none.
	Elsewhere []dashboard.Elsewhere
	// Logger; default none. It is told routes and statuses, never who is looked at or what was searched for.
	Logger *zap.Logger
	// Registerer for the metrics; default none.
	Registerer prometheus.Registerer
	// Tracer gets a span for each request to the API; default none.
	Tracer trace.TracerProvider
	// Health gets the readiness checks "bus", "record", "streams" and "tenants". Default none.
	Health *telemetry.Health
}

func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	return o
}

// check returns every mistake in o, one sentence each.
func (o Options) check() error {
	var found []error
	require := func(ok bool, sentence string) {
		if !ok {
			found = append(found, errors.New(sentence))
		}
	}
	require(o.Bus != nil, "ledger: Options.Bus is required.")
	require(o.URL != "", "ledger: Options.URL is required.")
	require(o.Gate != nil, "ledger: Options.Gate is required.")
	return errors.Join(found...)
}
