package intake

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

// Options says what an intake works with. Bus is required.
type Options struct {
	// Bus carries the facts away and holds tenants, snapshots and idempotency keys.
	Bus *bus.Bus
	// Clock gives the time at which a fact became known. Default clock.System.
	Clock clock.Clock
	// Addr is where to listen, such as 127.0.0.1:8080 or :0. Empty binds nothing: the
	// caller mounts Handler and still calls Run, which follows the tenants.
	Addr string
	// Logger; default none.
	Logger *zap.Logger
	// Registerer for the metrics; default none.
	Registerer prometheus.Registerer
	// Tracer gets a span for each request; default none.
	Tracer trace.TracerProvider
	// Health gets the readiness checks "bus" and "tenants". Default none.
	Health *telemetry.Health
	Limits Limits
}

// Limits bound what a caller may ask for. Zero fields take the defaults.
type Limits struct {
	// Body is the most bytes of a request body. Default 256 KiB.
	Body int64
	// Batch is the most bytes of a batch of events, and of a simulation. Default 4 MiB.
	Batch int64
	// BatchEvents is the most events of a batch, at most 1,000 because the bus stores no more at
	// once. Default 1,000.
	BatchEvents int
	// Rate is how many requests a second a tenant may make in the long run. Default 1,000.
	Rate float64
	// Burst is how many requests a tenant may make at once. Default 2,000.
	Burst int
	// Publish is how long, in real time, the bus may take to store. Default 5 s.
	Publish time.Duration
	// Lease is how long, in real time, a running Idempotency-Key is held for a process that may
	// have died. It must exceed three times Publish. Default 30 s.
	Lease time.Duration
}

func (l Limits) withDefaults() Limits {
	l.Body = orDefault(l.Body, 256<<10)
	l.Batch = orDefault(l.Batch, 4<<20)
	l.BatchEvents = orDefault(l.BatchEvents, 1000)
	l.Rate = orDefault(l.Rate, 1000)
	l.Burst = orDefault(l.Burst, 2000)
	l.Publish = orDefault(l.Publish, 5*time.Second)
	l.Lease = orDefault(l.Lease, 30*time.Second)
	return l
}

func orDefault[T comparable](v, def T) T {
	var zero T
	if v == zero {
		return def
	}
	return v
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
	require(o.Bus != nil, "intake: Options.Bus is required.")
	require(l.Body > 0, "intake: Limits.Body must be positive.")
	require(l.Batch > 0, "intake: Limits.Batch must be positive.")
	require(l.BatchEvents > 0 && l.BatchEvents <= 1000, "intake: Limits.BatchEvents must be between 1 and 1000.")
	require(l.Rate > 0, "intake: Limits.Rate must be positive.")
	require(l.Burst > 0, "intake: Limits.Burst must be positive.")
	require(l.Publish > 0, "intake: Limits.Publish must be positive.")
	require(l.Lease > 3*l.Publish, "intake: Limits.Lease must exceed three times Limits.Publish.")
	return errors.Join(found...)
}
