package followup

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// walk is one pass along the timeline of a follow-up. It moves from instant to
// instant: the next fact, the next conclusion, the next reminder that comes due.
// Between two instants nothing changes, which is why it does not matter how
// often, or when, somebody looks.
type walk struct {
	policy Policy
	say    phrases
	// changes are the instants at which what the plan rests on has changed, in order (replan.go, retract.go).
	changes []time.Time
	// retracted are the facts that were taken back so far; retractedAt are those of the changes that did it.
	retracted   map[name]bool
	retractedAt []time.Time

	facts []events.Event // distinct, ordered by (time, id)
	next  int            // of facts

	record []recorded // what was emitted already, by due instant
	forced int        // of record

	now     time.Time
	history []entry // emitted and skipped, in the order it happened

	knowledge
	progress
	closedAt time.Time
	// concludedAt are the instants at which we concluded of ourselves how it ends, or that it is over.
	concludedAt []time.Time
	// advanced: a later round of the application was completed.
	advanced bool

	// reckoned remembers the latest reckoning and what it was made from.
	reckoned struct {
		reckoned
		reckoning
	}

	// plan is what would be sent from now on, before anything else becomes known.
	plan []candidate
	// given remembers since when each planned reminder has its due instant.
	given map[string]given
}

func newWalk(policy Policy, subject string, facts []events.Event, record []Emitted, now time.Time) *walk {
	if policy.Validate() != nil {
		policy = DefaultPolicy()
	}
	known := make([]recorded, len(record))
	for i, r := range record {
		known[i] = recorded{Emitted: r}
	}
	return begin(policy, subject, distinct(facts, now), known)
}

// begin starts a walk over distinct facts in their order.
func begin(policy Policy, subject string, facts []events.Event, record []recorded) *walk {
	slices.SortStableFunc(record, func(a, b recorded) int {
		return cmp.Or(a.DueAt.Compare(b.DueAt), kindOrder(a.Kind)-kindOrder(b.Kind), a.N-b.N)
	})
	return &walk{
		policy:    policy,
		say:       speak(policy.Language),
		facts:     facts,
		record:    record,
		given:     map[string]given{},
		knowledge: newKnowledge(subject),
		progress:  progress{resolved: map[string]bool{}},
	}
}

// recorded is a reminder that was emitted: in an earlier call, or earlier in this one, before a fact was taken back.
type recorded struct {
	Emitted
	// fresh: it was emitted in this call.
	fresh bool
}

// name is what makes a fact unique.
type name struct{ source, id string }

func nameOf(f events.Event) name { return name{f.Source, f.ID} }

// distinct returns the facts known at now in the order that counts: by time, then
// by id. Of two with the same source and id the one with the smaller time counts.
func distinct(facts []events.Event, now time.Time) []events.Event {
	sorted := make([]events.Event, 0, len(facts))
	for _, f := range facts {
		if !f.Time.After(now) {
			sorted = append(sorted, f)
		}
	}
	slices.SortStableFunc(sorted, func(a, b events.Event) int {
		if c := cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Source, b.Source)); c != 0 {
			return c
		}
		// The same fact, or two that contradict each other: then too the order of arrival must not decide.
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Type, b.Type), bytes.Compare(a.Data, b.Data))
	})
	seen := make(map[name]bool, len(sorted))
	return slices.DeleteFunc(sorted, func(f events.Event) bool {
		again := seen[nameOf(f)]
		seen[nameOf(f)] = true
		return again
	})
}

// advance walks up to and including until.
func (w *walk) advance(until time.Time) {
	for {
		at, happen := w.nextEvent()
		if happen == nil || at.After(until) {
			return
		}
		w.happen(at, happen)
	}
}

// happen lets one thing happen.
func (w *walk) happen(at time.Time, what func()) {
	w.now = at
	what()
	w.settle()
}

// nextInstant returns when something will happen next.
func (w *walk) nextInstant() (time.Time, bool) {
	at, happen := w.nextEvent()
	return at, happen != nil
}

