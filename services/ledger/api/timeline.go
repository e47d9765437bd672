package api

import (
	"net/http"

	"github.com/afterword-io/afterword/services/ledger/record"
)

// Timeline is the answer of GET /v1/followups/{id}/timeline: everything that is known of one follow-up.
type Timeline struct {
	Followup record.Followup `json:"followup"`
	// Entries are the events in the order in which they became known.
	Entries    []record.Entry    `json:"entries"`
	Reminders  []record.Reminder `json:"reminders"`
	Deliveries []record.Delivery `json:"deliveries"`
}

// timeline is GET /v1/followups/{id}/timeline.
func (a *API) timeline(w http.ResponseWriter, c *call) error {
	tenant, id, ctx := c.tenant.Slug, c.PathValue("id"), c.Context()
	// Whether it is there comes first, lest an ETag is given for what is not.
	if _, err := a.book.Followup(ctx, tenant, id); err != nil {
		return err
	}
	return a.reply(w, c, "", func() (any, error) {
		var t Timeline
		var err error
		if t.Followup, err = a.book.Followup(ctx, tenant, id); err != nil {
			return nil, err
		}
		if t.Entries, err = a.book.Timeline(ctx, tenant, id); err != nil {
			return nil, err
		}
		if t.Reminders, err = a.book.RemindersOf(ctx, tenant, id); err != nil {
			return nil, err
		}
		t.Deliveries, err = a.book.DeliveriesOf(ctx, tenant, id)
		return t, err
	})
}
