package bench

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/loadgen"
	"github.com/afterword-io/afterword/services/ledger/record"
)

func TestMain(m *testing.M) { booktest.Main(m) }

func small() loadgen.Options { return loadgen.Options{Followups: 2000, Employers: 70} }

// What a book of thousands of follow-ups answers is what a plain count of the streams gives; and the engines hold the same.
func TestAnswers(t *testing.T) {
	g, err := loadgen.New(small())
	if err != nil {
		t.Fatal(err)
	}
	want := reckon(t, g)
	var digests []string
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		if err := g.Feed(t.Context(), 500, b.Take); err != nil {
			t.Fatal(err)
		}
		for _, tenant := range g.Tenants()[:2] {
			answers{t, b, want, tenant}.check()
		}
		digest, err := b.Digest(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		digests = append(digests, digest)
	})
	if len(digests) == 2 && digests[0] != digests[1] {
		t.Errorf("the engines hold something else: %v", digests)
	}
}

// answers are those of one book about one tenant.
type answers struct {
	*testing.T
	book   *book.Book
	want   reckoning
	tenant string
}

func (a answers) check() {
	all := a.list(book.FollowupQuery{})
	a.same("all", all, func(*reckoned) bool { return true })
	if !sortedByEnd(all) {
		a.Error("the list is not by the end of the interview, the latest first")
	}
	for _, stage := range []events.Stage{events.InterviewAhead, events.AwaitingDecision, events.CheckingIn, events.OwesNotes, events.Decided, events.Closed} {
		a.same(string(stage), a.list(book.FollowupQuery{Stages: []events.Stage{stage}}), func(f *reckoned) bool { return f.snapshot.Stage == stage })
	}
	for _, outcome := range []events.Outcome{events.Offer, events.NoResponse, events.Cancelled} {
		a.same(string(outcome), a.list(book.FollowupQuery{Outcomes: []events.Outcome{outcome}}), func(f *reckoned) bool { return f.snapshot.Outcome == outcome })
	}
	for _, words := range []string{"a", "mü", "ada", "ada m", "jonas alpen", "nobodysname"} {
		a.same("search "+words, a.list(book.FollowupQuery{Search: words}), func(f *reckoned) bool {
			return !slices.ContainsFunc(strings.Fields(words), func(word string) bool { return !f.named(word) })
		})
	}
	some := all[len(all)/2]
	a.same("search an id", a.list(book.FollowupQuery{Search: some.ID}), func(f *reckoned) bool { return f.snapshot.Followup == some.ID })
	employer := slices.IndexFunc(all, func(f record.Followup) bool { return f.Employer != "" })
	a.same("employer", a.list(book.FollowupQuery{EmployerKey: all[employer].EmployerKey}), func(f *reckoned) bool { return f.employer == all[employer].Employer })
	for _, f := range []record.Followup{all[0], some, all[len(all)-1]} {
		a.one(f)
	}
	a.deliveries()
	a.stats(len(all))
}

// list walks down all pages of a list.
func (a answers) list(q book.FollowupQuery) []record.Followup {
	a.Helper()
	var list []record.Followup
	for q.Tenant, q.Limit = a.tenant, 150; ; {
		page, err := a.book.Followups(a.Context(), q)
		if err != nil {
			a.Fatalf("ask for %+v: %v", q, err)
		}
		list = append(list, page.Items...)
		if q.Cursor = page.Next; q.Cursor == "" {
			return list
		}
	}
}

func (a answers) same(what string, got []record.Followup, is func(*reckoned) bool) {
	a.Helper()
	if diff := cmp.Diff(a.want.where(a.tenant, is), idsOf(got)); diff != "" {
		a.Errorf("%s of %s (-want +got):\n%s", what, a.tenant, diff)
	}
}

// one compares a follow-up's own page.
func (a answers) one(f record.Followup) {
	a.Helper()
	want := a.want.followups[key{a.tenant, f.ID}]
	got, err := a.book.Followup(a.Context(), a.tenant, f.ID)
	if err != nil {
		a.Fatal(err)
	}
	if got.Stage != want.snapshot.Stage || got.Outcome != want.snapshot.Outcome || got.Revision != want.snapshot.Revision || got.Facts != want.snapshot.Facts {
		a.Errorf("%s is %+v, and its snapshot says %+v", f.ID, got, want.snapshot)
	}
	entries, err := a.book.Timeline(a.Context(), a.tenant, f.ID)
	if err != nil {
		a.Fatal(err)
	}
	if len(entries) != want.entries {
		a.Errorf("the timeline of %s has %d entries, want %d", f.ID, len(entries), want.entries)
	}
	reminders, err := a.book.RemindersOf(a.Context(), a.tenant, f.ID)
	if err != nil {
		a.Fatal(err)
	}
	if len(reminders) < len(want.snapshot.Plan) {
		a.Errorf("%s has %d reminders, and %d in its plan", f.ID, len(reminders), len(want.snapshot.Plan))
	}
	deliveries, err := a.book.DeliveriesOf(a.Context(), a.tenant, f.ID)
	if err != nil {
		a.Fatal(err)
	}
	known := 0
	for _, d := range deliveries {
		if d.Result != record.Requested {
			known++
		}
	}
	if known != len(want.results) {
		a.Errorf("of %s the end of %d deliveries is known, want %d", f.ID, known, len(want.results))
	}
}

