package bus

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/afterword-io/afterword/pkg/events"
)

// Headers of a message in DEAD, beside those that the message had. The subject is
// afterword.dead.<stream in lower case>.<the rest of the original subject>.
const (
	// DeadReason is a sentence without personal data.
	DeadReason = "Afterword-Dead-Reason"
	// DeadError is the text of the error behind the reason, if there is one.
	DeadError = "Afterword-Dead-Error"
	// DeadStream and DeadSequence say where the message lay.
	DeadStream   = "Afterword-Dead-Stream"
	DeadSequence = "Afterword-Dead-Sequence"
	// DeadSubject is the subject it had.
	DeadSubject = "Afterword-Dead-Subject"
	// DeadMessageID is the Nats-Msg-Id it had.
	DeadMessageID = "Afterword-Dead-Message-Id"
	// DeadConsumer is the durable consumer that gave it up.
	DeadConsumer = "Afterword-Dead-Consumer"
	// DeadAttempt is the number of the last try, DeadDelivered that of the last delivery.
	DeadAttempt   = "Afterword-Dead-Attempt"
	DeadDelivered = "Afterword-Dead-Delivered"
	// DeadAt is when it was given up: RFC 3339, UTC.
	DeadAt = "Afterword-Dead-At"
	// DeadTruncated is "true" when the payload was too large to copy; the original still lies in its stream.
	DeadTruncated = "Afterword-Dead-Truncated"
)

// maxHeaderText bounds the free text of a header.
const maxHeaderText = 500

// bury copies a message to DEAD. Burying it twice, as after a crash, stores one copy.
func (l *loop) bury(raw jetstream.Msg, m Message, o Outcome) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(l.handling), ackTimeout)
	defer cancel()
	dead := nats.NewMsg(deadSubject(l.consumer.Stream, raw.Subject()))
	dead.Data = raw.Data()
	for name, values := range raw.Headers() {
		// Nats-* headers are orders to the server; they were carried out when the original was stored.
		if !strings.HasPrefix(strings.ToLower(name), "nats-") {
			dead.Header[name] = values
		}
	}
	sequence := strconv.FormatUint(m.Sequence, 10)
	for name, value := range map[string]string{
		DeadReason:    o.reason,
		DeadError:     errorText(o.err),
		DeadStream:    l.consumer.Stream,
		DeadSequence:  sequence,
		DeadSubject:   raw.Subject(),
		DeadMessageID: raw.Headers().Get(jetstream.MsgIDHeader),
		DeadConsumer:  l.consumer.Durable,
		DeadAttempt:   strconv.Itoa(m.Attempt),
		DeadDelivered: strconv.Itoa(m.Delivered),
		DeadAt:        time.Now().UTC().Format(time.RFC3339),
	} {
		if value != "" {
			dead.Header.Set(name, headerText(value))
		}
	}
	dead.Header.Set(jetstream.MsgIDHeader, Key("dead", l.consumer.Stream, l.consumer.Durable, sequence))
	const op = "copy a message to DEAD"
	_, err := l.bus.store(ctx, op, dead)
	var refused *RefusedError
	if errors.As(err, &refused) {
		dead.Data = nil
		dead.Header.Set(DeadTruncated, "true")
		_, err = l.bus.store(ctx, op, dead)
	}
	if err == nil {
		l.bus.metrics.dead.WithLabelValues(l.consumer.Durable).Inc()
	}
	return err
}

// deadSubject names the place in DEAD of a message that had this subject.
func deadSubject(stream, subject string) string {
	dead := subjectRoot + strings.ToLower(events.StreamDead) + "." + strings.ToLower(stream)
	rest, ok := strings.CutPrefix(subject, subjectRoot+strings.ToLower(stream)+".")
	if !ok {
		return dead + ".unknown"
	}
	return dead + "." + rest
}

// headerText makes s fit into a header line.
func headerText(s string) string {
	line := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	if len(line) > maxHeaderText {
		line = strings.ToValidUTF8(line[:maxHeaderText], "")
	}
	return line
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
