package calendar

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// lastCallMargin is how long before the end of a window a message still goes
// out when its own instant would fall outside (DOMAIN.md, LastAllowed).
const lastCallMargin = 30 * time.Minute

// Window is when a candidate may be written to, on every day, on the wall clock of Loc.
type Window struct {
	Loc *time.Location
	// From is included, To is not.
	From, To events.TimeOfDay
}

// on returns the window of one day. Where the clock skips all of it, both ends are the same.
func (w Window) on(d events.Date) (from, to time.Time) {
	return At(d, w.From, w.Loc), At(d, w.To, w.Loc)
}

// Contains reports whether t lies in the window.
func (w Window) Contains(t time.Time) bool {
	from, to := w.on(events.DateOf(t.In(w.Loc)))
	return !t.Before(from) && t.Before(to)
}

// FirstAllowed returns t if it is in the window, else the next start of the window.
func (w Window) FirstAllowed(t time.Time) time.Time {
	for d := events.DateOf(t.In(w.Loc)); ; d = d.AddDays(1) {
		from, to := w.on(d)
		if t.Before(to) && from.Before(to) {
			return latest(t, from).UTC()
		}
	}
}

// LastAllowed returns t if it is in the window, else 30 minutes before the end of the
// latest window that ended at or before t, or that window's start if this is later.
func (w Window) LastAllowed(t time.Time) time.Time {
	if w.Contains(t) {
		return t.UTC()
	}
	for d := events.DateOf(t.In(w.Loc)); ; d = d.AddDays(-1) {
		from, to := w.on(d)
		if !to.After(t) && from.Before(to) {
			return latest(from, to.Add(-lastCallMargin)).UTC()
		}
	}
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
