package book_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/loadgen"
)

// streams are what the generator makes, stream by stream.
func streams(t *testing.T, followups int) map[string][]bus.Message {
	t.Helper()
	all := map[string][]bus.Message{}
	g, err := loadgen.New(loadgen.Options{Followups: followups})
	if err != nil {
		t.Fatal(err)
	}
	for stream, m := range g.Messages() {
		all[stream] = append(all[stream], m)
	}
	return all
}

// takeAll takes every stream to its end, interleaved and cut as the source of chance wants it.
func takeAll(t *testing.T, b *book.Book, all map[string][]bus.Message, chance *rand.Rand) {
	t.Helper()
	left := map[string][]bus.Message{}
	for stream, messages := range all {
		left[stream] = messages
	}
	for len(left) > 0 {
		names := make([]string, 0, len(left))
		for name := range left {
			names = append(names, name)
		}
		slices.Sort(names)
		stream := names[chance.IntN(len(names))]
		n := min(1+chance.IntN(300), len(left[stream]))
		if err := b.Take(t.Context(), stream, left[stream][:n]); err != nil {
			t.Fatal(err)
		}
		if left[stream] = left[stream][n:]; len(left[stream]) == 0 {
			delete(left, stream)
		}
	}
}

func digestOf(t *testing.T, b *book.Book) string {
	t.Helper()
	d, err := b.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheTablesDependOnTheStreamsAlone(t *testing.T) {
	all := streams(t, 120)
	digests := map[string]string{}
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		for seed := range uint64(2) {
			b := booktest.Open(t, booktest.URL(t, strings.TrimPrefix(t.Name(), "TestTheTablesDependOnTheStreamsAlone/")))
			takeAll(t, b, all, rand.New(rand.NewPCG(seed, 1)))
			digests[fmt.Sprint(t.Name(), seed)] = digestOf(t, b)
		}
	})
	var first string
	for name, d := range digests {
		if first == "" {
			first = d
		}
		if d != first {
			t.Errorf("%s has another digest: %v", name, digests)
		}
	}
}

func TestABatchThatIsGivenAgainChangesNothing(t *testing.T) {
	all := streams(t, 30)
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		takeAll(t, b, all, rand.New(rand.NewPCG(1, 1)))
		before := digestOf(t, b)
		for stream, messages := range all {
			if err := b.Take(t.Context(), stream, messages); err != nil {
				t.Fatal(err)
			}
		}
		if after := digestOf(t, b); after != before {
			t.Error("the tables changed")
		}
		position, err := b.Position(t.Context(), events.StreamFacts)
		if err != nil || position != all[events.StreamFacts][len(all[events.StreamFacts])-1].Sequence {
			t.Errorf("the position is %d, %v", position, err)
		}
	})
}

func fact(t *testing.T, typ events.Type, id, subject string, at time.Time, data any) events.Event {
	t.Helper()
	e, err := events.New(typ, "/test", id, "acme", subject, at, data)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// canary is a name that must not be left anywhere.
const canary = "Zsuzsanna Kanarienvogel"

func TestAnErasureLeavesNoName(t *testing.T) {
	at := time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)
	meeting := events.Meeting{
		Interview: events.Interview{ID: "int-1", EndedAt: at}, Candidate: events.Candidate{ID: "kanari-1", Name: canary, Email: "kanarienvogel@example.com", TimeZone: "Europe/Budapest"},
		Employer: events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York"}, Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
	}
	told := []events.Event{
		fact(t, events.InterviewCompleted, "1", "int-1", at, meeting),
		fact(t, events.CandidateUpdated, "2", "int-1", at.Add(time.Hour), events.CandidateUpdate{Name: canary + " II"}),
		fact(t, events.CandidateErased, "3", "int-1", at.Add(2*time.Hour), events.Erasure{}),
		fact(t, events.InterviewCompleted, "4", "int-1", at.Add(3*time.Hour), meeting),
	}
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		for i, e := range told {
			if i == 2 {
				page, err := b.Followups(t.Context(), book.FollowupQuery{Tenant: "acme", Search: "kanar"})
				if err != nil || len(page.Items) != 1 || page.Items[0].Candidate != canary+" II" {
					t.Fatalf("before, a search finds %v, %v", page.Items, err)
				}
			}
			if err := b.Take(t.Context(), events.StreamFacts, []bus.Message{{Event: e, Sequence: uint64(i + 1), Stored: e.Time}}); err != nil {
				t.Fatal(err)
			}
		}
		for table, text := range b.Dump(t) {
			for _, word := range []string{"zsuzsanna", "kanari", "budapest"} {
				if strings.Contains(strings.ToLower(text), word) {
					t.Errorf("%s still holds %q: %s", table, word, text)
				}
			}
		}
		f, err := b.Followup(t.Context(), "acme", "int-1")
		if err != nil || !f.Erased || f.Employer != "Finn Logistics" {
			t.Errorf("the follow-up is %+v, %v", f, err)
		}
	})
}

