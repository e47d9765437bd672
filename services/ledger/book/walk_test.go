package book_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// A page is made of several queries. Whenever another line comes in, before whichever of them, each line that was there all the
// while is on the pages once.
func TestNobodyMovesLinesWhileAPageIsRead(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		decided := func(id string, ended time.Duration) world {
			return world{followups: []record.Followup{
				{Tenant: "acme", ID: id, Stage: events.Decided, Outcome: events.Offer, EndedAt: day0().Add(ended)},
			}}
		}
		var want []string
		for i := range 12 {
			want = append(want, fmt.Sprint("old-", i))
			decided(want[i], -time.Duration(i)*time.Hour).put(t, b)
		}
		var queries, disturbed int
		if err := b.Between(func() {
			if queries++; queries == disturbed {
				// The latest is the first of the list.
				decided(fmt.Sprint("new-", disturbed), time.Duration(disturbed)*time.Hour).put(t, b)
			}
		}); err != nil {
			t.Fatal(err)
		}
		b.Narrow(1, 3)
		for disturbed = 1; disturbed <= queries+1; disturbed++ {
			queries = 0
			q := book.FollowupQuery{Tenant: "acme", Stages: []events.Stage{events.Decided}, Outcomes: []events.Outcome{events.Offer}}
			var got []string
			err := b.Each(t.Context(), q, func(f record.Followup) error {
				if f.ID[:3] == "old" {
					got = append(got, f.ID)
				}
				return nil
			})
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("a line before query %d: %v (-want +got):\n%s", disturbed, err, diff)
			}
			if err := b.Exec(t.Context(), "DELETE FROM followups WHERE id LIKE 'new%'"); err != nil {
				t.Fatal(err)
			}
		}
		if disturbed < 10 {
			t.Errorf("the list was read with %d queries: it is not long enough", disturbed)
		}
	})
}
