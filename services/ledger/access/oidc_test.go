package access_test

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/services/ledger/access"
)

// openOIDC puts a site behind a gate that has found its provider.
func openOIDC(t *testing.T, s *site, p *provider, bend ...func(*access.OIDCOptions)) *access.OIDC {
	t.Helper()
	rules, err := access.ParseRules("advisers=adviser@acme; leads=operator@acme")
	if err != nil {
		t.Fatal(err)
	}
	o := access.OIDCOptions{Visits: s.visits(), Issuer: p.URL, ClientID: "dashboard", ClientSecret: "secret", Rules: rules}
	for _, f := range bend {
		f(&o)
	}
	g, err := access.NewOIDC(o)
	if err != nil {
		t.Fatal(err)
	}
	s.behind(g)
	if err := g.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return g
}

func TestWhoComesFromTheProviderIsSignedIn(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	openOIDC(t, s, p)
	b := s.browser()
	got := b.get("/t/acme/followups?stage=waiting&q=a%20b")
	if got.status != http.StatusOK || got.body != "hello Robin Reader at /t/acme/followups?stage=waiting&q=a%20b" || got.header.Get("X-Role") != "adviser" {
		t.Fatalf("got %d %q as %s", got.status, got.body, got.header.Get("X-Role"))
	}
	for name, want := range map[string]string{
		"response_type": "code", "client_id": "dashboard", "scope": "openid profile", "code_challenge_method": "S256",
		"redirect_uri": s.url.String() + "/login/callback",
	} {
		if p.asked.Get(name) != want {
			t.Errorf("asked with %s %q, want %q", name, p.asked.Get(name), want)
		}
	}
	if b.cookie("afterword-asked") != nil {
		t.Error("the cookie of the question is still there")
	}
	// Whoever is inside is not asked again.
	p.denies = true
	if got := b.get("/login?next=/system"); got.body != "hello Robin Reader at /system" {
		t.Errorf("got %q", got.body)
	}
}

func TestWhatTheProviderSaysIsNotBelievedUnseen(t *testing.T) {
	for name, bend := range map[string]func(*provider){
		"another nonce":      func(p *provider) { p.claims = func(c map[string]any) { c["nonce"] = "other" } },
		"no nonce":           func(p *provider) { p.claims = func(c map[string]any) { delete(c, "nonce") } },
		"for somebody else":  func(p *provider) { p.claims = func(c map[string]any) { c["aud"] = "mail" } },
		"from somebody else": func(p *provider) { p.claims = func(c map[string]any) { c["iss"] = "https://other.example" } },
		"expired": func(p *provider) {
			p.claims = func(c map[string]any) { c["exp"] = time.Now().Add(-time.Minute).Unix() }
		},
		"without the groups": func(p *provider) { p.claims = func(c map[string]any) { delete(c, "groups") } },
		"groups of another form": func(p *provider) {
			p.claims = func(c map[string]any) { c["groups"] = map[string]any{"advisers": true} }
		},
		"groups without a role": func(p *provider) { p.claims = func(c map[string]any) { c["groups"] = []string{"staff"} } },
		"unsigned": func(p *provider) {
			p.token = func(_, payload []byte) string { return encode([]byte(`{"alg":"none"}`)) + "." + encode(payload) + "." }
		},
		"signed by somebody else": func(p *provider) {
			p.token = func(header, payload []byte) string {
				own := p.key
				defer func() { p.key = own }()
				p.key, _ = rsa.GenerateKey(rand.Reader, 2048)
				return p.sign(header, payload)
			}
		},
		"signed with the client's secret": func(p *provider) {
			p.token = func(_, payload []byte) string {
				text := encode([]byte(`{"alg":"HS256"}`)) + "." + encode(payload)
				mac := hmac.New(sha256.New, []byte("secret"))
				mac.Write([]byte(text))
				return text + "." + encode(mac.Sum(nil))
			}
		},
		"no token": func(p *provider) { p.token = func(_, _ []byte) string { return "" } },
		"a no":     func(p *provider) { p.denies = true },
	} {
		t.Run(name, func(t *testing.T) {
			s, p := newSite(t), newProvider(t)
			bend(p)
			core, said := observer.New(zap.DebugLevel)
			openOIDC(t, s, p, func(o *access.OIDCOptions) { o.Logger = zap.New(core) })
			b := s.browser()
			got := b.get("/")
			if got.status != http.StatusForbidden || b.cookie("afterword-visit") != nil || strings.Contains(got.body, "<script>") {
				t.Errorf("got %d %q", got.status, got.body)
			}
			for _, line := range said.All() {
				if text := line.Message; strings.Contains(text, "Robin") {
					t.Errorf("the log names somebody: %s", text)
				}
			}
		})
	}
}

func TestGroupsMayBeOneWord(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	p.claims = func(c map[string]any) { c["role"] = "leads"; delete(c, "name"); c["preferred_username"] = "robin" }
	openOIDC(t, s, p, func(o *access.OIDCOptions) { o.Claim = "role" })
	if got := s.browser().get("/"); got.body != "hello robin at /" || got.header.Get("X-Role") != "operator" {
		t.Errorf("got %q as %s", got.body, got.header.Get("X-Role"))
	}
}

// answered goes to the provider and comes back to where its answer would be taken.
func answered(t *testing.T, b *browser) *url.URL {
	t.Helper()
	b.stops()
	to := b.get("/login?next=/system").header.Get("Location")
	back, err := url.Parse(b.get(to).header.Get("Location"))
	if err != nil || back.Path != "/login/callback" {
		t.Fatalf("the provider leads to %v, %v", back, err)
	}
	return back
}