func TestOfTwoWritersTheSecondWritesNothing(t *testing.T) {
	all := streams(t, 10)
	messages := all[events.StreamFacts]
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		one, other := open(), open()
		if err := one.Take(t.Context(), events.StreamFacts, messages[:5]); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 2)
		for _, b := range []*book.Book{one, other} {
			go func() { done <- b.Take(context.WithoutCancel(t.Context()), events.StreamFacts, messages[5:]) }()
		}
		for range 2 {
			if err := <-done; err != nil && !errors.Is(err, book.ErrMoved) {
				t.Error(err)
			}
		}
		lone := booktest.Open(t, booktest.URL(t, "sqlite"))
		if err := lone.Take(t.Context(), events.StreamFacts, messages); err != nil {
			t.Fatal(err)
		}
		if got, want := digestOf(t, one), digestOf(t, lone); got != want {
			t.Error("something was counted twice, or not at all")
		}
	})
}

func TestADeadLetterIsMarkedWhicheverComesFirst(t *testing.T) {
	at := time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)
	letter := bus.Message{
		Sequence: 7, Stored: at, Event: fact(t, events.ThankyouSent, "1", "int-1", at, events.Thankyou{}),
		Header: map[string][]string{bus.DeadStream: {"FACTS"}, bus.DeadSequence: {"3"}, bus.DeadConsumer: {"workflow"}, bus.DeadReason: {"because"}},
	}
	again := bus.Message{Sequence: 9, Stored: at.Add(time.Hour), Event: letter.Event, ReplayOf: 7}
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		var lists [2][]book.DeadLetter
		for i, engine := range []*book.Book{open(), booktest.Open(t, booktest.URL(t, "sqlite"))} {
			steps := []func() error{
				func() error { return engine.Take(t.Context(), events.StreamDead, []bus.Message{letter}) },
				func() error { return engine.Take(t.Context(), events.StreamFacts, []bus.Message{again}) },
			}
			if i == 1 {
				slices.Reverse(steps)
			}
			for _, step := range steps {
				if err := step(); err != nil {
					t.Fatal(err)
				}
			}
			page, err := engine.DeadLetters(t.Context(), "acme", "", 0)
			if err != nil {
				t.Fatal(err)
			}
			lists[i] = page.Items
		}
		want := []book.DeadLetter{{
			Sequence: 7, Tenant: "acme", Followup: "int-1", Stream: "FACTS", StreamSequence: 3, Consumer: "workflow", Type: events.ThankyouSent,
			Reason: "because", At: at, ReplayedAt: at.Add(time.Hour),
		}}
		for _, list := range lists {
			if diff := cmp.Diff(want, list); diff != "" {
				t.Error(diff)
			}
		}
	})
}

func TestWhoWaitsForATenantIsTold(t *testing.T) {
	at := time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)
	b := booktest.Open(t, booktest.URL(t, "sqlite"))
	ours, stop := b.Changed("acme")
	defer stop()
	theirs, stop := b.Changed("other")
	defer stop()
	if err := b.Take(t.Context(), events.StreamFacts, []bus.Message{{Event: fact(t, events.ThankyouSent, "1", "int-1", at, events.Thankyou{}), Sequence: 1, Stored: at}}); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ours:
	default:
		t.Error("nobody told them")
	}
	select {
	case <-theirs:
		t.Error("another tenant's news were told")
	default:
	}
}
