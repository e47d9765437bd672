package followup_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// tuesdayDossier is of an interview on Tuesday 3 March 2026, 14:00 to 15:00 in New York; they spoke of Thursday.
func tuesdayDossier(t *testing.T, zone string) (d followup.Dossier, say func(kind events.Type, id string, at time.Time, data any) events.Event) {
	t.Helper()
	ended := time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)
	say = func(kind events.Type, id string, at time.Time, data any) events.Event {
		e, err := events.New(kind, "/test", id, "local", subject, at, data)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	return followup.Dossier{Tenant: "local", Followup: subject, Facts: []events.Event{say(events.InterviewCompleted, "evt-1", ended, events.Meeting{
		Interview:    events.Interview{ID: subject, EndedAt: ended},
		Candidate:    events.Candidate{Name: "Ada Park", Phone: "+14155550123", TimeZone: zone},
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
		Promise:      &events.Promise{Said: "by Thursday"},
	})}}, say
}

func TestAPromiseIsUnderstoodByItself(t *testing.T) {
	t.Parallel()
	d, say := tuesdayDossier(t, "America/New_York")
	now := d.Facts[0].Time.Add(72 * time.Hour)
	d.Facts = append(d.Facts, say(events.DecisionPostponed, "evt-2", now.Add(-time.Hour), events.Postponement{Promise: &events.Promise{Said: "by Monday"}}))
	for said, want := range map[string]string{"by Wednesday": "2026-03-11", "in 5 business days": "2026-03-13", "when the cows come home": ""} {
		told := say(events.CheckinMade, "evt-3", now, events.Checkin{Result: events.StillDeciding, Promise: &events.Promise{Said: said}})
		by, reason := d.Understand(followup.DefaultPolicy(), now, told)
		got := ""
		if !by.IsZero() {
			got = by.String()
		}
		if got != want || reason == "" {
			t.Errorf("%q is understood as %q, want %q: %s", said, got, want, reason)
		}
	}
	if len(d.Facts) != 2 || !d.Holds(d.Facts[1]) || d.Holds(say(events.CheckinMade, "evt-3", now, events.Checkin{})) {
		t.Error("to understand has changed the dossier")
	}
}

