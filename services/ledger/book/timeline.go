package book

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// Timeline returns every event of a follow-up in the order in which they became known, or ErrNotFound. Of those of the same instant the
// facts come before what followed from them. A follow-up that is known by facts alone, whose plan is not made yet, has one too.
func (b *Book) Timeline(ctx context.Context, tenant, id string) ([]record.Entry, error) {
	if tenant == "" {
		return nil, errTenant
	}
	if err := b.has(ctx, tenant, id); err != nil {
		return nil, err
	}
	rows, err := b.db().QueryContext(ctx, b.bind("SELECT tenant, followup, stream, sequence, stored_at, time, type, source, event_id, data FROM entries "+
		"WHERE tenant = ? AND followup = ? ORDER BY time, CASE stream WHEN 'FACTS' THEN 0 WHEN 'FOLLOWUPS' THEN 1 ELSE 2 END, sequence"), tenant, id)
	var entries []record.Entry
	if err == nil {
		entries, err = collect(rows, scanEntry)
	}
	if err != nil {
		return nil, fmt.Errorf("read the timeline of follow-up %s of %s: %w", id, tenant, err)
	}
	return append([]record.Entry{}, entries...), nil
}

func scanEntry(row scanner) (record.Entry, error) {
	var (
		e               record.Entry
		sequence        int64
		stored, became  int64
		eventType, data string
	)
	if err := row.Scan(&e.Tenant, &e.Followup, &e.Stream, &sequence, &stored, &became, &eventType, &e.Source, &e.ID, &data); err != nil {
		return record.Entry{}, err
	}
	e.Sequence, e.Type = uint64(sequence), events.Type(eventType)
	e.StoredAt, e.Time = instant(stored), instant(became)
	if data != "" {
		e.Data = json.RawMessage(data)
	}
	return e, nil
}
