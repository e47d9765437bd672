package book_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// counted is something that was counted on one day.
type counted struct {
	tenant, employer string
	day              events.Date
	measure          string
	n                int
}

func firstDay() events.Date { return events.NewDate(2024, time.November, 20) }

// countedDays is how many days something was counted on: more than a chart shows day by day.
const countedDays = 500

// someCounts are counts of random days, in which every measure occurs.
func someCounts(r *rand.Rand) []counted {
	measures := []string{
		record.Followups, record.Interviews, record.ThankedInTime, record.AskedToCheckIn, record.CheckInsSent, record.CheckInsMade, record.Ended,
		record.Answered, record.Silent, record.Promised, record.PromiseKept, record.OutcomePrefix + "offer", record.OutcomePrefix + "no_response",
	}
	ofAll := []string{
		record.StagePrefix + "owes_notes", record.StagePrefix + "decided",
		record.DeliveryMeasure(events.Email, record.DeliverySent), record.DeliveryMeasure(events.Email, record.DeliveryFailed), record.DeliveryMeasure(events.SMS, record.DeliverySent),
	}
	var counts []counted
	for range 1500 {
		c := counted{tenant: pick(r, tenants()), day: firstDay().AddDays(r.IntN(countedDays)), n: 1 + r.IntN(3)}
		switch r.IntN(3) {
		case 0:
			c.measure = pick(r, ofAll)
		case 1:
			c.employer, c.measure = pick(r, []string{"emp-1", "emp-2", "emp-3"}), pick(r, measures)
		default:
			c.employer, c.measure = "emp-1", record.DecidedPrefix+fmt.Sprint(r.IntN(12))
		}
		counts = append(counts, c)
	}
	return counts
}

// tally writes them down as the projection does.
func tally(t *testing.T, b *book.Book, counts []counted) {
	t.Helper()
	cells := map[[4]string]int{}
	for _, c := range counts {
		for _, day := range []string{"", record.MonthOf(c.day), c.day.String()} {
			cells[[4]string{c.tenant, "", day, c.measure}] += c.n
			if c.employer != "" && day != c.day.String() {
				cells[[4]string{c.tenant, c.employer, day, c.measure}] += c.n
			}
		}
	}
	for cell, n := range cells {
		if err := b.Exec(t.Context(), "INSERT INTO tallies (tenant, employer_key, day, measure, n) VALUES (?, ?, ?, ?, ?)", cell[0], cell[1], cell[2], cell[3], n); err != nil {
			t.Fatal(err)
		}
	}
	// What was counted once and is so no more stays behind as nothing.
	if err := b.Exec(t.Context(), "INSERT INTO tallies (tenant, employer_key, day, measure, n) VALUES ('acme', '', '', 'outcome:withdrawn', 0)"); err != nil {
		t.Fatal(err)
	}
}

func monthly(d events.Date) events.Date { return events.NewDate(d.Year, d.Month, 1) }

