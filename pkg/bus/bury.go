package bus

import (
	"context"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/afterword-io/afterword/pkg/events"
)

// Bury puts an event into DEAD that was acknowledged long ago and turned out to lead
// nowhere. reason is a sentence without personal data. Burying the same msgID again within
// the duplicate window stores one copy. Errors are those of Publish.
func (b *Bus) Bury(ctx context.Context, e events.Event, msgID, reason string) error {
	dead, err := message(e, msgID)
	if err != nil {
		return err
	}
	dead.Header.Set(DeadReason, headerText(reason))
	dead.Header.Set(DeadStream, streamOf(dead.Subject))
	dead.Header.Set(DeadSubject, dead.Subject)
	dead.Header.Set(DeadMessageID, msgID)
	dead.Header.Set(DeadAt, time.Now().UTC().Format(time.RFC3339))
	dead.Header.Set(jetstream.MsgIDHeader, Key("buried", msgID))
	dead.Subject = deadSubject(streamOf(dead.Subject), dead.Subject)
	ctx, cancel := bounded(ctx)
	defer cancel()
	_, err = b.store(ctx, "bury "+e.Type.Name(), dead)
	return err
}
