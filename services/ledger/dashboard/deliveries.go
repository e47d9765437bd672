package dashboard

import (
	"net/http"

	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// deliveries is GET /t/{tenant}/deliveries.
func (d *Dashboard) deliveries(w http.ResponseWriter, r *http.Request) {
	f := newFilter(r, d.clock.Now())
	if f.tidy(w, r) {
		return
	}
	q := book.DeliveryQuery{Tenant: r.PathValue("tenant")}
	q.Results = boxes(f, "result", "Result", record.Results())
	q.Channels = boxes(f, "channel", "Channel", allChannels())
	q.From, q.To = f.spans("when", "When", today).bounds(f.now)
	if from := midnight(f.date("from", "From")); from.After(q.From) {
		q.From = from
	}
	q.To = dayAfter(f.date("to", "Until"))
	q.Followup = f.hidden("followup", "Follow-up", func(id string) string { return id })
	q.Cursor = f.cursor()
	if f.Wrong {
		d.refuse(w, r, http.StatusBadRequest)
		return
	}
	found, err := forward(q.Cursor, func(cursor string) (book.Page[record.Delivery], error) {
		q.Cursor = cursor
		return d.book.Deliveries(r.Context(), q)
	})
	if err != nil {
		d.fail(w, r, err)
		return
	}
	d.render(w, r, "deliveries.html", "Deliveries", list[record.Delivery]{Filter: f, Items: found.Items, Pager: f.pager(found.Next)})
}
