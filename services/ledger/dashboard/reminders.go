package dashboard

import (
	"net/http"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// reminders is GET /t/{tenant}/reminders.
func (d *Dashboard) reminders(w http.ResponseWriter, r *http.Request) {
	f := newFilter(r, d.clock.Now())
	if f.tidy(w, r) {
		return
	}
	q := book.ReminderQuery{Tenant: r.PathValue("tenant")}
	q.States = boxes(f, "state", "State", record.States())
	q.Kinds = boxes(f, "kind", "Kind", events.Kinds())
	q.DueFrom, q.DueTo = f.spans("due", "Due", overdue, inTime, nextDay, nextWeek).bounds(f.now)
	if from := midnight(f.date("from", "Due from")); from.After(q.DueFrom) {
		q.DueFrom = from
	}
	if to := dayAfter(f.date("to", "Due until")); !to.IsZero() && (q.DueTo.IsZero() || to.Before(q.DueTo)) {
		q.DueTo = to
	}
	q.Followup = f.hidden("followup", "Follow-up", func(id string) string { return id })
	q.Cursor = f.cursor()
	if f.Wrong {
		d.refuse(w, r, http.StatusBadRequest)
		return
	}
	found, err := forward(q.Cursor, func(cursor string) (book.Page[record.Reminder], error) {
		q.Cursor = cursor
		return d.book.Reminders(r.Context(), q)
	})
	if err != nil {
		d.fail(w, r, err)
		return
	}
	d.render(w, r, "reminders.html", "Reminders", list[record.Reminder]{Filter: f, Items: found.Items, Pager: f.pager(found.Next)})
}
