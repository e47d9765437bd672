package bus

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
)

const (
	// ackTimeout is how long the server may take to confirm an acknowledgement.
	ackTimeout = 10 * time.Second
	// deadRetry is the pause before a message that could not be copied to DEAD is handled again.
	deadRetry = 5 * time.Second
	// minHold keeps a handler from spinning on a hold whose instant is now.
	minHold = time.Millisecond
)

// deliver is the life of one delivery: decode, handle with signs of life, settle.
func (l *loop) deliver(raw jetstream.Msg) {
	meta, err := raw.Metadata()
	if err != nil {
		l.log.Error("a message without delivery data is left alone", zap.Error(err))
		return
	}
	sequence := meta.Sequence.Stream
	m := Message{
		Sequence:  sequence,
		Attempt:   l.attempts.of(sequence) + 1,
		Delivered: int(meta.NumDelivered),
		Stored:    meta.Timestamp.UTC(),
	}
	began := time.Now()
	var o Outcome
	if m.Event, err = events.ParseNATS(raw.Headers(), raw.Data()); err != nil {
		o = GiveUp("The message cannot be decoded.", err)
	} else {
		ctx, span := l.trace(m, raw.Headers().Get(jetstream.MsgIDHeader))
		stop := l.beat(raw)
		o = l.call(ctx, m)
		stop()
		handled(span, o)
	}
	l.settle(raw, m, o, began)
}

// call runs the handler and turns a panic into a retry.
func (l *loop) call(ctx context.Context, m Message) (o Outcome) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		// The panic value may quote the payload; only the runtime's own errors are known not to.
		var fault runtime.Error
		err, ok := cause.(error)
		if !ok || !errors.As(err, &fault) {
			err = fmt.Errorf("panic with a %T", cause)
		}
		l.log.Error("a handler panicked", zap.Uint64("sequence", m.Sequence), zap.Error(err), zap.ByteString("stack", debug.Stack()))
		o = Retry(0, err)
	}()
	return l.handle(ctx, m)
}

// beat tells the server at a third of AckWait that work is in progress, until stop is called.
func (l *loop) beat(raw jetstream.Msg) (stop func()) {
	var (
		mu      sync.Mutex
		stopped bool
		timer   *time.Timer
	)
	mu.Lock()
	defer mu.Unlock()
	timer = time.AfterFunc(l.consumer.AckWait/3, func() {
		mu.Lock()
		defer mu.Unlock()
		if stopped {
			return
		}
		if err := raw.InProgress(); err != nil {
			l.log.Warn("a sign of life was not sent", zap.Error(err))
		}
		timer.Reset(l.consumer.AckWait / 3)
	})
	return func() {
		mu.Lock()
		defer mu.Unlock()
		stopped = true
		timer.Stop()
	}
}

// settle tells the server what became of the delivery. What it does not hear it delivers again.
func (l *loop) settle(raw jetstream.Msg, m Message, o Outcome, began time.Time) {
	if o.kind == retryLater {
		failed := l.attempts.fail(m.Sequence)
		if l.consumer.spent(failed, m.Delivered) {
			o = GiveUp(fmt.Sprintf("It was tried %d times without success.", failed), o.err)
		}
	}
	log := l.log.With(zap.Uint64("sequence", m.Sequence), zap.String("event", m.Event.Type.Name()), zap.Int("attempt", m.Attempt))
	l.bus.metrics.handled(l.consumer.Durable, o.kind, time.Since(began))
	var err error
	switch o.kind {
	case done:
		err = l.end(raw, m)
	case retryLater:
		delay := o.delay
		if delay <= 0 {
			delay = retryDelay(m.Attempt)
		}
		delay = jitter(delay)
		log.Info("a message will be tried again", zap.Duration("after", delay), zap.Error(o.err))
		err = l.putBack(raw, delay)
	case hold:
		err = l.putBack(raw, max(o.delay, minHold))
	case giveUp:
		if err = l.bury(raw, m, o); err != nil {
			log.Error("a message could not be copied to DEAD and will be handled again", zap.Error(err))
			err = l.putBack(raw, jitter(deadRetry))
			break
		}
		log.Error("a message was given up", zap.String("reason", o.reason), zap.Error(o.err))
		err = l.end(raw, m)
	}
	if err != nil {
		log.Warn("the outcome was not confirmed; the message will be delivered again", zap.Stringer("outcome", o.kind), zap.Error(err))
	}
}

// end acknowledges a message and waits for the server's confirmation. A message that was given up ends like this, too: a
// termination would not be confirmed, and DEAD says more than its notice would.
func (l *loop) end(raw jetstream.Msg, m Message) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(l.handling), ackTimeout)
	defer cancel()
	if err := l.bus.again(ctx, raw.DoubleAck); err != nil {
		return err
	}
	l.attempts.end(m.Sequence)
	return nil
}

// putBack asks the server to deliver the message again after the delay. If the server does not
// hear it, it delivers again after AckWait.
func (l *loop) putBack(raw jetstream.Msg, delay time.Duration) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(l.handling), ackTimeout)
	defer cancel()
	return l.bus.again(ctx, func(context.Context) error { return raw.NakWithDelay(delay) })
}