// reckon adds up what a question asks for, day by day.
func reckon(counts []counted, q book.StatsQuery) (sums map[string]int, days []book.DayCount) {
	sums = map[string]int{}
	byMonth := q.EmployerKey != "" || q.From.IsZero() || q.To.IsZero() || q.From.DaysUntil(q.To) > 400
	byDay := map[events.Date]*book.DayCount{}
	for _, c := range counts {
		day, month := c.day, monthly(c.day)
		if c.tenant != q.Tenant || q.EmployerKey != "" && c.employer != q.EmployerKey {
			continue
		}
		asked := (q.From.IsZero() || !day.Before(q.From)) && (q.To.IsZero() || day.Before(q.To))
		// A month is asked for if any of its days is.
		touched := (q.From.IsZero() || !month.Before(monthly(q.From))) && (q.To.IsZero() || month.Before(q.To))
		if q.EmployerKey == "" && asked || q.EmployerKey != "" && touched {
			sums[c.measure] += c.n
		}
		if byMonth {
			day = month
		}
		if byMonth && !touched || !byMonth && !asked {
			continue
		}
		column := byDay[day]
		if column == nil {
			column = &book.DayCount{Day: day}
			byDay[day] = column
		}
		outcome, isOutcome := strings.CutPrefix(c.measure, record.OutcomePrefix)
		switch {
		case isOutcome:
			if column.ByOutcomes == nil {
				column.ByOutcomes = map[events.Outcome]int{}
			}
			column.ByOutcomes[events.Outcome(outcome)] += c.n
		case c.measure == record.Followups:
			column.Followups += c.n
		case strings.HasSuffix(c.measure, ":sent"):
			column.Sent += c.n
		case strings.HasSuffix(c.measure, ":failed"):
			column.Failed += c.n
		}
	}
	days = []book.DayCount{}
	for _, column := range byDay {
		of := 0
		for _, n := range column.ByOutcomes {
			of += n
		}
		if q.EmployerKey != "" && of < q.MinGroup {
			column.ByOutcomes = nil
		}
		if column.Followups+column.Sent+column.Failed+len(column.ByOutcomes) > 0 {
			days = append(days, *column)
		}
	}
	slices.SortFunc(days, func(x, y book.DayCount) int { return x.Day.Compare(y.Day) })
	return sums, days
}

func rate(count, of, group int) book.Rate {
	if of < group {
		return book.Rate{Of: of}
	}
	return book.Rate{Of: of, Count: count, Share: float64(count) / float64(of), Told: true}
}

// median is the middle of all the days, written down one by one.
func median(sums map[string]int, group int) int {
	var all []int
	for days := range record.MaxDecided + 1 {
		for range sums[record.DecidedPrefix+fmt.Sprint(days)] {
			all = append(all, days)
		}
	}
	if len(all) < group {
		return -1
	}
	return all[(len(all)-1)/2]
}

func TestEveryFigureIsAsAddedUpDayByDay(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		counts := someCounts(rand.New(rand.NewPCG(3, 4)))
		tally(t, b, counts)
		day := func(t *rapid.T, label string) events.Date {
			if rapid.IntRange(0, 3).Draw(t, "any "+label) == 0 {
				return events.Date{}
			}
			return firstDay().AddDays(rapid.IntRange(-40, countedDays+40).Draw(t, label))
		}
		rapid.Check(t, func(t *rapid.T) {
			q := book.StatsQuery{
				Tenant: rapid.SampledFrom(tenants()).Draw(t, "tenant"), From: day(t, "from"), To: day(t, "to"),
				EmployerKey: maybe(t, "employer", []string{"emp-1", "emp-2", "none"}), MinGroup: rapid.IntRange(1, 60).Draw(t, "group"),
			}
			sums, days := reckon(counts, q)
			want := book.Stats{
				Followups: sums[record.Followups], OnTime: rate(sums[record.ThankedInTime], sums[record.Interviews]-sums["stage:owes_notes"], q.MinGroup),
				CheckedIn: rate(sums[record.CheckInsMade], sums[record.CheckInsSent], q.MinGroup), Answered: rate(sums[record.Answered], sums[record.Ended], q.MinGroup),
				PromiseKept: rate(sums[record.PromiseKept], sums[record.Promised], q.MinGroup), Silent: rate(sums[record.Silent], sums[record.Ended], q.MinGroup),
				DaysToDecision: median(sums, q.MinGroup), Outcomes: map[events.Outcome]int{}, Stages: map[events.Stage]int{}, Deliveries: map[events.Channel]map[record.Result]int{}, Days: days,
			}
			if sums[record.AskedToCheckIn] < q.MinGroup {
				want.CheckedIn = book.Rate{Of: want.CheckedIn.Of}
			}
			ended := sums["outcome:offer"] + sums["outcome:no_response"]
			for measure, n := range sums {
				parts := strings.Split(measure, ":")
				switch parts[0] {
				case "outcome":
					if q.EmployerKey == "" || ended >= q.MinGroup {
						want.Outcomes[events.Outcome(parts[1])] = n
					}
				case "stage":
					want.Stages[events.Stage(parts[1])] = n
				case "delivery":
					channel := events.Channel(parts[1])
					if want.Deliveries[channel] == nil {
						want.Deliveries[channel] = map[record.Result]int{}
					}
					want.Deliveries[channel][record.Result(parts[2])] = n
				}
			}
			got, err := b.Stats(t.Context(), q)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Fatalf("%+v: %v (-want +got):\n%s", q, err, diff)
			}
		})
	})
}

