package bus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nuid"

	"github.com/afterword-io/afterword/pkg/events"
)

// MaxBatch is how many events fit into one PublishBatch: the server's limit.
const MaxBatch = 1000

// Headers of an atomic batch (NATS architecture decision 50).
const (
	batchIDHeader       = "Nats-Batch-Id"
	batchSequenceHeader = "Nats-Batch-Sequence"
	batchCommitHeader   = "Nats-Batch-Commit"
)

// batchRounds bounds how often a batch is put together anew because of ids that were stored meanwhile.
const batchRounds = 5

// PublishBatch stores all events or none of them (JetStream atomic batch), at most MaxBatch on one stream.
//
// An event whose id is stored already is a success, as it is for Publish: it is
// left out and the others are stored together. The same holds for an id given twice.
// Errors are those of Publish; after a *UnavailableError the same batch may be published again.
func (b *Bus) PublishBatch(ctx context.Context, es []events.Event, msgIDs []string) (err error) {
	ctx, span, es := b.publishingAll(ctx, es)
	defer func() { stored(span, err) }()
	op := fmt.Sprintf("publish a batch of %d", len(es))
	batch, err := newBatch(op, es, msgIDs)
	if err != nil {
		b.countUnstored("", len(es), err)
		return err
	}
	if len(batch) == 0 {
		return nil
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	stream := streamOf(batch[0].Subject)
	defer b.metrics.wrote(stream, time.Now())
	known := len(es) - len(batch)
	for range batchRounds {
		err = b.again(ctx, func(ctx context.Context) error { return b.commit(ctx, op, batch) })
		if code(err) != codeBatchHasDuplicate {
			break
		}
		var fresh []*nats.Msg
		if fresh, err = b.unknown(ctx, op, batch); err != nil {
			break
		}
		known += len(batch) - len(fresh)
		if batch = fresh; len(batch) == 0 {
			break
		}
		err = &UnavailableError{Op: op, Err: errors.New("its ids are being stored by somebody else")}
	}
	b.metrics.published.WithLabelValues(stream, resultDuplicate).Add(float64(known))
	if err != nil {
		var typed *UnavailableError
		if !errors.As(err, &typed) {
			err = writeError(op, err)
		}
		b.countUnstored(stream, len(batch), err)
		return err
	}
	b.metrics.published.WithLabelValues(stream, resultStored).Add(float64(len(batch)))
	return nil
}

// newBatch puts the events on the wire, each id once.
func newBatch(op string, es []events.Event, msgIDs []string) ([]*nats.Msg, error) {
	refuse := func(format string, args ...any) error {
		return &RefusedError{Op: op, Err: fmt.Errorf(format, args...)}
	}
	if len(es) != len(msgIDs) {
		return nil, refuse("%d events need as many message ids, not %d", len(es), len(msgIDs))
	}
	if len(es) > MaxBatch {
		return nil, refuse("a batch holds at most %d events", MaxBatch)
	}
	batch := make([]*nats.Msg, 0, len(es))
	seen := make(map[string]bool, len(es))
	for i, e := range es {
		m, err := message(e, msgIDs[i])
		if err != nil {
			return nil, err
		}
		if len(batch) > 0 && streamOf(m.Subject) != streamOf(batch[0].Subject) {
			return nil, refuse("a batch goes to one stream, not to %s and %s", streamOf(batch[0].Subject), streamOf(m.Subject))
		}
		if !seen[msgIDs[i]] {
			seen[msgIDs[i]] = true
			batch = append(batch, m)
		}
	}
	return batch, nil
}

// commit sends the batch; the acknowledgement of its last message is that of the whole.
func (b *Bus) commit(ctx context.Context, op string, batch []*nats.Msg) error {
	if len(batch) == 1 {
		_, err := b.store(ctx, op, batch[0])
		return err
	}
	id := nuid.Next()
	for i, m := range batch {
		m := copyOf(m)
		m.Header.Set(batchIDHeader, id)
		m.Header.Set(batchSequenceHeader, strconv.Itoa(i+1))
		last := i == len(batch)-1
		if last {
			m.Header.Set(batchCommitHeader, "1")
		}
		// Only the first and the last are waited for: the first opens the batch, and says so when it may not.
		if i > 0 && !last {
			if err := b.nc.PublishMsg(m); err != nil {
				return err
			}
			continue
		}
		if _, err := b.ask(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// unknown returns the messages of the batch whose ids the server does not know.
//
// The server rejects a batch that holds a known id but does not say which one, and has no call to ask for an id.
// Each id is therefore offered in a message that can never be stored, because its rollup header has no valid
// value; the server looks for a duplicate first, and answers "duplicate" or "refused".
func (b *Bus) unknown(ctx context.Context, op string, batch []*nats.Msg) ([]*nats.Msg, error) {
	const atOnce = 32
	var (
		known = make([]bool, len(batch))
		errs  = make([]error, len(batch))
		slots = make(chan struct{}, atOnce)
		wg    sync.WaitGroup
	)
	for i, m := range batch {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			offer := nats.NewMsg(m.Subject)
			offer.Header.Set(jetstream.MsgIDHeader, m.Header.Get(jetstream.MsgIDHeader))
			offer.Header.Set(jetstream.MsgRollup, "none")
			var ack jetstream.PubAck
			err := b.again(ctx, func(ctx context.Context) (err error) {
				ack, err = b.ask(ctx, offer)
				return err
			})
			switch {
			case err == nil:
				known[i] = ack.Duplicate
			case code(err) != codeRollupFailed:
				errs[i] = writeError(op, err)
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	fresh := make([]*nats.Msg, 0, len(batch))
	for i, m := range batch {
		if !known[i] {
			fresh = append(fresh, m)
		}
	}
	return fresh, nil
}

// ask sends a message and reads the stream's answer. An empty answer opens a batch.
func (b *Bus) ask(ctx context.Context, m *nats.Msg) (jetstream.PubAck, error) {
	reply, err := b.nc.RequestMsgWithContext(ctx, m)
	if err != nil {
		return jetstream.PubAck{}, err
	}
	if len(reply.Data) == 0 {
		return jetstream.PubAck{}, nil
	}
	var answer struct {
		jetstream.PubAck
		Error *jetstream.APIError `json:"error"`
	}
	if err := json.Unmarshal(reply.Data, &answer); err != nil {
		return jetstream.PubAck{}, fmt.Errorf("read the acknowledgement: %w", err)
	}
	if answer.Error != nil {
		return jetstream.PubAck{}, answer.Error
	}
	return answer.PubAck, nil
}

// copyOf copies a message with its headers; the data is shared.
func copyOf(m *nats.Msg) *nats.Msg {
	c := nats.NewMsg(m.Subject)
	for name, values := range m.Header {
		c.Header[name] = values
	}
	c.Data = m.Data
	return c
}
