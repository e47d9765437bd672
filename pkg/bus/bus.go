package bus

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
)

// Options says how to reach the bus. URL or InProcess is required.
type Options struct {
	// URL is a NATS address such as nats://127.0.0.1:4222; credentials may be part of it.
	URL string
	// InProcess connects without a port to a server in this process.
	InProcess nats.InProcessConnProvider
	// Name is shown by the server for this connection. Required: the service's name.
	Name string
	// Replicas of every stream and bucket: 1 (default) on one machine, 3 in a cluster.
	Replicas int
	// MaxBytes limits each stream; a full stream refuses new messages (back-pressure). Default 8 GiB.
	MaxBytes int64
	// Logger; default none.
	Logger *zap.Logger
	// Registerer for the bus metrics; default none.
	Registerer prometheus.Registerer
}

// Bus is one connection. It reconnects by itself for ever.
type Bus struct{}

// Connect opens the connection; it returns at once with an error if the server
// cannot be reached within ctx.
func Connect(ctx context.Context, o Options) (*Bus, error) { return nil, nil }

// EnsureTopology creates or updates the streams FACTS, FOLLOWUPS, DELIVERIES and DEAD and the
// key-value buckets. It is idempotent and safe to call from every service at start.
func (b *Bus) EnsureTopology(ctx context.Context) error { return nil }

// Healthy returns nil when the server answers and JetStream can store.
func (b *Bus) Healthy(ctx context.Context) error { return nil }

// Close drains and closes the connection.
func (b *Bus) Close() error { return nil }

// Ack is the server's word that an event is stored durably.
type Ack struct {
	Stream   string
	Sequence uint64
	// Duplicate reports that the server had this message id already and stored nothing new.
	Duplicate bool
}

// Publish stores the event under msgID on the subject that events.Subject gives, and
// returns once the server has acknowledged the durable write.
// Errors: *UnavailableError (not stored as far as known; try again later), and
// permanent ones (no valid subject, too large).
func (b *Bus) Publish(ctx context.Context, e events.Event, msgID string) (Ack, error) {
	return Ack{}, nil
}

// PublishBatch stores all events or none of them (JetStream atomic batch), at most 1,000 on one stream.
func (b *Bus) PublishBatch(ctx context.Context, es []events.Event, msgIDs []string) error { return nil }

// Consumer names a durable consumer and its limits.
type Consumer struct {
	// Stream is events.StreamFacts or another.
	Stream string
	// Durable is the consumer's name; instances of a service share it.
	Durable string
	// Filter are subjects within the stream; empty means all.
	Filter []string
	// AckWait is how long a handler may take before redelivery. Default 30 s.
	AckWait time.Duration
	// MaxAckPending limits unacknowledged messages, held ones included. Default 1,000.
	MaxAckPending int
	// MaxAttempts is how often Retry may be answered before the message goes to DEAD. Default 20. Hold does not count.
	MaxAttempts int
	// Concurrency is how many handlers run at once. Default 16.
	Concurrency int
}

// Message is one event as delivered.
type Message struct {
	Event events.Event
	// Sequence is its place in the stream.
	Sequence uint64
	// Attempt counts the handler's tries from 1; a Hold is not a try.
	Attempt int
	// Delivered counts deliveries, holds included, from 1.
	Delivered int
	// Stored is when the server stored it, UTC.
	Stored time.Time
}

// Outcome is a handler's answer. The zero Outcome is Done.
type Outcome struct{}

// Done acknowledges the message.
func Done() Outcome { return Outcome{} }

// Retry asks for the message again after a delay (zero: the default back-off 1 s, 5 s, 30 s, 2 min, 10 min) because of err.
func Retry(after time.Duration, err error) Outcome { return Outcome{} }

// Hold asks for the message again after a delay; nothing went wrong.
func Hold(delay time.Duration) Outcome { return Outcome{} }

// GiveUp copies the message to DEAD with the reason, a sentence without personal data, and ends it.
func GiveUp(reason string, err error) Outcome { return Outcome{} }

// Handler handles one message. It must be safe to call concurrently and more than once for a message.
type Handler func(ctx context.Context, m Message) Outcome

// Consume creates or updates the durable consumer and runs handle until ctx is
// done; then it stops fetching, waits for the running handlers, and returns nil.
// It survives server restarts. A message that cannot be decoded goes to DEAD.
func (b *Bus) Consume(ctx context.Context, c Consumer, handle Handler) error { return nil }

// Follow delivers the events of a stream in order without a durable consumer, from the given
// instant on (zero: only new ones), until ctx is done: for people and tests that watch.
func (b *Bus) Follow(ctx context.Context, stream string, since time.Time, see func(Message)) error {
	return nil
}
