package bus

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"
)

// Consumer names a durable consumer and its limits.
type Consumer struct {
	// Stream is events.StreamFacts or another.
	Stream string
	// Durable is the consumer's name; instances of a service share it.
	Durable string
	// Filter are subjects within the stream; empty means all.
	Filter []string
	// AckWait is how long the server waits for a sign of life before it delivers a message again. A running
	// handler gives such signs, so it may take longer. Default 30 s, at least 100 ms.
	AckWait time.Duration
	// MaxAckPending limits unacknowledged messages, held ones included: at the limit nothing
	// more is delivered. Default 1,000; a consumer that holds needs more than it will ever hold at once.
	MaxAckPending int
	// MaxAttempts is how often the handler may try, in one process, before a Retry sends the message to DEAD. Default 20.
	// Hold does not count. Over all processes and holds together, a Retry ends a message at delivery MaxAttempts + 1,000.
	MaxAttempts int
	// Concurrency is how many handlers run at once. Default 16.
	Concurrency int
	// Grace is how long running handlers may go on after the consumer was told to stop. Default 10 s.
	Grace time.Duration
}

const (
	// maxHolds is how many deliveries a message may owe to holds and restarts, see Consumer.MaxAttempts.
	maxHolds   = 1000
	minAckWait = 100 * time.Millisecond
)

func (c Consumer) withDefaults() (Consumer, error) {
	var errs []error
	if c.Stream == "" {
		errs = append(errs, errors.New("a stream is required"))
	}
	if c.Durable == "" || strings.ContainsAny(c.Durable, ". *>/\\\t\r\n") {
		errs = append(errs, fmt.Errorf("the durable name must be one without dots, blanks and wildcards, not %q", c.Durable))
	}
	for _, filter := range c.Filter {
		// The server would accept it, and deliver nothing for ever.
		if !strings.HasPrefix(filter, strings.TrimSuffix(subjectsOf(c.Stream), ">")) {
			errs = append(errs, fmt.Errorf("the filter %q lies outside stream %s", filter, c.Stream))
		}
	}
	if c.AckWait == 0 {
		c.AckWait = 30 * time.Second
	}
	if c.AckWait < minAckWait {
		errs = append(errs, fmt.Errorf("the ack wait must be at least %v, not %v", minAckWait, c.AckWait))
	}
	for _, limit := range []struct {
		name     string
		value    *int
		standard int
	}{
		{"limit of unacknowledged messages", &c.MaxAckPending, 1000},
		{"limit of attempts", &c.MaxAttempts, 20},
		{"concurrency", &c.Concurrency, 16},
	} {
		if *limit.value == 0 {
			*limit.value = limit.standard
		}
		if *limit.value < 0 {
			errs = append(errs, fmt.Errorf("the %s must not be negative", limit.name))
		}
	}
	if c.Grace == 0 {
		c.Grace = 10 * time.Second
	}
	if c.Grace < 0 {
		errs = append(errs, errors.New("the grace must not be negative"))
	}
	return c, errors.Join(errs...)
}

// spent reports whether a message that failed so often in this process, and was delivered so often
// over all, has used up its budget.
func (c Consumer) spent(failed, delivered int) bool {
	return failed >= c.MaxAttempts || delivered >= c.MaxAttempts+maxHolds
}

// Consume creates or updates the durable consumer and runs handle until ctx is
// done; then it stops fetching, waits for the running handlers, and returns nil.
// It survives server restarts, waits for a stream that does not exist yet, and makes a deleted consumer again (from
// the stream's start). A message that cannot be decoded goes to DEAD. It returns an error only for a
// Consumer that is wrong in itself, and when the bus is closed.
func (b *Bus) Consume(ctx context.Context, c Consumer, handle Handler) error {
	c, err := c.withDefaults()
	if err != nil {
		return fmt.Errorf("consumer %q: %w", c.Durable, err)
	}
	b.metrics.consuming(c.Durable)
	handling, stop := contextWithGrace(ctx, c.Grace)
	defer stop()
	l := &loop{
		bus: b, consumer: c, handle: handle, handling: handling,
		log:      b.log.With(zap.String("stream", c.Stream), zap.String("consumer", c.Durable)),
		attempts: newAttempts(),
		slots:    make(chan struct{}, c.Concurrency),
	}
	defer l.running.Wait()
	return l.run(ctx)
}

// contextWithGrace returns a context that ends a while after ctx does.
func contextWithGrace(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	handling, cancel := context.WithCancel(context.WithoutCancel(ctx))
	unhook := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return handling, func() { unhook(); cancel() }
}

