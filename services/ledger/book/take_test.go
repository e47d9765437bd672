package book_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
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

// Several processes may share a database: what one has written of a follow-up by one stream, another that takes another
// stream must neither count again nor undo, an erasure least of all.
func TestWhoeverTakesWhichStreamTheTablesAreTheSame(t *testing.T) {
	all := streams(t, 120)
	all[events.StreamFacts] = erasing(t, all[events.StreamFacts])
	lone := booktest.Open(t, booktest.URL(t, "sqlite"))
	takeAll(t, lone, all, rand.New(rand.NewPCG(1, 1)))
	want := digestOf(t, lone)
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		one, other := open(), open()
		takeTogether(t, all, one.Take, other.Take)
		if digestOf(t, one) != want {
			t.Error("two writers have made other tables than one")
		}
	})
}

func TestMendAndTakeDoNotUndoEachOther(t *testing.T) {
	all := streams(t, 120)
	all[events.StreamFacts] = erasing(t, all[events.StreamFacts])
	// All facts are missing below the position.
	const missing = "INSERT INTO positions (stream, sequence) VALUES ('FACTS', 1000000)"
	lone := booktest.Open(t, booktest.URL(t, "sqlite"))
	exec(t, lone, missing)
	if err := lone.Mend(t.Context(), events.StreamFacts, all[events.StreamFacts]); err != nil {
		t.Fatal(err)
	}
	takeAll(t, lone, all, rand.New(rand.NewPCG(1, 1)))
	want := digestOf(t, lone)
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		one, other := open(), open()
		exec(t, one, missing)
		takeTogether(t, all, one.Mend, other.Take)
		if digestOf(t, one) != want {
			t.Error("two writers have made other tables than one")
		}
	})
}

// takeTogether gives the facts to one writer and everything else to another, both at the same time.
func takeTogether(t *testing.T, all map[string][]bus.Message, facts, rest func(context.Context, string, []bus.Message) error) {
	t.Helper()
	// In each round the streams tell of the same days, so that the writers meet at the same follow-ups.
	const rounds = 60
	for round := range rounds {
		write := func(writer func(context.Context, string, []bus.Message) error, stream string) {
			m := all[stream]
			if err := writer(t.Context(), stream, m[len(m)*round/rounds:len(m)*(round+1)/rounds]); err != nil {
				t.Error(err)
			}
		}
		var wait sync.WaitGroup
		wait.Go(func() { write(facts, events.StreamFacts) })
		wait.Go(func() {
			write(rest, events.StreamFollowups)
			write(rest, events.StreamDeliveries)
		})
		wait.Wait()
	}
}

