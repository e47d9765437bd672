package followup_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// world is a random follow-up: its facts, policy and clocks.
type world struct {
	policy followup.Policy
	facts  []events.Event
	// arrive is when each fact reaches us, at its time or later.
	arrive []time.Time
	zones  [2]string // employer, candidate
	code   string
	begin  time.Time
}

const subject = "int-42"

var places = []struct{ zone, code string }{
	{"America/New_York", "US"},
	{"America/Los_Angeles", "US-CA"},
	{"America/Toronto", "CA-ON"},
	{"Europe/London", "GB"},
	{"Europe/London", "GB-SCT"},
	{"Europe/Berlin", "DE-BY"},
	{"Europe/Paris", ""},
	{"Asia/Jerusalem", "IL"},
	{"Africa/Cairo", ""},
	{"Asia/Kolkata", ""},
	{"Asia/Tokyo", "JP"},
	{"Asia/Kathmandu", ""},
	{"Australia/Lord_Howe", "AU-NSW"},
	{"Pacific/Auckland", "NZ"},
	{"Pacific/Kiritimati", ""},
	{"Pacific/Pago_Pago", ""},
	{"UTC", ""},
}

// quarter draws an instant within a span after from, mostly on a round time, so that
// things fall together.
func quarter(t *rapid.T, from time.Time, span time.Duration, label string) time.Time {
	at := from.Add(time.Duration(rapid.Int64Range(0, int64(span/time.Minute)).Draw(t, label)) * time.Minute)
	if rapid.Bool().Draw(t, label+" on the hour") {
		return at.Truncate(time.Hour)
	}
	return at
}

func drawWorld(t *rapid.T) world {
	w := world{policy: followup.DefaultPolicy()}
	w.policy.AnnounceATSOutcomes = rapid.Bool().Draw(t, "announce")
	if rapid.IntRange(0, 3).Draw(t, "own policy") == 0 {
		w.drawNumbers(t)
	}
	employer := rapid.SampledFrom(places).Draw(t, "employer")
	candidate := employer
	if rapid.Bool().Draw(t, "far") {
		candidate = rapid.SampledFrom(places).Draw(t, "candidate")
	}
	w.zones, w.code = [2]string{employer.zone, candidate.zone}, employer.code
	w.begin = quarter(t, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), 3*365*24*time.Hour, "begin")

	m := events.Meeting{
		Candidate: events.Candidate{Name: "Ada Park", Email: "ada@example.com", Phone: "+14155550123", TimeZone: candidate.zone},
		Employer:  events.Employer{Name: "Finn Logistics", TimeZone: employer.zone, Calendar: employer.code},
		Interviewers: []events.Interviewer{
			{ID: "iv-1", Name: "Mr. Finn"}, {ID: "iv-2", Name: "Ms. Hale"},
		}[:rapid.IntRange(1, 2).Draw(t, "panel")],
	}
	if rapid.Bool().Draw(t, "texting") {
		m.Candidate.Channels = []events.Channel{events.SMS}
	}
	if rapid.IntRange(0, 3).Draw(t, "own hours") == 0 {
		from := rapid.IntRange(7, 18).Draw(t, "from")
		m.Candidate.Allowed = &events.AllowedWindow{
			From: events.NewTimeOfDay(from, 0), To: events.NewTimeOfDay(rapid.IntRange(from+3, 22).Draw(t, "to"), 0),
		}
	}
	m.Interview.ID = subject
	if rapid.Bool().Draw(t, "application") {
		m.Interview.ApplicationID = "app-7"
	}
	w.addInterview(t, m)
	for range rapid.IntRange(0, 8).Draw(t, "facts") {
		w.addFact(t, m)
	}
	for range rapid.SampledFrom([]int{0, 0, 0, 1, 1, 2, 3}).Draw(t, "retractions") {
		w.addRetraction(t)
	}
	for _, f := range w.facts {
		t.Logf("%s %s %s %s %s", f.Time.Format(time.RFC3339), f.Subject, f.ID, f.Type.Name(), f.Data)
	}
	return w
}

