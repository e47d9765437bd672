package followup

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// moots returns, by id, why reminders that were emitted and have not expired are of no use to their reader any more.
// The record keeps them, for facts never un-send; but one that still waits for its reader's morning, or for a
// provider, need not be sent for that.
func (w *walk) moots(now time.Time) map[string]string {
	moots := map[string]string{}
	for _, e := range w.history {
		if !e.pinned || e.State != events.Due || !now.Before(e.ExpiresAt) {
			continue
		}
		if rule := w.moot(e); rule != "" {
			moots[w.reminder(e).ID] = string(rule)
		}
	}
	return moots
}

// moot asks of an emitted reminder what is asked of a planned one, as things stand now.
func (w *walk) moot(e entry) Rule {
	switch {
	case w.erased:
		return RuleErased
	case w.calledOff:
		return RuleCancelled
	case w.unfounded(e):
		return RuleRetracted
	case isOutcomeKind(e.Kind) && e.Kind != w.outcome.message,
		e.Kind == events.OfferDeadline && w.outcome.acting != events.Offer:
		return RuleOutcome
	case isOutcomeKind(e.Kind), e.Kind == events.OfferDeadline:
		return ""
	case w.outcome.acting != "":
		return RuleOutcome
	case onOfficeTime(e.Kind) && !w.checkingIn():
		return RuleAnswered
	case e.Kind == events.ClosingBrief && !e.ExpiresAt.Equal(w.own.startsAt):
		return RuleRescheduled
	default:
		return w.condition(candidate{kind: e.Kind})
	}
}
