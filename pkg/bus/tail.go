package bus

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"
)

// TailOptions say how Tail gives messages. Zero fields take the defaults.
type TailOptions struct {
	// MaxBatch is the most messages of one batch. Default 500.
	MaxBatch int
	// MaxWait is how old the first message of a batch may grow while it is filled. Default 50 ms.
	MaxWait time.Duration
}

func (o TailOptions) withDefaults() TailOptions {
	if o.MaxBatch <= 0 {
		o.MaxBatch = 500
	}
	if o.MaxWait <= 0 {
		o.MaxWait = 50 * time.Millisecond
	}
	return o
}

// Tail gives every message of a stream behind the sequence after, in order and in batches, until ctx is done, and
// then returns nil. It is for readers that remember by themselves how far they have come: it leaves no consumer behind,
// and gives no message twice in one call. A batch that take refuses is given again, perhaps longer, after a pause. A message that
// cannot be decoded comes with its Fault. A stream that does not exist yet is waited for. Tail returns a *UnavailableError
// when the bus is closed.
func (b *Bus) Tail(ctx context.Context, stream string, after uint64, o TailOptions, take func(ctx context.Context, batch []Message) error) error {
	o = o.withDefaults()
	var pause backoff
	for b.awaitConnection(ctx) {
		taken, err := b.tail(ctx, stream, after, o, take)
		if taken > after {
			after = taken
			pause.reset()
		}
		if ctx.Err() != nil {
			return nil
		}
		b.log.Info("following a stream is interrupted", zap.String("stream", stream), zap.Uint64("after", after), zap.Error(err))
		pause.wait(ctx)
	}
	return b.closedError(ctx, "follow stream "+stream)
}

// tail gives batches until something fails or the connection is lost, and returns how far it has come.
func (b *Bus) tail(ctx context.Context, stream string, after uint64, o TailOptions, take func(context.Context, []Message) error) (uint64, error) {
	following, stop := b.withinSession(ctx)
	defer stop()
	making, cancel := bounded(following)
	defer cancel()
	consumer, err := b.js.OrderedConsumer(making, stream, jetstream.OrderedConsumerConfig{
		DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: after + 1,
	})
	if err != nil {
		return after, err
	}
	messages, err := consumer.Messages(jetstream.PullMaxMessages(o.MaxBatch))
	if err != nil {
		return after, err
	}
	defer messages.Stop()
	for {
		batch, err := gather(following, messages, o)
		if len(batch) > 0 && ctx.Err() == nil {
			if err := take(ctx, batch); err != nil {
				return after, fmt.Errorf("take %d messages after %d: %w", len(batch), after, err)
			}
			after = batch[len(batch)-1].Sequence
		}
		if err != nil {
			return after, err
		}
	}
}

// gather waits for a message and then for more, until the batch is full or its first is old enough. What it has when
// something fails it returns with the error.
func gather(ctx context.Context, messages jetstream.MessagesContext, o TailOptions) ([]Message, error) {
	var batch []Message
	filling := ctx
	for len(batch) < o.MaxBatch {
		raw, err := messages.Next(jetstream.NextContext(filling))
		if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil && len(batch) > 0 {
			return batch, nil
		}
		if err != nil {
			return batch, err
		}
		m, err := received(raw)
		if err != nil {
			return batch, err
		}
		if len(batch) == 0 {
			var cancel context.CancelFunc
			filling, cancel = context.WithTimeout(ctx, o.MaxWait)
			defer cancel()
		}
		batch = append(batch, m)
	}
	return batch, nil
}

// received is a message as Tail gives it.
func received(raw jetstream.Msg) (Message, error) {
	meta, err := raw.Metadata()
	if err != nil {
		return Message{}, fmt.Errorf("read delivery data: %w", err)
	}
	return messageOf(raw.Headers(), raw.Data(), meta.Sequence.Stream, meta.Timestamp), nil
}

// StreamState is what a stream holds.
type StreamState struct {
	// First and Last are sequences. An empty stream has First = Last + 1.
	First, Last uint64
	// Messages is how many there are from First to Last.
	Messages uint64
	// Deleted are the sequences between First and Last that are gone, in order.
	Deleted []uint64
}

// State says what a stream holds now. It waits 5 s if ctx has no deadline, and returns a *UnavailableError if the server does not
// answer or has no such stream.
func (b *Bus) State(ctx context.Context, stream string) (StreamState, error) {
	op := "read the state of stream " + stream
	ctx, cancel := bounded(ctx)
	defer cancel()
	var info *jetstream.StreamInfo
	err := b.again(ctx, func(ctx context.Context) error {
		s, err := b.js.Stream(ctx, stream)
		if err != nil {
			return err
		}
		info, err = s.Info(ctx, jetstream.WithDeletedDetails(true))
		return err
	})
	if err != nil {
		return StreamState{}, &UnavailableError{Op: op, Err: err}
	}
	if info.State.Msgs == 0 {
		return StreamState{First: info.State.LastSeq + 1, Last: info.State.LastSeq}, nil
	}
	return StreamState{
		First: info.State.FirstSeq, Last: info.State.LastSeq, Messages: info.State.Msgs, Deleted: info.State.Deleted,
	}, nil
}
