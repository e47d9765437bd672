package lifecycle

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// Restored is what a first run takes over from the dossier: the run that knew it is gone, ended from outside or no longer kept.
type Restored struct {
	Facts   []events.Event     `json:"facts,omitempty"`
	Emitted []followup.Emitted `json:"emitted,omitempty"`
	// Size is how many bytes the facts take.
	Size int `json:"size,omitempty"`
}

// restore returns the state of a first run with what the dossier knows of the follow-up, and that by itself; nil if there is
// nothing to take over. A dossier without a snapshot is what a crash has left of the very first decision, which is made again.
func (a *Advancer) restore(in AdvanceInput, before events.Snapshot, f file) (State, *Restored, error) {
	s, d := in.State, f.before.Value
	if s.Revision > 0 || before.Revision == 0 || f.before.Revision == 0 || f.erased {
		return s, nil, nil
	}
	r := &Restored{Emitted: d.Emitted}
	for _, e := range d.Facts {
		if s.Has(e) {
			continue
		}
		fact, err := FactOf(e)
		if err != nil {
			return s, nil, err
		}
		r.Facts, r.Size = append(r.Facts, e), r.Size+fact.size()
	}
	s.restore(r)
	s.Basis, s.Since = before.PlannedWith, d.Since
	s.Handed = a.mayHaveHanded(in.Tenant, before, d)
	return s, r, nil
}

// restore takes over what the dossier knows.
func (s *State) restore(r *Restored) {
	s.Facts, s.Emitted = slices.Clone(s.Facts), slices.Clone(r.Emitted)
	for _, e := range r.Facts {
		s.learn(e)
	}
	s.Size += r.Size
}

// mayHaveHanded returns the reminders that the lost run had given to the notifier ahead of their instant, if it came to that
// after its last snapshot.
func (a *Advancer) mayHaveHanded(tenant string, before events.Snapshot, d followup.Dossier) (handed []Handed) {
	policy := a.Policy(tenant)
	decision := d.Evaluate(policy, before.EvaluatedAt)
	lead := a.lead(policy, tenant, d.Followup)
	for _, r := range decision.Ahead {
		if before.Wants(r.ID, r.DueAt) && !r.DueAt.Add(-lead).After(before.EvaluatedAt) {
			handed = append(handed, Handed{Reminder: r, Day: decision.Days[r.ID]})
		}
	}
	return handed
}

// again returns the reminders of the record that can still go out. Whether the lost run has handed them over nobody knows, so
// they are handed over again: under the same id, on which the notifier has its claim.
func (in AdvanceInput) again(record []followup.Emitted, now time.Time) (reminders []events.Reminder) {
	for _, e := range record {
		if e.ExpiresAt.After(now) {
			reminders = append(reminders, events.Reminder{
				ID: events.ReminderID(in.Followup, e.Kind, e.N), Kind: e.Kind, N: e.N, State: events.Due,
				DueAt: e.DueAt, ExpiresAt: e.ExpiresAt, Reason: e.Reason,
			})
		}
	}
	return reminders
}
