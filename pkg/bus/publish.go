package bus

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/afterword-io/afterword/pkg/events"
)

// Ack is the server's word that an event is stored durably.
type Ack struct {
	Stream   string
	Sequence uint64
	// Duplicate reports that the server had this message id already and stored nothing new. It may have been
	// this very call that stored it: when the connection broke between the write and its acknowledgement.
	Duplicate bool
}

// Publish stores the event under msgID on the subject that events.Subject gives, and
// returns once the server has acknowledged the durable write. It waits 5 s if ctx has no deadline.
// Errors: *UnavailableError (not stored as far as known; try again later under the same id), and
// *RefusedError for what can never be stored (no valid subject, no id, too large).
func (b *Bus) Publish(ctx context.Context, e events.Event, msgID string) (ack Ack, err error) {
	ctx, span := b.publishing(ctx, e, msgID)
	defer func() { stored(span, err) }()
	op := "publish " + e.Type.Name()
	m, err := message(carrying(ctx, e), msgID)
	if err != nil {
		b.countUnstored("", 1, err)
		return Ack{}, err
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	began := time.Now()
	ack, err = b.store(ctx, op, m)
	b.metrics.wrote(streamOf(m.Subject), began)
	b.countUnstored(streamOf(m.Subject), 1, err)
	if err != nil {
		return Ack{}, err
	}
	b.countStored(ack)
	return ack, nil
}

// store sends one message and waits for the acknowledgement. The message is sent
// again when the connection was lost meanwhile; its id makes that harmless.
func (b *Bus) store(ctx context.Context, op string, m *nats.Msg) (Ack, error) {
	var ack *jetstream.PubAck
	err := b.again(ctx, func(ctx context.Context) (err error) {
		ack, err = b.js.PublishMsg(ctx, m)
		return err
	})
	if err != nil {
		return Ack{}, writeError(op, err)
	}
	return Ack{Stream: ack.Stream, Sequence: ack.Sequence, Duplicate: ack.Duplicate}, nil
}

// message puts an event on the wire: CloudEvents in binary mode.
func message(e events.Event, msgID string) (*nats.Msg, error) {
	op := "publish " + e.Type.Name()
	if msgID == "" {
		return nil, &RefusedError{Op: op, Err: errors.New("a message id is required")}
	}
	subject, err := events.Subject(e)
	if err != nil {
		return nil, &RefusedError{Op: op, Err: err}
	}
	if streamOf(subject) == "" {
		return nil, &RefusedError{Op: op, Err: fmt.Errorf("no stream takes subject %s", subject)}
	}
	header := nats.Header(e.NATSHeader())
	header.Set(jetstream.MsgIDHeader, msgID)
	return &nats.Msg{Subject: subject, Header: header, Data: e.Data}, nil
}

// countStored counts an acknowledgement.
func (b *Bus) countStored(ack Ack) {
	result := resultStored
	if ack.Duplicate {
		result = resultDuplicate
	}
	b.metrics.published.WithLabelValues(ack.Stream, result).Inc()
}

// countUnstored counts n events that were not stored because of err.
func (b *Bus) countUnstored(stream string, n int, err error) {
	if err == nil {
		return
	}
	result := resultUnavailable
	var refused *RefusedError
	if errors.As(err, &refused) {
		result = resultRefused
	}
	b.metrics.published.WithLabelValues(stream, result).Add(float64(n))
}
