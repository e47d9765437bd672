package promise

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// view is the day and the place from which an expression is seen.
type view struct {
	// anchor is the day it was said: DOMAIN.md's I.
	anchor events.Date
	office *calendar.Business
}

// monday returns the first day of the anchor's week.
func (v view) monday() events.Date { return mondayOf(v.anchor) }

func mondayOf(d events.Date) events.Date { return d.AddDays(-int(d.Weekday()+6) % 7) }

// lastDay returns how many days after its Monday a working week ends.
func (v view) lastDay() int {
	if v.office.Weekend()[0] == time.Friday {
		return 3
	}
	return 4
}

// date returns the day an expression means; ok is false when it means none.
func (v view) date(e expression) (d events.Date, ok bool) {
	if e.base != nil && e.kind != inWeekOf {
		base, found := v.date(*e.base)
		if !found {
			return events.Date{}, false
		}
		v.anchor = base
	}
	switch e.kind {
	case inDays:
		return v.anchor.AddDays(e.n), true
	case inBusinessDays:
		return v.office.Add(v.anchor, e.n), true
	case byEndOfDay:
		return v.anchor, true
	case onWeekday:
		return v.weekday(e)
	case inWeek:
		return v.inWeek(e)
	case atMonthEnd:
		return v.monthEnd(e), true
	case atYearEnd:
		return events.NewDate(v.anchor.Year, time.December, 31), true
	case onMonthDay:
		return v.onOrAfter(e.year, e.month, e.n)
	case onDayOfMonth:
		return v.dayOfMonth(e.n)
	case onDayOfNextMonth:
		first := events.NewDate(v.anchor.Year, v.anchor.Month+1, 1)
		return exact(first.Year, first.Month, e.n)
	case onWritten:
		return v.written(e.written)
	case inCalendarWeek:
		return v.inCalendarWeek(e)
	case inWeekOf:
		base, found := v.date(*e.base)
		return mondayOf(base).AddDays(v.lastDay()), found
	default:
		return events.Date{}, false
	}
}

// weekday returns the first of these days after the anchor, of a range the last.
func (v view) weekday(e expression) (events.Date, bool) {
	nextWeeks := v.inThatWeek(e.weekdays, v.monday().AddDays(7))
	if e.which == ofNextWeek {
		return nextWeeks, true
	}
	d := v.anchor
	for _, day := range e.weekdays {
		d = d.AddDays(int(day-d.Weekday()+6)%7 + 1)
	}
	if e.later > 0 { // On a Thursday nobody knows whether "Thursday week" is in one week or in two.
		return d.AddDays(e.later), d != v.anchor.AddDays(7)
	}
	return d, e.which == theFirst || d == nextWeeks
}

// inThatWeek returns the last of the days of the week that begins on monday; a
// range may run into the week after it.
func (v view) inThatWeek(days []time.Weekday, monday events.Date) events.Date {
	d := monday.AddDays(-1)
	for _, day := range days {
		d = d.AddDays(int(day-d.Weekday()+6)%7 + 1)
	}
	return d
}

// inCalendarWeek returns the day that stands for a week of the calendar that has
// not begun long ago: a number that has just passed is a slip, not next year's.
func (v view) inCalendarWeek(e expression) (events.Date, bool) {
	const halfAYear = 26
	for n := range halfAYear {
		monday := v.monday().AddDays(7 * n)
		if _, number := time.Date(monday.Year, monday.Month, monday.Day, 0, 0, 0, 0, time.UTC).ISOWeek(); number == e.n {
			d, ok := v.inWeek(expression{n: n, part: e.part})
			return d, ok && monday.DaysUntil(d) < 7
		}
	}
	return events.Date{}, false
}

// inWeek returns the day that stands for a week, or for its part.
func (v view) inWeek(e expression) (events.Date, bool) {
	monday := v.monday().AddDays(7 * e.n)
	switch e.part {
	case earlyPart:
		d := monday.AddDays(1)
		return d, d.After(v.anchor)
	case middlePart:
		d := monday.AddDays(2)
		return d, d.After(v.anchor)
	}
	d := monday.AddDays(v.lastDay())
	if e.n == 0 && !v.anchor.Before(d) {
		d = d.AddDays(7)
	}
	return d, true
}

// has reports that a weekday can be meant by a part of the week, "Wednesday" by an early one, but not "Friday".
func (p part) has(day time.Weekday) bool {
	switch p {
	case earlyPart:
		return day >= time.Monday && day <= time.Wednesday
	case middlePart:
		return day >= time.Tuesday && day <= time.Thursday
	default:
		return true
	}
}

func (v view) monthEnd(e expression) events.Date {
	if e.month != 0 {
		d := lastOf(v.anchor.Year, e.month)
		if d.Before(v.anchor) {
			d = lastOf(v.anchor.Year+1, e.month)
		}
		return d
	}
	d := lastOf(v.anchor.Year, v.anchor.Month+time.Month(e.n))
	if d == v.anchor {
		d = lastOf(v.anchor.Year, v.anchor.Month+1)
	}
	return d
}

func lastOf(year int, month time.Month) events.Date { return events.NewDate(year, month+1, 0) }

// yearsAhead is how far a date without a year is looked for; 29 February comes within eight.
const yearsAhead = 8

// onOrAfter returns the day in the given year, or without one in the first year
// that puts it on or after the anchor.
func (v view) onOrAfter(year int, month time.Month, day int) (events.Date, bool) {
	if year != 0 {
		return exact(year, month, day)
	}
	for y := v.anchor.Year; y <= v.anchor.Year+yearsAhead; y++ {
		if d, ok := exact(y, month, day); ok && !d.Before(v.anchor) {
			return d, true
		}
	}
	return events.Date{}, false
}

// exact returns the day if the calendar has it.
func exact(year int, month time.Month, day int) (events.Date, bool) {
	d := events.NewDate(year, month, day)
	return d, month >= time.January && month <= time.December && d.Month == month && d.Day == day
}

// dayOfMonth returns the first such day on or after the anchor.
func (v view) dayOfMonth(day int) (events.Date, bool) {
	for i := range 3 { // Of three months in a row at least one has 31 days.
		first := events.NewDate(v.anchor.Year, v.anchor.Month+time.Month(i), 1)
		if d, ok := exact(first.Year, first.Month, day); ok && !d.Before(v.anchor) {
			return d, true
		}
	}
	return events.Date{}, false
}

// written returns a date in figures: ISO, month first in the United States and day
// first elsewhere with slashes, day first with dots.
func (v view) written(s sense) (events.Date, bool) {
	n := numbersIn(s.text)
	if s.form == "iso" && len(n) == 3 {
		return exact(n[0], time.Month(n[1]), n[2])
	}
	if len(n) < 2 {
		return events.Date{}, false
	}
	day, month, year := n[0], n[1], 0
	if s.form == "slash" && v.office.Country() == "US" {
		day, month = month, day
	}
	if len(n) == 3 {
		year = n[2]
		if year < 100 {
			year += 2000
		}
	}
	return v.onOrAfter(year, time.Month(month), day)
}
