package book

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// Streams lists what a book is made of.
func Streams() []string {
	return []string{events.StreamFacts, events.StreamFollowups, events.StreamDeliveries, events.StreamDead}
}

// Source is where a book is made again from: *bus.Bus.
type Source interface {
	Tail(ctx context.Context, stream string, after uint64, o bus.TailOptions, take func(ctx context.Context, batch []bus.Message) error) error
	State(ctx context.Context, stream string) (bus.StreamState, error)
}

// RebuildOptions say how a book is made again.
type RebuildOptions struct {
	// Force swaps although the streams have lost messages.
	Force bool
	// Progress, if it is set, is called with how many messages were read, and of how many. Calls do not overlap.
	Progress func(done, of uint64)
	// Comparing, if it is set, is called once both stand at the same place and nothing new is taken.
	Comparing func()
}

// Rebuilt is how a rebuild ended.
type Rebuilt struct {
	// Lost is how many messages the book had that the streams no longer have, by stream; those without any are left out.
	Lost map[string]uint64
	// Before and After are the digests of both books at the same place.
	Before, After string
	// Swapped reports that the new one counts.
	Swapped bool
}

const (
	// rebuildBatch is how many messages a new generation takes in one transaction.
	rebuildBatch = 2000
	// nearly is how far behind a new generation may be when the other one stops for it.
	nearly = 2000
	// lastPart bounds the reading of what is left then.
	lastPart = time.Minute
	// sweepPatience is how long a generation that does not count is waited for: somebody may still read it.
	sweepPatience = 10 * time.Second
)

// Rebuild makes the book again from the beginning of the streams, beside the one that counts, and puts it in its place:
//
//	          reading                     both at the same place
//	next  ├───────────────────────────────────────┤ digest ┐
//	book  ──── takes on ──────────────────┤ waits │ digest ├─ lost nothing, or forced ─► next counts, book is removed
//	                                                       └─ lost something ─────────► next is removed
//
// Who reads goes on reading. Whoever calls Take waits from when both are close until they are swapped. One Rebuild may run at a
// time. After an error the book is as it was.
func (b *Book) Rebuild(ctx context.Context, from Source, o RebuildOptions) (Rebuilt, error) {
	if !b.rebuilding.TryLock() {
		return Rebuilt{}, fmt.Errorf("rebuild the ledger: %w", errRebuilding)
	}
	defer b.rebuilding.Unlock()
	release, err := b.engine().dialect.alone(ctx)
	if err != nil {
		return Rebuilt{}, fmt.Errorf("rebuild the ledger: %w", err)
	}
	defer b.leave(ctx, release)
	rebuilt, err := b.rebuild(ctx, from, o)
	if err != nil {
		return rebuilt, fmt.Errorf("rebuild the ledger: %w", err)
	}
	return rebuilt, nil
}

// errRebuilding is returned to the second who rebuilds.
var errRebuilding = errors.New("a rebuild is running already")

// Refresh takes over the generation that counts, if another process has replaced the one that is open. It reports whether it
// did: who reads streams by their position has to read it again.
func (b *Book) Refresh(ctx context.Context) (bool, error) {
	b.taking.Lock()
	defer b.taking.Unlock()
	before := b.engine()
	counts, err := before.dialect.generation(ctx)
	if err != nil || counts == before.generation {
		return false, err
	}
	on, err := before.dialect.open(ctx)
	if err != nil {
		return false, fmt.Errorf("open the generation that counts: %w", err)
	}
	b.mu.Lock()
	b.on = on
	b.mu.Unlock()
	err = errors.Join(before.close(), b.tellAll(ctx))
	// The other process could not remove it if somebody was reading it here.
	b.sweep(ctx)
	return true, err
}

// sweep removes the generations that do not count, unless somebody is rebuilding, who does it too. What it cannot remove is
// removed by the next one: whenever a book is opened, replaced or made again.
func (b *Book) sweep(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, sweepPatience)
	defer cancel()
	release, err := b.engine().dialect.alone(ctx)
	switch {
	case err == nil:
		b.leave(ctx, release)
	case !errors.Is(err, errRebuilding):
		b.log.Warn(leftover, zap.Error(err))
	}
}

