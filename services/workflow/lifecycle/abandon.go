package lifecycle

import (
	"context"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

const abandonReason = "the fact waited 24 hours for its interview, which nobody reported"

// abandoned reports that facts have waited for an interview as long as they may.
func abandoned(d followup.Decision, now time.Time) bool {
	return d.Snapshot.Stage == events.AwaitingInterview && !d.NextWake.IsZero() && !d.NextWake.After(now)
}

// abandon puts the facts into DEAD, where people see them. They stay in the state: if the interview
// is reported after all, it finds them there.
func (a *Advancer) abandon(ctx context.Context, v voice, s State) (Decided, error) {
	for _, e := range s.Facts {
		if err := a.Publisher.Bury(ctx, e, events.MsgID(v.tenant, e.Source, e.ID), abandonReason); err != nil {
			return Decided{}, fmt.Errorf("bury %s of %s: %w", e.Type.Name(), v.followup, err)
		}
	}
	return Decided{Revision: s.Revision, Ended: true}, nil
}
