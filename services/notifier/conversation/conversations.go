package conversation

import (
	"context"
	"errors"
	"fmt"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// Conversations is the bucket CONVERSATIONS. It keeps nothing itself and is safe for concurrent use.
type Conversations struct {
	bucket bus.Bucket[Conversation]
}

// Open returns the conversations of a bus on which bus.EnsureTopology was called.
func Open(b *bus.Bus) *Conversations {
	return &Conversations{bucket: bus.OpenBucket[Conversation](b, bus.ConversationsBucket)}
}

// key hashes who speaks with whom.
func key(sender, number string) string { return bus.Key(string(events.SMS), sender, number) }

// Note remembers that t was sent, or is about to be, from the sender to the number. A text may be noted
// again; the latest is the one that was sent last. The errors are those of bus.Bucket.
func (c *Conversations) Note(ctx context.Context, sender, number string, t Text) error {
	_, err := c.Change(ctx, sender, number, func(now *Conversation) { now.note(t) })
	return err
}

// Read returns a conversation; known is false if nothing was ever said in it. The errors are those of bus.Bucket.
func (c *Conversations) Read(ctx context.Context, sender, number string) (now Conversation, known bool, err error) {
	entry, err := c.bucket.Get(ctx, key(sender, number))
	switch {
	case errors.Is(err, bus.ErrNotFound):
		return Conversation{}, false, nil
	case err != nil:
		return Conversation{}, false, fmt.Errorf("read a conversation: %w", err)
	}
	return entry.Value, true, nil
}

// Change lets change alter a conversation and stores what it made of it, if nobody has stored another meanwhile;
// otherwise change is called again with that one. It returns what was stored. The errors are those of bus.Bucket.
func (c *Conversations) Change(ctx context.Context, sender, number string, change func(*Conversation)) (Conversation, error) {
	for {
		entry, err := c.bucket.Get(ctx, key(sender, number))
		fresh := errors.Is(err, bus.ErrNotFound)
		if err != nil && !fresh {
			return Conversation{}, fmt.Errorf("read a conversation: %w", err)
		}
		now := entry.Value
		change(&now)
		if fresh {
			_, err = c.bucket.Create(ctx, key(sender, number), now, 0)
		} else {
			_, err = c.bucket.Update(ctx, key(sender, number), now, entry.Revision)
		}
		switch {
		case err == nil:
			return now, nil
		case errors.Is(err, bus.ErrConflict) && ctx.Err() == nil:
			continue
		default:
			return Conversation{}, fmt.Errorf("write a conversation: %w", err)
		}
	}
}
