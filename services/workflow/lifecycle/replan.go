package lifecycle

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// basis is what one decision rests on.
type basis struct {
	policy followup.Policy
	// name is followup.Basis of it.
	name string
	// since is when it took the place of another one, zero if it never did.
	since time.Time
	// changed: this is the first decision that rests on it.
	changed bool
}

// basisOf returns what rests under a decision now. A plan that was made on another basis is made anew as of now;
// what has no plan yet, or no more, has no past that the new rules could reach into.
func (a *Advancer) basisOf(tenant string, s State, before events.Snapshot, now time.Time) basis {
	b := basis{policy: a.Policy(tenant), since: s.Since}
	b.name = followup.Basis(b.policy)
	planned := s.Revision > 0 && before.Stage != events.AwaitingInterview && before.Stage != events.Closed
	if planned && b.name != s.Basis {
		b.since, b.changed = now, true
	}
	return b
}

// evaluate decides on a basis, given what was emitted.
func (b basis) evaluate(in AdvanceInput, emitted []followup.Emitted, now time.Time) followup.Decision {
	return followup.EvaluateSince(b.policy, b.since, in.Followup, in.State.Facts, emitted, now)
}

// overdue returns the reminders that came due while nobody was awake, if the plan of before and the one on the new basis
// agree about their instant: what the change did not move is late, not moved.
func (b basis) overdue(in AdvanceInput, before events.Snapshot, emitted []followup.Emitted, now time.Time) (due []events.Reminder, added []followup.Emitted) {
	if !b.changed {
		return nil, nil
	}
	b.since = in.State.Since
	d := b.evaluate(in, emitted, now)
	agreed := func(r events.Reminder) bool { return before.Wants(r.ID, r.DueAt) }
	for _, e := range d.Emitted[len(emitted):] {
		if agreed(events.Reminder{ID: events.ReminderID(in.Followup, e.Kind, e.N), DueAt: e.DueAt}) {
			added = append(added, e)
		}
	}
	return slices.DeleteFunc(d.Due, func(r events.Reminder) bool { return !agreed(r) }), added
}
