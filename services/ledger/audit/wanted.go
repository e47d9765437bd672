package audit

import (
	"cmp"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// wanted is what had to become of each reminder, by id.
type wanted map[string]events.Reminder

func wantedOf(list []events.Reminder) wanted {
	w := wanted{}
	for _, r := range list {
		w[r.ID] = r
	}
	return w
}

// byRecord reports whether the domain of today cannot say what had to be sent.
func (h *history) byRecord() bool {
	if h.erased || slices.ContainsFunc(h.Rounds, func(e events.Event) bool { return isGone(e.Data) }) {
		return true // Whether another round had closed it cannot be asked any more once that one is erased.
	}
	if h.Status != nil && h.Status.Facts > len(h.own) {
		return true // The workflow has heard of more than the ledger.
	}
	basis := followup.Basis(h.Policy)
	other := func(b string) bool { return b != "" && b != basis }
	if h.Status != nil && (other(h.Status.PlannedWith) || !h.Status.PlannedSince.IsZero()) {
		return true
	}
	return slices.ContainsFunc(h.decisions, func(d decision) bool { return other(d.basis) })
}

// asTold is what the facts want if each was known at its time: what a workflow that is never behind does.
func (h *history) asTold() wanted {
	facts := append(factsOf(h.own), h.Rounds...)
	if len(h.own) == 0 {
		return wanted{}
	}
	w := wantedOf(followup.Simulate(h.Policy, facts, h.Now).Reminders)
	// The story holds what has come to pass; what is still to come matters where it was sent all the same.
	for _, r := range followup.Evaluate(h.Policy, h.Followup, facts, nil, h.Now).Ahead {
		if _, ok := w[r.ID]; !ok {
			w[r.ID] = r
		}
	}
	return w
}

// heardAt returns the facts with the instants at which the workflow knew them, as far as its decisions tell: the first decision
// on at least so many facts. What no decision tells of counts as known at its time: a workflow that heard nothing is not excused.
func (h *history) heardAt() []known {
	facts := slices.Clone(h.own)
	for i := range facts {
		for _, d := range h.decisions {
			if !d.at.Before(facts[i].Time) && d.facts > h.knownBefore(i, d.at) {
				facts[i].at = d.at
				break
			}
		}
	}
	closed := slices.IndexFunc(h.decisions, func(d decision) bool { return d.outcome == events.Advanced })
	for _, e := range h.Rounds {
		at := e.Time
		if closed >= 0 && h.decisions[closed].at.After(at) {
			at = h.decisions[closed].at
		}
		facts = append(facts, known{Event: e, at: at})
	}
	return facts
}

// knownBefore counts the facts that were stored before the i-th and whose time had come.
func (h *history) knownBefore(i int, at time.Time) (n int) {
	for _, f := range h.own[:i] {
		if !f.Time.After(at) {
			n++
		}
	}
	return n
}

// walked is what a workflow that heard of facts at those instants, and slept through nothing, would have done by now.
type walked struct {
	wanted
	facts   []known
	emitted []followup.Emitted
	// woken is when it would have handed each reminder over: at its due instant, or when a fact made it due that was heard later.
	woken map[string]time.Time
}

// walk goes from one instant to the next at which there is something to decide.
func (h *history) walk(facts []known) walked {
	w := walked{wanted: wanted{}, facts: facts, woken: map[string]time.Time{}}
	if len(facts) == 0 {
		return w
	}
	now := slices.MinFunc(facts, func(a, b known) int { return a.at.Compare(b.at) }).at
	for !now.After(h.Now) {
		d := followup.Evaluate(h.Policy, h.Followup, w.heardBy(now), w.emitted, now)
		w.emitted = d.Emitted
		for _, r := range d.Due {
			w.woken[r.ID] = now
		}
		w.wanted = wantedOf(d.Snapshot.Plan)
		next := d.NextWake
		for _, f := range facts {
			if f.at.After(now) && (next.IsZero() || f.at.Before(next)) {
				next = f.at
			}
		}
		if !next.After(now) {
			break
		}
		now = next
	}
	return w
}

func (w *walked) heardBy(at time.Time) []events.Event {
	var heard []events.Event
	for _, f := range w.facts {
		if !f.at.After(at) {
			heard = append(heard, f.Event)
		}
	}
	return heard
}

// nextDecision returns when the workflow decided first from an instant on, zero if it never did.
func (h *history) nextDecision(from time.Time) time.Time {
	for _, d := range h.decisions {
		if !d.at.Before(from) {
			return d.at
		}
	}
	return time.Time{}
}

// overtaken is told for the rule of a reminder that was planned, and is in no plan any more.
const overtaken = "overtaken"

// rightlyDropped reports whether the workflow was right not to hand a reminder over when it decided at an instant after its due
// one, and by which rule: nobody had been awake, and by then it was of no use any more.
func (h *history) rightlyDropped(w walked, id string, at time.Time) (rule string, rightly bool) {
	rightly = h.asked(w, at, func(facts []events.Event) bool {
		record := slices.DeleteFunc(slices.Clone(w.emitted), func(e followup.Emitted) bool { return h.idOf(e) == id || e.DueAt.After(at) })
		r, planned := wantedOf(followup.Evaluate(h.Policy, h.Followup, facts, record, at).Snapshot.Plan)[id]
		rule = cmp.Or(r.Rule, overtaken)
		return !planned || r.State == events.Skipped
	})
	return rule, rightly
}

// rightlyWithdrawn reports whether the notifier was right to send nothing when it looked: nobody wanted the reminder at
// that due instant, or it was of no use any more.
func (h *history) rightlyWithdrawn(w walked, r events.Reminder, at time.Time) bool {
	return h.asked(w, at, func(facts []events.Event) bool {
		record := slices.DeleteFunc(slices.Clone(w.emitted), func(e followup.Emitted) bool { return e.DueAt.After(at) })
		s := followup.Evaluate(h.Policy, h.Followup, facts, record, at).Snapshot
		return !s.Wants(r.ID, r.DueAt) || s.Moot[r.ID] != ""
	})
}

// asked asks by what was heard by then, and by all that had been said.
func (h *history) asked(w walked, at time.Time, right func([]events.Event) bool) bool {
	return right(w.heardBy(at)) || right(factsOf(w.facts))
}

func (h *history) idOf(e followup.Emitted) string { return events.ReminderID(h.Followup, e.Kind, e.N) }
