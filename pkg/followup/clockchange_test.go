package followup_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// clockChanges returns the instants from 2026 to 2028 at which the clocks of a zone change.
func clockChanges(loc *time.Location) []time.Time {
	var found []time.Time
	for t := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); t.Year() < 2029; t = t.Add(24 * time.Hour) {
		_, before := t.In(loc).Zone()
		if _, after := t.Add(24 * time.Hour).In(loc).Zone(); before != after {
			_, end := t.In(loc).ZoneBounds()
			found = append(found, end.UTC())
		}
	}
	return found
}

// minuteClock finds DOMAIN.md's instants by looking at a clock minute by minute, the slow and certain way.
type minuteClock struct{ loc *time.Location }

func (c minuteClock) hour(t time.Time) int { return t.In(c.loc).Hour() }

func (c minuteClock) awake(t time.Time) bool { return c.hour(t) >= 8 && c.hour(t) < 20 }

func (c minuteClock) firstAllowed(t time.Time) time.Time {
	for !c.awake(t) {
		t = t.Add(time.Minute)
	}
	return t
}

// lastAllowed returns t, or half an hour before the latest end of the window.
func (c minuteClock) lastAllowed(t time.Time) time.Time {
	if c.awake(t) {
		return t
	}
	for !c.awake(t.Add(-time.Minute)) {
		t = t.Add(-time.Minute)
	}
	return t.Add(-30 * time.Minute)
}

// nineAfter returns the first nine o'clock of a working day that begins after t.
func (c minuteClock) nineAfter(t time.Time) time.Time {
	for {
		t = t.Add(time.Minute)
		local := t.In(c.loc)
		weekend := local.Weekday() == time.Saturday || local.Weekday() == time.Sunday
		if local.Hour() == 9 && local.Minute() == 0 && !weekend {
			return t
		}
	}
}

// TestTheFirstDayAtEveryClockChange: in every zone, at every clock change of three years, the time for
// notes is 24 hours long whatever the clocks show, and the check-in is at nine on the clocks as they are then.
func TestTheFirstDayAtEveryClockChange(t *testing.T) {
	t.Parallel()
	names := calendar.ZoneNames()
	changes := 0
	for _, name := range names {
		loc, err := calendar.Zone(name)
		if err != nil {
			t.Fatalf("load a zone: %v", err)
		}
		for _, change := range clockChanges(loc) {
			changes++
			for _, before := range []time.Duration{90 * time.Minute, 11 * time.Hour, 23 * time.Hour} {
				checkFirstDay(t, loc, change.Add(-before))
			}
		}
	}
	if len(names) < 500 || changes < 300 {
		t.Fatalf("only %d zones and %d clock changes", len(names), changes)
	}
}

func checkFirstDay(t *testing.T, loc *time.Location, ended time.Time) {
	t.Helper()
	m := events.Meeting{
		Interview: events.Interview{ID: subject, EndedAt: ended},
		Candidate: events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: loc.String()},
		// A country without holidays: only weekends count, as minuteClock knows them.
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: loc.String(), Calendar: "XX"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
		// With topics and a promise there is no debrief, and the check-in is days away: nothing moves anything else.
		Topics:  []string{"the new depot"},
		Promise: &events.Promise{By: events.DateOf(ended.In(loc)).AddDays(3)},
	}
	completed, err := events.New(events.InterviewCompleted, "/test", "evt-1", "local", subject, ended, m)
	if err != nil {
		t.Fatalf("make a fact: %v", err)
	}
	clock, deadline := minuteClock{loc}, ended.Add(24*time.Hour)

	first, last := clock.firstAllowed(ended.Add(3*time.Hour)), clock.lastAllowed(deadline.Add(-2*time.Hour))
	want := map[string]time.Time{"thank_you 1": first, "thank_you_late 1": clock.firstAllowed(deadline)}
	if last.Sub(first) >= 2*time.Hour {
		want["thank_you 2"] = last
	}
	want["check_in 1"] = clock.nineAfter(calendar.At(m.Promise.By.AddDays(1), 0, loc).Add(-time.Minute))

	got := map[string]events.Reminder{}
	for _, r := range followup.Simulate(followup.DefaultPolicy(), []events.Event{completed}, time.Time{}).Reminders {
		if r.State == events.Due {
			got[fmt.Sprintf("%s %d", r.Kind, r.N)] = r
		}
	}
	for name, at := range want {
		r, ok := got[name]
		if !ok || !r.DueAt.Equal(at) {
			t.Fatalf("%s, ended %s: %s is due at %s, want %s", loc, ended.In(loc), name, r.DueAt.In(loc), at.In(loc))
		}
		if (name == "thank_you 1" || name == "thank_you 2") && !r.ExpiresAt.Equal(deadline) {
			t.Fatalf("%s, ended %s: %s expires at %s, want 24 hours after the end", loc, ended.In(loc), name, r.ExpiresAt.In(loc))
		}
	}
}