func TestEmployersAreThoseWithTheMostFollowups(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		counts := someCounts(rand.New(rand.NewPCG(3, 4)))
		tally(t, b, counts)
		world{followups: []record.Followup{
			{Tenant: "acme", ID: "a", EmployerKey: "emp-1", Employer: "Finn", EndedAt: day0()},
			{Tenant: "acme", ID: "b", EmployerKey: "emp-1", Employer: "Finn Logistics", EndedAt: day0().Add(time.Hour)},
			{Tenant: "other", ID: "c", EmployerKey: "emp-1", Employer: "Foreign", EndedAt: day0().Add(2 * time.Hour)},
		}}.put(t, b)
		for _, group := range []int{1, 40, 10_000} {
			var want []book.EmployerStats
			for _, key := range []string{"emp-1", "emp-2", "emp-3"} {
				sums, _ := reckon(counts, book.StatsQuery{Tenant: "acme", EmployerKey: key})
				e := book.EmployerStats{
					Key: key, Followups: sums[record.Followups], Answered: rate(sums[record.Answered], sums[record.Ended], group),
					PromiseKept: rate(sums[record.PromiseKept], sums[record.Promised], group), Silent: rate(sums[record.Silent], sums[record.Ended], group),
					DaysToDecision: median(sums, group),
				}
				if key == "emp-1" {
					e.Name = "Finn Logistics"
				}
				want = append(want, e)
			}
			slices.SortStableFunc(want, func(x, y book.EmployerStats) int { return y.Followups - x.Followups })
			for _, limit := range []int{2, 10} {
				got, err := b.Employers(t.Context(), "acme", group, limit)
				if diff := cmp.Diff(want[:min(limit, len(want))], got); err != nil || diff != "" {
					t.Errorf("group %d, limit %d: %v (-want +got):\n%s", group, limit, err, diff)
				}
			}
		}
		if got, err := b.Employers(t.Context(), "nobody", 5, 10); err != nil || got == nil || len(got) != 0 {
			t.Errorf("of nobody: %v %v", got, err)
		}
		for _, limit := range []int{0, 1001} {
			if _, err := b.Employers(t.Context(), "acme", 5, limit); err == nil {
				t.Errorf("a list of %d", limit)
			}
		}
	})
}

// Check-ins of two people are no group of five, however many they are and whoever else there is.
func TestAGroupIsOfFollowups(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		tally(t, b, []counted{
			{"acme", "", firstDay(), record.Followups, 100},
			{"acme", "", firstDay(), record.AskedToCheckIn, 2},
			{"acme", "", firstDay(), record.CheckInsSent, 6},
			{"acme", "", firstDay(), record.CheckInsMade, 2},
			{"other", "", firstDay(), record.Followups, 100},
			{"other", "", firstDay(), record.AskedToCheckIn, 5},
			{"other", "", firstDay(), record.CheckInsSent, 5},
			{"other", "", firstDay(), record.CheckInsMade, 2},
		})
		for tenant, want := range map[string]book.Rate{"acme": {Of: 6}, "other": {Of: 5, Count: 2, Share: 0.4, Told: true}} {
			got, err := b.Stats(t.Context(), book.StatsQuery{Tenant: tenant})
			if diff := cmp.Diff(want, got.CheckedIn); err != nil || diff != "" {
				t.Errorf("%s: %v (-want +got):\n%s", tenant, err, diff)
			}
		}
	})
}
