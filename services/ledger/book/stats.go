package book

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// Statistics add up tallies and never look at follow-ups, so that they take as long for a million as for a hundred:
//
//	all time           one row a measure
//	from .. to         the whole months in between, and the days before and after them
//	from .. to, one    whole months: one employer's days would be single interviews
//	employer
//
// The chart has days up to chartDays of them, then months.

// DefaultMinGroup is the least number of which a rate is told, if nothing else is asked for.
const DefaultMinGroup = 5

// chartDays is for how many days a chart has a column for each.
const chartDays = 400

// Stats answers with a tenant's figures. Of one employer they are those of whole months, and what is still open is not
// among them.
func (b *Book) Stats(ctx context.Context, q StatsQuery) (Stats, error) {
	if q.Tenant == "" {
		return Stats{}, errTenant
	}
	counts, err := b.tallied(ctx, q)
	if err != nil {
		return Stats{}, fmt.Errorf("read the figures of %s: %w", q.Tenant, err)
	}
	group := groupOf(q.MinGroup)
	figures := figuresOf(counts, group)
	stats := Stats{
		Followups: counts[record.Followups], OnTime: onTimeOf(counts, group), CheckedIn: checkedInOf(counts, group),
		Answered: figures.answered, PromiseKept: figures.promiseKept, Silent: figures.silent, DaysToDecision: figures.daysToDecision,
		Outcomes: map[events.Outcome]int{}, Stages: map[events.Stage]int{}, Deliveries: map[events.Channel]map[record.Result]int{},
	}
	for measure, n := range counts {
		switch kind, rest, _ := strings.Cut(measure, ":"); kind + ":" {
		case record.OutcomePrefix:
			stats.Outcomes[events.Outcome(rest)] = n
		case record.StagePrefix:
			stats.Stages[events.Stage(rest)] = n
		case record.DeliveryPrefix:
			channel, result, _ := strings.Cut(rest, ":")
			byResult := stats.Deliveries[events.Channel(channel)]
			if byResult == nil {
				byResult = map[record.Result]int{}
				stats.Deliveries[events.Channel(channel)] = byResult
			}
			byResult[record.Result(result)] = n
		}
	}
	if q.EmployerKey != "" && sum(stats.Outcomes) < group {
		clear(stats.Outcomes)
	}
	if stats.Days, err = b.chart(ctx, q, group); err != nil {
		return Stats{}, fmt.Errorf("read the chart of %s: %w", q.Tenant, err)
	}
	return stats, nil
}

func groupOf(asked int) int {
	if asked <= 0 {
		return DefaultMinGroup
	}
	return asked
}

// inPeriod takes a tenant, an employer and a period.
const inPeriod = "tenant = ? AND employer_key = ? AND day >= ? AND day < ?"

// tallied adds up each measure over the time asked for; what comes to nothing is left out.
func (b *Book) tallied(ctx context.Context, q StatsQuery) (map[string]int, error) {
	counts := map[string]int{}
	for _, p := range periodsOf(q) {
		rows, err := b.db().QueryContext(ctx, b.bind("SELECT measure, CAST(SUM(n) AS BIGINT) FROM tallies WHERE "+inPeriod+" GROUP BY measure"),
			q.Tenant, q.EmployerKey, p.from, p.to)
		if err != nil {
			return nil, err
		}
		if _, err := collect(rows, func(row scanner) (measure string, err error) {
			var n int
			err = row.Scan(&measure, &n)
			counts[measure] += n
			return measure, err
		}); err != nil {
			return nil, err
		}
	}
	maps.DeleteFunc(counts, func(_ string, n int) bool { return n == 0 })
	return counts, nil
}

// period is a part of the tallies: those whose day lies from one (included) to another (not included).
type period struct{ from, to string }

// Where days and months begin and end, as they are written in the column day: "" is all time.
const (
	firstDay   = "0"
	firstMonth = "m"
	afterAll   = "n"
)

// daysFrom and monthsFrom are periods of days and of months; a zero date is no bound.
func daysFrom(from, to events.Date) period {
	return period{cmp.Or(from.String(), firstDay), cmp.Or(to.String(), firstMonth)}
}

