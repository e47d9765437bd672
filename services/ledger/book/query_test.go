package book_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/record"
)

func TestMain(m *testing.M) { booktest.Main(m) }

// mostPages is more than any list here has: beyond it a list does not come to its end.
const mostPages = 2000

// all reads a list to its end.
func all[T any](t *rapid.T, read func(cursor string) (book.Page[T], error)) []T {
	found, cursor := []T{}, ""
	for range mostPages {
		page, err := read(cursor)
		if err != nil {
			t.Fatalf("read a page: %v", err)
		}
		if page.Items == nil {
			t.Fatal("a page without lines is nil")
		}
		found = append(found, page.Items...)
		if page.Next == "" {
			return found
		}
		if page.Next == cursor {
			t.Fatal("a page leads to itself")
		}
		cursor = page.Next
	}
	t.Fatal("the list does not come to its end")
	return nil
}

// instants are bounds that hit instants of the world, or none.
func instants() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		if rapid.Bool().Draw(t, "bounded") {
			return day0().Add(time.Duration(rapid.IntRange(-30, 30).Draw(t, "hours")) * time.Hour)
		}
		return time.Time{}
	})
}

func someOf[T any](t *rapid.T, label string, from []T) []T {
	if rapid.IntRange(0, 2).Draw(t, "any "+label) > 0 {
		return nil
	}
	return rapid.SliceOfN(rapid.SampledFrom(from), 1, 3).Draw(t, label)
}

func maybe(t *rapid.T, label string, from []string) string {
	if rapid.IntRange(0, 3).Draw(t, "any "+label) > 0 {
		return ""
	}
	return rapid.SampledFrom(from).Draw(t, label)
}

// searches are for nothing, for words that many have, that few have and that nobody has, and for ids.
func searches(w world) *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Just(""),
		rapid.SampledFrom([]string{"a", "ada", "ADA n", " ada  pa ", "elo mul", "dis", "ng n", "zz", "!", "ким", "p c", "müll", "s", "a zz", "d a"}),
		rapid.SampledFrom([]string{w.followups[0].ID, w.followups[1].ID, w.followups[2].ID, w.followups[3].ID, "nobody"}),
	)
}

func followupQueries(w world) *rapid.Generator[book.FollowupQuery] {
	return rapid.Custom(func(t *rapid.T) book.FollowupQuery {
		return book.FollowupQuery{
			Tenant:      rapid.SampledFrom(tenants()).Draw(t, "tenant"),
			Search:      searches(w).Draw(t, "search"),
			Stages:      someOf(t, "stages", events.Stages()),
			Outcomes:    someOf(t, "outcomes", events.Outcomes()),
			EmployerKey: maybe(t, "employer", []string{"finn logistics", "nordlicht", "none"}),
			CandidateID: maybe(t, "candidate", []string{"cand-0", "cand-1", "none"}),
			EndedFrom:   instants().Draw(t, "ended from"), EndedTo: instants().Draw(t, "ended to"),
			DueFrom: instants().Draw(t, "due from"), DueTo: instants().Draw(t, "due to"),
			ByDue: rapid.Bool().Draw(t, "by due"), Limit: rapid.IntRange(1, 30).Draw(t, "limit"),
		}
	})
}

func reminderQueries(w world) *rapid.Generator[book.ReminderQuery] {
	return rapid.Custom(func(t *rapid.T) book.ReminderQuery {
		return book.ReminderQuery{
			Tenant: rapid.SampledFrom(tenants()).Draw(t, "tenant"), Followup: maybe(t, "followup", []string{w.followups[0].ID, w.followups[5].ID, "nobody"}),
			States: someOf(t, "states", record.States()), Kinds: someOf(t, "kinds", events.Kinds()),
			DueFrom: instants().Draw(t, "from"), DueTo: instants().Draw(t, "to"), Limit: rapid.IntRange(1, 30).Draw(t, "limit"),
		}
	})
}

