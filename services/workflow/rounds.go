package followups

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// application lists the completed interviews of one application: for each follow-up the
// event that reported it, reduced to the interview's own fields.
type application struct {
	Completed []events.Event `json:"completed"`
}

// errUnreadable says that a fact's data is not what its type promises: trying again is pointless.
var errUnreadable = errors.New("unreadable fact")

// rounds remembers which follow-ups belong to one application.
type rounds struct {
	bucket bus.Bucket[application]
}

// enter notes a completed interview and returns it, reduced, with the other completed rounds of its
// application. Two rounds that are entered at once see each other at least once: the bucket decides who is second.
func (r rounds) enter(ctx context.Context, e events.Event) (entered events.Event, others []events.Event, err error) {
	if e.Type != events.InterviewCompleted {
		return e, nil, nil
	}
	meeting, err := events.DataOf[events.Meeting](e)
	if err != nil {
		return e, nil, fmt.Errorf("%w: %w", errUnreadable, err)
	}
	if meeting.Interview.ApplicationID == "" {
		return e, nil, nil
	}
	entered, err = events.New(e.Type, e.Source, e.ID, e.Tenant, e.Subject, e.Time, events.Meeting{Interview: meeting.Interview})
	if err != nil {
		return e, nil, err
	}
	key := bus.Key(e.Tenant, meeting.Interview.ApplicationID)
	for {
		others, err = r.try(ctx, key, entered)
		if !errors.Is(err, bus.ErrConflict) {
			return entered, others, err
		}
	}
}

func (r rounds) try(ctx context.Context, key string, e events.Event) ([]events.Event, error) {
	entry, err := r.bucket.Get(ctx, key)
	unknown := errors.Is(err, bus.ErrNotFound)
	if err != nil && !unknown {
		return nil, fmt.Errorf("read the rounds of %s: %w", e.Subject, err)
	}
	others := slices.DeleteFunc(slices.Clone(entry.Value.Completed), func(known events.Event) bool { return known.Subject == e.Subject })
	next := application{Completed: append(slices.Clone(others), e)}
	if unknown {
		_, err = r.bucket.Create(ctx, key, next, 0)
	} else {
		_, err = r.bucket.Update(ctx, key, next, entry.Revision)
	}
	if err != nil {
		return nil, fmt.Errorf("enter a round of %s: %w", e.Subject, err)
	}
	return others, nil
}
