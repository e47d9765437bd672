package access_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/crypto/bcrypt"

	"github.com/afterword-io/afterword/services/ledger/access"
)

func hashOf(t *testing.T, password string) string {
	t.Helper()
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	if err != nil {
		t.Fatal(err)
	}
	return string(hash)
}

// gateOf lets maria in by a password, and otto by another of which only the hash is known.
func gateOf(t *testing.T, s *site, users ...access.User) access.Gate {
	t.Helper()
	users = append(users, access.User{Name: "maria", Password: "right", Roles: map[string]access.Role{"acme": access.Adviser}})
	g, err := access.NewPassword(access.PasswordOptions{Visits: s.visits(), Users: users})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestWhoKnowsThePasswordIsSignedIn(t *testing.T) {
	s := newSite(t)
	s.behind(gateOf(t, s, access.User{Name: "otto", Hash: hashOf(t, "also right"), Roles: map[string]access.Role{"*": access.Operator}}))
	for name, c := range map[string]struct {
		name, password, role string
	}{
		"by the password":        {"maria", "right", "adviser"},
		"by the hash":            {"otto", "also right", "operator"},
		"not by another":         {"maria", "also right", ""},
		"not by another's":       {"otto", "right", ""},
		"not without one":        {"maria", "", ""},
		"not somebody unknown":   {"nobody", "right", ""},
		"not by the hash itself": {"otto", "$2a$10$", ""},
		"not by a long one":      {"otto", strings.Repeat("x", 100), ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := s.browser()
			if form := b.get("/t/acme?x=%22"); form.at.Path != "/login" || !strings.Contains(form.body, `name="next" value="/t/acme?x=%22"`) {
				t.Fatalf("at %s: %q", form.at, form.body)
			}
			got := b.post("/login", url.Values{"name": {c.name}, "password": {c.password}, "next": {"/t/acme"}})
			switch {
			case c.role == "" && (got.status != http.StatusForbidden || b.cookie("afterword-visit") != nil || !strings.Contains(got.body, "is not right")):
				t.Errorf("got %d %q", got.status, got.body)
			case c.role != "" && (got.status != http.StatusOK || got.header.Get("X-Role") != c.role || got.body != "hello "+c.name+" at /t/acme"):
				t.Errorf("got %d %q", got.status, got.body)
			}
		})
		// The others' tries are not to count here.
		s.clock.move(time.Hour)
	}
}

func TestTriesAreCountedByAddress(t *testing.T) {
	s := newSite(t)
	g := gateOf(t, s)
	mux := http.NewServeMux()
	g.Register(mux)
	try := func(address, password string) int {
		r := httptest.NewRequest(http.MethodPost, "/login", strings.NewReader("name=maria&password="+password))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		// Nobody stands before us, so nobody is believed.
		r.Header.Set("X-Forwarded-For", "203.0.113.9")
		r.RemoteAddr = address
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		return w.Code
	}
	for range 10 {
		if code := try("[2001:db8:1:2::7]:4000", "wrong"); code != http.StatusForbidden {
			t.Fatalf("got %d", code)
		}
	}
	// The same network, with the right password.
	if code := try("[2001:db8:1:2::8]:4001", "right"); code != http.StatusTooManyRequests {
		t.Errorf("the eleventh try: got %d", code)
	}
	if code := try("192.0.2.1:4000", "right"); code != http.StatusSeeOther {
		t.Errorf("from elsewhere: got %d", code)
	}
	s.clock.move(20 * time.Second)
	if code := try("[2001:db8:1:2::8]:4001", "right"); code != http.StatusSeeOther {
		t.Errorf("a while later: got %d", code)
	}
}

