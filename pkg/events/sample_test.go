package events_test

import (
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// at is shortly after the interview of the samples; their facts are valid at this instant.
func at() time.Time { return time.Date(2026, 3, 3, 20, 5, 0, 0, time.UTC) }

func meeting() events.Meeting {
	return events.Meeting{
		Interview: events.Interview{
			ID: "int-42", StartsAt: at().Add(-65 * time.Minute), EndedAt: at().Add(-5 * time.Minute),
			Format: "onsite", Round: 1, ApplicationID: "app-7",
		},
		Candidate: events.Candidate{
			ID: "cand-1", Name: "Ada Park", Email: "ada@example.com", Phone: "+14155550123", TimeZone: "America/New_York",
			Locale: "en", Channels: []events.Channel{events.Email, events.SMS},
			Allowed: &events.AllowedWindow{From: events.NewTimeOfDay(8, 0), To: events.NewTimeOfDay(20, 0)}, Prefers: "email",
		},
		Employer: events.Employer{
			ID: "emp-3", Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US",
			Closures: []events.Date{events.NewDate(2026, time.March, 17)},
		},
		Position: events.Position{Title: "Dispatcher", Required: []string{"route planning", "SQL", "shift leadership"}},
		Interviewers: []events.Interviewer{
			{ID: "iv-1", Name: "Mr. Finn", Title: "Operations manager", Email: "finn@example.com", Phone: "+14155550199"},
			{ID: "iv-2", Name: "Zoë Łuczak"},
		},
		Topics:    []string{"the new depot in Newark"},
		Strengths: []string{"five years of night dispatch"},
		Promise:   &events.Promise{Said: "by Thursday"},
	}
}

// sample is one event of every type, with every field of its data set.
type sample struct {
	t    events.Type
	data any
	// decoded reads the data back into its own type.
	decoded func(events.Event) (any, error)
}

func sampleOf[T any](t events.Type, data T) sample {
	return sample{t, data, func(e events.Event) (any, error) { return events.DataOf[T](e) }}
}

func samples() []sample {
	scheduled := meeting()
	scheduled.Interview.EndsAt, scheduled.Interview.EndedAt = scheduled.Interview.EndedAt, time.Time{}
	promised := &events.Promise{By: events.NewDate(2026, time.March, 5)}
	due := events.Reminder{
		ID: "int-42.check_in.1", Kind: events.CheckIn, N: 1, State: events.Due,
		DueAt: time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC), ExpiresAt: time.Date(2026, 3, 10, 21, 0, 0, 0, time.UTC),
		Reason: "They said by Thursday 5 March; Friday 6 March 09:00 in New York is the next business morning.",
	}
	skipped := due
	skipped.State, skipped.Rule, skipped.Reason = events.Skipped, "outcome", "There is an answer."
	brief := events.Brief{
		Meeting: meeting(), Unthanked: meeting().Interviewers[1:], Deadline: at().Add(24*time.Hour - 5*time.Minute),
		PromisedBy: promised.By, Outcome: events.Offer, RespondBy: events.NewDate(2026, time.March, 20), Silent: 1,
		LastCheckin: events.NoAnswer, Consents: map[events.Channel]bool{events.Email: true, events.SMS: false},
	}
	open := events.Snapshot{
		Followup: "int-42", Stage: events.OwesNotes, EndedAt: meeting().Interview.EndedAt, Assumed: true, NotesOwed: 2,
		PromisedBy: promised.By, PromiseReason: "By Thursday is Thursday 5 March.", Plan: []events.Reminder{due},
		NextWake: at().Add(3 * time.Hour), EvaluatedAt: at(), Revision: 1, Facts: 1,
	}
	closed := open
	closed.Stage, closed.Outcome, closed.ClosedAt, closed.NextWake = events.Closed, events.Offer, at().Add(72*time.Hour), time.Time{}
	delivery := events.Delivery{
		Reminder: due.ID, Kind: due.Kind, N: 1, Channel: events.Email, DueAt: due.DueAt, At: due.DueAt.Add(time.Second),
		MessageID: "int-42.check_in.1.local@example.org", Attempts: 2, Class: events.Temporary, Code: "451", Rule: "expired",
		Reason: "The mail server asked to wait.",
	}
	return []sample{
		sampleOf(events.InterviewScheduled, scheduled),
		sampleOf(events.InterviewCompleted, meeting()),
		sampleOf(events.InterviewCancelled, events.Cancellation{Reason: events.NoShow}),
		sampleOf(events.DebriefRecorded, events.Debrief{Topics: []string{"the depot"}, Strengths: []string{"SQL"}, Promise: promised}),
		sampleOf(events.ThankyouSent, events.Thankyou{InterviewerIDs: []string{"iv-1"}, Method: events.ByHand, At: at()}),
		sampleOf(events.CheckinMade, events.Checkin{Method: events.ByCall, Result: events.StillDeciding, Promise: promised, At: at()}),
		sampleOf(events.DecisionPostponed, events.Postponement{Promise: promised}),
		sampleOf(events.OutcomeRecorded, events.OutcomeReport{
			Outcome: events.Offer, RespondBy: events.NewDate(2026, time.March, 20), ReportedBy: events.ReportedByStaff,
		}),
		sampleOf(events.ReminderSnoozed, events.Snooze{Until: at().Add(48 * time.Hour)}),
		sampleOf(events.CandidateUpdated, events.CandidateUpdate{
			Name: "Ada Park", Email: "ada@example.net", Phone: "+442079460958", TimeZone: "Europe/London", Locale: "en-GB",
			Channels: []events.Channel{events.SMS}, Allowed: meeting().Candidate.Allowed, Prefers: "handwriting",
		}),
		sampleOf(events.ConsentChanged, events.Consent{Channel: events.SMS, Allowed: true, Evidence: "said so on the page"}),
		sampleOf(events.CandidateErased, events.Erasure{}),
		sampleOf(events.FactRetracted, events.Retraction{Source: "/afterword/portal", ID: "portal-7"}),
		sampleOf(events.FollowupOpened, open),
		sampleOf(events.FollowupPlanned, open),
		sampleOf(events.FollowupClosed, closed),
		sampleOf(events.ReminderDue, events.ReminderNotice{Reminder: due, Brief: &brief}),
		sampleOf(events.ReminderSkipped, events.ReminderNotice{Reminder: skipped}),
		sampleOf(events.ReminderWithdrawn, events.ReminderNotice{Reminder: skipped}),
		sampleOf(events.DeliveryRequested, events.DeliveryOrder{
			Reminder: due, Brief: brief, Channel: events.Email, Fallback: []events.Channel{events.SMS},
		}),
		sampleOf(events.DeliverySent, delivery),
		sampleOf(events.DeliveryFailed, delivery),
		sampleOf(events.DeliverySkipped, delivery),
		sampleOf(events.DeliveryReceipt, delivery),
	}
}

func (s sample) event(t testing.TB) events.Event {
	t.Helper()
	e, err := events.New(s.t, "/ats/greenhouse", "evt-1", "local", "int-42", at(), s.data)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func sampleNamed(t testing.TB, kind events.Type) sample {
	t.Helper()
	for _, s := range samples() {
		if s.t == kind {
			return s
		}
	}
	t.Fatalf("no sample of %s", kind)
	return sample{}
}
