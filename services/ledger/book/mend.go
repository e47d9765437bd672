package book

import (
	"context"
	"fmt"
	"slices"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// Mend takes messages of one stream, in the order of their sequence, that the book should have and has not, because
// somebody took them out. What it has, and what is still to come, it leaves alone. What a plan was before it is not told again: the
// entry of a plan that was mended says what is so, and not what changed; a rebuild makes that whole.
func (b *Book) Mend(ctx context.Context, stream string, batch []bus.Message) error {
	b.taking.Lock()
	defer b.taking.Unlock()
	tenants, err := mend(ctx, b.engine(), stream, batch)
	if err != nil {
		return fmt.Errorf("mend %d messages of %s in the ledger: %w", len(batch), stream, err)
	}
	b.watch.tell(tenants)
	return nil
}

func mend(ctx context.Context, on engine, stream string, batch []bus.Message) (map[string]int64, error) {
	tx, err := on.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	t := &taking{Tx: tx, dialect: on.dialect}
	missing, err := t.missing(ctx, stream, batch)
	if err != nil || len(missing) == 0 {
		return nil, err
	}
	if stream == events.StreamDead {
		err = t.bury(ctx, missing)
	} else {
		err = t.project(ctx, stream, missing)
	}
	if err != nil {
		return nil, err
	}
	tenants := tenantsOf(missing)
	if err := t.see(ctx, tenants); err != nil {
		return nil, err
	}
	return tenants, tx.Commit()
}

// missing are those of the messages that lie at or below the position and are not there.
func (t *taking) missing(ctx context.Context, stream string, batch []bus.Message) ([]bus.Message, error) {
	last, err := position(ctx, t, t.dialect.bind, stream)
	if err != nil {
		return nil, err
	}
	query, args := "SELECT sequence FROM entries WHERE stream = ? AND sequence IN (", []any{stream}
	if stream == events.StreamDead {
		query, args = "SELECT sequence FROM dead WHERE at > 0 AND sequence IN (", nil
	}
	has := map[uint64]bool{}
	for chunk := range slices.Chunk(batch, 500) {
		sequences := slices.Clone(args)
		for _, m := range chunk {
			sequences = append(sequences, int64(m.Sequence))
		}
		rows, err := t.QueryContext(ctx, t.dialect.bind(query+placeholders(len(chunk))+")"), sequences...)
		if err != nil {
			return nil, err
		}
		_, err = collect(rows, func(row scanner) (struct{}, error) {
			var sequence int64
			err := row.Scan(&sequence)
			has[uint64(sequence)] = true
			return struct{}{}, err
		})
		if err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(slices.Clone(batch), func(m bus.Message) bool { return m.Sequence > last || has[m.Sequence] }), nil
}
