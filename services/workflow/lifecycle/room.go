package lifecycle

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/afterword-io/afterword/pkg/events"
)

// The facts of one follow-up travel in one payload, for which Temporal has 2 MB. An interview with all that is said
// about it takes some kilobytes; whoever needs more sends something else than facts.
const (
	// room is how many bytes of facts a follow-up keeps.
	room = 1 << 20
	// lastRoom is for those facts that stop reminders, and for what takes one of them back: they are small, and the
	// candidate's own word among them must be heard even then.
	lastRoom = room + room/2
)

// reasonFull is why a fact lies in DEAD for which there was no room.
const reasonFull = "the follow-up holds as many facts as it can"

// FactOf returns the signal that carries e. Its size is taken here: workflow code cannot.
func FactOf(e events.Event) (Fact, error) {
	data, err := json.Marshal(e)
	if err != nil {
		return Fact{}, fmt.Errorf("encode %s of %s: %w", e.Type.Name(), e.Subject, err)
	}
	return Fact{Event: e, Size: len(data)}, nil
}

// size is what a fact takes in a payload. Signals of earlier releases do not say.
func (f Fact) size() int { return max(f.Size, len(f.Event.Data)) }

// fits reports whether there is room for a fact.
func (s State) fits(f Fact) bool {
	switch f.Event.Type {
	case events.CandidateErased, events.ConsentChanged, events.OutcomeRecorded, events.InterviewCancelled, events.ReminderSnoozed,
		events.FactRetracted:
		return s.Size+f.size() <= lastRoom
	default:
		return s.Size+f.size() <= room
	}
}

// burySurplus puts the facts for which there is no room into DEAD, where people see them. The follow-up lives on without them.
func (a *Advancer) burySurplus(ctx context.Context, in AdvanceInput) error {
	for _, e := range in.Surplus {
		if err := a.Publisher.Bury(ctx, e, events.MsgID(in.Tenant, e.Source, e.ID), reasonFull); err != nil {
			return fmt.Errorf("bury %s of %s: %w", e.Type.Name(), in.Followup, err)
		}
	}
	a.Metrics.surplus.Add(float64(len(in.Surplus)))
	return nil
}