// nextEvent returns what happens next and when. At equal instants facts come
// first, then what we conclude, then reminders in the order of the table.
func (w *walk) nextEvent() (at time.Time, happen func()) {
	consider := func(t time.Time, ok bool, f func()) {
		if !ok {
			return
		}
		if t.Before(w.now) {
			t = w.now
		}
		if happen == nil || t.Before(at) {
			at, happen = t, f
		}
	}
	if w.next < len(w.facts) {
		consider(w.facts[w.next].Time.UTC(), true, w.takeFact)
	}
	if t, i := w.nextAssumption(); i != nil {
		consider(t, true, i.assume)
	}
	if t, ok := w.hardEnd(); ok && w.undecided() {
		consider(w.drawnAt(t), true, func() { w.conclude(events.Expired) })
	}
	if t, ok := w.silenceAt(); ok {
		consider(w.drawnAt(t), true, func() { w.conclude(events.NoResponse) })
	}
	w.considerReminders(consider)
	return at, happen
}

// considerReminders offers the next reminder: of the record or of the plan.
func (w *walk) considerReminders(consider func(time.Time, bool, func())) {
	recorded := w.forced < len(w.record)
	c, planned := w.nextCandidate()
	if recorded {
		r := w.record[w.forced]
		if !planned || compareCandidates(candidate{kind: r.Kind, n: r.N, due: r.DueAt}, c) <= 0 {
			consider(r.DueAt, true, w.takeRecorded)
			return
		}
	}
	consider(c.due, planned, func() { w.comeDue(c) })
}

// takeFact makes the next fact known.
func (w *walk) takeFact() {
	f := w.facts[w.next]
	w.next++
	if !w.retracted[nameOf(f)] {
		w.take(f)
	}
}

// conclude draws a conclusion of our own.
func (w *walk) conclude(o events.Outcome) {
	w.concludedAt = append(w.concludedAt, w.now)
	w.outcome.conclude(o, w.now)
}

// takeRecorded takes a reminder from the record: whatever we would decide today, it was emitted.
func (w *walk) takeRecorded() {
	r := w.record[w.forced]
	w.forced++
	if r.Kind == events.MoveOn && w.undecided() {
		w.concludeAsTold()
	}
	c := candidate{kind: r.Kind, raw: r.DueAt.UTC()}
	if i := slices.IndexFunc(w.plan, func(c candidate) bool { return c.kind == r.Kind && c.n == r.N }); i >= 0 {
		c = w.plan[i]
	}
	w.rememberFirst(c)
	w.emit(entry{
		Kind: r.Kind, N: r.N, State: events.Due, DueAt: r.DueAt.UTC(), ExpiresAt: r.ExpiresAt.UTC(),
		Day: r.Day, Reason: r.Reason, pinned: !r.fresh,
	})
}

// undecided reports whether the follow-up is open, its interview over and no outcome in force.
func (w *walk) undecided() bool {
	return w.closedAt.IsZero() && w.own.over() && w.outcome.acting == ""
}

// settle draws the consequences of what has just happened.
func (w *walk) settle() {
	if !w.own.known() && !w.erased {
		return // Nothing can be planned before the interview itself is known.
	}
	before := w.plan
	w.decideRounds()
	switch {
	case w.erased && w.outcome.acting != events.Withdrawn:
		w.outcome.act(events.Withdrawn, "", false, w.now)
		w.stop(before, RuleErased)
	case !w.closedAt.IsZero():
		w.replan()
		w.drop(before, RuleOutcome)
	case w.own.cancelled && w.own.announced && !w.own.reported:
		w.calledOff = true
		w.outcome.act(events.Cancelled, "", true, w.now)
		w.stop(before, RuleCancelled)
	case w.firstKnownTooLate():
		w.replan()
		w.concludedAt = append(w.concludedAt, w.now)
		if w.outcome.acting == "" {
			w.outcome.conclude(events.Expired, w.now)
		}
		w.outcome.message = ""
		w.stop(append(before, w.plan...), RuleHardEnd)
	default:
		w.replan()
		w.dropUnbudgeted(before)
		if w.outcome.acting != "" {
			w.drop(before, RuleOutcome)
			w.closeWhenDone()
		}
	}
}

// stop closes the follow-up at once and without a word.
func (w *walk) stop(planned []candidate, rule Rule) {
	w.plan, w.given = nil, map[string]given{}
	w.drop(planned, rule)
	if w.closedAt.IsZero() {
		w.closedAt = w.now
	}
}

