package followup

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// EvaluateSince is Evaluate for a follow-up that was planned on another basis until since: its policy, the
// calendars or the rules have changed under it. What it was sent stays sent, and what the new basis would have
// sent, or concluded, before since has not happened. It is due as if it had become known then: at the first
// allowed moment from since on, whatever its kind, and of several at one instant the last. A zero since is Evaluate.
func EvaluateSince(policy Policy, since time.Time, subject string, facts []events.Event, emitted []Emitted, now time.Time) Decision {
	w := newWalk(policy, subject, facts, emitted, now)
	if !since.IsZero() {
		w.changes = []time.Time{since}
	}
	return w.decide(emitted, now)
}

// changeAfter returns the first change after t. Until then what the plan rests on now was not in force, and only
// what is in the record was emitted.
func (w *walk) changeAfter(t time.Time) (time.Time, bool) {
	for _, change := range w.changes {
		if change.After(t) {
			return change, true
		}
	}
	return time.Time{}, false
}

// changesBetween reports whether a reminder that comes due is put off by a change before it is emitted.
func (w *walk) changesBetween(due, emitted time.Time) bool {
	if due.Before(w.now) {
		due = w.now
	}
	change, ok := w.changeAfter(due)
	return ok && !change.After(emitted)
}

// knowLate puts off a reminder that came due before a change that it rests on.
func (w *walk) knowLate(c candidate, change time.Time) {
	g := w.given[c.key]
	g.since, g.lifted = change, true
	w.given[c.key] = g
}

// drawnAt returns when a conclusion that belongs to t is drawn: not before the last change, unless we are known to
// have drawn one before.
func (w *walk) drawnAt(t time.Time) time.Time {
	if len(w.changes) == 0 || !t.Before(w.changes[len(w.changes)-1]) {
		return t
	}
	drawn := w.changes[len(w.changes)-1]
	for _, at := range w.concludedAt {
		if !at.Before(t) && at.Before(drawn) {
			drawn = at
		}
	}
	return drawn
}

// concludeAsTold draws the conclusion that a move_on on record has told: a plan that is made anew must not
// take up again what the candidate was told to let go.
func (w *walk) concludeAsTold() {
	outcome := events.NoResponse
	if end, ok := w.hardEnd(); ok && !end.After(w.now) {
		outcome = events.Expired
	}
	w.conclude(outcome)
}
