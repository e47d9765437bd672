package book_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// many is more than two pages.
const many = 2*book.MaxLimit + 7

// manyFollowups are of acme, closed unless their number is divisible by 3; the last entry of number i is i hours before day0.
func manyFollowups(t *testing.T, b *book.Book) {
	t.Helper()
	var w world
	for i := range many {
		f := record.Followup{Tenant: "acme", ID: fmt.Sprintf("int-%05d", i), Stage: events.Closed, EndedAt: day0().Add(-time.Duration(i) * time.Minute)}
		if i%3 == 0 {
			f.Stage = events.Decided
		}
		w.followups = append(w.followups, f)
		for j, stored := range []time.Duration{time.Duration(i) * time.Hour, 5000 * time.Hour} {
			if err := b.Exec(t.Context(), "INSERT INTO entries (stream, sequence, tenant, followup, type, source, event_id, time, stored_at, data) VALUES ('FACTS', ?, 'acme', ?, ?, '/ats', 'e', ?, 0, '{}')",
				2*i+j+1, f.ID, string(events.DebriefRecorded), at(day0().Add(-stored))); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.followups = append(w.followups, record.Followup{Tenant: "other", ID: "int-00001", Stage: events.Decided})
	w.put(t, b)
}

func TestEachFollowupIsOpenOrHasNews(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		manyFollowups(t, b)
		for name, test := range map[string]struct {
			since time.Time
			fits  func(i int) bool
		}{
			"all":            {time.Time{}, func(int) bool { return true }},
			"since ten":      {day0().Add(-10 * time.Hour), func(i int) bool { return i <= 10 || i%3 == 0 }},
			"since tomorrow": {day0().Add(24 * time.Hour), func(i int) bool { return i%3 == 0 }},
		} {
			want, got := []string{}, []string{}
			for i := range many {
				if test.fits(i) {
					want = append(want, fmt.Sprintf("int-%05d", i))
				}
			}
			err := b.EachFollowup(t.Context(), "acme", test.since, func(f record.Followup) error {
				got = append(got, f.ID)
				return nil
			})
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
			}
		}
	})
}

func TestEachStopsAtTheFirstError(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		manyFollowups(t, b)
		enough := errors.New("enough")
		for name, each := range map[string]func(see func(record.Followup) error) error{
			"EachFollowup": func(see func(record.Followup) error) error {
				return b.EachFollowup(t.Context(), "acme", time.Time{}, see)
			},
			"Each": func(see func(record.Followup) error) error {
				return b.Each(t.Context(), book.FollowupQuery{Tenant: "acme"}, see)
			},
		} {
			seen := 0
			if err := each(func(record.Followup) error { seen++; return nil }); err != nil || seen != many {
				t.Errorf("%s: %d of %d seen, %v", name, seen, many, err)
			}
			seen = 0
			err := each(func(record.Followup) error {
				if seen++; seen == book.MaxLimit+3 {
					return enough
				}
				return nil
			})
			if !errors.Is(err, enough) || seen != book.MaxLimit+3 {
				t.Errorf("%s: %d seen, %v", name, seen, err)
			}
		}
	})
}

func TestTheVersionIsTheTenants(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		version := func(tenant string) string {
			v, err := b.Version(t.Context(), tenant)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		if v := version("acme"); v != "0" {
			t.Errorf("of nothing: %s", v)
		}
		if err := b.Exec(t.Context(), "INSERT INTO tenants_seen (tenant, version) VALUES ('acme', 7), ('other', 8)"); err != nil {
			t.Fatal(err)
		}
		if acme, other := version("acme"), version("other"); acme == other || acme != "7" {
			t.Errorf("%s and %s", acme, other)
		}
	})
}
