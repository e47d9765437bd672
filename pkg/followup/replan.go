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
	w.since = since
	return w.decide(emitted, now)
}

// knowLate puts off a reminder that came due before its basis was in force.
func (w *walk) knowLate(c candidate) {
	g := w.given[c.key]
	g.since, g.lifted = w.since, true
	w.given[c.key] = g
}

// drawnAt returns when a conclusion that belongs to t is drawn: not before the basis that draws it was in force.
func (w *walk) drawnAt(t time.Time) time.Time {
	if t.Before(w.since) {
		return w.since
	}
	return t
}

// concludeAsTold draws the conclusion that a move_on on record has told: a plan that is made anew must not
// take up again what the candidate was told to let go.
func (w *walk) concludeAsTold() {
	outcome := events.NoResponse
	if end, ok := w.hardEnd(); ok && !end.After(w.now) {
		outcome = events.Expired
	}
	w.outcome.conclude(outcome, w.now)
}
