package book

import (
	"context"
	"fmt"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

const reminderColumns = "tenant, followup, kind, n, state, due_at, expires_at, handed_at, sent_at, rule, reason"

func columnFollowup() column { return column{"followup", true} }
func columnKind() column     { return column{"kind", true} }
func columnN() column        { return column{"n", false} }
func columnState() column    { return column{"state", true} }
func columnDue() column      { return column{"due_at", false} }

func remindersByDue() list[record.Reminder] {
	return list[record.Reminder]{
		table: "reminders", columns: reminderColumns, order: []column{columnDue(), columnFollowup(), columnKind(), columnN()}, scan: scanReminder,
		place: func(r record.Reminder) []any {
			return []any{micros(r.DueAt), r.Followup, string(r.Kind), int64(r.N)}
		},
	}
}

// Reminders answers a list. A page may hold less than its limit and have a next one: see walk.go.
func (b *Book) Reminders(ctx context.Context, q ReminderQuery) (Page[record.Reminder], error) {
	if q.Tenant == "" {
		return Page[record.Reminder]{}, errTenant
	}
	asked := q
	asked.Cursor, asked.Limit = "", 0
	sum, err := sumOf("reminders", asked)
	if err != nil {
		return Page[record.Reminder]{}, err
	}
	s := search{sum: sum, cursor: q.Cursor, limit: q.Limit, few: q.Followup != ""}
	states := distinct(q.States)
	if s.few {
		s.ways = []way{{is("tenant = ?", q.Tenant), is("followup = ?", q.Followup)}}
		if len(states) > 0 {
			s.filters = append(s.filters, oneOf(columnState(), states))
		}
	} else {
		s.ways = waysOf(q.Tenant, columnState(), states, record.States())
	}
	if kinds := distinct(q.Kinds); len(kinds) > 0 {
		s.filters = append(s.filters, oneOf(columnKind(), kinds))
	}
	s.within(between(columnDue(), q.DueFrom, q.DueTo, !s.few))
	return remindersByDue().page(ctx, b, s)
}

// RemindersOf returns all reminders of a follow-up, by due instant, or ErrNotFound.
func (b *Book) RemindersOf(ctx context.Context, tenant, id string) ([]record.Reminder, error) {
	if tenant == "" {
		return nil, errTenant
	}
	if err := b.has(ctx, tenant, id); err != nil {
		return nil, err
	}
	return allOf(ctx, b, remindersByDue(), tenant, id)
}

// allOf reads all lines of one follow-up, in the list's order.
func allOf[T any](ctx context.Context, b *Book, l list[T], tenant, id string) ([]T, error) {
	all, err := l.query(ctx, b.now(), []condition{is("tenant = ?", tenant), is("followup = ?", id)}, l.orderBy(true), unlimited)
	if err != nil {
		return nil, fmt.Errorf("read the %s of follow-up %s of %s: %w", l.table, id, tenant, err)
	}
	return append([]T{}, all...), nil
}

// unlimited is more than one follow-up can have of anything.
const unlimited = 1 << 30

// waysOf are one way for each value of a column that an index has before the list's order: those asked for, or all.
func waysOf[V ~string](tenant string, c column, asked, all []V) []way {
	if len(asked) == 0 {
		asked = all
	}
	ways := make([]way, len(asked))
	for i, value := range asked {
		ways[i] = way{is("tenant = ?", tenant), is(c.name+" = ?", string(value))}
	}
	return ways
}

// within bounds every way where the list goes along them, else it filters.
func (s *search) within(conditions []condition) {
	if s.few {
		s.filters = append(s.filters, conditions...)
		return
	}
	for i := range s.ways {
		s.ways[i] = append(s.ways[i], conditions...)
	}
}

func scanReminder(row scanner) (record.Reminder, error) {
	var (
		r                          record.Reminder
		kind, state                string
		due, expires, handed, sent int64
	)
	if err := row.Scan(&r.Tenant, &r.Followup, &kind, &r.N, &state, &due, &expires, &handed, &sent, &r.Rule, &r.Reason); err != nil {
		return record.Reminder{}, err
	}
	r.Kind, r.State = events.Kind(kind), record.State(state)
	r.ID = events.ReminderID(r.Followup, r.Kind, r.N)
	r.DueAt, r.ExpiresAt, r.HandedAt, r.SentAt = instant(due), instant(expires), instant(handed), instant(sent)
	return r, nil
}