// leave ends being alone.
func (b *Book) leave(ctx context.Context, release func(context.Context) error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sweepPatience)
	defer cancel()
	if err := release(ctx); err != nil {
		b.log.Warn(leftover, zap.Error(err))
	}
}

// leftover is what an operator should know.
const leftover = "a copy of the record that does not count may still be there, and no erasure reaches it"

func (b *Book) rebuild(ctx context.Context, from Source, o RebuildOptions) (rebuilt Rebuilt, err error) {
	next, err := b.next(ctx)
	if err != nil {
		return rebuilt, fmt.Errorf("make a new generation: %w", err)
	}
	defer func() {
		if !rebuilt.Swapped {
			err = errors.Join(err, next.on.close())
		}
	}()
	reading := reading{from: from, next: next, progress: o.Progress}
	if err := reading.count(ctx); err != nil {
		return rebuilt, err
	}
	for {
		behind, err := reading.upTo(ctx, b)
		if err != nil {
			return rebuilt, err
		}
		if behind < nearly {
			break
		}
	}
	b.taking.Lock()
	defer b.taking.Unlock()
	// Several processes may share a database.
	release, err := b.engine().dialect.hold(ctx, b.engine())
	if err != nil {
		return rebuilt, fmt.Errorf("keep others from writing: %w", err)
	}
	release = sync.OnceFunc(release)
	defer release()
	last, cancel := context.WithTimeout(ctx, lastPart)
	defer cancel()
	if _, err := reading.upTo(last, b); err != nil {
		return rebuilt, err
	}
	if o.Comparing != nil {
		o.Comparing()
	}
	if rebuilt.Lost, err = lost(ctx, b, next); err != nil {
		return rebuilt, err
	}
	if rebuilt.Before, err = b.Digest(ctx); err != nil {
		return rebuilt, err
	}
	if rebuilt.After, err = next.Digest(ctx); err != nil {
		return rebuilt, err
	}
	if len(rebuilt.Lost) > 0 && !o.Force {
		return rebuilt, nil
	}
	// What another process writes into the old generation from here on is read from the streams again: their positions go
	// with the generation.
	release()
	if err := b.swap(ctx, next); err != nil {
		return rebuilt, err
	}
	rebuilt.Swapped = true
	return rebuilt, nil
}

// next is an empty book beside this one.
func (b *Book) next(ctx context.Context) (*Book, error) {
	m, err := newMetrics(nil)
	if err != nil {
		return nil, err
	}
	on, err := b.engine().dialect.next(ctx)
	if err != nil {
		return nil, err
	}
	return &Book{log: b.log, metrics: m, watch: newWatch(), on: on}, nil
}

// swap makes next the generation that counts. If that fails the book goes on with whichever counts by then.
func (b *Book) swap(ctx context.Context, next *Book) error {
	ctx = context.WithoutCancel(ctx) // Half a swap is worse than a late stop.
	b.mu.Lock()
	before := b.on
	on, err := before.dialect.swap(ctx, before, next.on)
	if err != nil {
		var again error
		on, again = before.dialect.open(ctx)
		if again != nil {
			b.mu.Unlock()
			return errors.Join(fmt.Errorf("swap the generations: %w", err), fmt.Errorf("open what counts: %w", again))
		}
	}
	b.on = on
	b.mu.Unlock()
	closed := before.close()
	if err != nil {
		return errors.Join(fmt.Errorf("swap the generations: %w", err), closed)
	}
	if err := errors.Join(closed, b.tellAll(ctx)); err != nil {
		b.log.Warn("the new record counts, but something was left undone", zap.Error(err))
	}
	return nil
}

// tellAll gives everybody who waits for news a tick: anything may be different.
func (b *Book) tellAll(ctx context.Context) error {
	rows, err := b.db().QueryContext(ctx, "SELECT tenant FROM tenants_seen")
	if err != nil {
		return fmt.Errorf("list the tenants: %w", err)
	}
	slugs, err := collect(rows, func(row scanner) (slug string, err error) { return slug, row.Scan(&slug) })
	if err != nil {
		return fmt.Errorf("list the tenants: %w", err)
	}
	tenants := make(map[string]int64, len(slugs))
	for _, slug := range slugs {
		tenants[slug] = 0
	}
	b.watch.tell(tenants)
	return nil
}

