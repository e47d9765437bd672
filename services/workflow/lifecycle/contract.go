package lifecycle

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

const (
	// TaskQueue is the default task queue.
	TaskQueue = "afterword-followups"
	// WorkflowType is the registered name of FollowUp.
	WorkflowType = "FollowUp"
	// AdvanceActivity is the registered name of Advancer.Advance.
	AdvanceActivity = "Advance"
	// FactSignal carries a Fact.
	FactSignal = "fact"
	// ReplanSignal carries a Replan.
	ReplanSignal = "replan"
)

// Input starts a run. Its id is events.WorkflowID(Tenant, Followup).
type Input struct {
	Tenant   string `json:"tenant"`
	Followup string `json:"followup"`
	// State is what an earlier run knew: empty for the first one.
	State State `json:"state"`
}

// Fact is one signal.
type Fact struct {
	Event events.Event `json:"event"`
	// Size is how many bytes the event takes as JSON; FactOf sets it.
	Size int `json:"size,omitempty"`
}

// Replan is a signal that wakes a sleeper whose plan rests on something else than Basis.
type Replan struct {
	// Basis is followup.Basis as it is now.
	Basis string `json:"basis"`
}

// State is all that a follow-up knows about itself. It goes from run to run and is
// the workflow's result.
type State struct {
	// Facts are the distinct facts, in the order in which they arrived.
	Facts []events.Event `json:"facts,omitempty"`
	// Size is how many bytes they take.
	Size int `json:"size,omitempty"`
	// Emitted is followup's record of what was emitted.
	Emitted []followup.Emitted `json:"emitted,omitempty"`
	// Handed are the reminders given to the notifier ahead of their due instant, not yet emitted or withdrawn.
	Handed []Handed `json:"handed,omitempty"`
	// Revision counts the snapshots written so far.
	Revision int `json:"revision"`
	// Waiting is since when facts wait for their interview; zero while none do.
	Waiting time.Time `json:"waiting,omitzero"`
	// Parked counts the facts, from the first on, that lie in DEAD.
	Parked int `json:"parked,omitempty"`
	// Basis is what the plan rests on (followup.Basis), "" before the first decision.
	Basis string `json:"basis,omitempty"`
	// Since is when that basis took the place of another one, zero if it never did.
	Since time.Time `json:"since,omitzero"`
}

// Handed is one reminder at the notifier's.
type Handed struct {
	Reminder events.Reminder `json:"reminder"`
	// Day is the business day, in the employer's zone, that a check_in or check_in_result serves.
	Day events.Date `json:"day,omitzero"`
}

// is reports whether h is the hand-over of r at its present due instant.
func (h Handed) is(r events.Reminder) bool {
	return h.Reminder.ID == r.ID && h.Reminder.DueAt.Equal(r.DueAt)
}

// Decided is what Advance returns: all that the history keeps of a decision.
type Decided struct {
	// Emitted are the additions to the record.
	Emitted []followup.Emitted `json:"emitted,omitempty"`
	// Handed replaces State.Handed.
	Handed []Handed `json:"handed,omitempty"`
	// Revision replaces State.Revision.
	Revision int `json:"revision"`
	// Waiting and Parked replace those of the State.
	Waiting time.Time `json:"waiting,omitzero"`
	Parked  int       `json:"parked,omitempty"`
	// Basis and Since replace those of the State.
	Basis string    `json:"basis,omitempty"`
	Since time.Time `json:"since,omitzero"`
	// Wait is how long to wait, in real time, for the next wake.
	Wait time.Duration `json:"wait"`
	// Ended reports that nothing is left to wait for.
	Ended bool `json:"ended"`
	// Restored is what a first run has taken over from the dossier of one that is gone, nil if there was nothing.
	Restored *Restored `json:"restored,omitempty"`
}

// AdvanceInput is the argument of Advance. It is a local activity's argument, and so is not part of the history.
type AdvanceInput struct {
	Tenant   string
	Followup string
	State    State
	// Surplus are the facts for which the State has no room.
	Surplus []events.Event
	// Run and History say where this is decided: in which run, and how long its history is. Of two tries on one State
	// they tell the one that goes on from the one that was given up.
	Run     string
	History int
}

// Has reports whether learning e would change nothing.
func (s State) Has(e events.Event) bool {
	return slices.ContainsFunc(s.Facts, func(known events.Event) bool {
		return known.Source == e.Source && known.ID == e.ID && !e.Time.Before(known.Time)
	})
}

// learn adds a fact unless it is known. Of two with the same source and id the one with
// the smaller time counts (DOMAIN.md section 3). It reports whether anything changed.
func (s *State) learn(e events.Event) bool {
	for i, known := range s.Facts {
		if known.Source != e.Source || known.ID != e.ID {
			continue
		}
		if e.Time.Before(known.Time) {
			s.Facts[i] = e
			return true
		}
		return false
	}
	s.Facts = append(s.Facts, e)
	return true
}

// knows reports whether any fact speaks of the follow-up itself.
func (s State) knows(followup string) bool {
	return slices.ContainsFunc(s.Facts, func(e events.Event) bool { return e.Subject == followup })
}

// nextKnown returns when the next fact becomes known whose time still lies ahead, as by the clock of
// another machine; zero if there is none.
func (s State) nextKnown(now time.Time) (at time.Time) {
	for _, e := range s.Facts {
		if e.Time.After(now) {
			at = earlier(at, e.Time)
		}
	}
	return at
}

// apply takes over what was decided.
func (s *State) apply(d Decided) {
	if d.Restored != nil {
		s.restore(d.Restored)
	}
	s.Emitted = append(s.Emitted, d.Emitted...)
	s.Handed = d.Handed
	s.Revision = d.Revision
	s.Waiting, s.Parked = d.Waiting, d.Parked
	s.Basis, s.Since = d.Basis, d.Since
}
