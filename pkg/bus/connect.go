package bus

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
)

// Options says how to reach the bus. URL and Name are required.
type Options struct {
	// URL is a NATS address such as nats://127.0.0.1:4222; credentials may be part of it.
	URL string
	// Name is shown by the server for this connection. Required: the service's name.
	Name string
	// Replicas of every stream and bucket: 1 (default) on one machine, 3 in a cluster.
	Replicas int
	// MaxBytes limits each stream; a full stream refuses new messages (back-pressure). Default 8 GiB.
	// The server sets this much aside for each of the four streams and refuses to make them
	// when its own store limit is smaller than that.
	MaxBytes int64
	// Logger; default none.
	Logger *zap.Logger
	// Registerer for the bus metrics; default none.
	Registerer prometheus.Registerer
	// Tracer gets the spans of what is published and handled; default none. Traces of others travel in any case.
	Tracer trace.TracerProvider
}

const (
	defaultMaxBytes = 8 << 30
	// maxReplicas is the most that JetStream supports.
	maxReplicas = 5
	// callTimeout bounds every call whose context has no deadline of its own.
	callTimeout = 5 * time.Second
	// drainTimeout bounds Close.
	drainTimeout = 5 * time.Second
)

func (o Options) withDefaults() (Options, error) {
	var errs []error
	if o.URL == "" {
		errs = append(errs, errors.New("a URL is required"))
	} else if u, err := url.Parse(o.URL); err != nil || u.Host == "" {
		// The parse error would repeat the URL, credentials included.
		errs = append(errs, errors.New("the URL is not of the form nats://host:port"))
	}
	if o.Name == "" {
		errs = append(errs, errors.New("a name is required"))
	}
	if o.Replicas == 0 {
		o.Replicas = 1
	}
	if o.Replicas < 1 || o.Replicas > maxReplicas {
		errs = append(errs, fmt.Errorf("the replicas must be 1 to %d, not %d", maxReplicas, o.Replicas))
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.MaxBytes < 0 {
		errs = append(errs, errors.New("the limit of bytes must not be negative"))
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	if o.Tracer == nil {
		o.Tracer = noop.NewTracerProvider()
	}
	return o, errors.Join(errs...)
}

// Bus is one connection. It reconnects by itself for ever.
type Bus struct {
	options Options
	nc      *nats.Conn
	js      jetstream.JetStream
	log     *zap.Logger
	metrics *metrics
	tracer  trace.Tracer
	closed  chan struct{}

	mu sync.Mutex
	// current ends when the connection is lost, and is replaced.
	current session
	// buckets holds the handles that were opened before.
	buckets map[BucketName]jetstream.KeyValue
}

// Connect opens the connection. It tries until ctx is done, for 5 s if ctx has
// no deadline, and then returns a *UnavailableError. Wrong options are reported at once.
func Connect(ctx context.Context, o Options) (*Bus, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("bus options: %w", err)
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	m, err := newMetrics(o.Registerer)
	if err != nil {
		return nil, err
	}
	b := &Bus{
		options: o,
		log:     o.Logger,
		metrics: m,
		tracer:  o.Tracer.Tracer(tracerName),
		closed:  make(chan struct{}),
		current: newSession(),
		buckets: make(map[BucketName]jetstream.KeyValue),
	}
	err = retry(ctx, func() error {
		b.nc, err = nats.Connect(o.URL, b.connectOptions(ctx)...)
		return err
	})
	if err != nil {
		m.unregister()
		return nil, &UnavailableError{Op: "connect to the bus", Err: err}
	}
	if b.js, err = jetstream.New(b.nc); err != nil {
		b.nc.Close()
		m.unregister()
		return nil, fmt.Errorf("open JetStream: %w", err)
	}
	if o.Registerer != nil {
		if err := m.register(newSurvey(b)); err != nil {
			b.nc.Close()
			return nil, err
		}
	}
	return b, nil
}

func (b *Bus) connectOptions(ctx context.Context) []nats.Option {
	options := []nats.Option{
		nats.Name(b.options.Name),
		nats.MaxReconnects(-1),
		// Without a connection a write fails at once: a buffered one would be stored after its caller was told that it is not.
		nats.ReconnectBufSize(-1),
		nats.ReconnectWait(100 * time.Millisecond),
		nats.ReconnectJitter(400*time.Millisecond, 400*time.Millisecond),
		nats.PingInterval(20 * time.Second),
		nats.MaxPingsOutstanding(2),
		nats.DrainTimeout(drainTimeout),
		nats.DisconnectErrHandler(func(nc *nats.Conn, err error) {
			if err != nil || !nc.IsClosed() { // Close ends it without an error
				b.log.Warn("bus connection lost", zap.Error(err))
			}
			b.beginSession()
		}),
		nats.ReconnectHandler(func(*nats.Conn) { b.log.Info("bus connection restored") }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
			b.log.Warn("bus reported an error", zap.Error(err))
		}),
		nats.ClosedHandler(func(*nats.Conn) { close(b.closed) }),
	}
	if deadline, ok := ctx.Deadline(); ok {
		options = append(options, nats.Timeout(min(2*time.Second, max(time.Millisecond, time.Until(deadline)))))
	}
	return options
}

// Healthy returns nil when the server answers and JetStream can store: there is
// room in the account and in FACTS, the stream that must never refuse. Its error is a *UnavailableError.
func (b *Bus) Healthy(ctx context.Context) error {
	const op = "check the bus"
	ctx, cancel := bounded(ctx)
	defer cancel()
	if !b.nc.IsConnected() {
		return &UnavailableError{Op: op, Err: nats.ErrDisconnected}
	}
	var (
		account *jetstream.AccountInfo
		stream  jetstream.Stream
	)
	err := b.once(ctx, func(ctx context.Context) (err error) {
		if account, err = b.js.AccountInfo(ctx); err != nil {
			return err
		}
		if stream, err = b.js.Stream(ctx, events.StreamFacts); err != nil {
			return fmt.Errorf("stream %s: %w", events.StreamFacts, err)
		}
		return nil
	})
	if err != nil {
		return &UnavailableError{Op: op, Err: err}
	}
	if limit := account.Limits.MaxStore; limit > 0 && nearly(account.Store, uint64(limit)) {
		return &UnavailableError{Op: op, Full: true, Err: errors.New("the account's storage is used up")}
	}
	info := stream.CachedInfo()
	if limit := info.Config.MaxBytes; limit > 0 && nearly(info.State.Bytes, uint64(limit)) {
		return &UnavailableError{Op: op, Full: true, Err: fmt.Errorf("stream %s is full", events.StreamFacts)}
	}
	return nil
}

// nearly reports whether less than a hundredth of limit is left: the next batch may not fit.
func nearly(used, limit uint64) bool { return used >= limit-limit/100 }

// Close sends what is buffered, waits at most 5 s for that, and closes the connection.
func (b *Bus) Close() error {
	defer b.metrics.unregister()
	if b.nc.IsClosed() {
		return nil
	}
	if err := b.nc.Drain(); err != nil {
		// A connection that is down has nothing to drain to.
		b.nc.Close()
	}
	timer := time.NewTimer(drainTimeout + time.Second)
	defer timer.Stop()
	select {
	case <-b.closed:
	case <-timer.C:
		b.nc.Close()
	}
	return nil
}
