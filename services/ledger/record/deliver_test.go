package record_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// All advisers share the row of a reminder: it counts what is a double, and shows whom it did not reach.
func TestTheAdvisersOfAReminder(t *testing.T) {
	type word struct {
		verb    events.Type
		adviser string
		// hours after the order; what is said again has those of the first time.
		hours int
	}
	sent := func(to string, hours int) word { return word{events.DeliverySent, to, hours} }
	failed := func(to string, hours int) word { return word{events.DeliveryFailed, to, hours} }
	skipped := word{verb: events.DeliverySkipped}
	moved := word{verb: events.DeliveryRequested, hours: 5}
	type row struct {
		Result record.Result
		Sends  int
		To     string
	}
	for name, test := range map[string]struct {
		words []word
		want  row
	}{
		"one was told":                     {[]word{sent("ada", 1)}, row{record.DeliverySent, 1, "ada"}},
		"each was told":                    {[]word{sent("ada", 1), sent("ben", 1), sent("cem", 2)}, row{record.DeliverySent, 1, "cem"}},
		"each was told, said again":        {[]word{sent("ada", 1), sent("ben", 1), sent("ada", 1), sent("ben", 1)}, row{record.DeliverySent, 1, "ben"}},
		"one was told twice":               {[]word{sent("ada", 1), sent("ben", 1), sent("ada", 2)}, row{record.DeliverySent, 2, "ada"}},
		"one could not be told":            {[]word{sent("ada", 1), failed("ben", 2)}, row{record.DeliveryFailed, 1, "ben"}},
		"one could not be told, first":     {[]word{failed("ben", 1), sent("ada", 2)}, row{record.DeliveryFailed, 1, "ben"}},
		"one could not be told, told now":  {[]word{failed("ben", 1), sent("ada", 2), sent("ben", 3)}, row{record.DeliverySent, 1, "ben"}},
		"one could not be told, one moved": {[]word{sent("ada", 1), failed("ben", 2), moved, skipped}, row{record.DeliveryFailed, 1, "ben"}},
		"one was told, one left out":       {[]word{sent("ada", 1), skipped}, row{record.DeliverySent, 1, "ada"}},
		"an order anew":                    {[]word{failed("ada", 1), moved, sent("ada", 6)}, row{record.DeliverySent, 1, "ada"}},
	} {
		t.Run(name, func(t *testing.T) {
			w, r := newTeller(t), checkIn(1, 3)
			w.say(events.DeliveryRequested, r.DueAt, events.DeliveryOrder{Reminder: r, Channel: events.Adviser})
			for _, said := range test.words {
				at := r.DueAt.Add(time.Duration(said.hours) * time.Hour)
				if said.verb == events.DeliveryRequested {
					r.DueAt = at
					w.say(said.verb, at, events.DeliveryOrder{Reminder: r, Channel: events.Adviser})
					continue
				}
				d := events.Delivery{Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: events.Adviser, DueAt: r.DueAt, At: at, MessageID: said.adviser}
				switch said.verb {
				case events.DeliverySent:
					d.Class = events.Accepted
				case events.DeliveryFailed:
					d.Class, d.Code = events.Permanent, "550"
				default:
					d.Rule = "already_sent"
				}
				w.say(said.verb, at, d)
			}
			got := w.Deliveries[0]
			if diff := cmp.Diff(test.want, row{got.Result, got.Sends, got.MessageID}); len(w.Deliveries) != 1 || diff != "" {
				t.Errorf("%d rows (-want +got):\n%s", len(w.Deliveries), diff)
			}
		})
	}
}
