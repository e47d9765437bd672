package recording

import (
	"sync"
	"time"
)

// restReal is how long a follow-up sleeps, in real time, that waits beyond the clock's limit: until it is woken by a fact.
const restReal = time.Hour

// clock is a clock.Clock for one follow-up. It jumps to each instant that is waited for, up to a
// limit: there the follow-up rests until the story goes on.
type clock struct {
	rests chan struct{}

	mu         sync.Mutex
	now, limit time.Time
}

func newClock(now time.Time) *clock {
	return &clock{rests: make(chan struct{}, 1), now: now, limit: now}
}

// set moves the clock and its limit, and forgets that the follow-up was at rest.
func (c *clock) set(now, limit time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.limit = now, limit
	select {
	case <-c.rests:
	default:
	}
}

// Now implements clock.Clock.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Real implements clock.Clock.
func (c *clock) Real(shown time.Duration) time.Duration {
	if shown <= 0 {
		return 0
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if until := c.now.Add(shown); !until.After(c.limit) {
		c.now = until
		return time.Millisecond
	}
	select {
	case c.rests <- struct{}{}:
	default:
	}
	return restReal
}

// Speed implements clock.Clock.
func (c *clock) Speed() float64 { return 1 }
