package bus

import (
	"context"
	"math/rand/v2"
	"time"
)

const (
	firstPause = 50 * time.Millisecond
	lastPause  = 5 * time.Second
)

// backoff spaces out attempts against a server that is down: 50 ms to 5 s, doubling, jittered.
type backoff struct{ next time.Duration }

// wait pauses; it returns false as soon as ctx is done.
func (b *backoff) wait(ctx context.Context) bool {
	b.next = min(max(firstPause, 2*b.next), lastPause)
	timer := time.NewTimer(jitter(b.next))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// reset starts over after a success.
func (b *backoff) reset() { b.next = 0 }

// jitter spreads d by a tenth to either side, so that what failed together does not come back together.
func jitter(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.9 + 0.2*rand.Float64()))
}
