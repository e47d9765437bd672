package api

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// Followups is the answer of GET /v1/followups.
type Followups struct {
	Followups []record.Followup `json:"followups"`
	// Next is the cursor of the following page, absent on the last one.
	Next string `json:"next,omitempty"`
}

func (l Followups) next() string { return l.Next }

// Reminders is the answer of GET /v1/reminders.
type Reminders struct {
	Reminders []record.Reminder `json:"reminders"`
	Next      string            `json:"next,omitempty"`
}

func (l Reminders) next() string { return l.Next }

// Deliveries is the answer of GET /v1/deliveries.
type Deliveries struct {
	Deliveries []record.Delivery `json:"deliveries"`
	Next       string            `json:"next,omitempty"`
}

func (l Deliveries) next() string { return l.Next }

// followups is GET /v1/followups.
func (a *API) followups(w http.ResponseWriter, c *call) error {
	q := book.FollowupQuery{
		Tenant: c.tenant.Slug, Search: c.asked.text("q"), Stages: wordsAsked[events.Stage](c.asked, "stage"),
		Outcomes: wordsAsked[events.Outcome](c.asked, "outcome"), EmployerKey: c.asked.text("employer"), CandidateID: c.asked.text("candidate"),
		EndedFrom: c.asked.instant("ended_from"), EndedTo: c.asked.instant("ended_to"),
		DueFrom: c.asked.instant("due_from"), DueTo: c.asked.instant("due_to"),
		ByDue: c.asked.text("sort") == sortDue, Cursor: c.asked.text("cursor"), Limit: c.asked.number("limit", 0),
	}
	minute := ""
	if c.asked.flag("overdue") {
		var err error
		if minute, err = a.overdue(&q); err != nil {
			return err
		}
	}
	return a.reply(w, c, minute, func() (any, error) {
		page, err := a.book.Followups(c.Context(), q)
		if page.Next != "" && minute != "" {
			page.Next = minute + "." + page.Next
		}
		return Followups{Followups: page.Items, Next: page.Next}, err
	})
}

// overdue asks for what is overdue in this minute, which it returns. On a following page it is still the minute of the
// first one, since the cursor carries it: else every page would be of another question.
func (a *API) overdue(q *book.FollowupQuery) (minute string, err error) {
	now := a.clock.Now().UTC().Truncate(time.Minute)
	if q.Cursor != "" {
		var ok bool
		minute, q.Cursor, ok = strings.Cut(q.Cursor, ".")
		seconds, err := strconv.ParseInt(minute, 36, 64)
		if !ok || err != nil {
			return "", book.ErrCursor
		}
		now = time.Unix(seconds, 0).UTC()
	}
	if late := now.Add(-book.Grace); q.DueTo.IsZero() || late.Before(q.DueTo) {
		q.DueTo = late
	}
	return strconv.FormatInt(now.Unix(), 36), nil
}

// reminders is GET /v1/reminders.
func (a *API) reminders(w http.ResponseWriter, c *call) error {
	q := book.ReminderQuery{
		Tenant: c.tenant.Slug, Followup: c.asked.text("followup"), States: wordsAsked[record.State](c.asked, "state"),
		Kinds: wordsAsked[events.Kind](c.asked, "kind"), DueFrom: c.asked.instant("due_from"), DueTo: c.asked.instant("due_to"),
		Cursor: c.asked.text("cursor"), Limit: c.asked.number("limit", 0),
	}
	return a.reply(w, c, "", func() (any, error) {
		page, err := a.book.Reminders(c.Context(), q)
		return Reminders{Reminders: page.Items, Next: page.Next}, err
	})
}

// deliveries is GET /v1/deliveries.
func (a *API) deliveries(w http.ResponseWriter, c *call) error {
	q := book.DeliveryQuery{
		Tenant: c.tenant.Slug, Followup: c.asked.text("followup"), Results: wordsAsked[record.Result](c.asked, "result"),
		Channels: wordsAsked[events.Channel](c.asked, "channel"), From: c.asked.instant("from"), To: c.asked.instant("to"),
		Cursor: c.asked.text("cursor"), Limit: c.asked.number("limit", 0),
	}
	return a.reply(w, c, "", func() (any, error) {
		page, err := a.book.Deliveries(c.Context(), q)
		return Deliveries{Deliveries: page.Items, Next: page.Next}, err
	})
}
