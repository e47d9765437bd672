package book

import (
	"context"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/services/ledger/record"
)

// Pressing is what presses, of all tenants together: for the metrics, and naming nobody.
type Pressing struct {
	// Held are the reminders at the notifier's whose instant is to come, Overdue those of which nothing is known though their
	// instant lies before the limit that was asked for.
	Held, Overdue int
	// OldestDue is the earliest instant that has passed without any word of its reminder, zero if there is none.
	OldestDue time.Time
	// Dead are the dead letters that nobody has sent again.
	Dead int
}

// Pressing counts what presses at an instant; overdue is what was due before late.
func (b *Book) Pressing(ctx context.Context, now, late time.Time) (Pressing, error) {
	var p Pressing
	// The join lets each tenant's part be found along the index of the states.
	const reminders = " FROM tenants_seen s JOIN reminders r ON r.tenant = s.tenant AND r.state = ? AND r.due_at "
	failed := func(err error) (Pressing, error) { return Pressing{}, fmt.Errorf("count what presses: %w", err) }
	err := b.db().QueryRowContext(ctx, b.bind("SELECT count(*)"+reminders+">= ?"), string(record.Due), micros(now)).Scan(&p.Held)
	if err != nil {
		return failed(err)
	}
	for _, state := range []record.State{record.Planned, record.Due} {
		var overdue int
		var oldest int64
		err := b.db().QueryRowContext(ctx, b.bind("SELECT count(CASE WHEN r.due_at < ? THEN 1 END), COALESCE(min(r.due_at), 0)"+reminders+"< ?"),
			micros(late), string(state), micros(now)).Scan(&overdue, &oldest)
		if err != nil {
			return failed(err)
		}
		p.Overdue += overdue
		if at := instant(oldest); !at.IsZero() && (p.OldestDue.IsZero() || at.Before(p.OldestDue)) {
			p.OldestDue = at
		}
	}
	if err := b.db().QueryRowContext(ctx, "SELECT count(*) FROM dead WHERE at > 0 AND replayed_at = 0").Scan(&p.Dead); err != nil {
		return failed(err)
	}
	return p, nil
}
