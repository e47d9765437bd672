package followups

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// succession decides which fact opens the run after an ended one. Two late facts that
// arrive at once must not both start from the state of the same run: if the first
// one's run has ended again by then, the second would start without what the first brought.
type succession struct {
	bucket bus.Bucket[heir]
}

// heir is the fact that may open the run after an ended one.
type heir struct {
	Fact string `json:"fact"`
}

// heirTTL is when a claim is forgotten, so that a fact which was given up does not block the others for ever.
const heirTTL = time.Hour

// claim returns nil if e may open the run after the ended one, now and at every later try.
func (s succession) claim(ctx context.Context, endedRun string, e events.Event) error {
	key := bus.Key("heir", endedRun)
	fact := events.MsgID(e.Tenant, e.Source, e.ID)
	_, err := s.bucket.Create(ctx, key, heir{Fact: fact}, heirTTL)
	if err == nil {
		return nil
	}
	if !errors.Is(err, bus.ErrConflict) {
		return fmt.Errorf("claim the succession of %s: %w", e.Subject, err)
	}
	entry, err := s.bucket.Get(ctx, key)
	if err != nil {
		return fmt.Errorf("read the succession of %s: %w", e.Subject, err)
	}
	if entry.Value.Fact != fact {
		return fmt.Errorf("another late fact of %s is opening its next run", e.Subject)
	}
	return nil
}