// lost counts what the book has and the next one, at the same place, has not.
func lost(ctx context.Context, b, next *Book) (map[string]uint64, error) {
	var missing map[string]uint64
	for _, stream := range Streams() {
		had, err := b.messages(ctx, stream)
		if err != nil {
			return nil, err
		}
		has, err := next.messages(ctx, stream)
		if err != nil {
			return nil, err
		}
		if had > has {
			if missing == nil {
				missing = map[string]uint64{}
			}
			missing[stream] = uint64(had - has)
		}
	}
	return missing, nil
}

// messages counts those of a stream that the book has.
func (b *Book) messages(ctx context.Context, stream string) (n int64, err error) {
	query, args := "SELECT count(*) FROM entries WHERE stream = ?", []any{stream}
	if stream == events.StreamDead {
		query, args = "SELECT count(*) FROM dead WHERE at > 0", nil
	}
	if err := b.db().QueryRowContext(ctx, b.bind(query), args...).Scan(&n); err != nil {
		return 0, fmt.Errorf("count the messages of %s: %w", stream, err)
	}
	return n, nil
}

// reading fills a new generation.
type reading struct {
	from     Source
	next     *Book
	progress func(done, of uint64)

	mu       sync.Mutex
	done, of uint64
}

// count finds out how much there is to read.
func (r *reading) count(ctx context.Context) error {
	for _, stream := range Streams() {
		state, err := r.from.State(ctx, stream)
		if err != nil {
			return err
		}
		r.of += state.Messages
	}
	return nil
}

// upTo reads as far as the book has come by now, and returns how far the book has come since.
func (r *reading) upTo(ctx context.Context, b *Book) (behind uint64, err error) {
	targets := make(map[string]uint64)
	for _, stream := range Streams() {
		if targets[stream], err = b.Position(ctx, stream); err != nil {
			return 0, err
		}
	}
	var (
		wait   sync.WaitGroup
		failed = make([]error, len(Streams()))
	)
	for i, stream := range Streams() {
		wait.Go(func() { failed[i] = r.stream(ctx, stream, targets[stream]) })
	}
	wait.Wait()
	if err := errors.Join(failed...); err != nil {
		return 0, err
	}
	for _, stream := range Streams() {
		now, err := b.Position(ctx, stream)
		if err != nil {
			return 0, err
		}
		behind += now - targets[stream]
	}
	return behind, nil
}

// stream reads one stream up to a place, that included and nothing behind it.
func (r *reading) stream(ctx context.Context, stream string, target uint64) error {
	after, err := r.next.Position(ctx, stream)
	if err != nil {
		return err
	}
	state, err := r.from.State(ctx, stream)
	if err != nil {
		return err
	}
	last := lastUpTo(state, target)
	if last <= after {
		return nil
	}
	tailing, stop := context.WithCancel(ctx)
	defer stop()
	var refused error
	err = r.from.Tail(tailing, stream, after, bus.TailOptions{MaxBatch: rebuildBatch}, func(ctx context.Context, batch []bus.Message) error {
		end := batch[len(batch)-1].Sequence
		for len(batch) > 0 && batch[len(batch)-1].Sequence > target {
			batch = batch[:len(batch)-1]
		}
		if len(batch) > 0 {
			if refused = r.next.Take(ctx, stream, batch); refused != nil {
				stop()
				return refused
			}
			r.tell(uint64(len(batch)))
		}
		if end >= last {
			stop()
		}
		return nil
	})
	if err := errors.Join(err, refused); err != nil {
		return fmt.Errorf("read stream %s up to %d: %w", stream, target, err)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("read stream %s up to %d: %w", stream, target, err)
	}
	return nil
}

func (r *reading) tell(read uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done += read
	r.of = max(r.of, r.done) // The streams have grown since.
	if r.progress != nil {
		r.progress(r.done, r.of)
	}
}

// lastUpTo is the last sequence up to a target of which the stream still has the message, 0 if it has none.
func lastUpTo(s bus.StreamState, target uint64) uint64 {
	last := min(target, s.Last)
	gone := make(map[uint64]bool, len(s.Deleted))
	for _, sequence := range s.Deleted {
		gone[sequence] = true
	}
	for last >= s.First && gone[last] {
		last--
	}
	if s.Messages == 0 || last < s.First {
		return 0
	}
	return last
}
