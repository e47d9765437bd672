// Package clock says what time it is, and how long that is to wait.
//
// Every service takes a Clock in its options, so that the whole of Afterword can
// run in real time or in time-lapse. A plan speaks of the time the clock shows;
// timers, back-offs and leases run in real time. Clock is where the two meet.
package clock

import "time"

// Clock shows a time and converts spans of it into spans of real time.
type Clock interface {
	// Now is the time shown, in UTC.
	Now() time.Time
	// Real is how long, in real time, a span of shown time takes, rounded up: after that
	// wait the span is over. It is never negative.
	Real(shown time.Duration) time.Duration
	// Speed is shown time per real time; 1 is real time.
	Speed() float64
}

// Until is how long to wait, in real time, until c shows t; zero if it already does.
func Until(c Clock, t time.Time) time.Duration { return c.Real(t.Sub(c.Now())) }

// System is the machine's clock. The zero value is ready to use.
type System struct{}

// Now implements Clock.
func (System) Now() time.Time { return time.Now().UTC() }

// Real implements Clock.
func (System) Real(shown time.Duration) time.Duration { return max(0, shown) }

// Speed implements Clock.
func (System) Speed() float64 { return 1 }
