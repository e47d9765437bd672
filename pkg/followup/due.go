package followup

import (
	"fmt"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// entry is one reminder that was emitted or skipped.
type entry struct {
	Kind      events.Kind
	N         int
	State     events.ReminderState
	DueAt     time.Time
	ExpiresAt time.Time
	Day       events.Date
	Rule      Rule
	Reason    string
	// pinned: it comes from the record of an earlier call.
	pinned bool
}

// emitted returns the entry as a record has it.
func (e entry) emitted() Emitted {
	return Emitted{Kind: e.Kind, N: e.N, DueAt: e.DueAt, ExpiresAt: e.ExpiresAt, Day: e.Day, Reason: e.Reason}
}

// result is a check_in_result that has yet to come due.
type result struct {
	// n is that of its check_in.
	n int
	// after is the employer's day that it follows.
	after events.Date
	// news is how much had been heard when its check_in was sent.
	news int
}

// progress is what has become of the reminders so far.
type progress struct {
	// resolved holds the keys of the reminders that were emitted or skipped.
	resolved map[string]bool
	// lastSent is the due instant of the latest emitted reminder that others keep their distance from.
	lastSent time.Time
	// firstCheckIn is the table's due instant of the epoch's first check_in, once it has come.
	firstCheckIn time.Time
	// pending are the check_in_results still to come.
	pending []result
	// notesBefore is the number of thank_you reminders of earlier epochs.
	notesBefore, notesEpoch int
}

// comeDue decides about a reminder whose instant has come: emitted, skipped by a named rule, or put off because
// nobody planned it then.
func (w *walk) comeDue(c candidate) {
	change, changes := w.changeAfter(w.now)
	if changes && w.inRecord(c.kind, c.n) {
		w.knowLate(c, change)
		return
	}
	if rule := w.refuse(c); rule != "" {
		w.skip(c, rule)
		return
	}
	if last := w.lastOfBatch(c); last.key != c.key {
		w.skip(c, RuleSuperseded)
		return
	}
	if changes {
		w.knowLate(c, change)
		return
	}
	w.rememberFirst(c)
	w.emit(entry{
		Kind: c.kind, N: c.n, State: events.Due, DueAt: c.due, ExpiresAt: c.expires, Day: c.day,
		Reason: w.explain(c, ""),
	})
}

// refuse asks the conditions of the table and the expiry; "" means that it is sent.
func (w *walk) refuse(c candidate) Rule {
	if rule := w.condition(c); rule != "" {
		return rule
	}
	if !c.due.Before(c.expires) {
		return RuleExpired
	}
	return ""
}

// condition asks the column "sent only if" of the table.
func (w *walk) condition(c candidate) Rule {
	unsent := len(w.unthanked()) > 0
	switch c.kind {
	case events.ClosingBrief:
		if w.own.reported {
			return RuleInterviewOver
		}
	case events.DebriefPrompt:
		return w.nothingToAsk(unsent)
	case events.ThankYou:
		if !unsent {
			return RuleNoteSent
		}
		apart := w.firstThankYou().Add(time.Duration(w.policy.Spacing))
		if c.key == w.epochKey(events.ThankYou, 2) && c.raw.Before(apart) {
			return RuleTooClose
		}
	case events.ThankYouLate:
		if !unsent {
			return RuleNoteSent
		}
		if first, ok := w.firstCheckInRaw(); ok && !c.raw.Before(first) {
			return RuleCheckInFirst
		}
	}
	return ""
}

// nothingToAsk returns why a debrief would ask for what is known already.
func (w *walk) nothingToAsk(unsent bool) Rule {
	topics := len(w.meeting.Topics)+len(w.debrief.Topics) > 0
	switch {
	case w.reckon().inForce.IsZero():
		return ""
	case topics:
		return RuleTopicsKnown
	case !unsent:
		return RuleNoteSent
	default:
		return ""
	}
}

// firstCheckInRaw returns the table's due instant of the first check_in, past or planned.
func (w *walk) firstCheckInRaw() (time.Time, bool) {
	if !w.firstCheckIn.IsZero() {
		return w.firstCheckIn, true
	}
	for _, c := range w.plan {
		if c.kind == events.CheckIn {
			return c.raw, true
		}
	}
	return time.Time{}, false
}

// lastOfBatch returns the one reminder that is sent of several that are known late
// and would be due at the same instant as c: the last by its original due instant.
func (w *walk) lastOfBatch(c candidate) candidate {
	last := c
	if c.lateFrom.IsZero() {
		return last
	}
	for _, other := range w.plan {
		same := !other.lateFrom.IsZero() && other.lateAt.Equal(c.lateAt)
		if !same || !w.inRecord(other.kind, other.n) && w.refuse(other) != "" {
			continue
		}
		if !other.raw.Before(last.raw) && (other.raw.After(last.raw) || kindOrder(other.kind) > kindOrder(last.kind)) {
			last = other
		}
	}
	return last
}

// dropHopeless skips at once what can no longer be sent whatever becomes known:
// it must not keep a follow-up open, nor be offered as planned.
func (w *walk) dropHopeless() {
	for _, c := range slices.Clone(w.plan) {
		if w.inRecord(c.kind, c.n) {
			continue
		}
		if rule := w.hopeless(c); rule != "" {
			w.skip(c, rule)
			w.plan = slices.DeleteFunc(w.plan, func(p candidate) bool { return p.key == c.key })
		}
	}
}

func (w *walk) hopeless(c candidate) Rule {
	switch {
	case c.kind == events.OfferDeadline && c.raw.Before(w.window.FirstAllowed(w.outcome.at).Add(time.Duration(w.policy.Spacing))):
		return RuleTooClose
	case !everLate(c.kind) && c.lateFrom.IsZero() && c.raw.Before(w.given[c.key].since):
		return RulePast
	case c.kind == events.CheckInResult && w.answered(c.n):
		return RuleAnswered
	case w.outcome.acting != "" && !c.due.Before(c.expires):
		return RuleExpired
	default:
		return ""
	}
}

// answered reports whether the decision has been spoken of since check_in n was sent.
func (w *walk) answered(n int) bool {
	i := slices.IndexFunc(w.pending, func(p result) bool { return p.n == n })
	return i >= 0 && w.reckon().news > w.pending[i].news
}

// emit puts an emitted reminder into the history and draws its consequences.
func (w *walk) emit(e entry) {
	w.history = append(w.history, e)
	if spaced(e.Kind) && e.DueAt.After(w.lastSent) {
		w.lastSent = e.DueAt
	}
	w.resolve(e)
	if e.Kind == events.CheckIn {
		after := e.Day
		if sent := w.office.DateOf(e.DueAt); sent.After(after) {
			after = sent
		}
		w.pending = append(w.pending, result{n: e.N, after: after, news: w.reckon().news})
	}
}

// skip puts a skipped reminder into the history.
func (w *walk) skip(c candidate, rule Rule) {
	e := entry{
		Kind: c.kind, N: c.n, State: events.Skipped, DueAt: c.due, ExpiresAt: c.expires, Day: c.day,
		Rule: rule, Reason: w.explain(c, rule),
	}
	w.history = append(w.history, e)
	switch rule {
	case RuleCancelled, RuleErased, RuleHardEnd, RuleOutcome, RuleBudget, RuleRetracted:
		w.resolved[c.key] = rule != RuleCancelled
		return
	}
	w.rememberFirst(c)
	w.resolve(e)
	if c.kind == events.CheckIn {
		w.skipResult(e)
	}
}

// skipResult reports that nobody will be asked for the result of a check-in that was not sent.
func (w *walk) skipResult(checkIn entry) {
	slot := w.office.CheckIn(checkIn.Day, w.window)
	w.skip(candidate{
		kind: events.CheckInResult, n: checkIn.N, key: fmt.Sprintf("%s#%d", events.CheckInResult, checkIn.N),
		raw: slot.At, base: slot.At, due: slot.At, expires: w.officeEnd(slot.Day), day: slot.Day, slot: slot,
	}, RuleCheckInSkipped)
}

// resolve marks a reminder as dealt with.
func (w *walk) resolve(e entry) {
	switch e.Kind {
	case events.ClosingBrief:
		w.resolved[fmt.Sprintf("%s@%d", e.Kind, w.own.startsAt.Unix())] = true
	case events.DebriefPrompt, events.ThankYouLate:
		w.resolved[w.epochKey(e.Kind, 1)] = true
	case events.ThankYou:
		w.resolved[w.epochKey(e.Kind, e.N-w.noteBase())] = true
	case events.CheckIn:
		w.words = append(w.words, word{kind: asked, day: e.Day})
		w.resolved[fmt.Sprintf("%s#%d", e.Kind, e.N)] = true
	case events.CheckInResult:
		w.pending = slices.DeleteFunc(w.pending, func(p result) bool { return p.n == e.N })
		w.resolved[fmt.Sprintf("%s#%d", e.Kind, e.N)] = true
	case events.OfferDeadline:
		w.resolved[w.outcome.deadlineKey()] = true
	default:
		w.resolved[fmt.Sprintf("%s@%d", e.Kind, w.outcome.at.UnixNano())] = true
	}
}

// rememberFirst remembers when the table wanted the first check_in.
func (w *walk) rememberFirst(c candidate) {
	if c.kind == events.CheckIn && w.firstCheckIn.IsZero() {
		w.firstCheckIn = c.raw
	}
}

// drop skips what was planned and is not planned any more because of a rule. What
// keeps its kind and number has only moved.
func (w *walk) drop(before []candidate, rule Rule) {
	slices.SortStableFunc(before, compareCandidates)
	for _, c := range before {
		still := slices.ContainsFunc(w.plan, func(p candidate) bool { return p.kind == c.kind && p.n == c.n })
		if !still && !w.resolved[c.key] && !w.inRecord(c.kind, c.n) && !w.inHistory(c.kind, c.n) {
			w.skip(c, rule)
		}
	}
}

func (w *walk) inHistory(k events.Kind, n int) bool {
	return slices.ContainsFunc(w.history, func(e entry) bool { return e.Kind == k && e.N == n })
}

// dropUnbudgeted skips a check_in that is no longer planned because no more are allowed.
func (w *walk) dropUnbudgeted(before []candidate) {
	if w.outcome.acting != "" || !w.own.over() || w.budgetLeft() {
		return
	}
	w.drop(slices.DeleteFunc(slices.Clone(before), func(c candidate) bool { return c.kind != events.CheckIn }), RuleBudget)
}

// noteBase returns how many thank_you reminders belong to earlier epochs.
func (w *walk) noteBase() int {
	if w.notesEpoch != w.epoch {
		w.notesBefore, w.notesEpoch = w.count(events.ThankYou), w.epoch
	}
	return w.notesBefore
}

// tooLate returns the rule that keeps a reminder, due in the past and never
// emitted because nobody woke, from being sent now.
func (w *walk) tooLate(e entry, now time.Time) Rule {
	switch {
	case !now.Before(e.ExpiresAt):
		return RuleExpired
	case !now.After(e.DueAt):
		return ""
	case w.unfounded(e):
		return RuleRetracted
	case w.outcome.acting != "" && e.Kind != w.outcome.message && e.Kind != events.OfferDeadline:
		return RuleOutcome
	case (e.Kind == events.ThankYou || e.Kind == events.ThankYouLate) && len(w.unthanked()) == 0:
		return RuleNoteSent
	case onOfficeTime(e.Kind) && w.reckon().heard:
		return RuleAnswered
	default:
		return ""
	}
}
