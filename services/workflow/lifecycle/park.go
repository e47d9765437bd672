package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// patience is how long facts wait for their interview (DESIGN.md section 4). It counts from when they
// came: an import may bring what happened days ago a moment before its interview.
const patience = 24 * time.Hour

// Why facts lie in DEAD.
const (
	reasonAbandoned = "the fact waited 24 hours for its interview, which nobody reported"
	reasonForgotten = "the follow-up closed so long ago that what was known of it is no longer kept"
)

// errForgotten says that STATUS tells of a closed follow-up whose facts Temporal no longer keeps:
// a plan made from the new fact alone would begin it again.
var errForgotten = errors.New("the follow-up is closed and forgotten")

// waiting returns since when the facts wait for their interview, zero if they do not.
func (s State) waiting(d followup.Decision, now time.Time) time.Time {
	switch {
	case d.Snapshot.Stage != events.AwaitingInterview:
		return time.Time{}
	case s.Waiting.IsZero():
		return now
	default:
		return s.Waiting
	}
}

// park puts the facts that lead nowhere into DEAD, where people see them, and ends the run. They stay in the
// state: if the interview is reported after all, it finds them there.
func (a *Advancer) park(ctx context.Context, v voice, s State, reason string) (Decided, error) {
	for _, e := range s.Facts[s.Parked:] {
		if err := a.Publisher.Bury(ctx, e, events.MsgID(v.tenant, e.Source, e.ID), reason); err != nil {
			return Decided{}, fmt.Errorf("bury %s of %s: %w", e.Type.Name(), v.followup, err)
		}
	}
	return Decided{Revision: s.Revision, Parked: len(s.Facts), Ended: true}, nil
}
