package calendar

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// longestClosure bounds the search for a business day. A calendar without one
// in this many days is taken as open, so that a plan always exists.
const longestClosure = 800

// Hours are an employer's office hours on its business days: Open included, Close not.
type Hours struct{ Open, Close events.TimeOfDay }

// Business is the calendar of one employer's site. It remembers the days it has
// looked up and is therefore for one goroutine at a time.
type Business struct {
	Loc   *time.Location
	Hours Hours

	code     string // whose holidays count; "" for weekends only
	asked    string // the code the employer gave; "" for none
	weekend  [2]time.Weekday
	closures []events.Date
	source   Holidays
	years    map[int]map[events.Date]Holiday
	works    map[events.Date]bool
	added    map[distance]events.Date
	office   map[events.Date]officeDay
}

// distance asks for the nth business day after a date.
type distance struct {
	from events.Date
	n    int
}

type officeDay struct{ opens, closes time.Time }

// NewBusiness returns the calendar of an employer in a zone. An empty code means
// the zone's country; a region without holidays of its own gets its country's.
func NewBusiness(loc *time.Location, code string, closures []events.Date, hours Hours, source Holidays) *Business {
	b := &Business{
		Loc: loc, Hours: hours, asked: code, closures: closures, source: source,
		years: map[int]map[events.Date]Holiday{}, works: map[events.Date]bool{},
		added: map[distance]events.Date{}, office: map[events.Date]officeDay{},
	}
	if code == "" {
		code = CountryOfZone(loc.String())
	}
	country := CountryOf(code)
	b.weekend = Weekend(country)
	switch {
	case source.Covers(code):
		b.code = code
	case source.Covers(country):
		b.code = country
	}
	return b
}

// DayOff says why nobody works on a day.
type DayOff struct {
	Date    events.Date
	Weekend bool
	// Closure is a day of the employer's own.
	Closure bool
	// Holiday is set on a public holiday.
	Holiday Holiday
}

// Weekend returns the two days of rest, the first day first.
func (b *Business) Weekend() [2]time.Weekday { return b.weekend }

// Country returns the ISO 3166-1 code of the employer's country, "" when it is not known.
func (b *Business) Country() string {
	if b.asked != "" {
		return CountryOf(b.asked)
	}
	return CountryOfZone(b.Loc.String())
}

// FellBack returns the region or country whose holidays are not known, and the country whose
// holidays stand in for them, "" when only weekends count. ok is false when nothing had to.
func (b *Business) FellBack() (region, country string, ok bool) {
	region = b.asked
	if region == "" {
		region = CountryOfZone(b.Loc.String())
	}
	return region, b.code, region != b.code
}

// Off returns why the day is not a business day; ok is false on a business day.
func (b *Business) Off(d events.Date) (off DayOff, ok bool) {
	off.Date = d
	weekday := d.Weekday()
	off.Weekend = weekday == b.weekend[0] || weekday == b.weekend[1]
	off.Closure = slices.Contains(b.closures, d)
	off.Holiday = b.holidays(d.Year)[d]
	return off, off.Weekend || off.Closure || off.Holiday.Name != ""
}

func (b *Business) holidays(year int) map[events.Date]Holiday {
	known, ok := b.years[year]
	if !ok && b.code != "" {
		known = b.source.Year(b.code, year)
		b.years[year] = known
	}
	return known
}

// IsBusinessDay reports whether the employer works on the day.
func (b *Business) IsBusinessDay(d events.Date) bool {
	works, known := b.works[d]
	if !known {
		_, off := b.Off(d)
		works = !off
		b.works[d] = works
	}
	return works
}

// Add returns the nth business day after d, or before it when n is negative; n must not be 0.
func (b *Business) Add(d events.Date, n int) events.Date {
	asked := distance{d, n}
	if known, ok := b.added[asked]; ok {
		return known
	}
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for range n {
		d = b.neighbour(d, step)
	}
	b.added[asked] = d
	return d
}

func (b *Business) neighbour(d events.Date, step int) events.Date {
	for i := 1; i <= longestClosure; i++ {
		if next := d.AddDays(i * step); b.IsBusinessDay(next) {
			return next
		}
	}
	return d.AddDays(step)
}

// Opens returns when the office opens on the day.
func (b *Business) Opens(d events.Date) time.Time { return b.day(d).opens }

// Closes returns when the office closes on the day.
func (b *Business) Closes(d events.Date) time.Time { return b.day(d).closes }

func (b *Business) day(d events.Date) officeDay {
	known, ok := b.office[d]
	if !ok {
		known = officeDay{opens: At(d, b.Hours.Open, b.Loc), closes: At(d, b.Hours.Close, b.Loc)}
		b.office[d] = known
	}
	return known
}

// DateOf returns the day it is at the employer's at an instant.
func (b *Business) DateOf(t time.Time) events.Date { return events.DateOf(t.In(b.Loc)) }
