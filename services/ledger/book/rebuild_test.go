package book_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
)

// stored are streams as the bus has them; what is deleted is simply not there.
type stored struct {
	mu  sync.Mutex
	all map[string][]bus.Message
	// before, if it is set, is called before a batch is given; its error is the stream's.
	before func(stream string) error
}

func (s *stored) Tail(ctx context.Context, stream string, after uint64, o bus.TailOptions, take func(context.Context, []bus.Message) error) error {
	for ctx.Err() == nil {
		s.mu.Lock()
		behind := slices.DeleteFunc(slices.Clone(s.all[stream]), func(m bus.Message) bool { return m.Sequence <= after })
		s.mu.Unlock()
		if len(behind) == 0 {
			<-ctx.Done()
			break
		}
		if s.before != nil {
			if err := s.before(stream); err != nil {
				return err
			}
		}
		// Smaller batches than asked for mix the streams more.
		batch := behind[:min(len(behind), 1+rand.IntN(50), o.MaxBatch)]
		if take(ctx, batch) == nil {
			after = batch[len(batch)-1].Sequence
		}
	}
	return nil
}

func (s *stored) State(_ context.Context, stream string) (bus.StreamState, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	messages := s.all[stream]
	if len(messages) == 0 {
		return bus.StreamState{First: 1}, nil
	}
	state := bus.StreamState{First: messages[0].Sequence, Last: messages[len(messages)-1].Sequence, Messages: uint64(len(messages))}
	next := state.First
	for _, m := range messages {
		for ; next < m.Sequence; next++ {
			state.Deleted = append(state.Deleted, next)
		}
		next++
	}
	return state, nil
}

// drop takes messages away that a stream has.
func (s *stored) drop(stream string, sequences ...uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all[stream] = slices.DeleteFunc(slices.Clone(s.all[stream]), func(m bus.Message) bool { return slices.Contains(sequences, m.Sequence) })
}

// filled is a book that has taken what the streams hold.
func filled(t *testing.T, b *book.Book, followups int) *stored {
	t.Helper()
	all := streams(t, followups)
	takeAll(t, b, all, rand.New(rand.NewPCG(1, 1)))
	return &stored{all: maps.Clone(all)}
}

func TestARebuiltBookIsTheSame(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		source := filled(t, b, 60)
		before := digestOf(t, b)
		tick, stop := b.Changed(streamsTenant(source))
		defer stop()
		var done, of uint64
		compared := false
		for round := range 2 {
			rebuilt, err := b.Rebuild(t.Context(), source, book.RebuildOptions{
				Progress:  func(d, o uint64) { done, of = d, o },
				Comparing: func() { compared = true },
			})
			if err != nil {
				t.Fatal(err)
			}
			want := book.Rebuilt{Before: before, After: before, Swapped: true}
			if diff := cmp.Diff(want, rebuilt); diff != "" {
				t.Errorf("round %d (-want +got):\n%s", round, diff)
			}
		}
		if total := count(source); done != total || of != total || !compared {
			t.Errorf("the last word was %d of %d, want %d; compared: %v", done, of, total, compared)
		}
		if after := digestOf(t, b); after != before {
			t.Error("what counts now is something else")
		}
		select {
		case <-tick:
		default:
			t.Error("who waits for news was not told")
		}
		if again := open(); digestOf(t, again) != before {
			t.Error("who opens it anew finds something else")
		}
	})
}

func count(s *stored) (n uint64) {
	for _, messages := range s.all {
		n += uint64(len(messages))
	}
	return n
}

func streamsTenant(s *stored) string { return s.all[events.StreamFacts][0].Event.Tenant }

func TestARebuildMendsWhatWasChangedByHand(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		source := filled(t, b, 30)
		before := digestOf(t, b)
		if err := b.Exec(t.Context(), "UPDATE followups SET stage = 'decided'"); err != nil {
			t.Fatal(err)
		}
		rebuilt, err := b.Rebuild(t.Context(), source, book.RebuildOptions{})
		if err != nil || !rebuilt.Swapped || rebuilt.Before == rebuilt.After || rebuilt.After != before {
			t.Errorf("got %+v, %v", rebuilt, err)
		}
		if digestOf(t, b) != before {
			t.Error("it is not mended")
		}
	})
}