func TestLater(t *testing.T) {
	t.Parallel()
	ny, _ := tuesdayDossier(t, "America/New_York")
	la, _ := tuesdayDossier(t, "America/Los_Angeles")
	for name, c := range map[string]struct {
		d          followup.Dossier
		now, words string
		want       string
	}{
		// Once the notes are late nothing but the check-in of Friday is to come; it expires on Tuesday 17:00.
		"no day named":                    {ny, "2026-03-05T17:00:00Z", "", "2026-03-05T20:00:00Z"},
		"no day understood":               {ny, "2026-03-05T17:00:00Z", "when I am home", "2026-03-05T20:00:00Z"},
		"a day":                           {ny, "2026-03-05T17:00:00Z", "saturday", "2026-03-07T13:00:00Z"},
		"a day, at the candidate's place": {la, "2026-03-05T17:00:00Z", "saturday", "2026-03-07T16:00:00Z"},
		"today is no later day":           {ny, "2026-03-05T17:00:00Z", "today", "2026-03-05T20:00:00Z"},
		"never past what comes next":      {ny, "2026-03-05T17:00:00Z", "in two weeks", "2026-03-10T20:00:00Z"},
		"nothing known":                   {followup.Dossier{}, "2026-03-05T17:00:00Z", "saturday", "2026-03-05T20:00:00Z"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.d.Later(followup.DefaultPolicy(), now, c.words, events.SMS).Format(time.RFC3339); got != c.want {
			t.Errorf("%s: until %s, want %s", name, got, c.want)
		}
	}
}

// What only an ATS has reported is in the record and is not told, whenever it came.
func TestAnAnswerIsNotLearntFromUs(t *testing.T) {
	t.Parallel()
	announcing := followup.DefaultPolicy()
	announcing.AnnounceATSOutcomes = true
	report := func(o events.Outcome, by events.Reporter) events.OutcomeReport {
		return events.OutcomeReport{Outcome: o, ReportedBy: by}
	}
	early, late := "2026-03-04T15:00:00Z", "2026-04-20T15:00:00Z"
	for name, c := range map[string]struct {
		policy            followup.Policy
		at                string
		reports           []events.OutcomeReport
		recorded, sayable events.Outcome
	}{
		"nobody":                        {followup.DefaultPolicy(), early, nil, events.NoResponse, events.NoResponse},
		"the ATS":                       {followup.DefaultPolicy(), early, []events.OutcomeReport{report(events.Offer, events.ReportedByATS)}, events.Offer, events.NoResponse},
		"the ATS, after the silence":    {followup.DefaultPolicy(), late, []events.OutcomeReport{report(events.Rejection, events.ReportedByATS)}, events.Rejection, events.NoResponse},
		"the ATS, announced":            {announcing, early, []events.OutcomeReport{report(events.Offer, events.ReportedByATS)}, events.Offer, events.Offer},
		"the ATS late, announced":       {announcing, late, []events.OutcomeReport{report(events.Offer, events.ReportedByATS)}, events.Offer, events.Offer},
		"the ATS, then the candidate":   {followup.DefaultPolicy(), late, []events.OutcomeReport{report(events.Offer, events.ReportedByATS), report(events.Offer, events.ReportedByCandidate)}, events.Offer, events.Offer},
		"the ATS that it goes on":       {followup.DefaultPolicy(), early, []events.OutcomeReport{report(events.Advanced, events.ReportedByATS)}, events.Advanced, events.Advanced},
		"the ATS, changing its mind":    {followup.DefaultPolicy(), late, []events.OutcomeReport{report(events.Rejection, events.ReportedByATS), report(events.Offer, events.ReportedByATS)}, events.Offer, events.NoResponse},
		"the ATS, of what was advanced": {followup.DefaultPolicy(), early, []events.OutcomeReport{report(events.Advanced, events.ReportedByATS), report(events.Offer, events.ReportedByATS)}, events.Offer, events.Advanced},
	} {
		d, say := tuesdayDossier(t, "America/New_York")
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range c.reports {
			d.Facts = append(d.Facts, say(events.OutcomeRecorded, "out-"+string(rune('a'+i)), at.Add(time.Duration(i)*time.Minute), r))
		}
		got := d.Evaluate(c.policy, time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC))
		if got.Snapshot.Outcome != c.recorded || got.Sayable != c.sayable {
			t.Errorf("%s: recorded %q and told %q, want %q and %q", name, got.Snapshot.Outcome, got.Sayable, c.recorded, c.sayable)
		}
	}
}

func TestTheLatestSnoozeIsKnown(t *testing.T) {
	t.Parallel()
	d, say := tuesdayDossier(t, "America/New_York")
	now := d.Facts[0].Time.Add(time.Hour)
	first, second := now.Add(24*time.Hour), now.Add(3*time.Hour)
	d.Facts = append(d.Facts, say(events.ReminderSnoozed, "s-1", now, events.Snooze{Until: first}), say(events.ReminderSnoozed, "s-2", now.Add(time.Minute), events.Snooze{Until: second}))
	if got := d.Evaluate(followup.DefaultPolicy(), now.Add(time.Hour)).SnoozedUntil; !got.Equal(second) {
		t.Errorf("put off until %s, want %s", got, second)
	}
	undo := say(events.FactRetracted, "s-3", now.Add(2*time.Minute), events.Retraction{Source: "/test", ID: "s-2"})
	undone := d.Evaluate(followup.DefaultPolicy(), now.Add(time.Hour), undo, say(events.DebriefRecorded, "s-4", now.Add(2*time.Hour), events.Debrief{}), d.Facts[1])
	if got := undone.SnoozedUntil; !got.Equal(first) {
		t.Errorf("after undoing the second: until %s, want %s", got, first)
	}
	var standing []string
	for _, f := range undone.Standing {
		standing = append(standing, f.ID)
	}
	if diff := cmp.Diff([]string{"evt-1", "s-1", "s-3"}, standing); diff != "" {
		t.Errorf("the facts that count (-want +got):\n%s", diff)
	}
}
