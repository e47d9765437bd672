package book

import (
	"context"
	"fmt"

	"github.com/afterword-io/afterword/services/ledger/record"
)

// What the audit asks besides what everybody asks.

// RoundsOf returns the ids of the follow-ups of one application, in order. An empty application has none.
func (b *Book) RoundsOf(ctx context.Context, tenant, application string) ([]string, error) {
	if tenant == "" {
		return nil, errTenant
	}
	rows, err := b.db().QueryContext(ctx, b.bind("SELECT id FROM followups WHERE tenant = ? AND application = ? AND application <> '' ORDER BY id"), tenant, application)
	var ids []string
	if err == nil {
		ids, err = collect(rows, func(row scanner) (id string, err error) { return id, row.Scan(&id) })
	}
	if err != nil {
		return nil, fmt.Errorf("read the rounds of an application of %s: %w", tenant, err)
	}
	return ids, nil
}

// EntriesAfter returns the entries of a stream, of all tenants, whose sequence lies after the given one, in order and at most
// limit of them. An entry that could not be read has no tenant.
func (b *Book) EntriesAfter(ctx context.Context, stream string, after uint64, limit int) ([]record.Entry, error) {
	rows, err := b.db().QueryContext(ctx, b.bind("SELECT tenant, followup, stream, sequence, stored_at, time, type, source, event_id, data FROM entries "+
		"WHERE stream = ? AND sequence > ? ORDER BY sequence LIMIT ?"), stream, int64(after), limit)
	var entries []record.Entry
	if err == nil {
		entries, err = collect(rows, scanEntry)
	}
	if err != nil {
		return nil, fmt.Errorf("read the entries of stream %s after %d: %w", stream, after, err)
	}
	return entries, nil
}