func TestWhatTheStreamsHaveLostIsGivenUpByForceOnly(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		source := filled(t, b, 30)
		before := digestOf(t, b)
		last := uint64(len(source.all[events.StreamFacts]))
		// The first, one in the middle and the last two: there is nothing at the place where the book stands.
		source.drop(events.StreamFacts, 1, 7, last-1, last)
		source.drop(events.StreamFollowups, 2)
		lost := map[string]uint64{events.StreamFacts: 4, events.StreamFollowups: 1}
		rebuilt, err := b.Rebuild(t.Context(), source, book.RebuildOptions{})
		if err != nil || rebuilt.Swapped {
			t.Fatalf("got %+v, %v", rebuilt, err)
		}
		if diff := cmp.Diff(lost, rebuilt.Lost); diff != "" {
			t.Errorf("lost (-want +got):\n%s", diff)
		}
		if digestOf(t, b) != before {
			t.Error("the book has changed")
		}
		rebuilt, err = b.Rebuild(t.Context(), source, book.RebuildOptions{Force: true})
		if err != nil || !rebuilt.Swapped {
			t.Fatalf("by force: %+v, %v", rebuilt, err)
		}
		if digestOf(t, b) != rebuilt.After || rebuilt.After == before {
			t.Error("the new one does not count")
		}
	})
}

func TestARebuildThatFailsLeavesTheBookAndNothingElse(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		source := filled(t, b, 30)
		before := digestOf(t, b)
		broken := errors.New("the bus is away")
		source.before = func(stream string) error {
			if stream == events.StreamFollowups {
				return broken
			}
			return nil
		}
		if _, err := b.Rebuild(t.Context(), source, book.RebuildOptions{}); !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
		source.before = nil
		ctx, cancel := context.WithCancel(t.Context())
		if _, err := b.Rebuild(ctx, source, book.RebuildOptions{Progress: func(uint64, uint64) { cancel() }}); !errors.Is(err, context.Canceled) {
			t.Errorf("a rebuild that is called off: %v", err)
		}
		if digestOf(t, b) != before {
			t.Error("the book has changed")
		}
		if left := b.Generations(t); left != 1 {
			t.Errorf("%d generations are left, want 1", left)
		}
	})
}

// What is written while a new generation is read is in it.
func TestARebuildTakesInWhatComesMeanwhile(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		all := streams(t, 60)
		late := map[string][]bus.Message{}
		early := map[string][]bus.Message{}
		for stream, messages := range all {
			half := len(messages) / 2
			early[stream], late[stream] = messages[:half], messages[half:]
		}
		takeAll(t, b, early, rand.New(rand.NewPCG(1, 1)))
		source := &stored{all: all}
		written := sync.OnceFunc(func() { takeAll(t, b, late, rand.New(rand.NewPCG(2, 1))) })
		rebuilt, err := b.Rebuild(t.Context(), source, book.RebuildOptions{Progress: func(uint64, uint64) { written() }})
		if err != nil || !rebuilt.Swapped || rebuilt.Before != rebuilt.After {
			t.Fatalf("got %+v, %v", rebuilt, err)
		}
		whole := booktest.Open(t, booktest.URL(t, "sqlite"))
		takeAll(t, whole, all, rand.New(rand.NewPCG(3, 1)))
		if digestOf(t, b) != digestOf(t, whole) {
			t.Error("something is missing")
		}
	})
}

// What the streams hold and the book has not taken yet is not for the new generation either: both stand at the same place.
func TestARebuildEndsWhereTheBookStands(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		all := streams(t, 30)
		early := map[string][]bus.Message{}
		for stream, messages := range all {
			early[stream] = messages[:len(messages)/2]
		}
		takeAll(t, b, early, rand.New(rand.NewPCG(1, 1)))
		rebuilt, err := b.Rebuild(t.Context(), &stored{all: all}, book.RebuildOptions{})
		if err != nil || !rebuilt.Swapped || rebuilt.Before != rebuilt.After {
			t.Errorf("got %+v, %v", rebuilt, err)
		}
	})
}

