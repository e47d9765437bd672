package calendar

import (
	"github.com/rickar/cal/v2"

	"github.com/afterword-io/afterword/pkg/events"
)

// Holidays knows the public holidays of the world, as far as its data goes.
type Holidays interface {
	// Covers reports whether there is a set of holidays for exactly this ISO 3166 code.
	Covers(code string) bool
	// Year returns the days of one year that are off in the place with this code, each with
	// the English or local name of its holiday. An observed day is off, the day it stands for is not.
	Year(code string, year int) map[events.Date]Holiday
}

// Holiday is the name of a day off.
type Holiday struct {
	Name string
	// Observed reports that the day stands in for a holiday that fell on a day of rest.
	Observed bool
}

// PublicHolidays returns the holiday data that is compiled in: the sets of the
// library, and for regions it has no set for, those of regions.go.
func PublicHolidays() Holidays { return compiledIn{} }

type compiledIn struct{}

func (compiledIn) Covers(code string) bool { return len(rulesOf(code)) > 0 }

func (compiledIn) Year(code string, year int) map[events.Date]Holiday {
	off := map[events.Date]Holiday{}
	for _, shared := range rulesOf(code) {
		// Some of the library's rules write to themselves while they compute; two follow-ups must not meet there.
		rule := *shared
		// A holiday of the first or the last days of a year may be observed in the neighbouring one.
		for _, y := range []int{year - 1, year, year + 1} {
			actual, observed := rule.Calc(y)
			if observed.IsZero() || observed.Year() != year {
				continue
			}
			off[events.DateOf(observed)] = Holiday{Name: rule.Name, Observed: !observed.Equal(actual)}
		}
	}
	return off
}

func init() {
	// The library computes dates in a location of its own; with the host's
	// location a day whose midnight is skipped there would move by one.
	cal.DefaultLoc = utc
}
