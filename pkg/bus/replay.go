package bus

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/afterword-io/afterword/pkg/events"
)

// ReplayOf is a header of a message that was sent again: the sequence in DEAD of the letter that it comes from.
const ReplayOf = "Afterword-Replay-Of"

// deadPrefix begins the headers that DEAD adds.
const deadPrefix = "Afterword-Dead-"

// DeadLetter is a message in DEAD, with what is known of how it came there.
type DeadLetter struct {
	// Sequence is its place in DEAD.
	Sequence uint64
	// Reason is a sentence without personal data; Error is the text of the error behind it, empty if there was none.
	Reason, Error string
	// Stream is where it lay. StreamSequence is its place there; 0 for one that was given up long after it was taken.
	Stream         string
	StreamSequence uint64
	// Subject and MessageID are those that it had.
	Subject, MessageID string
	// Consumer is who gave it up, empty if no consumer did.
	Consumer string
	// Attempt is the number of the last try, Delivered that of the last delivery; 0 where nothing is known.
	Attempt, Delivered int
	// At is when it was given up, UTC.
	At time.Time
	// ReplayOf is the place in DEAD of the letter that it was sent again from, 0 if it was not.
	ReplayOf uint64
	// Lost reports that the payload was too large to copy and that the original has left its stream: it cannot be sent again.
	Lost bool
	// Header holds the headers that it had, without the orders to the server; Raw is its payload.
	Header map[string][]string
	Raw    []byte
	// Event is what can be read from them. Fault says why nothing can; Event is zero then.
	Event events.Event
	Fault error
}

// Dead reads a dead letter. A payload that was too large to copy is read from the stream where the original lies. It waits 5 s if
// ctx has no deadline. Errors: ErrNotFound if DEAD has no such letter, and *UnavailableError.
func (b *Bus) Dead(ctx context.Context, sequence uint64) (DeadLetter, error) {
	op := fmt.Sprintf("read dead letter %d", sequence)
	ctx, cancel := bounded(ctx)
	defer cancel()
	raw, err := b.raw(ctx, op, events.StreamDead, sequence)
	if err != nil {
		return DeadLetter{}, err
	}
	d := parseDead(raw)
	if raw.Header.Get(DeadTruncated) == "true" {
		original, err := b.raw(ctx, op, d.Stream, d.StreamSequence)
		switch {
		case errors.Is(err, ErrNotFound), err == nil && original.Subject != d.Subject:
			d.Lost = true
		case err != nil:
			return DeadLetter{}, err
		default:
			d.Raw = original.Data
		}
	}
	d.Event, d.Fault = events.ParseNATS(d.Header, d.Raw)
	if d.Fault != nil {
		d.Event = events.Event{}
	}
	return d, nil
}

// Replay sends what a dead letter holds again, on the subject that it had, with the header ReplayOf. Whoever takes the stream
// handles it as a new message with the same event; so it must be one that may come twice, which all are. Twice within the
// duplicate window stores one copy. The letter stays in DEAD. Errors: ErrNotFound if there is no such letter or its payload is
// lost, and those of Publish.
func (b *Bus) Replay(ctx context.Context, deadSequence uint64) (Ack, error) {
	op := fmt.Sprintf("replay dead letter %d", deadSequence)
	ctx, cancel := bounded(ctx)
	defer cancel()
	letter, err := b.Dead(ctx, deadSequence)
	if err != nil {
		return Ack{}, err
	}
	if letter.Lost {
		return Ack{}, fmt.Errorf("%s: message %d of stream %s: %w", op, letter.StreamSequence, letter.Stream, ErrNotFound)
	}
	// DEAD has letters of the other streams only: one that led back to it would come again for ever.
	if to := streamOf(letter.Subject); to == "" || to == events.StreamDead {
		return Ack{}, &RefusedError{Op: op, Err: errors.New("it does not say where it belongs")}
	}
	again := &nats.Msg{Subject: letter.Subject, Header: nats.Header(letter.Header), Data: letter.Raw}
	again.Header.Set(ReplayOf, strconv.FormatUint(deadSequence, 10))
	again.Header.Set(jetstream.MsgIDHeader, "replay/"+strconv.FormatUint(deadSequence, 10))
	ack, err := b.store(ctx, op, again)
	if err != nil {
		b.countUnstored(streamOf(letter.Subject), 1, err)
		return Ack{}, err
	}
	b.countStored(ack)
	return ack, nil
}

// parseDead takes the headers of dead.go apart.
func parseDead(raw *jetstream.RawStreamMsg) DeadLetter {
	d := DeadLetter{
		Sequence: raw.Sequence, Reason: raw.Header.Get(DeadReason), Error: raw.Header.Get(DeadError),
		Stream: raw.Header.Get(DeadStream), Subject: raw.Header.Get(DeadSubject), MessageID: raw.Header.Get(DeadMessageID),
		Consumer: raw.Header.Get(DeadConsumer), At: raw.Time.UTC(), Header: make(map[string][]string), Raw: raw.Data,
	}
	// What is no number was not written here; it stays 0.
	d.StreamSequence, _ = strconv.ParseUint(raw.Header.Get(DeadSequence), 10, 64)
	d.ReplayOf, _ = strconv.ParseUint(raw.Header.Get(ReplayOf), 10, 64)
	d.Attempt, _ = strconv.Atoi(raw.Header.Get(DeadAttempt))
	d.Delivered, _ = strconv.Atoi(raw.Header.Get(DeadDelivered))
	if at, err := time.Parse(time.RFC3339, raw.Header.Get(DeadAt)); err == nil {
		d.At = at.UTC()
	}
	for name, values := range raw.Header {
		if !strings.HasPrefix(name, deadPrefix) && !strings.HasPrefix(strings.ToLower(name), "nats-") {
			d.Header[name] = values
		}
	}
	return d
}
