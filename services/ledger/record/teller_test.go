package record_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// teller tells a record what happened, one message after the other.
type teller struct {
	*record.Record
	t    *testing.T
	last map[string]uint64
}

func newTeller(t *testing.T) *teller {
	return &teller{Record: record.New("acme", "int-1"), t: t, last: map[string]uint64{}}
}

// say tells an event, whose id is e-<n> of its stream, from 1.
func (w *teller) say(kind events.Type, at time.Time, data any) {
	w.t.Helper()
	stream := events.StreamFacts
	switch kind {
	case events.FollowupPlanned, events.ReminderDue:
		stream = events.StreamFollowups
	case events.DeliveryRequested, events.DeliverySent, events.DeliveryFailed, events.DeliverySkipped, events.DeliveryReceipt:
		stream = events.StreamDeliveries
	}
	w.last[stream]++
	e, err := events.New(kind, "/test", fmt.Sprint("e-", w.last[stream]), "acme", "int-1", at, data)
	if err != nil {
		w.t.Fatal(err)
	}
	w.Apply(record.Incoming{Stream: stream, Sequence: w.last[stream], Stored: at, Event: e})
}

// counted is how much the follow-up adds to a measure over all time.
func (w *teller) counted(measure string) int {
	return w.Contribution()[record.Cell{Measure: measure}]
}

// checkIn is the nth check-in, due so many days after the interview.
func checkIn(n, days int) events.Reminder {
	return events.Reminder{
		ID: events.ReminderID("int-1", events.CheckIn, n), Kind: events.CheckIn, N: n, State: events.Due,
		DueAt: start().AddDate(0, 0, days), ExpiresAt: start().AddDate(0, 0, days+2), Reason: "Because.",
	}
}

// asked tells that check-ins were sent by email, and a plan with them.
func (w *teller) asked(s events.Snapshot, checkIns ...events.Reminder) {
	w.t.Helper()
	s.Followup, s.EndedAt, s.Plan = "int-1", start(), checkIns
	w.say(events.FollowupPlanned, start().AddDate(0, 1, 0), s)
	for _, r := range checkIns {
		w.say(events.DeliverySent, r.DueAt, events.Delivery{
			Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: events.Email, DueAt: r.DueAt, At: r.DueAt, MessageID: r.ID, Class: events.Accepted,
		})
	}
}