// erasing adds an erasure after every fifth fact, of the follow-up that it is about.
func erasing(t *testing.T, facts []bus.Message) []bus.Message {
	t.Helper()
	var all []bus.Message
	for i, m := range facts {
		all = append(all, m)
		if i%5 == 0 {
			e := fact(t, events.CandidateErased, fmt.Sprint("erasure-", i), m.Event.Subject, m.Event.Time, events.Erasure{})
			e.Tenant = m.Event.Tenant
			all = append(all, bus.Message{Event: e, Stored: m.Stored})
		}
	}
	for i := range all {
		all[i].Sequence = uint64(i + 1)
	}
	return all
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

// What a line was is not left in the file either, where SQLite would keep it until something else needs the room.
func TestAnErasureLeavesNoNameInTheFile(t *testing.T) {
	all := streams(t, 40)
	file := filepath.Join(t.TempDir(), "ledger.db")
	b := booktest.Open(t, "sqlite:"+file)
	takeAll(t, b, all, rand.New(rand.NewPCG(1, 1)))
	holds := func() bool {
		// What the journal has must be in the file first.
		exec(t, b, "PRAGMA wal_checkpoint(TRUNCATE)")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Contains(bytes.ToLower(text), []byte("kanarienvogel"))
	}
	of := all[events.StreamFacts][0].Event
	say := func(n int, e events.Event) {
		e.Tenant = of.Tenant
		message := bus.Message{Event: e, Sequence: uint64(len(all[events.StreamFacts]) + n), Stored: of.Time}
		if err := b.Take(t.Context(), events.StreamFacts, []bus.Message{message}); err != nil {
			t.Fatal(err)
		}
	}
	// A long text lies on pages of its own, which are not written again when they become free.
	long := map[string]string{"name": canary, "aside": strings.Repeat("so to speak, ", 2000) + canary}
	say(1, fact(t, events.CandidateUpdated, "named", of.Subject, of.Time.Add(time.Hour), long))
	if !holds() {
		t.Fatal("the name is not there before")
	}
	say(2, fact(t, events.CandidateErased, "erasure", of.Subject, of.Time.Add(2*time.Hour), events.Erasure{}))
	if holds() {
		t.Error("the file still holds the name")
	}
}

// Whoever may publish could else stop the record of all tenants: PostgreSQL takes neither a NUL nor half a character into a
// text, and no number beyond the column's size.
func TestWhatCannotBeKeptHoldsNothingUp(t *testing.T) {
	at := time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)
	raw := func(typ events.Type, data string) events.Event {
		e := fact(t, typ, "raw", "int-1", at, nil)
		e.Data = json.RawMessage(data)
		return e
	}
	const vast = 1 << 40
	snapshot := func(change func(*events.Snapshot)) events.Event {
		s := events.Snapshot{Followup: "int-1", Revision: 1, Facts: 1, Stage: events.OwesNotes, EvaluatedAt: at}
		change(&s)
		return fact(t, events.FollowupPlanned, "plan", "int-1", at, s)
	}
	vastly := events.Reminder{ID: "int-1.check_in.1", Kind: events.CheckIn, N: vast, DueAt: at, ExpiresAt: at, State: events.Planned}
	delivery := events.Delivery{Reminder: "int-1.check_in.1", Kind: events.CheckIn, N: 1, Channel: events.Email, DueAt: at, At: at}
	vastDelivery, tried := delivery, delivery
	vastDelivery.N, tried.Attempts = vast, vast
	bad := map[string][]events.Event{
		events.StreamFacts: {
			raw(events.CandidateUpdated, "{\"name\":\"Half \xc3\"}"),
			raw(events.CandidateUpdated, "{\"name\":\"A\x00B\"}"),
			raw(events.CandidateUpdated, "{\"name\":\"\\\\\\u0000\"}"),
			raw(events.ThankyouSent, "no JSON, of which no page could be made"),
		},
		events.StreamFollowups: {
			snapshot(func(s *events.Snapshot) { s.Revision = vast }),
			snapshot(func(s *events.Snapshot) { s.Facts = vast }),
			snapshot(func(s *events.Snapshot) { s.NotesOwed = vast }),
			snapshot(func(s *events.Snapshot) { s.Plan = []events.Reminder{vastly} }),
			fact(t, events.ReminderDue, "due", "int-1", at, events.ReminderNotice{Reminder: vastly}),
		},
		events.StreamDeliveries: {
			fact(t, events.DeliveryRequested, "order", "int-1", at, events.DeliveryOrder{Reminder: vastly, Channel: events.Email}),
			fact(t, events.DeliverySent, "vast", "int-1", at, vastDelivery),
			fact(t, events.DeliveryFailed, "tried", "int-1", at, tried),
		},
	}
	good := map[string]events.Event{
		// It holds a backslash, and no NUL.
		events.StreamFacts:      raw(events.CandidateUpdated, `{"name":"Ada \\u0000"}`),
		events.StreamFollowups:  snapshot(func(*events.Snapshot) {}),
		events.StreamDeliveries: fact(t, events.DeliverySent, "sent", "int-1", at, delivery),
	}
	digests := map[string]bool{}
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		letter := bus.Message{Sequence: 1, Stored: at, Event: good[events.StreamFacts], Header: map[string][]string{bus.DeadReason: {"Half \xc3 a \x00."}}}
		if err := b.Take(t.Context(), events.StreamDead, []bus.Message{letter}); err != nil {
			t.Error(err)
		}
		for stream, events := range bad {
			var batch []bus.Message
			for i, e := range append(events, good[stream]) {
				batch = append(batch, bus.Message{Event: e, Sequence: uint64(i + 1), Stored: at})
			}
			if err := b.Take(t.Context(), stream, batch); err != nil {
				t.Fatalf("%s: %v", stream, err)
			}
			entries, err := b.EntriesAfter(t.Context(), stream, 0, 100)
			if err != nil || len(entries) != len(batch) {
				t.Fatalf("%s has %d entries of %d, %v", stream, len(entries), len(batch), err)
			}
			for i, e := range entries {
				if kept := string(e.Data) != "null"; kept != (i == len(events)) {
					t.Errorf("%s %d holds %q", stream, e.Sequence, e.Data)
				}
			}
		}
		f, err := b.Followup(t.Context(), "acme", "int-1")
		if err != nil || f.Candidate != `Ada \u0000` || f.Revision != 1 {
			t.Errorf("the follow-up is %+v, %v", f, err)
		}
		if reminders, err := b.Reminders(t.Context(), book.ReminderQuery{Tenant: "acme"}); err != nil || len(reminders.Items) > 0 {
			t.Errorf("the reminders are %+v, %v", reminders.Items, err)
		}
		digests[digestOf(t, b)] = true
	})
	if len(digests) != 1 {
		t.Error("the engines differ")
	}
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
