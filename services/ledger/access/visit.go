package access

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/afterword-io/afterword/pkg/link"
)

const (
	// visitLife is how long a visit lasts at most, visitIdle how long nothing may be looked at meanwhile.
	visitLife = 8 * time.Hour
	visitIdle = time.Hour
	// visitTouch is how old the note of the last look may become before it is written anew.
	visitTouch = time.Minute
	// maxCookie is what every browser keeps.
	maxCookie = 4000
	// purposeVisit and purposeAsked tell the two cookies apart.
	purposeVisit = "visit"
	purposeAsked = "asked"
)

// VisitOptions say how visits are kept. All but Now are required.
type VisitOptions struct {
	// Keys sign the cookies. All instances of the ledger have the same; to end every visit at once, replace them.
	Keys *link.Keys
	// PublicURL is where browsers find the dashboard: a scheme and a host. Over https the cookies are kept from everything else.
	PublicURL *url.URL
	// Now is the real time. Default time.Now.
	Now func() time.Time
}

func (o VisitOptions) withDefaults() (VisitOptions, []error) {
	var errs []error
	if o.Keys == nil {
		errs = append(errs, errors.New("keys for the cookies are required"))
	}
	switch u := o.PublicURL; {
	case u == nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		errs = append(errs, errors.New("the public URL must be of the form https://host"))
	case u.Path != "" && u.Path != "/":
		errs = append(errs, errors.New("the public URL must have no path"))
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o, errs
}

// visit is what the cookie of somebody who is signed in says.
type visit struct {
	// ID is random, so that this visit can be ended.
	ID     string `json:"id"`
	Person Person `json:"person"`
	// Basis is what the person was let in with, as far as the way in looks at it again.
	Basis string `json:"basis,omitempty"`
	// Began and Seen are Unix seconds.
	Began int64 `json:"began"`
	Seen  int64 `json:"seen"`
}

// ends is when the visit is over whatever happens.
func (v visit) ends() time.Time { return time.Unix(v.Began, 0).Add(visitLife) }

// until is when the visit is over if nothing more is looked at.
func (v visit) until() time.Time {
	if idle := time.Unix(v.Seen, 0).Add(visitIdle); idle.Before(v.ends()) {
		return idle
	}
	return v.ends()
}

// visits writes and reads the cookies. Nothing of a visit is kept here but what has been spent.
type visits struct {
	VisitOptions
	spent *spent
}

func newVisits(o VisitOptions) *visits { return &visits{o, newSpent()} }

func (s *visits) secure() bool { return s.PublicURL.Scheme == "https" }

// cookie returns an empty cookie. Over https its name begins so that no other host and no plain http can set it.
func (s *visits) cookie(purpose string) *http.Cookie {
	name := "afterword-" + purpose
	if s.secure() {
		name = "__Host-" + name
	}
	return &http.Cookie{Name: name, Path: "/", HttpOnly: true, Secure: s.secure(), SameSite: http.SameSiteLaxMode}
}

// set seals a value into a cookie.
func (s *visits) set(w http.ResponseWriter, purpose string, value any, life time.Duration) error {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write the cookie of a %s: %w", purpose, err)
	}
	c := s.cookie(purpose)
	c.Value, c.MaxAge = s.Keys.Seal(purpose, text), int(life/time.Second)
	if len(c.Value) > maxCookie {
		return fmt.Errorf("write the cookie of a %s: its %d bytes are more than browsers keep", purpose, len(c.Value))
	}
	http.SetCookie(w, c)
	return nil
}

// get opens a cookie; it returns false for one that was not sealed here for this purpose.
func (s *visits) get(r *http.Request, purpose string, value any) bool {
	c, err := r.Cookie(s.cookie(purpose).Name)
	if err != nil {
		return false
	}
	return s.open(c.Value, purpose, value)
}

func (s *visits) open(seal, purpose string, value any) bool {
	text, err := s.Keys.Open(purpose, seal)
	return err == nil && json.Unmarshal(text, value) == nil
}

// drop tells the browser to forget a cookie.
func (s *visits) drop(w http.ResponseWriter, purpose string) {
	c := s.cookie(purpose)
	c.MaxAge = -1
	http.SetCookie(w, c)
}

// begin starts a new visit. It has an id of its own whatever the browser brought along, so that nobody can prepare one for
// somebody else.
func (s *visits) begin(w http.ResponseWriter, p Person, basis string) error {
	now := s.Now().Unix()
	return s.set(w, purposeVisit, visit{ID: rand.Text(), Person: p, Basis: basis, Began: now, Seen: now}, visitLife)
}

// of returns the visit that a request belongs to.
func (s *visits) of(r *http.Request) (visit, bool) {
	var v visit
	if !s.get(r, purposeVisit, &v) {
		return visit{}, false
	}
	if v.ID == "" || !s.Now().Before(v.until()) || s.spent.has(v.ID) {
		return visit{}, false
	}
	return v, true
}

// touch notes that somebody looked, at most once a minute, and returns the visit with that note. What a page fetches by
// itself is no look: an open window would keep the visit alive.
func (s *visits) touch(w http.ResponseWriter, r *http.Request, v visit) (visit, error) {
	now := s.Now()
	if fetched(r) || now.Sub(time.Unix(v.Seen, 0)) < visitTouch {
		return v, nil
	}
	v.Seen = now.Unix()
	return v, s.set(w, purposeVisit, v, v.ends().Sub(now))
}

// fetched reports that a page asked by itself, and nobody opened an address. Over plain http browsers do not say.
func fetched(r *http.Request) bool {
	mode := r.Header.Get("Sec-Fetch-Mode")
	return mode != "" && mode != "navigate"
}

// end ends the visit of a request, here and in the browser.
func (s *visits) end(w http.ResponseWriter, r *http.Request) {
	if v, ok := s.of(r); ok {
		s.spent.take(v.ID, v.ends(), s.Now())
	}
	s.drop(w, purposeVisit)
}
