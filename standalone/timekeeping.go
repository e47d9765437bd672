package standalone

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/standalone/lapse"
)

// openClock returns the clock that everything goes by, and what lets it run, which is nil in real time.
func openClock(o Options, d dataDir) (clock.Clock, func(context.Context) error, error) {
	lapsed, err := exists(d.clock())
	if err != nil {
		return nil, nil, fmt.Errorf("look for the clock: %w", err)
	}
	used, err := exists(d.apiKey())
	if err != nil {
		return nil, nil, fmt.Errorf("look for the API key: %w", err)
	}
	switch {
	case o.Speed == 1 && lapsed:
		return nil, nil, errors.New("this data directory belongs to a time-lapse, whose follow-ups live at another time: choose a speed, or another directory")
	case o.Speed == 1:
		return clock.System{}, nil, nil
	case used && !lapsed:
		return nil, nil, errors.New("this data directory lives in real time, and a time-lapse would hurry its reminders: leave out the speed, or choose another directory")
	}
	start := o.StartAt
	if start.IsZero() {
		start = time.Now()
	}
	c, err := lapse.Open(d.clock(), start, o.Speed)
	if err != nil {
		return nil, nil, err
	}
	return c, c.Run, nil
}

// pace is how patient the parts are with each other, in real time.
type pace struct {
	// lead is the least time between handing a reminder over and its instant.
	lead time.Duration
	// decide is how long a decision may be under way before somebody else is asked, as after a crash; dispatch the
	// same for a fact, and send and redeliver for a message.
	decide    time.Duration
	dispatch  time.Duration
	send      time.Duration
	redeliver time.Duration
	// audit is how long something may be on its way before it counts as missing.
	audit time.Duration
}

// paceOf is the services' own pace in real time. In time-lapse seconds are hours, and everybody is on this machine: what a
// crash has interrupted must be taken up before a reminder expires.
func paceOf(speed float64) pace {
	if speed <= 1 {
		return pace{}
	}
	return pace{
		lead: 2 * time.Second, decide: time.Second, dispatch: time.Second,
		send: 1500 * time.Millisecond, redeliver: 2 * time.Second, audit: 10 * time.Second,
	}
}
