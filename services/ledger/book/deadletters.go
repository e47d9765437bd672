package book

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/afterword-io/afterword/pkg/events"
)

// deadBySequence has the latest first.
func deadBySequence() list[DeadLetter] {
	return list[DeadLetter]{
		table: "dead", columns: "sequence, tenant, followup, stream, stream_sequence, consumer, type, reason, at, replayed_at",
		order: []column{{"sequence", false}}, descending: true, scan: scanDeadLetter,
		place: func(d DeadLetter) []any { return []any{int64(d.Sequence)} },
	}
}

// DeadLetters lists what was given up of a tenant, the latest first. The tenant is required.
func (b *Book) DeadLetters(ctx context.Context, tenant, cursor string, limit int) (Page[DeadLetter], error) {
	if tenant == "" {
		return Page[DeadLetter]{}, errTenant
	}
	return b.deadLetters(ctx, tenant, cursor, limit)
}

// UnreadableDeadLetters lists what was given up and is nobody's, because it could not be read so far.
func (b *Book) UnreadableDeadLetters(ctx context.Context, cursor string, limit int) (Page[DeadLetter], error) {
	return b.deadLetters(ctx, "", cursor, limit)
}

func (b *Book) deadLetters(ctx context.Context, tenant, cursor string, limit int) (Page[DeadLetter], error) {
	sum, err := sumOf("dead", tenant)
	if err != nil {
		return Page[DeadLetter]{}, err
	}
	// One that was sent again before it was taken is not there yet.
	return deadBySequence().page(ctx, b, search{sum: sum, cursor: cursor, limit: limit, ways: []way{{is("tenant = ?", tenant), is("at > 0")}}})
}

func scanDeadLetter(row scanner) (DeadLetter, error) {
	var (
		d                   DeadLetter
		sequence, streamSeq int64
		at, replayed        int64
		eventType           string
	)
	if err := row.Scan(&sequence, &d.Tenant, &d.Followup, &d.Stream, &streamSeq, &d.Consumer, &eventType, &d.Reason, &at, &replayed); err != nil {
		return DeadLetter{}, err
	}
	d.Sequence, d.StreamSequence, d.Type = uint64(sequence), uint64(streamSeq), events.Type(eventType)
	d.At, d.ReplayedAt = instant(at), instant(replayed)
	return d, nil
}

// DeadLetter returns one of a tenant's, or ErrNotFound; tenant "" stands for those that are nobody's.
func (b *Book) DeadLetter(ctx context.Context, tenant string, sequence uint64) (DeadLetter, error) {
	l := deadBySequence()
	row := b.db().QueryRowContext(ctx, b.bind("SELECT "+l.columns+" FROM dead WHERE tenant = ? AND sequence = ? AND at > 0"), tenant, int64(sequence))
	d, err := l.scan(row)
	if errors.Is(err, sql.ErrNoRows) {
		return DeadLetter{}, ErrNotFound
	}
	if err != nil {
		return DeadLetter{}, fmt.Errorf("read dead letter %d: %w", sequence, err)
	}
	return d, nil
}