func TestAnAnswerIsTakenOnceAndOnlyFromWhoAsked(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	openOIDC(t, s, p)
	b := s.browser()
	back := answered(t, b)
	asked := b.cookie("afterword-asked")

	// Somebody else is sent the answer, to be signed in as its owner.
	if got := s.browser().get(back.String()); got.status != http.StatusBadRequest {
		t.Errorf("without the question: got %d", got.status)
	}
	bent := *back
	q := bent.Query()
	q.Set("state", "other")
	bent.RawQuery = q.Encode()
	other := s.browser()
	other.Jar.SetCookies(s.url, []*http.Cookie{asked})
	if got := other.get(bent.String()); got.status != http.StatusBadRequest {
		t.Errorf("with another state: got %d", got.status)
	}

	// Of two windows the one that was sent last is let in; the other one's answer does not spoil that, and finds it done.
	q.Set("state", "that of the window before")
	before := *back
	before.RawQuery = q.Encode()
	if got := b.get(before.String()); got.status != http.StatusBadRequest {
		t.Errorf("the answer to the window before: got %d", got.status)
	}
	if got := b.get(back.String()); got.status != http.StatusSeeOther || got.header.Get("Location") != "/system" {
		t.Fatalf("the answer: got %d to %s", got.status, got.header.Get("Location"))
	}
	if got := b.get(before.String()); got.status != http.StatusSeeOther || got.header.Get("Location") != "/" {
		t.Errorf("the answer to the window before, once inside: got %d to %s", got.status, got.header.Get("Location"))
	}
	// The same again, with a code that would be good.
	p.codes["fresh"] = p.asked
	q = back.Query()
	q.Set("code", "fresh")
	back.RawQuery = q.Encode()
	thief := s.browser()
	thief.Jar.SetCookies(s.url, []*http.Cookie{asked})
	if got := thief.get(back.String()); got.status != http.StatusBadRequest || thief.cookie("afterword-visit") != nil {
		t.Errorf("again: got %d", got.status)
	}
}

func TestAnAnswerMayNotComeTooLate(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	openOIDC(t, s, p)
	b := s.browser()
	back := answered(t, b)
	s.clock.move(10 * time.Minute)
	if got := b.get(back.String()); got.status != http.StatusBadRequest {
		t.Errorf("got %d", got.status)
	}
}

// A code that was given for another question is refused by the provider, because of the verifier.
func TestACodeIsBoundToItsQuestion(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	openOIDC(t, s, p)
	theirs, ours := answered(t, s.browser()), s.browser()
	back := answered(t, ours)
	q := back.Query()
	q.Set("code", theirs.Query().Get("code"))
	back.RawQuery = q.Encode()
	if got := ours.get(back.String()); got.status != http.StatusForbidden || ours.cookie("afterword-visit") != nil {
		t.Errorf("got %d", got.status)
	}
}

func TestAProviderMayComeLater(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	p.away.Store(true)
	core, said := observer.New(zap.WarnLevel)
	rules, _ := access.ParseRules("advisers=adviser@acme")
	g, err := access.NewOIDC(access.OIDCOptions{Visits: s.visits(), Issuer: p.URL, ClientID: "dashboard", Rules: rules, Logger: zap.New(core)})
	if err != nil {
		t.Fatal(err)
	}
	s.behind(g)
	ended := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() { ended <- g.Run(ctx) }()
	got := s.browser().get("/")
	if got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") == "" || !strings.Contains(got.body, "does not answer") {
		t.Errorf("before: got %d %q", got.status, got.body)
	}
	if g.Ready(t.Context()) == nil {
		t.Error("it says that it is ready")
	}
	p.away.Store(false)
	select {
	case err := <-ended:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the provider is not found")
	}
	if err := g.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	if got := s.browser().get("/"); got.status != http.StatusOK {
		t.Errorf("after: got %d", got.status)
	}
	if said.FilterMessageSnippet("nobody can sign in yet").Len() == 0 && said.Len() > 0 {
		t.Errorf("the log says %v", said.All())
	}
}

func TestTheSearchForAProviderEnds(t *testing.T) {
	s, p := newSite(t), newProvider(t)
	p.away.Store(true)
	rules, _ := access.ParseRules("advisers=adviser@acme")
	g, err := access.NewOIDC(access.OIDCOptions{Visits: s.visits(), Issuer: p.URL, ClientID: "dashboard", Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := g.Run(ctx); err != nil || g.Ready(t.Context()) == nil {
		t.Errorf("it ends with %v", err)
	}
}

func TestOIDCOptionsSayWhatIsWrong(t *testing.T) {
	_, err := access.NewOIDC(access.OIDCOptions{Visits: access.VisitOptions{PublicURL: &url.URL{Scheme: "https", Host: "a.example", Path: "/b"}}})
	if err == nil {
		t.Fatal("it is accepted")
	}
	for _, want := range []string{"keys for the cookies", "must have no path", "the issuer", "a client id", "at least one rule"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
	s, p := newSite(t), newProvider(t)
	registry := prometheus.NewRegistry()
	openOIDC(t, s, p, func(o *access.OIDCOptions) { o.Registerer = registry })
	var already prometheus.AlreadyRegisteredError
	rules, _ := access.ParseRules("advisers=adviser@acme")
	_, err = access.NewOIDC(access.OIDCOptions{Visits: s.visits(), Issuer: p.URL, ClientID: "d", Rules: rules, Registerer: registry})
	if !errors.As(err, &already) {
		t.Errorf("metrics twice: %v", err)
	}
}
