package clock

import (
	"fmt"
	"math"
	"time"
)

// Lapse is a clock in time-lapse: it shows Origin at the real instant Started
// and runs Factor times as fast as real time from there.
//
// To go on where an earlier process stopped, keep Now() and start again with NewLapse(kept, factor): the
// time shown stands still in between and never runs backwards.
type Lapse struct {
	Origin  time.Time
	Started time.Time
	// Factor is greater than zero; 1440 is a day a minute.
	Factor float64
}

// NewLapse returns a clock that shows origin now. The factor must be a finite number greater than zero.
func NewLapse(origin time.Time, factor float64) (Lapse, error) {
	if !(factor > 0) || math.IsInf(factor, 1) {
		return Lapse{}, fmt.Errorf("the speed of a clock must be a finite number greater than zero, not %v", factor)
	}
	return Lapse{Origin: origin.UTC(), Started: time.Now(), Factor: factor}, nil
}

// Now implements Clock. It shows at most 292 years after Origin.
func (l Lapse) Now() time.Time {
	return l.Origin.Add(saturate(math.Floor(float64(time.Since(l.Started)) * l.Factor))).UTC()
}

// Real implements Clock.
func (l Lapse) Real(shown time.Duration) time.Duration {
	return max(0, saturate(math.Ceil(float64(shown)/l.Factor)))
}

// Speed implements Clock.
func (l Lapse) Speed() float64 { return l.Factor }

// saturate converts nanoseconds; a span too long for a Duration becomes the longest one.
func saturate(ns float64) time.Duration {
	if ns >= math.MaxInt64 {
		return math.MaxInt64
	}
	return time.Duration(ns)
}
