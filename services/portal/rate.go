package portal

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxRates is how many callers are remembered before those that have been quiet are forgotten.
const maxRates = 20_000

// rates is a token bucket per caller. Anybody can be a caller, so what is remembered is bounded.
type rates struct {
	perSecond float64
	burst     int

	mu      sync.Mutex
	buckets map[string]*rate.Limiter
}

func newRates(perSecond float64, burst int) *rates {
	return &rates{perSecond: perSecond, burst: burst, buckets: map[string]*rate.Limiter{}}
}

// take counts one request of a caller at the real time now, and reports whether it may pass.
func (r *rates) take(caller string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	bucket, ok := r.buckets[caller]
	if !ok {
		if len(r.buckets) >= maxRates {
			r.forget(now)
		}
		bucket = rate.NewLimiter(rate.Limit(r.perSecond), r.burst)
		r.buckets[caller] = bucket
	}
	return bucket.AllowN(now, 1)
}

// forget drops the buckets that are full again: a new one is the same. If a crowd has left none of these, all go.
func (r *rates) forget(now time.Time) {
	for caller, bucket := range r.buckets {
		if bucket.TokensAt(now) >= float64(r.burst) {
			delete(r.buckets, caller)
		}
	}
	if len(r.buckets) >= maxRates {
		clear(r.buckets)
	}
}
