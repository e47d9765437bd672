package intake

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/afterword-io/afterword/pkg/httpapi"
)

// rates is a token bucket per tenant. Only authenticated callers get one, so there
// are never more than tenants.
type rates struct {
	perSecond float64
	burst     int

	mu      sync.Mutex
	buckets map[string]*rate.Limiter
}

func newRates(perSecond float64, burst int) *rates {
	return &rates{perSecond: perSecond, burst: burst, buckets: map[string]*rate.Limiter{}}
}

func (r *rates) bucket(tenant string) *rate.Limiter {
	r.mu.Lock()
	defer r.mu.Unlock()
	b, ok := r.buckets[tenant]
	if !ok {
		b = rate.NewLimiter(rate.Limit(r.perSecond), r.burst)
		r.buckets[tenant] = b
	}
	return b
}

// take counts one request at the real time now and writes the RateLimit headers
// (draft-ietf-httpapi-ratelimit-headers-11) into h.
func (r *rates) take(tenant string, now time.Time, h http.Header) error {
	b := r.bucket(tenant)
	allowed := b.AllowN(now, 1)
	left := math.Max(0, b.TokensAt(now))
	seconds := func(tokens float64) string {
		return strconv.Itoa(int(math.Ceil(math.Max(0, tokens) / r.perSecond)))
	}
	h.Set("RateLimit-Policy", `"default";q=`+strconv.Itoa(r.burst)+`;w=`+seconds(float64(r.burst)))
	h.Set("RateLimit", `"default";r=`+strconv.Itoa(int(left))+`;t=`+seconds(float64(r.burst)-left))
	if allowed {
		return nil
	}
	return httpapi.Refuse(httpapi.RateLimited, "The tenant has used up its requests for now.").With("Retry-After", seconds(1-left))
}