func deliveryQueries(w world) *rapid.Generator[book.DeliveryQuery] {
	return rapid.Custom(func(t *rapid.T) book.DeliveryQuery {
		return book.DeliveryQuery{
			Tenant: rapid.SampledFrom(tenants()).Draw(t, "tenant"), Followup: maybe(t, "followup", []string{w.followups[0].ID, w.followups[5].ID, "nobody"}),
			Results: someOf(t, "results", record.Results()), Channels: someOf(t, "channels", []events.Channel{events.Email, events.SMS, events.Adviser}),
			From: instants().Draw(t, "from"), To: instants().Draw(t, "to"), Limit: rapid.IntRange(1, 30).Draw(t, "limit"),
		}
	})
}

// ask opens a book with a world for each engine. Bounds of a page are the usual ones, or so small that even this world exceeds them.
func ask(t *testing.T, question func(t *rapid.T, b *book.Book, w world)) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		w := newWorld(rand.New(rand.NewPCG(1, 2)))
		w.put(t, b)
		rapid.Check(t, func(t *rapid.T) {
			if rapid.Bool().Draw(t, "narrow") {
				b.Narrow(rapid.IntRange(1, 20).Draw(t, "few"), rapid.IntRange(1, 20).Draw(t, "reach"))
			} else {
				b.Narrow(0, 0)
			}
			question(t, b, w)
		})
	})
}

func TestEveryQuestionAboutFollowupsIsAnsweredAsByLookingAtAll(t *testing.T) {
	ask(t, func(t *rapid.T, b *book.Book, w world) {
		q := followupQueries(w).Draw(t, "question")
		got := all(t, func(cursor string) (book.Page[record.Followup], error) {
			q.Cursor = cursor
			page, err := b.Followups(t.Context(), q)
			if len(page.Items) > q.Limit {
				t.Fatalf("a page of %d lines, not %d", len(page.Items), q.Limit)
			}
			return page, err
		})
		if diff := cmp.Diff(w.followupsFor(q), got); diff != "" {
			t.Fatalf("%+v (-want +got):\n%s", q, diff)
		}
	})
}

func TestEveryQuestionAboutRemindersIsAnsweredAsByLookingAtAll(t *testing.T) {
	ask(t, func(t *rapid.T, b *book.Book, w world) {
		q := reminderQueries(w).Draw(t, "question")
		got := all(t, func(cursor string) (book.Page[record.Reminder], error) {
			q.Cursor = cursor
			return b.Reminders(t.Context(), q)
		})
		if diff := cmp.Diff(w.remindersFor(q), got); diff != "" {
			t.Fatalf("%+v (-want +got):\n%s", q, diff)
		}
	})
}

func TestEveryQuestionAboutDeliveriesIsAnsweredAsByLookingAtAll(t *testing.T) {
	ask(t, func(t *rapid.T, b *book.Book, w world) {
		q := deliveryQueries(w).Draw(t, "question")
		got := all(t, func(cursor string) (book.Page[record.Delivery], error) {
			q.Cursor = cursor
			return b.Deliveries(t.Context(), q)
		})
		if diff := cmp.Diff(w.deliveriesFor(q), got); diff != "" {
			t.Fatalf("%+v (-want +got):\n%s", q, diff)
		}
	})
}

func TestDeadLettersAreOfTheirTenant(t *testing.T) {
	ask(t, func(t *rapid.T, b *book.Book, w world) {
		for _, tenant := range append(tenants(), "") {
			want := []book.DeadLetter{}
			for _, d := range w.dead {
				if d.Tenant == tenant {
					want = append([]book.DeadLetter{d}, want...)
				}
			}
			got := all(t, func(cursor string) (book.Page[book.DeadLetter], error) {
				if tenant == "" {
					return b.UnreadableDeadLetters(t.Context(), cursor, 3)
				}
				return b.DeadLetters(t.Context(), tenant, cursor, 3)
			})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("tenant %q (-want +got):\n%s", tenant, diff)
			}
			// Each of them alone, too, and no other.
			for _, d := range w.dead {
				one, err := b.DeadLetter(t.Context(), tenant, d.Sequence)
				if d.Tenant != tenant {
					if !errors.Is(err, book.ErrNotFound) {
						t.Fatalf("tenant %q has letter %d of %q: %v", tenant, d.Sequence, d.Tenant, err)
					}
					continue
				}
				if diff := cmp.Diff(d, one); err != nil || diff != "" {
					t.Fatalf("letter %d: %v (-want +got):\n%s", d.Sequence, err, diff)
				}
			}
		}
	})
}

