package bus

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// Get reads one stored event again by its place in a stream. It waits 5 s if ctx has no deadline.
// Errors: ErrNotFound if the stream does not hold it any more, *UnavailableError, and one that wraps neither for
// a message that is no event.
func (b *Bus) Get(ctx context.Context, stream string, sequence uint64) (Message, error) {
	op := fmt.Sprintf("read message %d of stream %s", sequence, stream)
	ctx, cancel := bounded(ctx)
	defer cancel()
	raw, err := b.raw(ctx, op, stream, sequence)
	if err != nil {
		return Message{}, err
	}
	m := messageOf(raw.Header, raw.Data, raw.Sequence, raw.Time)
	if m.Fault != nil {
		return Message{}, fmt.Errorf("%s: %w", op, m.Fault)
	}
	return m, nil
}

// raw reads one stored message as it is.
func (b *Bus) raw(ctx context.Context, op, stream string, sequence uint64) (*jetstream.RawStreamMsg, error) {
	var raw *jetstream.RawStreamMsg
	err := b.again(ctx, func(ctx context.Context) error {
		s, err := b.js.Stream(ctx, stream)
		if err != nil {
			return err
		}
		raw, err = s.GetMsg(ctx, sequence)
		return err
	})
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound):
		return nil, fmt.Errorf("%s: %w", op, ErrNotFound)
	case err != nil:
		return nil, writeError(op, err)
	}
	return raw, nil
}
