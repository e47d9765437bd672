package portal

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// guard says who is let in, and what browsers are told to keep from doing.
type guard struct {
	origins   *http.CrossOriginProtection
	proxies   int
	links     *rates
	addresses *rates
}

func newGuard(o Options) (*guard, error) {
	g := &guard{
		origins: http.NewCrossOriginProtection(), proxies: o.Proxies,
		links:     newRates(o.Limits.PerLink, o.Limits.BurstPerLink),
		addresses: newRates(o.Limits.PerAddress, o.Limits.BurstPerAddress),
	}
	// A proxy may call us by another name than the browser calls it.
	own := url.URL{Scheme: o.Links.Base.Scheme, Host: o.Links.Base.Host}
	if err := g.origins.AddTrustedOrigin(own.String()); err != nil {
		return nil, fmt.Errorf("trust the public address: %w", err)
	}
	return g, nil
}

// foreign reports a form that a browser sends from another site.
//
// Pages are served with Referrer-Policy: no-referrer, so a browser that sends no Sec-Fetch-Site (an old one, or any
// one over plain http) calls the origin of our own forms null. That is let through: who has the link could
// open it anyway, and no cookie adds to what it allows.
func (g *guard) foreign(r *http.Request) bool {
	if r.Header.Get("Sec-Fetch-Site") == "" && r.Header.Get("Origin") == "null" {
		return false
	}
	return g.origins.Check(r) != nil
}

func (g *guard) takeAddress(r *http.Request, now time.Time) bool {
	return g.addresses.take(g.caller(r), now)
}

func (g *guard) takeLink(v *visit, now time.Time) bool {
	return g.links.take(v.token.Followup.String(), now)
}

// caller is the network address that a request came from: as the proxies tell it that we know to stand before
// us, else that of the connection. Of an IPv6 address the network counts, since a household has a whole one.
func (g *guard) caller(r *http.Request) string {
	text := r.RemoteAddr
	if hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ","); g.proxies > 0 && len(hops) >= g.proxies {
		text = strings.TrimSpace(hops[len(hops)-g.proxies])
	}
	address, err := netip.ParseAddr(text)
	if err != nil {
		withPort, err := netip.ParseAddrPort(text)
		if err != nil {
			return ""
		}
		address = withPort.Addr()
	}
	address = address.Unmap().WithZone("")
	if address.Is6() {
		network, err := address.Prefix(64)
		if err == nil {
			return network.String()
		}
	}
	return address.String()
}

// protect sets the headers that every answer has. logo is the address of the one image that may come from elsewhere.
func protect(h http.Header, logo string) {
	images := "'self'"
	if origin := originOf(logo); origin != "" {
		images += " " + origin
	}
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src "+images+
		"; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Robots-Tag", "noindex, nofollow, noarchive")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
}

// originOf is the scheme and host of an https address as they stand in a Content-Security-Policy, and "" for any other.
func originOf(address string) string {
	u, err := url.Parse(address)
	odd := func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune(".-:", c)
	}
	if err != nil || u.Scheme != "https" || u.Host == "" || strings.ContainsFunc(u.Host, odd) {
		return ""
	}
	return "https://" + u.Host
}
