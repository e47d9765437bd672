package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
)

// rebuilder waits until somebody asks for a rebuild in the LEDGER bucket, does it, and tells there how far it has come. Of
// several processes one does it.
type rebuilder struct {
	bus       *bus.Bus
	bucket    bus.Bucket[events.LedgerRebuild]
	book      *book.Book
	projector *projector
	log       *zap.Logger
}

// tellEvery is how often progress is told at most, in real time.
const tellEvery = 500 * time.Millisecond

// run does what is asked for until ctx is done.
func (r *rebuilder) run(ctx context.Context) error {
	asked := make(chan string, 1)
	var wait sync.WaitGroup
	defer wait.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	wait.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case id := <-asked:
				r.do(ctx, id)
			}
		}
	})
	return r.bucket.Watch(ctx, func(key string, value *events.LedgerRebuild) {
		switch {
		case key != events.RebuildKey || value == nil:
		case value.State == events.RebuildAsked:
			// Only the latest wish counts.
			select {
			case <-asked:
			default:
			}
			asked <- value.ID
		case value.State == events.RebuildDone:
			r.projector.refresh(ctx)
		}
	}, func() {})
}

// do does one rebuild, unless another process does it already, or it is not wanted any more.
func (r *rebuilder) do(ctx context.Context, id string) {
	entry, err := r.bucket.Get(ctx, events.RebuildKey)
	if err != nil || entry.Value.ID != id || entry.Value.State != events.RebuildAsked {
		return
	}
	told := &telling{bucket: r.bucket, value: entry.Value}
	told.value.State = events.RebuildReading
	if told.revision, err = r.bucket.Update(ctx, events.RebuildKey, told.value, entry.Revision); err != nil {
		return // Another process was first.
	}
	r.log.Info("the record is made again from the streams", zap.String("rebuild", id))
	last := time.Now()
	rebuilt, err := r.book.Rebuild(ctx, r.bus, book.RebuildOptions{
		Force: entry.Value.Force,
		Progress: func(done, of uint64) {
			if time.Since(last) < tellEvery {
				return
			}
			last = time.Now()
			told.tell(ctx, func(v *events.LedgerRebuild) { v.Done, v.Of = done, of })
		},
		Comparing: func() {
			told.tell(ctx, func(v *events.LedgerRebuild) { v.State, v.Done = events.RebuildComparing, v.Of })
		},
	})
	if rebuilt.Swapped {
		r.projector.replaced()
	}
	// What has ended is told even while the service stops.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
	defer cancel()
	told.tell(ctx, func(v *events.LedgerRebuild) { conclude(v, rebuilt, err) })
	r.log.Info("the rebuild has ended", zap.String("rebuild", id), zap.String("state", string(told.value.State)), zap.Bool("same", told.value.Same), zap.Error(err))
}

// lastWord is how long the last word of a rebuild may take.
const lastWord = 5 * time.Second

// conclude writes how a rebuild ended.
func conclude(v *events.LedgerRebuild, rebuilt book.Rebuilt, err error) {
	v.EndedAt = time.Now().UTC()
	v.Lost, v.DigestBefore, v.DigestAfter = rebuilt.Lost, rebuilt.Before, rebuilt.After
	v.Same = rebuilt.Before != "" && rebuilt.Before == rebuilt.After
	switch {
	case err != nil:
		v.State, v.Error = events.RebuildFailed, err.Error()
	case rebuilt.Swapped:
		v.State = events.RebuildDone
	default:
		v.State, v.Error = events.RebuildRefused, lossSentence(rebuilt.Lost)
	}
}

// lossSentence says what the streams have lost.
func lossSentence(lost map[string]uint64) string {
	parts := make([]string, 0, len(lost))
	for _, stream := range slices.Sorted(maps.Keys(lost)) {
		parts = append(parts, fmt.Sprintf("%d of %s", lost[stream], stream))
	}
	return "The record has messages that the streams no longer have: " + strings.Join(parts, ", ") +
		". It stays as it is; a rebuild by force gives them up."
}

// telling writes one rebuild's state until somebody else writes another.
type telling struct {
	bucket   bus.Bucket[events.LedgerRebuild]
	value    events.LedgerRebuild
	revision uint64
	// over: another wish has taken the key.
	over bool
}

// tell changes the value and writes it. A word that the bus does not take is followed by the next one.
func (t *telling) tell(ctx context.Context, change func(*events.LedgerRebuild)) {
	change(&t.value)
	if t.over {
		return
	}
	revision, err := t.bucket.Update(ctx, events.RebuildKey, t.value, t.revision)
	if err == nil {
		t.revision = revision
		return
	}
	if !errors.Is(err, bus.ErrConflict) {
		return
	}
	// Either somebody has asked anew, or a word was written whose answer was lost.
	entry, err := t.bucket.Get(ctx, events.RebuildKey)
	switch {
	case err != nil:
	case entry.Value.ID != t.value.ID:
		t.over = true
	default:
		t.revision = entry.Revision
		if revision, err = t.bucket.Update(ctx, events.RebuildKey, t.value, t.revision); err == nil {
			t.revision = revision
		}
	}
}
