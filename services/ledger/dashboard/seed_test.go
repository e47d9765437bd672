package dashboard_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// seed fills a world with two weeks of an agency's life: enough for every part of every page to be there.
func seed(t *testing.T, w *world) {
	t.Helper()
	m := w.memory
	w.bury(t, "acme", 1, "No interview came within a day.")
	w.bury(t, "globex", 2, "Canary globex died.")
	w.bury(t, "", 3, "The message cannot be decoded.")
	m.story(t, "acme", "int-42", meeting("int-42", "Ada Park", "Finn Logistics", time.Date(2026, time.March, 3, 20, 0, 0, 0, time.UTC)))
	names := []string{"Ben Okafor", "Cleo Marsh", "Dana Lee", "Eli Novak", "Fay Lindqvist", "Gus Romero"}
	places := []string{"Northwind Trading", "Blue Yonder", "Finn Logistics", "Tidewater Health", "Kestrel Robotics", "Harbour & Sons"}
	for i, name := range names {
		id := fmt.Sprintf("ats/gh:%d", 700+i)
		ended := now.Add(-time.Duration(20+31*i) * time.Hour)
		var more []events.Event
		switch i {
		case 1:
			more = append(more, event(t, events.ThankyouSent, "acme", id, "f2", ended.Add(3*time.Hour), events.Thankyou{Method: events.ByEmail}))
		case 2:
			more = append(more, event(t, events.OutcomeRecorded, "acme", id, "f2", ended.Add(30*time.Hour), events.OutcomeReport{Outcome: events.Offer}))
		case 3:
			more = append(more, event(t, events.OutcomeRecorded, "acme", id, "f2", ended.Add(40*time.Hour), events.OutcomeReport{Outcome: events.Rejection}))
		}
		m.story(t, "acme", id, meeting(id, name, places[i], ended), more...)
	}
	m.story(t, "globex", "int-9", meeting("int-9", "Foreign Canary", "Canary Mines", now.Add(-30*time.Hour)))
	// One is late, one is ambiguous, one has failed, one was skipped for its address.
	for i := range m.reminders {
		r := &m.reminders[i]
		if r.Followup == "ats/gh:700" && r.State == record.Planned {
			r.State, r.DueAt = record.Due, now.Add(-25*time.Minute)
			break
		}
	}
	results := []record.Result{record.DeliveryAmbiguous, record.DeliveryFailed, record.DeliverySkipped, record.Requested}
	for i := range m.deliveries {
		if d := &m.deliveries[i]; i%6 == 5 && d.Tenant == "acme" {
			d.Result, d.Channel = results[(i/6)%len(results)], events.SMS
			switch d.Result {
			case record.DeliveryFailed:
				d.Code, d.Reason, d.Attempts = "21610", "The number has opted out.", 3
			case record.DeliverySkipped:
				d.Rule = "opted_out"
			case record.DeliveryAmbiguous:
				d.Reason = "The connection broke after the message was handed over."
			}
			for k := range m.reminders {
				if r := &m.reminders[k]; r.ID == d.Reminder && r.Tenant == d.Tenant && d.Result != record.Requested {
					r.State = map[record.Result]record.State{
						record.DeliveryAmbiguous: record.Ambiguous, record.DeliveryFailed: record.Failed, record.DeliverySkipped: record.Skipped,
					}[d.Result]
				}
			}
		}
	}
	m.today["acme"] = book.Today{
		Due: 18, Held: 3, Overdue: 1, Sent: 1204, Failed: 2, Ambiguous: 1, Skipped: 31, OldestOverdue: now.Add(-25 * time.Minute), Open: 4821, Dead: 2,
	}
	m.stats["acme"] = figures()
	m.employers["acme"] = []book.EmployerStats{
		{Key: "finn logistics", Name: "Finn Logistics", Followups: 212, Answered: rate(171, 190), PromiseKept: rate(88, 130), Silent: rate(19, 190), DaysToDecision: 6},
		{Key: "blue yonder", Name: "Blue Yonder", Followups: 97, Answered: rate(41, 90), PromiseKept: rate(10, 60), Silent: rate(49, 90), DaysToDecision: 14},
		{Key: "emp/7", Name: "Harbour & Sons", Followups: 6, Answered: rate(5, 6), PromiseKept: book.Rate{Of: 2, Count: 2}, Silent: rate(1, 6), DaysToDecision: -1},
	}
}

func rate(count, of int) book.Rate {
	return book.Rate{Of: of, Count: count, Share: float64(count) / float64(of), Told: true}
}

func figures() book.Stats {
	s := book.Stats{
		Followups: 1874, OnTime: rate(1630, 1760), CheckedIn: rate(810, 1130), Answered: rate(702, 905), PromiseKept: rate(388, 601), Silent: rate(203, 905),
		Stages: map[events.Stage]int{
			events.AwaitingInterview: 3, events.InterviewAhead: 210, events.OwesNotes: 96, events.AwaitingDecision: 2890, events.CheckingIn: 1602, events.Decided: 20,
		},
		Outcomes: map[events.Outcome]int{events.Offer: 301, events.Rejection: 401}, DaysToDecision: 7,
		Deliveries: map[events.Channel]map[record.Result]int{
			events.Email: {record.DeliverySent: 6120, record.DeliveryFailed: 34, record.DeliverySkipped: 402, record.DeliveryAmbiguous: 3},
			events.SMS:   {record.DeliverySent: 1980, record.DeliveryFailed: 71, record.DeliverySkipped: 90},
		},
	}
	for i := range 30 {
		day := events.DateOf(now).AddDays(i - 29)
		busy := 60 + (i*37)%45
		if w := day.Weekday(); w == time.Saturday || w == time.Sunday {
			busy /= 12
		}
		s.Days = append(s.Days, book.DayCount{
			Day: day, Followups: busy, Sent: busy * 4, Failed: busy / 9,
			ByOutcomes: map[events.Outcome]int{
				events.Offer: busy / 6, events.Advanced: busy / 9, events.Rejection: busy / 5, events.NoResponse: busy / 7, events.Withdrawn: busy / 20,
			},
		})
	}
	return s
}
