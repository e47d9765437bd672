package demo_test

import (
	"testing"
	"time"

	"github.com/afterword-io/afterword/cli/demo"
	"github.com/afterword-io/afterword/pkg/events"
)

func TestExamplesAreOfDifferentShapesAndBeginInOneWeek(t *testing.T) {
	t.Parallel()
	stories, err := demo.Load("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	endings := map[events.Outcome]int{}
	for _, s := range stories {
		endings[s.Expected.Outcome]++
		year, week := s.Script[0].Time.ISOWeek()
		if year != 2026 || week != 10 {
			t.Errorf("%s begins on %s, not in the week of 2 March 2026", s.Name, s.Script[0].Time.Format(time.DateOnly))
		}
	}
	for _, want := range []events.Outcome{
		events.Offer, events.Rejection, events.Advanced, events.Withdrawn, events.NoResponse, events.Cancelled,
	} {
		if endings[want] == 0 {
			t.Errorf("no story ends as %s", want)
		}
	}
}

// In time-lapse three hours are three quarters of a second: what a fact needs at
// most to reach the plan.
func TestExamplesLeaveTimeBetweenFactsAndReminders(t *testing.T) {
	t.Parallel()
	stories, err := demo.Load("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range stories {
		for _, fact := range s.Script[1:] {
			for _, r := range s.Expected.Reminders {
				apart := r.DueAt.Sub(fact.Time).Abs()
				// A message that a fact itself causes is due at its time.
				if apart > 0 && apart < 3*time.Hour {
					t.Errorf("%s: %s is only %s from %s", s.Name, fact.ID, apart, r.ID)
				}
			}
		}
	}
}

// A message that is late in real time by half a second must still be allowed out on
// the same day: after the candidate's window it would wait for the morning.
func TestExamplesRemindWellBeforeTheWindowEnds(t *testing.T) {
	t.Parallel()
	stories, err := demo.Load("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	windowEnd := events.NewTimeOfDay(20, 0)
	for _, s := range stories {
		for _, r := range s.Expected.Reminders {
			local := r.DueAt.In(s.Zones.Candidate)
			left := windowEnd - events.NewTimeOfDay(local.Hour(), local.Minute())
			if r.State == events.Due && left < 120 {
				t.Errorf("%s: %s is due at %s, %d minutes before the window ends", s.Name, r.ID, local.Format("15:04"), left)
			}
		}
	}
}
