package followup

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Story is what Simulate tells: a follow-up from the first fact to its end.
type Story struct {
	Followup  string            `json:"followup"`
	Outcome   events.Outcome    `json:"outcome,omitempty"`
	ClosedAt  time.Time         `json:"closed_at,omitzero"`
	Reminders []events.Reminder `json:"reminders"`
}

// Simulate runs Evaluate through to the end, or until the given instant (zero: to the
// end), each fact becoming known at its Time. The follow-up told is the first fact's.
// It holds what was due or skipped by then; what is still planned at until is not in it.
//
// It is the walk that Evaluate takes, without stopping: that waking at every
// planned instant, or at any others, emits the same is a property under test.
func Simulate(policy Policy, facts []events.Event, until time.Time) Story {
	story := Story{Reminders: []events.Reminder{}}
	if len(facts) == 0 {
		return story
	}
	if until.IsZero() {
		until = endOfTime
	}
	story.Followup = facts[0].Subject
	w := newWalk(policy, story.Followup, facts, nil, until)
	w.advance(until)
	story.Outcome, story.ClosedAt = w.outcome.shown(), w.closedAt
	for _, e := range w.history {
		story.Reminders = append(story.Reminders, w.reminder(e))
	}
	sortReminders(story.Reminders)
	return story
}