func TestTheRecordOfOneFollowup(t *testing.T) {
	ask(t, func(t *rapid.T, b *book.Book, w world) {
		f := rapid.SampledFrom(w.followups).Draw(t, "followup")
		got, err := b.Followup(t.Context(), f.Tenant, f.ID)
		if diff := cmp.Diff(f, got); err != nil || diff != "" {
			t.Fatalf("%v (-want +got):\n%s", err, diff)
		}
		reminders, err := b.RemindersOf(t.Context(), f.Tenant, f.ID)
		if diff := cmp.Diff(w.remindersFor(book.ReminderQuery{Tenant: f.Tenant, Followup: f.ID}), reminders); err != nil || diff != "" {
			t.Fatalf("%v (-want +got):\n%s", err, diff)
		}
		deliveries, err := b.DeliveriesOf(t.Context(), f.Tenant, f.ID)
		if diff := cmp.Diff(w.deliveriesFor(book.DeliveryQuery{Tenant: f.Tenant, Followup: f.ID}), deliveries); err != nil || diff != "" {
			t.Fatalf("%v (-want +got):\n%s", err, diff)
		}
	})
}

func TestWhatAnotherTenantHasIsNotThere(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		w := newWorld(rand.New(rand.NewPCG(1, 2)))
		w.put(t, b)
		f := w.followups[0]
		foreign := tenants()[0]
		if f.Tenant == foreign {
			foreign = tenants()[1]
		}
		for name, ask := range map[string]func(tenant, id string) error{
			"Followup":     func(tenant, id string) error { _, err := b.Followup(t.Context(), tenant, id); return err },
			"Timeline":     func(tenant, id string) error { _, err := b.Timeline(t.Context(), tenant, id); return err },
			"RemindersOf":  func(tenant, id string) error { _, err := b.RemindersOf(t.Context(), tenant, id); return err },
			"DeliveriesOf": func(tenant, id string) error { _, err := b.DeliveriesOf(t.Context(), tenant, id); return err },
		} {
			if err := ask(f.Tenant, f.ID); err != nil {
				t.Errorf("%s of the tenant's own: %v", name, err)
			}
			if err := ask(foreign, f.ID); !errors.Is(err, book.ErrNotFound) {
				t.Errorf("%s of another tenant's: %v", name, err)
			}
			if err := ask("", f.ID); err == nil || errors.Is(err, book.ErrNotFound) {
				t.Errorf("%s without a tenant: %v", name, err)
			}
		}
	})
}

func TestAQuestionNeedsATenant(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b, ctx := open(), t.Context()
		_, ofFollowups := b.Followups(ctx, book.FollowupQuery{})
		_, ofReminders := b.Reminders(ctx, book.ReminderQuery{})
		_, ofDeliveries := b.Deliveries(ctx, book.DeliveryQuery{})
		_, ofStats := b.Stats(ctx, book.StatsQuery{})
		_, ofEmployers := b.Employers(ctx, "", 5, 10)
		_, ofToday := b.Today(ctx, "", day0())
		_, ofDead := b.DeadLetters(ctx, "", "", 10)
		_, ofVersion := b.Version(ctx, "")
		ofEach := b.EachFollowup(ctx, "", time.Time{}, func(record.Followup) error { return nil })
		for i, err := range []error{ofFollowups, ofReminders, ofDeliveries, ofStats, ofEmployers, ofToday, ofDead, ofVersion, ofEach} {
			if err == nil {
				t.Errorf("question %d about all tenants is answered", i)
			}
		}
	})
}

