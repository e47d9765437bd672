package followup

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// candidate is a reminder that would be sent from now on.
type candidate struct {
	kind events.Kind
	n    int
	// key tells it from every other reminder that was or will be planned.
	key string
	// raw is the due instant of the table in DOMAIN.md section 6.
	raw time.Time
	// base is raw after known late and snooze, due is base after spacing.
	base, due time.Time
	expires   time.Time
	// day is the business day that a check_in or check_in_result serves.
	day events.Date
	// lateFrom is when it became known, if its due instant had passed by then.
	lateFrom time.Time
	// lifted: lateFrom is when something went away that had held it back, or the rules changed.
	lifted bool
	// lateAt is where known late moved it, before snooze and spacing.
	lateAt time.Time
	// slot explains the due instant of a check_in or check_in_result.
	slot calendar.Slot
	// reckoning is what a check_in rests on.
	reckoning reckoning
}

// onOfficeTime reports whether the kind asks the candidate to reach the employer.
func onOfficeTime(k events.Kind) bool { return k == events.CheckIn || k == events.CheckInResult }

// isOutcomeKind reports whether the kind tells or follows an outcome at once.
func isOutcomeKind(k events.Kind) bool {
	return k == events.Congratulation || k == events.Regroup || k == events.MoveOn
}

// spaced reports whether the kind keeps its distance from other reminders.
func spaced(k events.Kind) bool { return !isOutcomeKind(k) && k != events.OfferDeadline }

// everLate reports whether a kind whose due instant had passed when it became known is sent at all.
func everLate(k events.Kind) bool { return k != events.ClosingBrief && k != events.OfferDeadline }

// replan works out what would be sent from now on and moves each reminder to
// where known late, snooze and spacing put it.
func (w *walk) replan() {
	w.plan = w.plan[:0:0]
	if !w.own.known() || w.erased || w.calledOff {
		return
	}
	switch {
	case w.outcome.acting != "":
		w.planOutcome()
	case w.own.over():
		w.planClosingBrief()
		w.planNotes()
		w.planCheckIns()
	default:
		w.planClosingBrief()
	}
	w.plan = slices.DeleteFunc(w.plan, func(c candidate) bool { return w.resolved[c.key] })

	still := make(map[string]given, len(w.plan))
	for i := range w.plan {
		still[w.plan[i].key] = w.place(&w.plan[i])
	}
	w.given = still
	w.dropHopeless()
}

func (w *walk) planClosingBrief() {
	if !w.own.announced {
		return
	}
	start := w.own.startsAt
	w.plan = append(w.plan, candidate{
		kind: events.ClosingBrief, n: w.count(events.ClosingBrief) + 1,
		key:     fmt.Sprintf("%s@%d", events.ClosingBrief, start.Unix()),
		raw:     w.window.LastAllowed(start.Add(-time.Duration(w.policy.ClosingBriefLead))),
		expires: start,
	})
}

// planNotes plans what belongs to the first 24 hours.
func (w *walk) planNotes() {
	deadline := w.deadline()
	first := w.firstThankYou()
	notes := w.noteBase()
	w.plan = append(
		w.plan,
		candidate{
			kind: events.DebriefPrompt, n: w.count(events.DebriefPrompt) + 1,
			raw:     w.window.FirstAllowed(w.own.endedAt.Add(time.Duration(w.policy.DebriefDelay))),
			key:     w.epochKey(events.DebriefPrompt, 1),
			expires: deadline,
		},
		candidate{
			kind: events.ThankYou, n: notes + 1, key: w.epochKey(events.ThankYou, 1), raw: first, expires: deadline,
		},
		candidate{
			kind: events.ThankYou, n: notes + 2, key: w.epochKey(events.ThankYou, 2), raw: w.lastCall(), expires: deadline,
		},
	)
	late := w.window.FirstAllowed(deadline)
	w.plan = append(w.plan, candidate{
		kind: events.ThankYouLate, n: w.count(events.ThankYouLate) + 1, key: w.epochKey(events.ThankYouLate, 1),
		raw: late, expires: late.Add(time.Duration(w.policy.LateNoteExpiry)),
	})
}

// deadline returns the end of the time for thank-you notes.
func (w *walk) deadline() time.Time {
	return w.own.endedAt.Add(time.Duration(w.policy.ThankYouDeadline))
}