func TestNobodyWritesWhileTheyAreCompared(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		source := filled(t, b, 20)
		next := bus.Message{Sequence: uint64(len(source.all[events.StreamFacts])) + 1, Event: source.all[events.StreamFacts][0].Event, Stored: source.all[events.StreamFacts][0].Stored}
		written := make(chan error, 1)
		rebuilt, err := b.Rebuild(t.Context(), source, book.RebuildOptions{Comparing: func() {
			go func() { written <- b.Take(context.WithoutCancel(t.Context()), events.StreamFacts, []bus.Message{next}) }()
		}})
		if err != nil || rebuilt.Before != rebuilt.After {
			t.Fatalf("got %+v, %v", rebuilt, err)
		}
		if err := <-written; err != nil {
			t.Fatal(err)
		}
		if position, err := b.Position(t.Context(), events.StreamFacts); err != nil || position != next.Sequence {
			t.Errorf("the position is %d, %v: what was written meanwhile is lost", position, err)
		}
	})
}

// Another process that has the same database open finds out that its generation is gone.
func TestAnotherProcessTakesTheNewGenerationOver(t *testing.T) {
	url := booktest.URL(t, "postgres")
	one, other := booktest.Open(t, url), booktest.Open(t, url)
	source := filled(t, one, 20)
	before := digestOf(t, one)
	compared := make(chan error, 1)
	rebuilt, err := one.Rebuild(t.Context(), source, book.RebuildOptions{Comparing: func() {
		_, err := other.Rebuild(t.Context(), source, book.RebuildOptions{})
		compared <- err
	}})
	if err != nil || !rebuilt.Swapped {
		t.Fatalf("got %+v, %v", rebuilt, err)
	}
	if err := <-compared; err == nil || !strings.Contains(err.Error(), "running already") {
		t.Errorf("two rebuild at once: %v", err)
	}
	if _, err := other.Digest(t.Context()); err == nil {
		t.Error("the old generation is still there")
	}
	for round, want := range []bool{true, false} {
		if replaced, err := other.Refresh(t.Context()); err != nil || replaced != want {
			t.Errorf("round %d: replaced %v, %v", round, replaced, err)
		}
	}
	if digestOf(t, other) != before {
		t.Error("the other process reads something else")
	}
}

// What a rebuild has read that was broken off holds names that no erasure would reach.
func TestWhatDoesNotCountIsRemovedByWhoOpensTheBook(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		dir := t.TempDir()
		for _, name := range []string{"ledger.db.next", "ledger.db.next-wal", "ledger.db.next-shm"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(canary), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		booktest.Open(t, "sqlite:"+filepath.Join(dir, "ledger.db"))
		files, err := filepath.Glob(filepath.Join(dir, "*.next*"))
		if err != nil || len(files) > 0 {
			t.Errorf("left: %v, %v", files, err)
		}
	})
	t.Run("postgres", func(t *testing.T) {
		url := booktest.URL(t, "postgres")
		b := booktest.Open(t, url)
		source := filled(t, b, 10)
		// Two that are a ledger's, and one that is somebody else's.
		exec(t, b,
			"CREATE SCHEMA ledger_2", "CREATE TABLE ledger_2.tenants_seen (tenant TEXT)",
			"CREATE SCHEMA ledger_77", "CREATE TABLE ledger_77.tenants_seen (tenant TEXT)",
			"CREATE SCHEMA ledger_2024", "CREATE TABLE ledger_2024.invoices (id INTEGER)")
		other := booktest.Open(t, url)
		if left := b.Generations(t); left != 2 {
			t.Errorf("%d are left, want the one that counts and the one that is no ledger", left)
		}
		// What is left since is in the way of a rebuild. Who opens the book while somebody rebuilds leaves the new one alone.
		exec(t, b, "CREATE SCHEMA ledger_2", "CREATE TABLE ledger_2.tenants_seen (tenant TEXT)")
		rebuilt, err := b.Rebuild(t.Context(), source, book.RebuildOptions{Comparing: func() { booktest.Open(t, url) }})
		if err != nil || !rebuilt.Swapped || rebuilt.Before != rebuilt.After {
			t.Fatalf("got %+v, %v", rebuilt, err)
		}
		if _, err := other.Refresh(t.Context()); err != nil || digestOf(t, other) != rebuilt.After {
			t.Errorf("the other process reads something else, %v", err)
		}
		if left := b.Generations(t); left != 2 {
			t.Errorf("%d are left after a rebuild, want 2", left)
		}
	})
}

