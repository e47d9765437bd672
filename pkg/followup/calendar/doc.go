// Package calendar answers when people may be spoken to: on which days an
// employer works, in which hours a candidate may be written to, and at which
// instant both meet (DOMAIN.md sections 4 and 6, "CheckIn").
//
// It is pure: zones and holidays are data compiled into the binary, the clock
// is the caller's. The order of reading is
//
//	zone.go        zone rules, compiled in
//	wallclock.go   a date and a wall-clock time in a zone become an instant
//	window.go      the candidate's allowed window
//	country.go     a zone's country, a country's weekend
//	city.go        what a language calls the city of a zone; french.go: days and places in French
//	holidays.go    public holidays behind one interface
//	business.go    an employer's business days and office hours
//	slot.go        where office hours and the window meet
//
// The package followup is its caller; services use it for validation of codes
// and for the versions of its data only.
package calendar
