package followup

import (
	"fmt"
	"maps"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// snapshot returns the state at now, without the plan.
func (w *walk) snapshot(now time.Time) events.Snapshot {
	s := events.Snapshot{
		Followup: w.subject, Stage: w.stage(now), Outcome: w.outcome.shown(), ClosedAt: w.closedAt,
		NotesOwed: len(w.unthanked()), EvaluatedAt: now.UTC(), Plan: []events.Reminder{},
	}
	if len(w.consents) > 0 {
		s.Consents = maps.Clone(w.consents)
	}
	if w.own.over() {
		s.EndedAt, s.Assumed = w.own.endedAt, w.own.assumed
		r := w.reckon()
		s.PromisedBy, s.PromiseReason = r.inForce, r.reading.Reason(w.language())
	}
	for _, f := range w.facts {
		if w.isOwn(f) {
			s.Facts++
		}
	}
	return s
}

// stage says what the follow-up is waiting for.
func (w *walk) stage(now time.Time) events.Stage {
	switch {
	case !w.closedAt.IsZero():
		return events.Closed
	case !w.own.known():
		return events.AwaitingInterview
	case w.outcome.acting != "":
		return events.Decided
	case !w.own.over():
		return events.InterviewAhead
	case len(w.unthanked()) > 0 && now.Before(w.deadline()):
		return events.OwesNotes
	case w.checkingIn():
		return events.CheckingIn
	default:
		return events.AwaitingDecision
	}
}

// reminder returns an entry as the contract has it.
func (w *walk) reminder(e entry) events.Reminder {
	return events.Reminder{
		ID: fmt.Sprintf("%s.%s.%d", w.subject, e.Kind, e.N), Kind: e.Kind, N: e.N, State: e.State,
		DueAt: e.DueAt.UTC(), ExpiresAt: e.ExpiresAt.UTC(), Rule: string(e.Rule), Reason: e.Reason,
	}
}

// checkingIn reports whether a check-in was asked for and nobody has told what it brought.
func (w *walk) checkingIn() bool {
	r := w.reckon()
	return !r.lastDay.IsZero() && !r.heard
}

func (w *walk) isOwn(f events.Event) bool { return f.Subject == w.subject }
