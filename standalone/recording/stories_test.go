package recording

import (
	"encoding/json"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

const followup = "int-42"

// ended is the end of the interview of DOMAIN.md's worked example.
func ended() time.Time { return time.Date(2026, time.March, 3, 20, 0, 0, 0, time.UTC) }

// story is what happens around one interview.
type story struct {
	// name is that of the history's file and of the tenant. A second run of the same follow-up gets "-late" added.
	name string
	// facts become known at their time.
	facts []events.Event
	// until is where the story breaks off with the follow-up asleep; zero: it goes on to the end.
	until time.Time
}

func stories() []story {
	interview := fact(0, events.InterviewCompleted, events.Meeting{
		Interview: events.Interview{ID: followup, StartsAt: ended().Add(-time.Hour), EndedAt: ended()},
		Candidate: events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"},
		Employer:  events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
		Interviewers: []events.Interviewer{
			{ID: "iv-1", Name: "Mr. Finn"},
		},
		Promise: &events.Promise{By: events.NewDate(2026, time.March, 5)},
	})
	announced := events.Meeting{
		Interview:    events.Interview{ID: followup, StartsAt: ended().Add(-time.Hour), EndsAt: ended()},
		Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"},
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
	}
	thanked := fact(4*time.Hour, events.ThankyouSent, events.Thankyou{Method: events.ByEmail})
	return []story{
		{name: "silence-to-the-end", facts: []events.Event{interview}},
		{name: "asleep-before-the-check-in", facts: []events.Event{interview, thanked}, until: ended().Add(30 * time.Hour)},
		{
			name: "answered-by-an-offer",
			facts: []events.Event{
				interview, thanked,
				fact(67*time.Hour, events.CheckinMade, events.Checkin{Result: events.StillDeciding, Promise: &events.Promise{By: events.NewDate(2026, time.March, 12)}}),
				fact(200*time.Hour, events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer, RespondBy: events.NewDate(2026, time.March, 20)}),
			},
		},
		{
			name: "facts-before-their-interview",
			facts: []events.Event{
				fact(-time.Hour, events.DebriefRecorded, events.Debrief{Topics: []string{"the new depot in Newark"}}),
				interview,
				fact(20*time.Hour, events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Rejection}),
			},
		},
		{
			name: "moved-after-the-hand-over",
			facts: []events.Event{
				interview, thanked,
				// The check-in of Friday 14:00Z is at the notifier's from 13:55Z at the latest.
				fact(65*time.Hour+57*time.Minute, events.DecisionPostponed, events.Postponement{Promise: &events.Promise{By: events.NewDate(2026, time.March, 20)}}),
				fact(500*time.Hour, events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Withdrawn}),
			},
		},
		{
			name: "an-offer-after-silence",
			facts: []events.Event{
				interview,
				fact(50*24*time.Hour, events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer}),
			},
		},
		{
			name: "cancelled-and-announced-again",
			facts: []events.Event{
				fact(-48*time.Hour, events.InterviewScheduled, announced),
				fact(-30*time.Hour, events.InterviewCancelled, events.Cancellation{Reason: events.CancelledByEither}),
				fact(-24*time.Hour, events.InterviewScheduled, announced),
				fact(26*time.Hour, events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer}),
			},
		},
		{
			name: "the-same-fact-twice",
			facts: []events.Event{
				interview, thanked, thanked,
				fact(30*time.Hour, events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Withdrawn}),
			},
		},
		{
			name:  "no-interview-for-24-hours",
			facts: []events.Event{fact(0, events.ThankyouSent, events.Thankyou{})},
		},
	}
}

// fact happens a while after the interview's end. What happens when makes its id.
func fact(after time.Duration, kind events.Type, data any) events.Event {
	raw, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	at := ended().Add(after)
	return events.Event{
		ID: kind.Name() + "@" + after.String(), Source: "/recording", Type: kind, Subject: followup, Time: at,
		DataContentType: "application/json", Data: raw,
	}
}
