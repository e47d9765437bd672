package bus

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
)

// Follow delivers the events of a stream in order without a durable consumer, from the given
// instant on (zero: only new ones), until ctx is done, and then returns nil: for people and tests that watch. It survives server
// restarts without a gap or a repetition. What cannot be decoded is left out.
// It returns a *UnavailableError if the stream cannot be found at the start, and when the bus is closed.
func (b *Bus) Follow(ctx context.Context, stream string, since time.Time, see func(Message)) error {
	first, err := b.nextSequence(ctx, stream)
	if err != nil {
		return &UnavailableError{Op: "follow stream " + stream, Err: err}
	}
	config := jetstream.OrderedConsumerConfig{DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: first}
	if !since.IsZero() {
		config = jetstream.OrderedConsumerConfig{DeliverPolicy: jetstream.DeliverByStartTimePolicy, OptStartTime: &since}
	}
	var pause backoff
	for b.awaitConnection(ctx) {
		err := b.follow(ctx, stream, config, func(raw jetstream.Msg, meta *jetstream.MsgMetadata) {
			pause.reset()
			config = jetstream.OrderedConsumerConfig{
				DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: meta.Sequence.Stream + 1,
			}
			e, err := events.ParseNATS(raw.Headers(), raw.Data())
			if err != nil {
				b.log.Warn("a message that cannot be decoded is left out", zap.String("stream", stream), zap.Uint64("sequence", meta.Sequence.Stream))
				return
			}
			see(Message{Event: e, Sequence: meta.Sequence.Stream, Attempt: 1, Delivered: 1, Stored: meta.Timestamp.UTC()})
		})
		if ctx.Err() == nil {
			b.log.Info("following is interrupted", zap.String("stream", stream), zap.Error(err))
			pause.wait(ctx)
		}
	}
	return b.closedError(ctx, "follow stream "+stream)
}

// nextSequence is the place of the next message in the stream.
func (b *Bus) nextSequence(ctx context.Context, stream string) (uint64, error) {
	ctx, cancel := bounded(ctx)
	defer cancel()
	s, err := b.js.Stream(ctx, stream)
	if err != nil {
		return 0, err
	}
	return s.CachedInfo().State.LastSeq + 1, nil
}

// follow delivers until something fails or the connection is lost.
func (b *Bus) follow(ctx context.Context, stream string, config jetstream.OrderedConsumerConfig, see func(jetstream.Msg, *jetstream.MsgMetadata)) error {
	following, stop := b.withinSession(ctx)
	defer stop()
	making, cancel := bounded(following)
	defer cancel()
	consumer, err := b.js.OrderedConsumer(making, stream, config)
	if err != nil {
		return err
	}
	messages, err := consumer.Messages()
	if err != nil {
		return err
	}
	defer messages.Stop()
	for {
		raw, err := messages.Next(jetstream.NextContext(following))
		if err != nil {
			return err
		}
		meta, err := raw.Metadata()
		if err != nil {
			return fmt.Errorf("read delivery data: %w", err)
		}
		see(raw, meta)
	}
}