func TestACursorIsOfItsQuestion(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		newWorld(rand.New(rand.NewPCG(1, 2))).put(t, b)
		q := book.FollowupQuery{Tenant: "acme", Limit: 3}
		page, err := b.Followups(t.Context(), q)
		if err != nil || page.Next == "" {
			t.Fatalf("%v, next %q", err, page.Next)
		}
		refused := func(what string, q book.FollowupQuery) {
			t.Helper()
			if _, err := b.Followups(t.Context(), q); !errors.Is(err, book.ErrCursor) {
				t.Errorf("%s: %v", what, err)
			}
		}
		q.Cursor, q.Limit = page.Next, 5
		if next, err := b.Followups(t.Context(), q); err != nil || slices.ContainsFunc(next.Items, func(f record.Followup) bool { return f.ID == page.Items[0].ID }) {
			t.Errorf("another limit: %v", err)
		}
		other := q
		other.Tenant = "other"
		refused("another tenant", other)
		other = q
		other.ByDue = true
		refused("another order", other)
		other = q
		other.Search = "ada"
		refused("other words", other)
		for _, forged := range []string{"x", "!", page.Next + "AA", page.Next[:12], page.Next[:len(page.Next)-4]} {
			other = q
			other.Cursor = forged
			refused(forged, other)
		}
		if _, err := b.Reminders(t.Context(), book.ReminderQuery{Tenant: "acme", Cursor: page.Next}); !errors.Is(err, book.ErrCursor) {
			t.Errorf("another list: %v", err)
		}
		for _, limit := range []int{-1, book.MaxLimit + 1} {
			if _, err := b.Followups(t.Context(), book.FollowupQuery{Tenant: "acme", Limit: limit}); err == nil {
				t.Errorf("a page of %d lines", limit)
			}
		}
	})
}

// What is put in behind the cursor is seen, what lies before it is not seen twice: pages have no numbers.
func TestPagesHoldWhileTheListChanges(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		var w world
		for i, id := range []string{"a", "b", "c", "d"} {
			w.followups = append(w.followups, record.Followup{Tenant: "acme", ID: id, Stage: events.OwesNotes, EndedAt: day0().Add(-time.Duration(i) * time.Hour)})
		}
		w.put(t, b)
		q := book.FollowupQuery{Tenant: "acme", Limit: 2}
		first, err := b.Followups(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		world{followups: []record.Followup{
			{Tenant: "acme", ID: "new", EndedAt: day0().Add(time.Hour)},
			{Tenant: "acme", ID: "between", EndedAt: day0().Add(-150 * time.Minute)},
		}}.put(t, b)
		q.Cursor = first.Next
		var ids []string
		for q.Cursor != "" {
			page, err := b.Followups(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range page.Items {
				ids = append(ids, f.ID)
			}
			q.Cursor = page.Next
		}
		if diff := cmp.Diff([]string{"c", "between", "d"}, ids); diff != "" {
			t.Errorf("after the first page (-want +got):\n%s", diff)
		}
	})
}

func TestTodayIsCountedAsByLookingAtAll(t *testing.T) {
	ask(t, func(t *rapid.T, b *book.Book, w world) {
		tenant := rapid.SampledFrom(tenants()).Draw(t, "tenant")
		now := day0().Add(time.Duration(rapid.IntRange(-40*60, 40*60).Draw(t, "minutes")) * time.Minute)
		var want book.Today
		for _, r := range w.reminders {
			late := r.DueAt.Before(now.Add(-book.Grace))
			switch {
			case r.Tenant != tenant || r.State != record.Planned && r.State != record.Due:
			case late:
				want.Overdue++
				if want.OldestOverdue.IsZero() || r.DueAt.Before(want.OldestOverdue) {
					want.OldestOverdue = r.DueAt
				}
			case r.State == record.Due:
				want.Held++
			case r.DueAt.Before(now.Add(24 * time.Hour)):
				want.Due++
			}
		}
		for _, d := range w.deliveries {
			if d.Tenant == tenant && !d.At.Before(now.Truncate(24*time.Hour)) {
				switch d.Result {
				case record.DeliverySent:
					want.Sent++
				case record.DeliveryFailed:
					want.Failed++
				case record.DeliveryAmbiguous:
					want.Ambiguous++
				case record.DeliverySkipped:
					want.Skipped++
				}
			}
		}
		for _, f := range w.followups {
			if f.Tenant == tenant && f.Stage != events.Closed {
				want.Open++
			}
		}
		for _, d := range w.dead {
			if d.Tenant == tenant && d.ReplayedAt.IsZero() {
				want.Dead++
			}
		}
		got, err := b.Today(t.Context(), tenant, now)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Fatalf("%v (-want +got):\n%s", err, diff)
		}
	})
}
