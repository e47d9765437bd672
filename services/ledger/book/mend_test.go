package book_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
)

func TestMendBringsBackWhatWasTakenOut(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		source := filled(t, b, 20)
		of := source.all[events.StreamFacts][0].Event
		before := tablesOf(t, b)
		for _, statement := range []string{
			"DELETE FROM entries WHERE stream = 'FACTS' AND tenant = ? AND followup = ?",
			"DELETE FROM entries WHERE stream = 'DELIVERIES' AND tenant = ? AND followup = ?",
		} {
			if err := b.Exec(t.Context(), statement, of.Tenant, of.Subject); err != nil {
				t.Fatal(err)
			}
		}
		if cmp.Equal(before["entries"], tablesOf(t, b)["entries"]) {
			t.Fatal("nothing was taken out")
		}
		tick, stop := b.Changed(of.Tenant)
		defer stop()
		for round := range 2 {
			for _, stream := range book.Streams() {
				if err := b.Mend(t.Context(), stream, source.all[stream]); err != nil {
					t.Fatal(err)
				}
			}
			after := tablesOf(t, b)
			// It counts what was taken, mended or not.
			delete(before, "tenants_seen")
			delete(after, "tenants_seen")
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("round %d (-want +got):\n%s", round, diff)
			}
		}
		select {
		case <-tick:
		default:
			t.Error("who waits for news was not told")
		}
	})
}

// tablesOf gives the lines of every table, in order.
func tablesOf(t *testing.T, b *book.Book) map[string][]string {
	t.Helper()
	tables := map[string][]string{}
	for table, text := range b.Dump(t) {
		tables[table] = strings.Split(text, "\n")
		slices.Sort(tables[table])
	}
	return tables
}

func TestMendLeavesWhatIsThereOrStillToCome(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		facts := streams(t, 10)[events.StreamFacts]
		if err := b.Take(t.Context(), events.StreamFacts, facts[:10]); err != nil {
			t.Fatal(err)
		}
		before := digestOf(t, b)
		if err := b.Mend(t.Context(), events.StreamFacts, facts); err != nil {
			t.Fatal(err)
		}
		if digestOf(t, b) != before {
			t.Error("it has changed something")
		}
	})
}