func exec(t *testing.T, b *book.Book, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if err := b.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

// refusal is the body of a trigger that lets nothing through.
const refusal = " LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now'; END $$"

func TestAnOldGenerationThatCannotBeRemovedAtOnceIsRemovedLater(t *testing.T) {
	url := booktest.URL(t, "postgres")
	b, other := booktest.Open(t, url), booktest.Open(t, url)
	source := filled(t, b, 10)
	exec(t, b, "CREATE FUNCTION public.refuse() RETURNS event_trigger"+refusal,
		"CREATE EVENT TRIGGER refused ON ddl_command_start WHEN TAG IN ('DROP SCHEMA') EXECUTE FUNCTION public.refuse()")
	rebuilt, err := b.Rebuild(t.Context(), source, book.RebuildOptions{})
	if err != nil || !rebuilt.Swapped || digestOf(t, b) != rebuilt.After {
		t.Errorf("the new one counts all the same, got %+v, %v", rebuilt, err)
	}
	if left := b.Generations(t); left != 2 {
		t.Fatalf("%d generations are left, want 2", left)
	}
	booktest.Open(t, url) // who cannot remove it either, and must not be in the way of the next
	exec(t, b, "DROP EVENT TRIGGER refused")
	if replaced, err := other.Refresh(t.Context()); err != nil || !replaced {
		t.Errorf("the other process: replaced %v, %v", replaced, err)
	}
	if left := b.Generations(t); left != 1 {
		t.Errorf("%d generations are left, want 1", left)
	}
}

func TestASwapThatFailsLeavesTheBookAndNothingElse(t *testing.T) {
	b := booktest.Open(t, booktest.URL(t, "postgres"))
	source := filled(t, b, 10)
	before := digestOf(t, b)
	exec(t, b, "CREATE FUNCTION public.refuse() RETURNS trigger"+refusal,
		"CREATE TRIGGER refused BEFORE UPDATE ON public.afterword_ledger EXECUTE FUNCTION public.refuse()")
	rebuilt, err := b.Rebuild(t.Context(), source, book.RebuildOptions{})
	if err == nil || rebuilt.Swapped {
		t.Errorf("got %+v, %v", rebuilt, err)
	}
	if left := b.Generations(t); left != 1 {
		t.Errorf("%d generations are left, want 1", left)
	}
	if digestOf(t, b) != before {
		t.Error("the book has changed")
	}
	exec(t, b, "DROP TRIGGER refused ON public.afterword_ledger")
	if rebuilt, err = b.Rebuild(t.Context(), source, book.RebuildOptions{}); err != nil || !rebuilt.Swapped {
		t.Errorf("afterwards: %+v, %v", rebuilt, err)
	}
}

func TestAnInterruptedRebuildLeavesNothingBehindForTheNext(t *testing.T) {
	dir := t.TempDir()
	b := booktest.Open(t, "sqlite:"+filepath.Join(dir, "ledger.db"))
	source := filled(t, b, 10)
	if err := os.WriteFile(filepath.Join(dir, "ledger.db.next"), []byte("half a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if rebuilt, err := b.Rebuild(t.Context(), source, book.RebuildOptions{}); err != nil || !rebuilt.Swapped {
		t.Fatalf("got %+v, %v", rebuilt, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.next*"))
	if err != nil || len(files) > 0 {
		t.Errorf("left: %v, %v", files, err)
	}
	if b.Generations(t) != 1 {
		t.Error(fmt.Sprint("generations: ", b.Generations(t)))
	}
}