// Programs send the password along, and guessing that way is no easier than by the form.
func TestAPasswordMayComeWithTheRequest(t *testing.T) {
	s := newSite(t)
	g, err := access.NewPassword(access.PasswordOptions{
		Visits: s.visits(), Basic: true, Users: []access.User{{Name: "m", Password: "p", Roles: map[string]access.Role{"*": access.Operator}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	page := g.Require(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p, _ := access.PersonOf(r.Context())
		_, _ = io.WriteString(w, p.Name+" "+p.Role.String())
	}))
	ask := func(method, name, password, site string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "/metrics", http.NoBody)
		r.SetBasicAuth(name, password)
		r.Header.Set("Sec-Fetch-Site", site)
		w := httptest.NewRecorder()
		page.ServeHTTP(w, r)
		return w
	}
	// What is right is no try, however often it comes.
	for range 30 {
		if got := ask(http.MethodGet, "m", "p", "none"); got.Code != http.StatusOK || got.Body.String() != "m operator" {
			t.Fatalf("got %d %q", got.Code, got.Body)
		}
	}
	if got := ask(http.MethodPost, "m", "p", "cross-site"); got.Code != http.StatusForbidden {
		t.Errorf("another site's form: got %d", got.Code)
	}
	for i := range 10 {
		if got := ask(http.MethodGet, []string{"m", "n"}[i%2], "q", "none"); got.Code != http.StatusUnauthorized || got.Header().Get("WWW-Authenticate") == "" {
			t.Fatalf("got %d", got.Code)
		}
	}
	if got := ask(http.MethodGet, "m", "p", "none"); got.Code != http.StatusTooManyRequests || got.Header().Get("Retry-After") == "" {
		t.Errorf("the eleventh try: got %d", got.Code)
	}
	s.clock.move(20 * time.Second)
	if got := ask(http.MethodGet, "m", "p", "none"); got.Code != http.StatusOK {
		t.Errorf("a while later: got %d", got.Code)
	}
	// Where nobody has asked for it, it counts for nothing.
	r := httptest.NewRequest(http.MethodGet, "/metrics", http.NoBody)
	r.SetBasicAuth("maria", "right")
	w := httptest.NewRecorder()
	gateOf(t, s).Require(http.NotFoundHandler()).ServeHTTP(w, r)
	if w.Code != http.StatusUnauthorized {
		t.Errorf("without the option: got %d", w.Code)
	}
}

// A proxy may call us by another name than the browser does, which over plain http says nothing but its origin.
func TestAFormOfOurOwnIsTakenThroughAProxy(t *testing.T) {
	s := newSite(t)
	s.behind(gateOf(t, s))
	b := s.browser()
	b.post("/login", url.Values{"name": {"maria"}, "password": {"right"}, "next": {"/"}})
	for origin, want := range map[string]int{s.url.String(): http.StatusOK, "http://evil.example": http.StatusForbidden} {
		r := b.request(http.MethodPost, "/t/acme/policy", url.Values{"a": {"b"}})
		r.Host = "ledger.internal"
		r.AddCookie(b.cookie("afterword-visit")) // The jar goes by the Host.
		r.Header.Set("Origin", origin)
		if got := b.do(r); got.status != want {
			t.Errorf("from %s: got %d, want %d", origin, got.status, want)
		}
	}
}

func TestAProxySaysWhoCalls(t *testing.T) {
	s := newSite(t)
	g, err := access.NewPassword(access.PasswordOptions{
		Visits: s.visits(), Proxies: 1, Users: []access.User{{Name: "m", Password: "p", Roles: map[string]access.Role{"acme": access.Viewer}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	g.Register(mux)
	try := func(forwarded string) int {
		r := httptest.NewRequest(http.MethodPost, "/login", strings.NewReader("name=m&password=x"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Forwarded-For", forwarded)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		return w.Code
	}
	for i := range 10 {
		// What a caller claims itself, before the proxy's word, changes nothing.
		if code := try("198.51.100." + string(rune('0'+i)) + ", 203.0.113.9"); code != http.StatusForbidden {
			t.Fatalf("got %d", code)
		}
	}
	if code := try("203.0.113.9"); code != http.StatusTooManyRequests {
		t.Errorf("got %d", code)
	}
	if code := try("203.0.113.10"); code != http.StatusForbidden {
		t.Errorf("somebody else: got %d", code)
	}
}

func TestAnotherSiteCannotSignAnybodyIn(t *testing.T) {
	s := newSite(t)
	s.behind(gateOf(t, s))
	b := s.browser().stops()
	r := b.request(http.MethodPost, "/login", url.Values{"name": {"maria"}, "password": {"right"}})
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := b.do(r); got.status != http.StatusForbidden || b.cookie("afterword-visit") != nil {
		t.Errorf("got %d", got.status)
	}
}

// Whoever leaves the list, or gets another password, is out at once, and another role counts at once.
func TestTheListIsAskedAtEachLook(t *testing.T) {
	s := newSite(t)
	roles := func(r access.Role) map[string]access.Role { return map[string]access.Role{"acme": r} }
	s.behind(gateOf(t, s, access.User{Name: "otto", Password: "one", Roles: roles(access.Operator)}))
	b := s.browser()
	b.post("/login", url.Values{"name": {"otto"}, "password": {"one"}})
	b.stops()
	s.behind(gateOf(t, s, access.User{Name: "otto", Password: "one", Roles: roles(access.Viewer)}))
	if got := b.get("/"); got.header.Get("X-Role") != "viewer" {
		t.Errorf("with another role: got %d as %q", got.status, got.header.Get("X-Role"))
	}
	s.behind(gateOf(t, s, access.User{Name: "otto", Password: "two", Roles: roles(access.Viewer)}))
	if got := b.get("/"); got.status != http.StatusSeeOther {
		t.Errorf("with another password: got %d", got.status)
	}
	s.behind(gateOf(t, s))
	if got := b.get("/"); got.status != http.StatusSeeOther {
		t.Errorf("without the user: got %d", got.status)
	}
}

func TestAListOfUsersIsRead(t *testing.T) {
	hash := hashOf(t, "x")
	got, err := access.ParseUsers("# people\n\nmaria:" + hash + " adviser@acme  operator@acme viewer@*\r\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []access.User{{Name: "maria", Hash: hash, Roles: map[string]access.Role{"acme": access.Operator, "*": access.Viewer}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("users differ (-want +got):\n%s", diff)
	}
	for text, want := range map[string]string{
		"maria":                           "line 1: it must be of the form",
		"maria:" + hash:                   "line 1: it must be of the form",
		":" + hash + " viewer@acme":       "line 1: it must be of the form",
		"maria:secret viewer@acme":        "line 1: the hash must be one of bcrypt",
		"maria:" + hash + " viewer":       "line 1: it must end with role@tenant",
		"maria:" + hash + " viewer@Acme!": "line 1: it must end with role@tenant",
		"\nmaria:" + hash + " king@acme":  "line 2: a role must be one of viewer, adviser, operator, admin",
	} {
		if _, err := access.ParseUsers(text); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestPasswordOptionsSayWhatIsWrong(t *testing.T) {
	roles := map[string]access.Role{"acme": access.Viewer}
	_, err := access.NewPassword(access.PasswordOptions{Proxies: -1, Users: []access.User{
		{Name: "a", Password: "p", Hash: "h", Roles: roles}, {Name: "b", Password: "p"}, {Password: "p", Roles: roles}, {Name: "b", Password: "p", Roles: roles},
	}})
	for _, want := range []string{"keys for the cookies", "the public URL", "proxies", "user 1: a user must have either", "user 2: a user must have a role", "user 3: a user must have a name", "user 4 has the name"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
	if _, err := access.NewPassword(access.PasswordOptions{}); err == nil || !strings.Contains(err.Error(), "at least one user") {
		t.Errorf("without users: %v", err)
	}
}
