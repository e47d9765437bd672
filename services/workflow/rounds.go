package followups

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// application is what is known of the interviews of one application: for each follow-up the newest
// interview.scheduled, interview.completed and interview.cancelled, reduced to what the other rounds need.
type application struct {
	Told []events.Event `json:"told"`
}

// place says which application a follow-up belongs to. An interview.cancelled does not say so itself.
type place struct {
	Application string `json:"application,omitempty"`
	// Cancelled is an interview.cancelled that came before its interview: it waits for it here.
	Cancelled *events.Event `json:"cancelled,omitempty"`
}

// orphanTTL is how long a cancellation waits for its interview. Facts wait for a day; the rest is for a bus that is behind.
const orphanTTL = 48 * time.Hour

// errUnreadable says that a fact's data is not what its type promises: trying again is pointless.
var errUnreadable = errors.New("unreadable fact")

// rounds remembers which follow-ups belong to one application.
type rounds struct {
	applications bus.Bucket[application]
	places       bus.Bucket[place]
}

func newRounds(b *bus.Bus) rounds {
	return rounds{
		applications: bus.OpenBucket[application](b, bus.ApplicationsBucket),
		places:       bus.OpenBucket[place](b, bus.ApplicationsBucket),
	}
}

// enter notes what a fact says about one round. It returns what the other rounds have to be told, and what they
// have told so far. Of two rounds that are entered at once, one sees the other at least: the bucket decides who is second.
func (r rounds) enter(ctx context.Context, e events.Event) (told, others []events.Event, err error) {
	told, application, err := reduce(e)
	if err != nil || len(told) == 0 {
		return nil, nil, err
	}
	at, err := r.find(ctx, told[0], application)
	if err != nil || at.Application == "" {
		return nil, nil, err
	}
	if at.Cancelled != nil {
		told = append(told, *at.Cancelled)
	}
	others, err = retry(func() ([]events.Event, error) { return r.tell(ctx, at.Application, told) })
	return told, others, err
}

// reduce returns the fact without anything that the other rounds do not need, and the application that it names.
// Most facts say nothing about a round.
func reduce(e events.Event) (told []events.Event, application string, err error) {
	var data any
	switch e.Type {
	case events.InterviewScheduled, events.InterviewCompleted:
		meeting, err := events.DataOf[events.Meeting](e)
		if err != nil {
			return nil, "", fmt.Errorf("%w: %w", errUnreadable, err)
		}
		application = meeting.Interview.ApplicationID
		data = events.Meeting{Interview: meeting.Interview}
	case events.InterviewCancelled:
		data = events.Cancellation{}
	default:
		return nil, "", nil
	}
	reduced, err := events.New(e.Type, e.Source, e.ID, e.Tenant, e.Subject, e.Time, data)
	return []events.Event{reduced}, application, err
}

// find returns the place of the fact's follow-up, and notes it if the fact names an application.
func (r rounds) find(ctx context.Context, e events.Event, application string) (place, error) {
	key := bus.Key("place", e.Tenant, e.Subject)
	return retry(func() (place, error) {
		entry, err := r.places.Get(ctx, key)
		unknown := errors.Is(err, bus.ErrNotFound)
		if err != nil && !unknown {
			return place{}, fmt.Errorf("read the application of %s: %w", e.Subject, err)
		}
		at := entry.Value
		at.Application = cmp.Or(application, at.Application)
		if at.Application == "" && e.Type == events.InterviewCancelled {
			at.Cancelled = &e
		}
		switch {
		case at == entry.Value:
			return at, nil
		case unknown && at.Application == "":
			_, err = r.places.Create(ctx, key, at, orphanTTL)
		case unknown:
			_, err = r.places.Create(ctx, key, at, 0)
		default:
			_, err = r.places.Update(ctx, key, at, entry.Revision)
		}
		if err != nil {
			return place{}, fmt.Errorf("note the application of %s: %w", e.Subject, err)
		}
		return at, nil
	})
}

// tell adds to what is known of an application and returns what the other rounds have told.
func (r rounds) tell(ctx context.Context, name string, told []events.Event) (others []events.Event, err error) {
	tenant, subject := told[0].Tenant, told[0].Subject
	key := bus.Key(tenant, name)
	entry, err := r.applications.Get(ctx, key)
	unknown := errors.Is(err, bus.ErrNotFound)
	if err != nil && !unknown {
		return nil, fmt.Errorf("read the rounds of %s: %w", subject, err)
	}
	next := application{Told: newest(slices.Concat(entry.Value.Told, told))}
	if unknown {
		_, err = r.applications.Create(ctx, key, next, 0)
	} else {
		// Written even if nothing is new: that is how a round that is entered at the same time is seen.
		_, err = r.applications.Update(ctx, key, next, entry.Revision)
	}
	if err != nil {
		return nil, fmt.Errorf("enter a round of %s: %w", subject, err)
	}
	return slices.DeleteFunc(next.Told, func(e events.Event) bool { return e.Subject == subject }), nil
}

// newest keeps of each follow-up and type the event with the greatest time, and of those with one time that with the greatest id.
func newest(told []events.Event) []events.Event {
	var kept []events.Event
	for _, e := range told {
		i := slices.IndexFunc(kept, func(k events.Event) bool { return k.Subject == e.Subject && k.Type == e.Type })
		switch {
		case i < 0:
			kept = append(kept, e)
		case cmp.Or(e.Time.Compare(kept[i].Time), cmp.Compare(e.ID, kept[i].ID)) > 0:
			kept[i] = e
		}
	}
	return kept
}

// retry does a step on the bucket again until nobody else was faster.
func retry[T any](step func() (T, error)) (T, error) {
	for {
		value, err := step()
		if !errors.Is(err, bus.ErrConflict) {
			return value, err
		}
	}
}
