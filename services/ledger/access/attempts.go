package access

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// The tries of one address: ten at once, then one in twenty seconds.
const (
	triesAtOnce = 10
	triesEvery  = 20 * time.Second
	// maxCallers is how many addresses are remembered before those that have been quiet are forgotten.
	maxCallers = 20_000
)

// attempts counts the tries of each address. Anybody can be a caller, so what is remembered is bounded.
type attempts struct {
	proxies int

	mu      sync.Mutex
	callers map[string]*rate.Limiter
}

func newAttempts(proxies int) *attempts {
	return &attempts{proxies: proxies, callers: make(map[string]*rate.Limiter)}
}

// take counts a try, and reports whether it may be made. One that turns out to be no guess may be given back.
func (a *attempts) take(r *http.Request, now time.Time) (giveBack func(), ok bool) {
	caller := a.caller(r)
	a.mu.Lock()
	defer a.mu.Unlock()
	limiter, ok := a.callers[caller]
	if !ok {
		if len(a.callers) >= maxCallers {
			a.forget(now)
		}
		limiter = rate.NewLimiter(rate.Every(triesEvery), triesAtOnce)
		a.callers[caller] = limiter
	}
	try := limiter.ReserveN(now, 1)
	if try.DelayFrom(now) > 0 {
		try.CancelAt(now)
		return nil, false
	}
	return func() { try.CancelAt(now) }, true
}

// forget drops those who may try as often as a new one. If a crowd has left none of these, all go.
func (a *attempts) forget(now time.Time) {
	for caller, limiter := range a.callers {
		if limiter.TokensAt(now) >= triesAtOnce {
			delete(a.callers, caller)
		}
	}
	if len(a.callers) >= maxCallers {
		clear(a.callers)
	}
}

// caller is the network address that a request came from: as the proxies tell it that we know to stand before us, else that of
// the connection. Of an IPv6 address the network counts, since a household has a whole one.
func (a *attempts) caller(r *http.Request) string {
	text, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		text = r.RemoteAddr
	}
	if hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ","); a.proxies > 0 && len(hops) >= a.proxies {
		text = strings.TrimSpace(hops[len(hops)-a.proxies])
	}
	address, err := netip.ParseAddr(text)
	if err != nil {
		return "" // Whoever has no address shares one.
	}
	address = address.Unmap().WithZone("")
	if address.Is6() {
		if network, err := address.Prefix(64); err == nil {
			return network.String()
		}
	}
	return address.String()
}