// drawNumbers gives the tenant numbers of its own, the bounds of what is allowed among them.
func (w *world) drawNumbers(t *rapid.T) {
	p := &w.policy
	number := func(field *int, least, most int) { *field = rapid.IntRange(least, most).Draw(t, "number") }
	number(&p.RoundDays, 1, 15)
	number(&p.CheckInExpiryDays, 1, 5)
	number(&p.SilenceDays, 1, 20)
	number(&p.MaxSilent, 0, 5)
	number(&p.MaxCheckIns, 0, 8)
	number(&p.MaxAfterATS, 0, 3)
	number(&p.HardEndDays, 0, 30)
	number(&p.OfferLeadDays, 0, 5)
	hours := func(field *followup.Duration, most int) {
		*field = followup.Duration(time.Duration(rapid.IntRange(0, most).Draw(t, "hours")) * time.Hour)
	}
	hours(&p.ClosingBriefLead, 24)
	hours(&p.AssumedAfter, 12)
	hours(&p.DebriefDelay, 12)
	hours(&p.ThankYouDelay, 24)
	hours(&p.ThankYouDeadline, 72)
	hours(&p.LastCallLead, 24)
	hours(&p.LateNoteExpiry, 72)
	hours(&p.OutcomeExpiry, 96)
	hours(&p.Spacing, 12)
	hours(&p.HardEndAfter, 80*24)
	p.OfferTime = events.NewTimeOfDay(rapid.IntRange(0, 23).Draw(t, "offer time"), 0)
}

// addInterview adds what makes the follow-up known.
func (w *world) addInterview(t *rapid.T, m events.Meeting) {
	ended := w.begin
	m.Promise = drawPromise(t, ended)
	if rapid.Bool().Draw(t, "topics") {
		m.Topics = []string{"the new depot"}
	}
	known := ended
	if rapid.IntRange(0, 2).Draw(t, "late") == 0 {
		known = quarter(t, ended, 80*24*time.Hour, "known")
	}
	if rapid.IntRange(0, 2).Draw(t, "announced") == 0 {
		s := m
		s.Interview.StartsAt, s.Interview.EndsAt = ended.Add(-time.Hour), ended
		w.add(t, events.InterviewScheduled, quarter(t, ended.Add(-100*time.Hour), 100*time.Hour, "announced at"), subject, s)
		if rapid.Bool().Draw(t, "never confirmed") {
			return
		}
	}
	m.Interview.EndedAt = ended
	w.add(t, events.InterviewCompleted, known, subject, m)
}

func (w *world) addFact(t *rapid.T, m events.Meeting) {
	at := quarter(t, w.begin.Add(-24*time.Hour), 50*24*time.Hour, "at")
	switch rapid.IntRange(0, 13).Draw(t, "what") {
	case 0, 1:
		ids := [][]string{nil, {"iv-1"}, {"iv-2"}}
		w.add(t, events.ThankyouSent, at, subject, events.Thankyou{InterviewerIDs: rapid.SampledFrom(ids).Draw(t, "whose")})
	case 2, 3, 4:
		results := []events.CheckinResult{
			events.StillDeciding, events.CallBack, events.WillContact, events.NoAnswer, events.CheckinOffer, events.CheckinReject,
		}
		w.add(t, events.CheckinMade, at, subject, events.Checkin{
			Result: rapid.SampledFrom(results).Draw(t, "result"), Promise: drawPromise(t, at),
			At: at.Add(-time.Duration(rapid.IntRange(0, 30).Draw(t, "before")) * time.Hour),
		})
	case 5:
		w.add(t, events.DecisionPostponed, at, subject, events.Postponement{Promise: drawPromise(t, at)})
	case 6:
		w.add(t, events.DebriefRecorded, at, subject, events.Debrief{Topics: []string{"shifts"}, Promise: drawPromise(t, at)})
	case 7, 8:
		o := events.OutcomeReport{
			Outcome:    rapid.SampledFrom([]events.Outcome{events.Offer, events.Rejection, events.Advanced, events.Withdrawn}).Draw(t, "outcome"),
			ReportedBy: rapid.SampledFrom([]events.Reporter{"", events.ReportedByATS, events.ReportedByATS, events.ReportedByStaff}).Draw(t, "by"),
		}
		if o.Outcome == events.Offer && rapid.Bool().Draw(t, "answer") {
			o.RespondBy = events.DateOf(at).AddDays(rapid.IntRange(0, 20).Draw(t, "respond"))
		}
		w.add(t, events.OutcomeRecorded, at, subject, o)
	case 9, 10:
		until := quarter(t, at.Add(-24*time.Hour), 15*24*time.Hour, "until")
		w.add(t, events.ReminderSnoozed, at, subject, events.Snooze{Until: until})
	case 11:
		u := events.CandidateUpdate{TimeZone: rapid.SampledFrom(places).Draw(t, "moved").zone}
		w.add(t, events.CandidateUpdated, at, subject, u)
	case 12:
		w.addTurn(t, at, m)
	default:
		m.Interview.EndedAt = at
		m.Interview.ApplicationID = "app-7"
		w.add(t, events.InterviewCompleted, at, "int-43", m)
	}
}