// loop is one call of Consume.
type loop struct {
	bus      *Bus
	consumer Consumer
	handle   Handler
	// handling is the context of the handlers.
	handling context.Context
	log      *zap.Logger
	attempts *attempts
	// slots holds one token for each message that was asked for or is being handled.
	slots   chan struct{}
	running sync.WaitGroup
}

// run makes the consumer and pulls from it, again and again.
func (l *loop) run(ctx context.Context) error {
	var pause backoff
	for l.bus.awaitConnection(ctx) {
		consumer, err := l.ensure(ctx)
		if err == nil {
			err = l.pull(ctx, consumer, pause.reset)
		}
		switch {
		case ctx.Err() != nil:
			return nil
		case wrongConsumer(err):
			return fmt.Errorf("create consumer %s on stream %s: %w", l.consumer.Durable, l.consumer.Stream, err)
		}
		l.log.Warn("consuming is interrupted", zap.Error(err))
		pause.wait(ctx)
	}
	return l.bus.closedError(ctx, "consume "+l.consumer.Durable)
}

func (l *loop) ensure(ctx context.Context) (consumer jetstream.Consumer, err error) {
	ctx, cancel := bounded(ctx)
	defer cancel()
	config := jetstream.ConsumerConfig{
		Durable:        l.consumer.Durable,
		FilterSubjects: l.consumer.Filter,
		DeliverPolicy:  jetstream.DeliverAllPolicy,
		AckPolicy:      jetstream.AckExplicitPolicy,
		AckWait:        l.consumer.AckWait,
		MaxAckPending:  l.consumer.MaxAckPending,
		// Unlimited: the server would count holds, and would let a message that used up its deliveries lie
		// silently. Giving up is this loop's decision, and always leaves a copy in DEAD.
		MaxDeliver: -1,
	}
	err = l.bus.again(ctx, func(ctx context.Context) error {
		consumer, err = l.bus.js.CreateOrUpdateConsumer(ctx, l.consumer.Stream, config)
		return err
	})
	return consumer, err
}

// wrongConsumer reports whether the server will never accept the configuration.
func wrongConsumer(err error) bool {
	var js jetstream.JetStreamError
	if errors.Is(err, jetstream.ErrInvalidConsumerName) || errors.Is(err, jetstream.ErrInvalidStreamName) {
		return true
	}
	if !errors.As(err, &js) || js.APIError() == nil {
		return false
	}
	switch js.APIError().ErrorCode {
	case jetstream.JSErrCodeOverlappingFilterSubjects, jetstream.JSErrCodeConsumerEmptyFilter,
		jetstream.JSErrCodeDuplicateFilterSubjects:
		return true
	}
	return false
}

// pull fetches as many messages as there are free slots, so that no message waits in
// a local queue while its AckWait runs. It returns when a fetch fails; alive is called when one succeeds.
func (l *loop) pull(ctx context.Context, consumer jetstream.Consumer, alive func()) error {
	for {
		n := l.takeSlots(ctx)
		if n == 0 {
			return ctx.Err()
		}
		got, err := l.fetch(ctx, consumer, n)
		for range n - got {
			<-l.slots
		}
		if err != nil {
			return err
		}
		alive()
	}
}

// takeSlots waits for a free slot and then takes all that are free; none if ctx is done.
func (l *loop) takeSlots(ctx context.Context) int {
	select {
	case <-ctx.Done():
		return 0
	case l.slots <- struct{}{}:
	}
	n := 1
	for ; n < cap(l.slots); n++ {
		select {
		case l.slots <- struct{}{}:
		default:
			return n
		}
	}
	return n
}

// fetch asks for up to n messages and starts a handler for each. It waits for the first ones up to the library's 30 s.
func (l *loop) fetch(ctx context.Context, consumer jetstream.Consumer, n int) (got int, err error) {
	// A server that restarted has forgotten the request: it is made again without waiting for a missed heartbeat.
	fetching, cancel := l.bus.withinSession(ctx)
	defer cancel()
	batch, err := consumer.Fetch(n, jetstream.FetchContext(fetching))
	if err != nil {
		return 0, err
	}
	for m := range batch.Messages() {
		got++
		l.running.Go(func() {
			defer func() { <-l.slots }()
			l.deliver(m)
		})
	}
	if errors.Is(context.Cause(fetching), errLost) {
		return got, nil
	}
	return got, batch.Error()
}
