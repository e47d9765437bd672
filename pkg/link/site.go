package link

import (
	"cmp"
	"errors"
	"net/url"
	"path"
	"strings"
	"time"
)

// DefaultLifetime is how long a link works unless a Site says otherwise: a follow-up lives for 60 days and more.
const DefaultLifetime = 180 * 24 * time.Hour

// Site makes links to where the portal is. Base and Keys are required.
type Site struct {
	// Base is the portal's public address, such as https://afterword.example.org. A path may follow.
	Base *url.URL
	Keys *Keys
	// Lifetime is how long a link works, on the clock that tells from. Default DefaultLifetime.
	Lifetime time.Duration
}

// ParseBase reads a public address: http or https, a host, and a path or none; no query, no fragment, no password, and
// nothing in the path that must be escaped twice. The path is made clean, without a slash at its end.
func ParseBase(text string) (*url.URL, error) {
	base, err := url.Parse(text)
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Hostname() == "" || base.RawPath != "" ||
		base.RawQuery != "" || base.ForceQuery || base.Fragment != "" || base.User != nil {
		return nil, errors.New("the public address must be of the form https://afterword.example.org")
	}
	base.Path = strings.TrimSuffix(path.Clean("/"+base.Path), "/")
	return base, nil
}

// Page is the link to the candidate's page, made at the instant from.
func (s *Site) Page(tenant, followup string, from time.Time) string {
	return s.url("f", s.token(Page, tenant, followup, "", from))
}

// Calendar is the link to the calendar feed.
func (s *Site) Calendar(tenant, followup string, from time.Time) string {
	return s.url("f", s.token(Calendar, tenant, followup, "", from), "calendar.ics")
}

// Unsubscribe is the link that ends the emails to an address, which is given as the key under which it is suppressed.
func (s *Site) Unsubscribe(tenant, followup, address string, from time.Time) string {
	return s.url("unsubscribe", s.token(Unsubscribe, tenant, followup, address, from))
}

func (s *Site) token(p Purpose, tenant, followup, address string, from time.Time) string {
	return s.Keys.Sign(Token{
		Purpose: p, Followup: FollowupRef(tenant, followup), Address: address,
		Expires: from.Add(cmp.Or(s.Lifetime, DefaultLifetime)),
	})
}

func (s *Site) url(parts ...string) string { return s.Base.JoinPath(parts...).String() }
