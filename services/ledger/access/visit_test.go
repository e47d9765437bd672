package access_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/ledger/access"
)

func TestAVisitEnds(t *testing.T) {
	for name, c := range map[string]struct {
		looks []time.Duration
		// how a look is made; a page that fetches is no look.
		mode   string
		inside bool
	}{
		"not within the hour":               {[]time.Duration{59 * time.Minute}, "navigate", true},
		"after an hour without a look":      {[]time.Duration{time.Hour}, "navigate", false},
		"not as long as somebody looks":     {[]time.Duration{50 * time.Minute, 50 * time.Minute, 50 * time.Minute}, "navigate", true},
		"though an open page fetches":       {[]time.Duration{30 * time.Minute, 30 * time.Minute}, "cors", false},
		"after eight hours, whatever comes": {slices8(), "navigate", false},
	} {
		t.Run(name, func(t *testing.T) {
			s, p := newSite(t), newProvider(t)
			openOIDC(t, s, p)
			b := s.browser()
			if got := b.get("/"); got.status != http.StatusOK {
				t.Fatalf("got %d", got.status)
			}
			b.stops()
			var got answer
			for _, pause := range c.looks {
				s.clock.move(pause)
				r := b.request(http.MethodGet, "/", nil)
				r.Header.Set("Sec-Fetch-Mode", c.mode)
				got = b.do(r)
			}
			if inside := got.status == http.StatusOK; inside != c.inside {
				t.Errorf("got %d", got.status)
			}
		})
	}
}

// What stays open may not outlast the visit: it would go on telling somebody who is not there any more.
func TestWhatStaysOpenEndsWithTheVisit(t *testing.T) {
	s := newSite(t)
	g := gateOf(t, s)
	var ends time.Time
	s.behind(gate{g, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { ends, _ = r.Context().Deadline() })})
	b := s.browser()
	b.post("/login", url.Values{"name": {"maria"}, "password": {"right"}, "next": {"/"}})
	left := func() time.Duration { return time.Until(ends).Round(time.Minute) }
	s.clock.move(20 * time.Minute)
	stream := b.request(http.MethodGet, "/t/acme/live", nil)
	stream.Header.Set("Sec-Fetch-Mode", "cors")
	if b.do(stream); left() != 40*time.Minute {
		t.Errorf("a stream that begins after 20 minutes may go on for %v", left())
	}
	if b.get("/t/acme"); left() != time.Hour {
		t.Errorf("after another look it may be %v", left())
	}
}

// gate is one with a page of the test's own behind it.
type gate struct {
	access.Gate
	page http.Handler
}

func (g gate) Require(http.Handler) http.Handler { return g.Gate.Require(g.page) }

func slices8() []time.Duration {
	looks := make([]time.Duration, 16)
	for i := range looks {
		looks[i] = 30 * time.Minute
	}
	return looks
}

func TestWhoSignsOutIsOut(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	openOIDC(t, s, p)
	b := s.browser()
	b.get("/")
	stolen := b.cookie("afterword-visit")
	if got := b.get("/logout"); !strings.Contains(got.body, `action="/logout"`) {
		t.Errorf("a link signs out: %q", got.body)
	}
	if got := b.get("/logout"); b.cookie("afterword-visit") == nil {
		t.Errorf("a link has signed out: %q", got.body)
	}
	foreign := b.request(http.MethodPost, "/logout", nil)
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := b.do(foreign); got.status != http.StatusForbidden {
		t.Errorf("another site signs out: got %d", got.status)
	}
	if got := b.post("/logout", nil); got.status != http.StatusOK || got.at.Path != "/logout" || !strings.Contains(got.body, "You are signed out") {
		t.Errorf("got %d at %s: %q", got.status, got.at, got.body)
	}
	if b.cookie("afterword-visit") != nil {
		t.Error("the browser still has the cookie")
	}
	thief := s.browser().stops()
	thief.Jar.SetCookies(s.url, []*http.Cookie{stolen})
	if got := thief.get("/"); got.status != http.StatusSeeOther {
		t.Errorf("the cookie from before is still good: got %d", got.status)
	}
}

// Whatever cookie somebody was given before, signing in makes another visit.
func TestAVisitCannotBePreparedForSomebody(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	openOIDC(t, s, p)
	b := s.browser()
	b.get("/")
	prepared := b.cookie("afterword-visit").Value
	s.clock.move(2 * time.Hour)
	p.claims = func(c map[string]any) { c["exp"] = s.clock.Now().Add(time.Minute).Unix() }
	if got := b.get("/"); got.status != http.StatusOK {
		t.Fatalf("got %d", got.status)
	}
	if now := b.cookie("afterword-visit").Value; now == prepared {
		t.Error("it is the same visit")
	}
	for _, value := range []string{"", "x", prepared[:len(prepared)-1], keys(t, link.NewKey(1)).Seal("visit", []byte(`{"id":"x","person":{"Role":4,"Everywhere":true},"began":9999999999,"seen":9999999999}`))} {
		forger := s.browser().stops()
		forger.Jar.SetCookies(s.url, []*http.Cookie{{Name: "afterword-visit", Value: value}})
		if got := forger.get("/"); got.status != http.StatusSeeOther {
			t.Errorf("%q: got %d", value, got.status)
		}
	}
	// One kind of cookie is not taken for the other.
	asked := s.browser().stops()
	asked.get("/login")
	asked.Jar.SetCookies(s.url, []*http.Cookie{{Name: "afterword-visit", Value: asked.cookie("afterword-asked").Value}})
	if got := asked.get("/"); got.status != http.StatusSeeOther {
		t.Errorf("a question is taken for a visit: got %d", got.status)
	}
}