func (w *walk) firstThankYou() time.Time {
	return w.window.FirstAllowed(w.own.endedAt.Add(time.Duration(w.policy.ThankYouDelay)))
}

func (w *walk) lastCall() time.Time {
	return w.window.LastAllowed(w.deadline().Add(-time.Duration(w.policy.LastCallLead)))
}

// planCheckIns plans the next check_in and the result of the one before.
func (w *walk) planCheckIns() {
	r := w.reckon()
	for _, p := range w.pending {
		slot := w.office.CheckIn(p.after, w.window)
		w.plan = append(w.plan, candidate{
			kind: events.CheckInResult, n: p.n, key: fmt.Sprintf("%s#%d", events.CheckInResult, p.n),
			raw: slot.At, day: slot.Day, expires: w.officeEnd(slot.Day), slot: slot, reckoning: r,
		})
	}
	if !w.budgetLeft() {
		return
	}
	slot := w.office.CheckIn(r.earliest(w.policy.RoundDays, w.office), w.window)
	if deadline := w.deadline(); len(w.unthanked()) > 0 && slot.At.Before(deadline) {
		slot = w.office.FirstSlot(deadline, w.window)
	}
	n := w.count(events.CheckIn) + 1
	w.plan = append(w.plan, candidate{
		kind: events.CheckIn, n: n, key: fmt.Sprintf("%s#%d", events.CheckIn, n),
		raw: slot.At, day: slot.Day, expires: w.officeEnd(slot.Day), slot: slot, reckoning: r,
	})
}

// officeEnd returns when a check-in that serves the day stops making sense.
func (w *walk) officeEnd(day events.Date) time.Time {
	return w.office.Closes(w.office.Add(day, w.policy.CheckInExpiryDays))
}

// planOutcome plans the outcome's own reminders.
func (w *walk) planOutcome() {
	v := &w.outcome
	told := w.window.FirstAllowed(v.at)
	if v.message != "" {
		w.plan = append(w.plan, candidate{
			kind: v.message, n: w.count(v.message) + 1, key: fmt.Sprintf("%s@%d", v.message, v.at.UnixNano()),
			raw: told, expires: told.Add(time.Duration(w.policy.OutcomeExpiry)),
		})
	}
	if v.message != events.Congratulation || v.respondBy.IsZero() || !w.closedAt.IsZero() {
		return // A date that is heard after closing starts nothing (DOMAIN.md, "Late facts").
	}
	morning := calendar.At(v.respondBy.AddDays(-w.policy.OfferLeadDays), w.policy.OfferTime, w.candidate)
	w.plan = append(w.plan, candidate{
		kind: events.OfferDeadline, n: w.count(events.OfferDeadline) + 1,
		key:     v.deadlineKey(),
		raw:     w.window.FirstAllowed(morning),
		expires: calendar.At(v.respondBy.AddDays(1), 0, w.candidate),
	})
}

func (w *walk) epochKey(k events.Kind, role int) string {
	return fmt.Sprintf("%s/%d/%d", k, w.epoch, role)
}

// count returns how many reminders of the kind were emitted or skipped: the highest number in use.
func (w *walk) count(k events.Kind) int {
	n := 0
	for _, e := range w.history {
		if e.Kind == k {
			n = max(n, e.N)
		}
	}
	return n
}

// nextCandidate returns the reminder of the plan that comes due first. Those in the
// record wait there for their turn, but first they are known late as they were then.
func (w *walk) nextCandidate() (candidate, bool) {
	var first candidate
	found := false
	for _, c := range w.plan {
		if i := w.indexInRecord(c.kind, c.n); i >= 0 && !w.changesBetween(c.due, w.record[i].DueAt) {
			continue
		}
		if !found || compareCandidates(c, first) < 0 {
			first, found = c, true
		}
	}
	return first, found
}

func compareCandidates(a, b candidate) int {
	return cmp.Or(a.due.Compare(b.due), kindOrder(a.kind)-kindOrder(b.kind), a.n-b.n)
}

// inRecord reports whether a reminder is in the part of the record that is still to come.
func (w *walk) inRecord(k events.Kind, n int) bool { return w.indexInRecord(k, n) >= 0 }

func (w *walk) indexInRecord(k events.Kind, n int) int {
	for i := w.forced; i < len(w.record); i++ {
		if w.record[i].Kind == k && w.record[i].N == n {
			return i
		}
	}
	return -1
}