// addTurn adds the rarer turns of a story.
func (w *world) addTurn(t *rapid.T, at time.Time, m events.Meeting) {
	switch rapid.IntRange(0, 3).Draw(t, "turn") {
	case 0:
		w.add(t, events.InterviewCancelled, at, subject, events.Cancellation{})
	case 1:
		w.add(t, events.CandidateErased, at, subject, events.Erasure{})
	case 2:
		m.Interview.StartsAt = at.Add(time.Duration(rapid.IntRange(-5, 100).Draw(t, "in")) * time.Hour)
		m.Interview.EndsAt = m.Interview.StartsAt.Add(time.Hour)
		w.add(t, events.InterviewScheduled, at, subject, m)
	default:
		w.add(t, events.ConsentChanged, at, subject, events.Consent{Channel: events.SMS})
	}
}

// addRetraction takes back a fact of any kind: mostly a while after it was said, at times before or long after, by an id
// that nobody used, or for the second time.
func (w *world) addRetraction(t *rapid.T) {
	fact := rapid.SampledFrom(w.facts).Draw(t, "retracted")
	at := fact.Time
	switch rapid.IntRange(0, 5).Draw(t, "when") {
	case 0:
		at = quarter(t, at.Add(-24*time.Hour), 48*time.Hour, "about then")
	case 1:
		at = quarter(t, at, 40*24*time.Hour, "long after")
	case 2:
		// At once.
	default:
		at = quarter(t, at, 5*24*time.Hour, "after")
	}
	r := events.Retraction{Source: fact.Source, ID: fact.ID}
	if rapid.IntRange(0, 9).Draw(t, "mistaken") == 0 {
		r.ID = "evt-99"
	}
	w.add(t, events.FactRetracted, at, rapid.SampledFrom([]string{subject, subject, subject, "int-43"}).Draw(t, "of"), r)
}

func drawPromise(t *rapid.T, at time.Time) *events.Promise {
	switch rapid.IntRange(0, 3).Draw(t, "promise") {
	case 0:
		return &events.Promise{By: events.DateOf(at).AddDays(rapid.IntRange(-5, 40).Draw(t, "by"))}
	case 1:
		said := []string{"by Thursday", "next week", "in two weeks", "end of the month", "we will see", "in 3 business days"}
		return &events.Promise{Said: rapid.SampledFrom(said).Draw(t, "said")}
	default:
		return nil
	}
}

func (w *world) add(t *rapid.T, typ events.Type, at time.Time, subject string, data any) {
	e, err := events.New(typ, "/test", fmt.Sprintf("evt-%d", len(w.facts)), "local", subject, at, data)
	if err != nil {
		t.Fatalf("make a fact: %v", err)
	}
	w.facts = append(w.facts, e)
	w.arrive = append(w.arrive, at.Add(time.Duration(rapid.IntRange(0, 120).Draw(t, "delay"))*time.Minute))
}
