package letter

import (
	"context"
	"errors"
	"fmt"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/link"
)

// Letters is the bucket LETTERS. It keeps nothing itself and is safe for concurrent use.
type Letters struct{ bucket bus.Bucket[Letter] }

// Open returns the letters of a bus on which bus.EnsureTopology was called.
func Open(b *bus.Bus) *Letters {
	return &Letters{bucket: bus.OpenBucket[Letter](b, bus.LettersBucket)}
}

// Put writes a letter down before an attempt at it. What was heard of an earlier attempt stays. The errors are those
// of bus.Bucket.
func (l *Letters) Put(ctx context.Context, letter Letter) error {
	key := Ref(letter).String()
	for {
		_, err := l.bucket.Create(ctx, key, letter, 0)
		if errors.Is(err, bus.ErrConflict) {
			var before bus.Entry[Letter]
			if before, err = l.bucket.Get(ctx, key); err == nil {
				letter.State, letter.Code, letter.Told = before.Value.State, before.Value.Code, before.Value.Told
				_, err = l.bucket.Update(ctx, key, letter, before.Revision)
			}
		}
		switch {
		case err == nil:
			return nil
		// Somebody has written meanwhile, or it has just run out.
		case (errors.Is(err, bus.ErrConflict) || errors.Is(err, bus.ErrNotFound)) && ctx.Err() == nil:
		default:
			return fmt.Errorf("note a letter: %w", err)
		}
	}
}

// Find returns a letter. Errors: bus.ErrNotFound if it is not kept, or not any more, and those of bus.Bucket.
func (l *Letters) Find(ctx context.Context, ref link.Ref) (Letter, error) {
	entry, err := l.bucket.Get(ctx, ref.String())
	if err != nil {
		return Letter{}, fmt.Errorf("find a letter: %w", err)
	}
	return entry.Value, nil
}

// Advance moves a letter on to a state unless it has come that far, and returns it as it is then; changed reports
// whether it has moved. code is what the provider has called the state. The errors are those of Find.
func (l *Letters) Advance(ctx context.Context, ref link.Ref, state State, code string) (_ Letter, changed bool, err error) {
	return l.change(ctx, ref, func(now *Letter) bool {
		if !state.After(now.State) {
			return false
		}
		now.State, now.Code = state, code
		return true
	})
}

// Told remembers that everything that follows from a state has been done. The errors are those of Find.
func (l *Letters) Told(ctx context.Context, ref link.Ref, state State) error {
	_, _, err := l.change(ctx, ref, func(now *Letter) bool {
		if !state.After(now.Told) {
			return false
		}
		now.Told = state
		return true
	})
	return err
}

// change stores what change makes of a letter, if it says so and nobody has stored another meanwhile; otherwise change
// is called again with that one.
func (l *Letters) change(ctx context.Context, ref link.Ref, change func(*Letter) bool) (_ Letter, changed bool, err error) {
	for {
		entry, err := l.bucket.Get(ctx, ref.String())
		if err != nil {
			return Letter{}, false, fmt.Errorf("find a letter: %w", err)
		}
		now := entry.Value
		if !change(&now) {
			return now, false, nil
		}
		_, err = l.bucket.Update(ctx, ref.String(), now, entry.Revision)
		switch {
		case err == nil:
			return now, true, nil
		case errors.Is(err, bus.ErrConflict) && ctx.Err() == nil:
			continue
		default:
			return Letter{}, false, fmt.Errorf("move a letter on: %w", err)
		}
	}
}
