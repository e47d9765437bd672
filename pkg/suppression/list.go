package suppression

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// List is the list. It keeps nothing itself and is safe for concurrent use.
type List struct {
	bucket bus.Bucket[events.Suppression]
}

// Open returns the list of a bus on which bus.EnsureTopology was called.
func Open(b *bus.Bus) *List {
	return &List{bucket: bus.OpenBucket[events.Suppression](b, bus.SuppressionsBucket)}
}

// strength orders the rules, the weakest first. A rule that a later version has added is the strongest.
func strength(rule string) int {
	order := []string{events.RuleBounce, events.RuleOperator, events.RuleUnsubscribe, events.RuleComplaint, events.RuleStop}
	if i := slices.Index(order, rule); i >= 0 {
		return i
	}
	return len(order)
}

// Find returns the strongest of the entries under the keys, and false if there is none. The errors are those of bus.Bucket.
func (l *List) Find(ctx context.Context, keys ...string) (strongest events.Suppression, found bool, err error) {
	for _, key := range keys {
		entry, err := l.bucket.Get(ctx, key)
		switch {
		case errors.Is(err, bus.ErrNotFound):
		case err != nil:
			return events.Suppression{}, false, fmt.Errorf("read the suppressions: %w", err)
		case !found || strength(entry.Value.Rule) > strength(strongest.Rule):
			strongest, found = entry.Value, true
		}
	}
	return strongest, found, nil
}

// Add stores s under key unless something as strong is there already; what was said first keeps its time and reason.
// added reports whether it was stored. The errors are those of bus.Bucket.
func (l *List) Add(ctx context.Context, key string, s events.Suppression) (added bool, err error) {
	for {
		entry, err := l.bucket.Get(ctx, key)
		switch {
		case errors.Is(err, bus.ErrNotFound):
			_, err = l.bucket.Create(ctx, key, s, 0)
		case err != nil:
		case strength(entry.Value.Rule) >= strength(s.Rule):
			return false, nil
		default:
			_, err = l.bucket.Update(ctx, key, s, entry.Revision)
		}
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, bus.ErrConflict) && ctx.Err() == nil:
			continue // Somebody else has written meanwhile: the stronger of both must stay.
		default:
			return false, fmt.Errorf("add a suppression by rule %s: %w", s.Rule, err)
		}
	}
}

// Release removes the entry under key if it is there by one of the rules, or by any if none is named, and
// returns what it was. What is added meanwhile stays, unless it is there by one of the rules too.
// The errors are those of bus.Bucket.
func (l *List) Release(ctx context.Context, key string, rules ...string) (was events.Suppression, released bool, err error) {
	for {
		entry, err := l.bucket.Get(ctx, key)
		switch {
		case errors.Is(err, bus.ErrNotFound):
			return events.Suppression{}, false, nil
		case err != nil:
			return events.Suppression{}, false, fmt.Errorf("read a suppression: %w", err)
		case len(rules) > 0 && !slices.Contains(rules, entry.Value.Rule):
			return entry.Value, false, nil
		}
		err = l.bucket.DeleteRevision(ctx, key, entry.Revision)
		switch {
		case err == nil:
			return entry.Value, true, nil
		case errors.Is(err, bus.ErrConflict) && ctx.Err() == nil:
			continue // Somebody has written meanwhile: what is there now may be another's word.
		default:
			return entry.Value, false, fmt.Errorf("release a suppression by rule %s: %w", entry.Value.Rule, err)
		}
	}
}

// All returns every entry there is under its key. The errors are those of bus.Bucket, and why ctx was done
// before all were read.
func (l *List) All(ctx context.Context) (map[string]events.Suppression, error) {
	reading, complete := context.WithCancel(ctx)
	defer complete()
	// An entry may be seen again, and may be gone then.
	all, read := map[string]events.Suppression{}, false
	err := l.bucket.Watch(reading, func(key string, s *events.Suppression) {
		delete(all, key)
		if s != nil {
			all[key] = *s
		}
	}, func() {
		read = true
		complete()
	})
	if !read {
		return nil, fmt.Errorf("list the suppressions: %w", errors.Join(err, ctx.Err()))
	}
	return all, nil
}