func TestVisitsOutliveTheRotationOfKeys(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	old, fresh := link.NewKey(1), link.NewKey(2)
	s.keys = keys(t, old)
	openOIDC(t, s, p)
	b := s.browser()
	b.get("/")
	b.stops()
	s.keys = keys(t, fresh, old)
	openOIDC(t, s, p)
	if got := b.get("/"); got.status != http.StatusOK {
		t.Errorf("while both keys are there: got %d", got.status)
	}
	s.keys = keys(t, fresh)
	openOIDC(t, s, p)
	if got := b.get("/"); got.status != http.StatusSeeOther {
		t.Errorf("after the old key is gone: got %d", got.status)
	}
}

func TestTheCookieIsKeptFromEverythingElse(t *testing.T) {
	for scheme, want := range map[string]struct {
		name   string
		secure bool
	}{"https": {"__Host-afterword-visit", true}, "http": {"afterword-visit", false}} {
		g, err := access.NewPassword(access.PasswordOptions{
			Visits: access.VisitOptions{Keys: keys(t, link.NewKey(1)), PublicURL: &url.URL{Scheme: scheme, Host: "a.example"}},
			Users:  []access.User{{Name: "maria", Password: "right", Roles: map[string]access.Role{"acme": access.Viewer}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		mux := http.NewServeMux()
		g.Register(mux)
		r := httptest.NewRequest(http.MethodPost, "/login", strings.NewReader("name=maria&password=right"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		cookies := w.Result().Cookies()
		if len(cookies) != 1 {
			t.Fatalf("%s: %d cookies", scheme, len(cookies))
		}
		c := cookies[0]
		if c.Name != want.name || c.Secure != want.secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 8*60*60 {
			t.Errorf("%s: %+v", scheme, c)
		}
	}
}

func TestWhatIsNoReaderIsToldToSignIn(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	openOIDC(t, s, p)
	b := s.browser().stops()
	stream, script := b.request(http.MethodGet, "/t/acme/live", nil), b.request(http.MethodGet, "/t/acme", nil)
	stream.Header.Set("Accept", "text/event-stream")
	// A window that is left open asks for its own page; each time it would begin another sign-in.
	script.Header.Set("Accept", "text/html")
	script.Header.Set("Sec-Fetch-Mode", "cors")
	for name, ask := range map[string]*http.Request{
		"a form": b.request(http.MethodPost, "/t/acme/policy", url.Values{"a": {"b"}}), "a stream": stream, "a page's script": script,
	} {
		if got := b.do(ask); got.status != http.StatusUnauthorized {
			t.Errorf("%s: got %d", name, got.status)
		}
	}
	if got := b.get("/t/acme/followups?q=x"); got.header.Get("Location") != "/login?next=%2Ft%2Facme%2Ffollowups%3Fq%3Dx" {
		t.Errorf("a reader is led to %s", got.header.Get("Location"))
	}
}

func TestSigningInLeadsNowhereElse(t *testing.T) {
	s := newSite(t)
	s.behind(gateOf(t, s))
	for wanted, want := range map[string]string{
		"/t/acme":                       "/t/acme",
		"/t/acme/followups?q=a%20b":     "/t/acme/followups?q=a%20b",
		"/t/acme/followups/a%2Fb":       "/t/acme/followups/a%2Fb",
		"":                              "/",
		"https://evil.example/":         "/",
		"//evil.example/":               "/",
		"///evil.example/":              "/",
		`/\evil.example/`:               "/",
		`\\evil.example/`:               "/",
		"/\t/evil.example/":             "/",
		"/\n/evil.example/":             "/",
		"javascript:alert(1)":           "/",
		"https:evil.example":            "/",
		"evil.example":                  "/",
		"@evil.example":                 "/",
		"/login":                        "/",
		"/login/callback?code=x":        "/",
		"/logout":                       "/",
		"/" + strings.Repeat("a", 1000): "/",
		"http://" + s.url.Host + "/":    "/",
	} {
		s.clock.move(time.Minute) // Too many tries at once are refused.
		b := s.browser().stops()
		got := b.post("/login", url.Values{"name": {"maria"}, "password": {"right"}, "next": {wanted}})
		if got.status != http.StatusSeeOther || got.header.Get("Location") != want {
			t.Errorf("%q leads to %d %q, want %q", wanted, got.status, got.header.Get("Location"), want)
		}
	}
}

// FuzzCookie: nothing but what was sealed here lets anybody in, and nothing panics.
func FuzzCookie(f *testing.F) {
	k := keys(f, link.NewKey(1))
	g, err := access.NewPassword(access.PasswordOptions{
		Visits: access.VisitOptions{Keys: k, PublicURL: &url.URL{Scheme: "http", Host: "a.example"}},
		Users:  []access.User{{Name: "maria", Password: "right", Roles: map[string]access.Role{"acme": access.Viewer}}},
	})
	if err != nil {
		f.Fatal(err)
	}
	h := g.Require(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }))
	for _, seed := range []string{
		"", "x", k.Seal("asked", []byte(`{"id":"x"}`)), k.Seal("visit", []byte(`{`)), k.Seal("visit", []byte(`{"id":"x","began":1e400}`)),
		k.Seal("visit", []byte(`null`)), k.Seal("visit", []byte(`{"id":"x","person":{"ID":"maria"},"began":9223372036854775807,"seen":-1}`)),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
		r.Header["Cookie"] = []string{"afterword-visit=" + value}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusUnauthorized {
			t.Errorf("%q lets somebody in: %d", value, w.Code)
		}
	})
}