func (a answers) deliveries() {
	a.Helper()
	q := book.DeliveryQuery{Tenant: a.tenant, Results: []record.Result{record.DeliveryFailed}, Limit: 20}
	failed := 0
	for {
		page, err := a.book.Deliveries(a.Context(), q)
		if err != nil {
			a.Fatal(err)
		}
		failed += len(page.Items)
		if q.Cursor = page.Next; q.Cursor == "" {
			break
		}
	}
	if failed != a.want.failed[a.tenant] {
		a.Errorf("%d deliveries of %s failed, want %d", failed, a.tenant, a.want.failed[a.tenant])
	}
}

// stats compares what the tallies say with what the lists hold.
func (a answers) stats(all int) {
	a.Helper()
	stats, err := a.book.Stats(a.Context(), allOf(a.tenant))
	if err != nil {
		a.Fatal(err)
	}
	sum := 0
	for _, n := range stats.Outcomes {
		sum += n
	}
	for _, n := range stats.Stages {
		sum += n
	}
	if stats.Followups != all || sum != all {
		a.Errorf("the statistics of %s are of %d follow-ups, and %d by outcome and stage, want %d", a.tenant, stats.Followups, sum, all)
	}
	for _, outcome := range []events.Outcome{events.Offer, events.Rejection, events.Expired} {
		want := a.want.where(a.tenant, func(f *reckoned) bool {
			return f.snapshot.Stage == events.Closed && f.snapshot.Outcome == outcome
		})
		if stats.Outcomes[outcome] != len(want) {
			a.Errorf("the statistics of %s have %d of %s, want %d", a.tenant, stats.Outcomes[outcome], outcome, len(want))
		}
	}
}

// The bench asks all it has to ask, of books whose writes are durable, and tells it in both forms.
func TestRun(t *testing.T) {
	dir, err := os.MkdirTemp("", "ledgerbench-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	o := Options{Load: loadgen.Options{Followups: 300, Employers: 70}, Dir: dir, Asks: 4, Clients: []int{1, 3}}
	first, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	o.Reuse = true
	again, err := Run(t.Context(), o)
	if err != nil {
		t.Fatalf("ask again: %v", err)
	}
	if len(first.Engines) != 2 || first.Followups < 250 || again.Followups != first.Followups {
		t.Fatalf("%d engines with %d follow-ups, and %d when asked again", len(first.Engines), first.Followups, again.Followups)
	}
	for _, e := range first.Engines {
		if e.Load.Events != first.Engines[0].Load.Events || e.Load.EventsPerSecond <= 0 || e.Load.Bytes < 100_000 {
			t.Errorf("%s: the load is %+v", e.Name, e.Load)
		}
		for _, l := range e.Latencies {
			if l.Asks != o.Asks || l.P50 <= 0 || l.P95 < l.P50 || l.P99 < l.P95 || l.Max < l.P99 {
				t.Errorf("%s: the latency is %+v", e.Name, l)
			}
		}
	}
	if got := first.Engines[1].Settings; got["fsync"] != "on" || got["synchronous_commit"] != "on" {
		t.Errorf("PostgreSQL is less durable than in production: %v", got)
	}
	var table, report bytes.Buffer
	if err := first.WriteTable(&table); err != nil {
		t.Fatal(err)
	}
	for _, l := range first.Engines[0].Latencies {
		if !strings.Contains(table.String(), "| "+l.Question+" |") {
			t.Errorf("the table lacks %q", l.Question)
		}
	}
	if err := first.WriteJSON(&report); err != nil {
		t.Fatal(err)
	}
	var read Report
	if err := json.Unmarshal(report.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, read); diff != "" {
		t.Errorf("the JSON says something else:\n%s", diff)
	}
	if _, err := os.Stat(filepath.Join(dir, "sqlite", "ledger.db")); err != nil {
		t.Errorf("the book is not left in its folder: %v", err)
	}
}

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		name string
		o    Options
		want string
	}{
		{"no folder", Options{}, "a folder for the books is required"},
		{"unknown engine", Options{Dir: "x", Engines: []string{"oracle"}}, `there is no engine "oracle", only [sqlite postgres]`},
		{"nobody asks", Options{Dir: "x", Clients: []int{0}}, "at least one client must ask, not [0]"},
		{"nothing is asked", Options{Dir: "x", Asks: -1}, "the batch and the number of asks must be at least 1, not 500 and -1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Run(t.Context(), c.o); err == nil || err.Error() != c.want {
				t.Errorf("the error is %v, want %q", err, c.want)
			}
		})
	}
}

func TestQuantile(t *testing.T) {
	times := make([]time.Duration, 200)
	for i := range times {
		times[i] = time.Duration(i+1) * time.Millisecond
	}
	for percent, want := range map[int]float64{50: 100, 95: 190, 99: 198, 100: 200} {
		if got := quantile(times, percent); got != want {
			t.Errorf("the p%d of 1 to 200 ms is %g, want %g", percent, got, want)
		}
	}
	if got := quantile(times[:1], 95); got != 1 {
		t.Errorf("the p95 of one is %g, want itself", got)
	}
}
