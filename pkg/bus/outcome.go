package bus

import (
	"context"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/afterword-io/afterword/pkg/events"
)

// Message is one event as delivered.
type Message struct {
	Event events.Event
	// Sequence is its place in the stream.
	Sequence uint64
	// Attempt counts the handler's tries in this process from 1; a Hold is not a try. See Consumer.MaxAttempts.
	Attempt int
	// Delivered counts deliveries, holds included, from 1.
	Delivered int
	// Stored is when the server stored it, UTC.
	Stored time.Time
	// Header holds the headers that it came with; Tail and Get give them.
	Header map[string][]string
	// ReplayOf is the place in DEAD of the letter that it was sent again from, 0 if it was not; Tail and Get give it.
	ReplayOf uint64
	// Fault says why Event is empty: Tail gives also what is no event.
	Fault error
}

// messageOf is what lies at a place of a stream.
func messageOf(header map[string][]string, data []byte, sequence uint64, stored time.Time) Message {
	m := Message{Sequence: sequence, Attempt: 1, Delivered: 1, Stored: stored.UTC(), Header: header}
	if m.Event, m.Fault = events.ParseNATS(header, data); m.Fault != nil {
		m.Event = events.Event{}
	}
	// What is no number was not written by Replay.
	m.ReplayOf, _ = strconv.ParseUint(nats.Header(header).Get(ReplayOf), 10, 64)
	return m
}

// Handler handles one message. It must be safe to call concurrently and more than once for a message.
//
// It bounds its own time: as long as it runs, the server is told that work is in
// progress and the message is not given to anybody else. Its context ends Consumer.Grace after the consumer was told to stop.
type Handler func(ctx context.Context, m Message) Outcome

type outcomeKind int

const (
	done outcomeKind = iota
	retryLater
	hold
	giveUp
)

// String is the metric label.
func (k outcomeKind) String() string {
	return [...]string{"done", "retry", "hold", "give_up"}[k]
}

// Outcome is a handler's answer. The zero Outcome is Done.
type Outcome struct {
	kind   outcomeKind
	delay  time.Duration
	reason string
	err    error
}

// Done acknowledges the message.
func Done() Outcome { return Outcome{} }

// Retry asks for the message again after a delay (zero: the default back-off 1 s, 5 s, 30 s, 2 min, 10 min) because of err.
// The delay is lengthened or shortened by up to a tenth, so that what failed together does not come back together.
func Retry(after time.Duration, err error) Outcome {
	return Outcome{kind: retryLater, delay: after, err: err}
}

// Hold asks for the message again after a delay; nothing went wrong. The server
// keeps the delay, also across its restarts. One long hold is better than many short ones.
// The message may come early: by less than a second after a restart of the server, which keeps
// instants to the second, and much earlier when the consumer was made anew. So the handler looks at its clock.
func Hold(delay time.Duration) Outcome { return Outcome{kind: hold, delay: delay} }

// GiveUp copies the message to DEAD with the reason, a sentence without personal data, and ends it. As long as DEAD
// does not take it, it is delivered again.
func GiveUp(reason string, err error) Outcome {
	return Outcome{kind: giveUp, reason: reason, err: err}
}

// retryDelay is the default back-off before try number attempt+1.
func retryDelay(attempt int) time.Duration {
	steps := [...]time.Duration{time.Second, 5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute}
	return steps[min(max(attempt, 1), len(steps))-1]
}
