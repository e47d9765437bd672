package simulator

import (
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// answer is what follows from the interview if nothing else becomes known.
type answer struct {
	// Promise says how their words were understood, or why not.
	Promise string
	// Ending says how the follow-up ends.
	Ending string
	Days   []day
}

type day struct {
	Date  string
	Lines []line
}

type line struct {
	At time.Time
	// Clock is the employer's; Theirs is the candidate's where it differs, else empty.
	Clock, Theirs string
	Name          string
	Rule          string
	Reason        string
}

func tell(policy followup.Policy, fact events.Event, employer *time.Location, f form) answer {
	facts := []events.Event{fact}
	story := followup.Simulate(policy, facts, time.Time{})
	known := followup.Evaluate(policy, fact.Subject, facts, nil, fact.Time)
	a := answer{Promise: known.Snapshot.PromiseReason}
	if !story.ClosedAt.IsZero() {
		closed := story.ClosedAt.In(employer)
		a.Ending = fmt.Sprintf("If nothing is heard, the follow-up closes as %s on %s.", story.Outcome, closed.Format("Monday 2 January 2006, 15:04"))
	}
	candidate := employer
	if f.Candidate != "" {
		if zone, err := calendar.Zone(f.Candidate); err == nil {
			candidate = zone
		}
	}
	for _, r := range story.Reminders {
		local := r.DueAt.In(employer)
		date := local.Format("Monday 2 January 2006")
		if len(a.Days) == 0 || a.Days[len(a.Days)-1].Date != date {
			a.Days = append(a.Days, day{Date: date})
		}
		l := line{At: r.DueAt, Clock: local.Format("15:04"), Name: fmt.Sprintf("%s %d", r.Kind, r.N), Rule: r.Rule, Reason: r.Reason}
		if theirs := r.DueAt.In(candidate).Format("15:04"); theirs != l.Clock {
			l.Theirs = fmt.Sprintf("%s in %s", theirs, calendar.City(candidate))
		}
		last := &a.Days[len(a.Days)-1]
		last.Lines = append(last.Lines, l)
	}
	return a
}
