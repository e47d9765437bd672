package message

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Language is how one language speaks of days, times and several people.
type Language interface {
	// Tag is the BCP 47 primary language, which is also the name of the template folder.
	Tag() string
	// Day says when a day is, seen from today: "today", "on Tuesday" within six
	// days, else "on Tuesday 3 March".
	Day(day, today events.Date) string
	// DayName is Day without the preposition, to go after "by".
	DayName(day, today events.Date) string
	// Date says a day in full, without preposition or article: "Friday 6 March".
	Date(day events.Date) string
	// OfYear adds the year to a Date: "Friday 1 January 2027".
	OfYear(date string, year int) string
	// Moment adds to a day, as Date or Day say it, the exact time of day and the place whose clock it is, from an IANA
	// zone: "Friday 6 March, 9:00 in New York".
	Moment(day string, t time.Time, zone string) string
	// Clock says a time of day: "3 pm".
	Clock(t time.Time) string
	// Place says whose time it is, from an IANA zone: "New York time".
	Place(zone string) string
	// List says several names: "Ada, Ben and Cleo".
	List(names []string) string
	// More says that there are n more names than were named: "2 others".
	More(n int) string
	// Starts says when something begins, from a Clock with or without its Place: "2 pm today".
	Starts(clock string, day, today events.Date) string
	// Deadline says until when, to go after "by": "3 pm on Wednesday".
	Deadline(clock string, day, today events.Date) string
	// Hours says a span of a day from two Clocks; place is a Place or empty: "9 am to 5 pm New York time".
	Hours(from, to, place string) string
}

// LanguageOf is how a language speaks; one that there are no templates for speaks English.
func LanguageOf(l events.Language) Language {
	switch l {
	case events.German:
		return German{}
	case events.Spanish:
		return Spanish{}
	case events.French:
		return French{}
	default:
		return English{}
	}
}
