package book

import (
	"context"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// Grace is how long after its instant a reminder may be without any word of it before it counts as overdue.
const Grace = 5 * time.Minute

// Today counts what is due, held, overdue and done of one tenant at an instant, each along an index.
func (b *Book) Today(ctx context.Context, tenant string, now time.Time) (Today, error) {
	if tenant == "" {
		return Today{}, errTenant
	}
	var (
		today    Today
		late     = micros(now.Add(-Grace))
		soon     = micros(now.Add(24 * time.Hour))
		midnight = micros(now.UTC().Truncate(24 * time.Hour))
	)
	const (
		reminders  = "SELECT count(*) FROM reminders WHERE tenant = ? AND state = ?"
		deliveries = "SELECT count(*) FROM deliveries WHERE tenant = ? AND result = ? AND at >= ?"
	)
	// By each open stage: that a stage is another one than closed, an engine takes a look at every line for.
	open := []any{tenant}
	for _, stage := range events.Stages() {
		if stage != events.Closed {
			open = append(open, string(stage))
		}
	}
	planned, due := string(record.Planned), string(record.Due)
	for _, count := range []struct {
		into  *int
		query string
		args  []any
	}{
		{&today.Due, reminders + " AND due_at >= ? AND due_at < ?", []any{tenant, planned, late, soon}},
		{&today.Held, reminders + " AND due_at >= ?", []any{tenant, due, late}},
		{&today.Sent, deliveries, []any{tenant, string(record.DeliverySent), midnight}},
		{&today.Failed, deliveries, []any{tenant, string(record.DeliveryFailed), midnight}},
		{&today.Ambiguous, deliveries, []any{tenant, string(record.DeliveryAmbiguous), midnight}},
		{&today.Skipped, deliveries, []any{tenant, string(record.DeliverySkipped), midnight}},
		{&today.Open, "SELECT count(*) FROM followups WHERE tenant = ? AND stage IN (" + placeholders(len(open)-1) + ")", open},
		{&today.Dead, "SELECT count(*) FROM dead WHERE tenant = ? AND at > 0 AND replayed_at = 0", []any{tenant}},
	} {
		if err := b.db().QueryRowContext(ctx, b.bind(count.query), count.args...).Scan(count.into); err != nil {
			return Today{}, fmt.Errorf("count what %s has today: %w", tenant, err)
		}
	}
	for _, state := range []string{planned, due} {
		var overdue int
		var oldest int64
		err := b.db().QueryRowContext(ctx, b.bind("SELECT count(*), COALESCE(min(due_at), 0) FROM reminders WHERE tenant = ? AND state = ? AND due_at < ?"),
			tenant, state, late).Scan(&overdue, &oldest)
		if err != nil {
			return Today{}, fmt.Errorf("count what %s has overdue: %w", tenant, err)
		}
		today.Overdue += overdue
		if at := instant(oldest); !at.IsZero() && (today.OldestOverdue.IsZero() || at.Before(today.OldestOverdue)) {
			today.OldestOverdue = at
		}
	}
	return today, nil
}