func monthsFrom(from, to events.Date) period {
	p := period{firstMonth, afterAll}
	if !from.IsZero() {
		p.from = record.MonthOf(from)
	}
	if !to.IsZero() {
		p.to = record.MonthOf(to)
	}
	return p
}

// periodsOf are the parts that make up the time asked for.
func periodsOf(q StatsQuery) []period {
	switch {
	case q.From.IsZero() && q.To.IsZero():
		return []period{{"", firstDay}}
	case q.EmployerKey != "":
		return []period{months(q)}
	}
	// The first of the month that begins in it, and the first of the month that does not end in it.
	first, last := q.From, q.To
	if !first.IsZero() && first.Day != 1 {
		first = events.NewDate(first.Year, first.Month+1, 1)
	}
	if !last.IsZero() {
		last = events.NewDate(last.Year, last.Month, 1)
	}
	if !first.IsZero() && !last.IsZero() && !first.Before(last) {
		return []period{daysFrom(q.From, q.To)}
	}
	periods := []period{monthsFrom(first, last)}
	if first != q.From {
		periods = append(periods, daysFrom(q.From, first))
	}
	if last != q.To {
		periods = append(periods, daysFrom(last, q.To))
	}
	return periods
}

// months are the whole months that the time asked for touches.
func months(q StatsQuery) period {
	to := q.To
	if !to.IsZero() && to.Day != 1 {
		to = events.NewDate(to.Year, to.Month+1, 1)
	}
	return monthsFrom(q.From, to)
}

// chart reads the columns of a chart.
func (b *Book) chart(ctx context.Context, q StatsQuery, group int) ([]DayCount, error) {
	p := months(q)
	if q.EmployerKey == "" && !q.From.IsZero() && !q.To.IsZero() && q.From.DaysUntil(q.To) <= chartDays {
		p = daysFrom(q.From, q.To)
	}
	rows, err := b.db().QueryContext(ctx, b.bind("SELECT day, measure, n FROM tallies WHERE "+inPeriod+" AND measure NOT LIKE ?"),
		q.Tenant, q.EmployerKey, p.from, p.to, record.DecidedPrefix+"%")
	if err != nil {
		return nil, err
	}
	byDay := map[string]*DayCount{}
	if _, err := collect(rows, func(row scanner) (day string, err error) {
		var measure string
		var n int
		if err := row.Scan(&day, &measure, &n); err != nil {
			return "", err
		}
		column := byDay[day]
		if column == nil {
			column = &DayCount{}
			if month, ok := strings.CutPrefix(day, firstMonth); ok {
				column.Day, err = events.ParseDate(month + "-01")
			} else {
				column.Day, err = events.ParseDate(day)
			}
			if err != nil {
				return "", fmt.Errorf("the day of a tally: %w", err)
			}
			byDay[day] = column
		}
		column.add(measure, n)
		return day, nil
	}); err != nil {
		return nil, err
	}
	days := []DayCount{}
	for _, day := range slices.Sorted(maps.Keys(byDay)) {
		column := *byDay[day]
		if q.EmployerKey != "" && sum(column.ByOutcomes) < group {
			column.ByOutcomes = nil
		}
		if column.Followups != 0 || column.Sent != 0 || column.Failed != 0 || len(column.ByOutcomes) > 0 {
			days = append(days, column)
		}
	}
	return days, nil
}

func (c *DayCount) add(measure string, n int) {
	if n == 0 {
		return
	}
	if outcome, ok := strings.CutPrefix(measure, record.OutcomePrefix); ok {
		if c.ByOutcomes == nil {
			c.ByOutcomes = map[events.Outcome]int{}
		}
		c.ByOutcomes[events.Outcome(outcome)] += n
		return
	}
	_, result, _ := strings.Cut(strings.TrimPrefix(measure, record.DeliveryPrefix), ":")
	switch {
	case measure == record.Followups:
		c.Followups += n
	case !strings.HasPrefix(measure, record.DeliveryPrefix):
	case result == string(record.DeliverySent):
		c.Sent += n
	case result == string(record.DeliveryFailed):
		c.Failed += n
	}
}

func sum[K comparable](counts map[K]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}