// closeWhenDone closes a follow-up that has an outcome and nothing left to send.
func (w *walk) closeWhenDone() {
	if len(w.plan) == 0 {
		w.closedAt = w.now
	}
}

// decideRounds closes the follow-up as advanced once a later interview of the same
// application has been completed. Of a closed one it only mends an outcome that
// was our own conclusion.
func (w *walk) decideRounds() {
	if w.own.application == "" || !w.mayAdvance() {
		return
	}
	for _, other := range w.others {
		later := other.application == w.own.application && other.over() && other.endedAt.After(w.own.end())
		if later && w.outcome.acting != events.Advanced {
			w.advanced = true
			w.outcome.act(events.Advanced, "", true, w.now) // Our own conclusion: nobody has reported it.
			return
		}
	}
}

// mayAdvance reports whether a later round can still change how the follow-up ends.
func (w *walk) mayAdvance() bool {
	mendable := w.outcome.acting == events.NoResponse || w.outcome.acting == events.Expired
	return !w.advanced && (w.closedAt.IsZero() || mendable)
}

// firstKnownTooLate reports whether we first heard of the interview after its hard end.
func (w *walk) firstKnownTooLate() bool {
	end, ok := w.hardEnd()
	return ok && w.knownAt.After(end) && w.drawnAt(w.knownAt).Equal(w.knownAt)
}

// hardEnd returns when a follow-up without an outcome expires.
func (w *walk) hardEnd() (time.Time, bool) {
	if !w.own.over() {
		return time.Time{}, false
	}
	end := w.own.endedAt.Add(time.Duration(w.policy.HardEndAfter))
	if by := w.reckon().inForce; !by.IsZero() {
		if office := w.office.Closes(w.office.Add(by, w.policy.HardEndDays)); office.After(end) {
			end = office
		}
	}
	return end, true
}

// silenceAt returns when the employer's silence counts as the answer: ok only
// while the budget for check-ins is used up.
func (w *walk) silenceAt() (time.Time, bool) {
	if !w.undecided() || w.budgetLeft() {
		return time.Time{}, false
	}
	r := w.reckon()
	last := r.lastDay
	if last.IsZero() {
		last = w.office.DateOf(w.own.endedAt)
	}
	if r.inForce.After(last) {
		last = r.inForce
	}
	return w.office.Opens(w.office.Add(last, w.policy.SilenceDays)), true
}

// budgetLeft reports whether another check-in may be asked for.
func (w *walk) budgetLeft() bool {
	r := w.reckon()
	most := w.policy.MaxCheckIns
	if w.outcome.silent != "" {
		most = min(most, w.policy.MaxAfterATS)
	}
	return r.asked < most && r.silent < w.policy.MaxSilent
}

// reckon goes through the words about the decision, as far as the interview is over.
func (w *walk) reckon() reckoning {
	is := reckoned{words: len(w.words), ended: w.own.endedAt, office: w.office}
	if w.reckoned.reckoned != is {
		w.reckoned.reckoned = is
		// Promises are in the language of the interview: were they read in that of a later
		// candidate.updated, a change of taste could change the day that was meant.
		spoken := events.LanguageOf(w.meeting.Candidate.Locale)
		w.reckoned.reckoning = reckon(w.words, w.office.DateOf(w.own.endedAt), w.policy.RoundDays, w.office, spoken)
	}
	return w.reckoned.reckoning
}

// reckoned is all that a reckoning depends on.
type reckoned struct {
	words  int
	ended  time.Time
	office *calendar.Business
}

// nextAssumption returns the announced interview, ours or another round of the
// application, that will be the next to count as completed.
func (w *walk) nextAssumption() (at time.Time, which *interview) {
	after := time.Duration(w.policy.AssumedAfter)
	for _, i := range w.others {
		if t, ok := i.assumeAt(after); ok && w.mayAdvance() && (which == nil || t.Before(at)) {
			at, which = t, i
		}
	}
	if t, ok := w.own.assumeAt(after); ok && (which == nil || !t.After(at)) {
		at, which = t, &w.own
	}
	return at, which
}

// speaksLate reports whether an outcome reported after closing still sends its message.
func (w *walk) speaksLate(at time.Time) bool {
	end, ok := w.hardEnd()
	return !ok || at.Before(end)
}
