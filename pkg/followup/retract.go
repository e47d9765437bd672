package followup

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// retract takes back a report that was made by mistake (fact.retracted). From now on the follow-up goes on as if it had
// never been made: what was emitted stays emitted, what it had stopped or moved is due from now on, and a follow-up that
// it had closed is open again. So a retraction is a change under the follow-up, as one of its policy is: the walk is
// taken anew to this instant without the report.
//
// Each costs a walk, so a follow-up takes back only so many: nobody is mistaken that often.
//
// It does not matter which of the two comes first: a report whose retraction is known is not heard at all. What is
// unknown or not retractable cannot be taken back (so nothing that counts of another follow-up can), and nothing can
// once the candidate is erased.
func (w *walk) retract(r events.Retraction) {
	said := name{r.Source, r.ID}
	i := slices.IndexFunc(w.facts, func(f events.Event) bool { return nameOf(f) == said })
	if i < 0 || w.retracted[said] || !w.facts[i].Type.IsRetractable() || w.erased || len(w.retracted) == maxRetractions {
		return
	}
	if w.retracted == nil {
		w.retracted = map[name]bool{}
	}
	w.retracted[said] = true
	if i >= w.next {
		return
	}
	again := w.anew()
	for again.next < w.next {
		again.happen(again.nextEvent())
	}
	again.report(w)
	*w = *again
}

// maxRetractions is how many reports of one follow-up can be taken back.
const maxRetractions = 50

// anew returns the walk from its beginning, with what it has emitted and taken back so far.
func (w *walk) anew() *walk {
	record := make([]recorded, 0, len(w.record)+1)
	for _, e := range w.history {
		if e.State == events.Due {
			record = append(record, recorded{Emitted: e.emitted(), fresh: !e.pinned})
		}
	}
	again := begin(w.policy, w.subject, w.facts, append(record, w.record[w.forced:]...))
	again.retracted, again.concludedAt = w.retracted, slices.Clone(w.concludedAt)
	again.retractedAt = append(slices.Clone(w.retractedAt), w.now)
	again.changes = append(slices.Clone(w.changes), w.now)
	slices.SortFunc(again.changes, time.Time.Compare)
	again.changes = slices.CompactFunc(again.changes, time.Time.Equal)
	return again
}

// report sees to it that nothing vanishes without a word: what the walk before has skipped is told still, and what it
// had planned is skipped, unless the new one plans it as well.
func (w *walk) report(before *walk) {
	asked := w.count(events.CheckIn)
	for _, e := range before.history {
		// A check-in with a number beyond those of now was skipped in a row that begins anew.
		gone := onOfficeTime(e.Kind) && e.N > asked
		planned := slices.ContainsFunc(w.plan, func(c candidate) bool { return c.kind == e.Kind && c.n == e.N })
		if e.State == events.Skipped && !gone && !planned && !w.inHistory(e.Kind, e.N) {
			w.history = append(w.history, e)
		}
	}
	planned := slices.Clone(before.plan)
	if slices.ContainsFunc(w.plan, func(c candidate) bool { return c.kind == events.CheckIn }) {
		// Whatever its number, it is the next one.
		planned = slices.DeleteFunc(planned, func(c candidate) bool { return c.kind == events.CheckIn })
	}
	w.drop(planned, RuleRetracted)
}

// unfounded reports whether an emitted reminder tells of an outcome that was taken back since.
func (w *walk) unfounded(e entry) bool {
	return w.outcome.acting == "" && (isOutcomeKind(e.Kind) || e.Kind == events.OfferDeadline)
}

// standing returns the follow-up's own facts that were not taken back.
func (w *walk) standing() []events.Event {
	return slices.DeleteFunc(slices.Clone(w.facts), func(f events.Event) bool { return !w.isOwn(f) || w.retracted[nameOf(f)] })
}
