package dashboard_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/dashboard"
)

// addressOf fills a pattern for a tenant with what the seed has.
func addressOf(t *testing.T, pattern, tenant, followup string) (method, path string) {
	t.Helper()
	method, path, _ = strings.Cut(pattern, " ")
	path = strings.NewReplacer(
		"{$}", "", "{tenant}", tenant, "{id...}", url.PathEscape(followup), "{kind}", "check_in", "{n}", "1", "{sequence}", "1",
	).Replace(path)
	if strings.Contains(path, "{") {
		t.Fatalf("the test does not know how to fill %s", pattern)
	}
	return method, path
}

func routesOf(t *testing.T, w *world) []dashboard.Route {
	t.Helper()
	return w.dashboard(t, access.Local(access.Person{})).Routes()
}

func TestEveryPageIsSoundForEveryRole(t *testing.T) {
	for _, role := range access.Roles() {
		w := newWorld()
		seed(t, w)
		h := w.handler(t, access.Local(person(role, "acme", "globex")))
		for _, rt := range routesOf(t, w) {
			method, path := addressOf(t, rt.Pattern, "acme", "int-42")
			if method != http.MethodGet || strings.HasSuffix(path, "/live") || strings.HasSuffix(path, ".csv") {
				continue
			}
			code, body := get(t, h, path)
			if want := expected(person(role, "acme", "globex"), rt); code != want {
				t.Errorf("%s %s: got %d, want %d", role, path, code, want)
			}
			if strings.Contains(path, "/letters/") && code == http.StatusOK {
				continue
			}
			for _, fault := range parse(t, body).faults() {
				t.Errorf("%s %s: %s", role, path, fault)
			}
		}
	}
}

// expected is the status for who may, and may not, see a route of acme.
func expected(p access.Person, rt dashboard.Route) int {
	if rt.OfTenant && !p.May("acme", rt.Need) || !rt.OfTenant && rt.Need > 0 && !p.MayEverywhere(rt.Need) {
		return http.StatusForbidden
	}
	return http.StatusOK
}

func TestEmptyPagesSayWhatToDo(t *testing.T) {
	w := newWorld()
	h := w.handler(t, access.Local(person(access.Adviser, "acme")))
	for path, want := range map[string]string{
		"/t/acme":                        "Nothing needs you",
		"/t/acme/pipeline":               "Nothing in this period",
		"/t/acme/followups":              "POST /v1/interviews",
		"/t/acme/followups?stage=closed": "clear them all",
		"/t/acme/reminders":              "There is nothing here yet",
		"/t/acme/deliveries":             "as soon as a reminder is handed",
		"/t/acme/employers":              "once enough interviews",
	} {
		code, body := get(t, h, path)
		if code != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: got %d without %q", path, code, want)
		}
		for _, fault := range parse(t, body).faults() {
			t.Errorf("%s: %s", path, fault)
		}
	}
}

func TestAnIDWithSlashesHasItsPage(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Adviser, "acme")))
	_, list := get(t, h, "/t/acme/followups")
	links := parse(t, list).links("Ben Okafor")
	if len(links) != 1 || links[0] != "/t/acme/followups/ats%2Fgh:700" {
		t.Fatalf("the link is %v", links)
	}
	code, body := get(t, h, links[0])
	if code != http.StatusOK || !strings.Contains(body, "ats/gh:700") {
		t.Errorf("got %d", code)
	}
}

func TestWhatCannotBeReadIsNotShownByHalves(t *testing.T) {
	w := newWorld()
	seed(t, w)
	w.memory.broken = errors.New("disk canary")
	h := w.handler(t, access.Local(person(access.Adviser, "acme")))
	for _, path := range []string{"", "/pipeline", "/followups", "/followups/int-42", "/reminders", "/deliveries", "/employers"} {
		code, body := get(t, h, "/t/acme"+path)
		if code != http.StatusInternalServerError || strings.Contains(body, "canary") || !strings.Contains(body, "cannot be read at the moment") {
			t.Errorf("%s: got %d", path, code)
		}
	}
}

func TestEveryAnswerIsProtected(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Adviser, "acme")))
	for _, path := range []string{"/t/acme", "/t/acme/followups/int-42", "/t/acme/nowhere", "/t/acme/letters/check_in/1/int-42"} {
		r := httptest.NewRecorder()
		h.ServeHTTP(r, httptest.NewRequest(http.MethodGet, path, http.NoBody))
		csp := r.Header().Get("Content-Security-Policy")
		letter := strings.Contains(path, "letters")
		if !strings.HasPrefix(csp, "default-src 'none'") || letter != strings.Contains(csp, "sandbox") || letter != strings.Contains(csp, "unsafe-inline") {
			t.Errorf("%s: the policy is %q", path, csp)
		}
		if r.Header().Get("Cache-Control") != "no-store" || r.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: the headers are %v", path, r.Header())
		}
	}
}

func TestAssetsAreNamedByTheirContent(t *testing.T) {
	w := newWorld()
	h := w.handler(t, access.Local(person(access.Viewer, "acme")))
	_, body := get(t, h, "/t/acme")
	d := parse(t, body)
	paths := []string{attribute(d.all("script")[0], "src")}
	for _, l := range d.all("link") {
		paths = append(paths, attribute(l, "href"))
	}
	if len(paths) != 3 {
		t.Fatalf("the page names %v", paths)
	}
	for _, path := range paths {
		r := httptest.NewRecorder()
		h.ServeHTTP(r, httptest.NewRequest(http.MethodGet, path, http.NoBody))
		if r.Code != http.StatusOK || !strings.Contains(r.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: got %d %v", path, r.Code, r.Header())
		}
	}
	// The gate's pages know the stylesheet by its own name; what it holds then is not to be kept.
	r := httptest.NewRecorder()
	h.ServeHTTP(r, httptest.NewRequest(http.MethodGet, "/assets/style.css", http.NoBody))
	if r.Code != http.StatusTemporaryRedirect || !slices.Contains(paths, r.Header().Get("Location")) || strings.Contains(r.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("a file under its own name: got %d %v", r.Code, r.Header())
	}
	if code, _ := get(t, h, "/assets/other.css"); code != http.StatusNotFound {
		t.Errorf("a file that there is not: got %d", code)
	}
}

func TestTheLineOfTimeLapseIsShown(t *testing.T) {
	w := newWorld()
	w.clock.speed = 1440
	_, body := get(t, w.handler(t, access.Local(person(access.Viewer, "acme"))), "/t/acme")
	if !strings.Contains(body, "1440 × real time") || !strings.Contains(body, "Tue 10 Mar 2026, 15:30:00 UTC") {
		t.Error("the clock is not shown")
	}
}

func TestTheBeginningLeadsToTheOnlyTenant(t *testing.T) {
	w := newWorld()
	r := httptest.NewRecorder()
	w.handler(t, access.Local(person(access.Viewer, "acme"))).ServeHTTP(r, httptest.NewRequest(http.MethodGet, "/", http.NoBody))
	if r.Code != http.StatusSeeOther || r.Header().Get("Location") != "/t/acme" {
		t.Errorf("got %d %s", r.Code, r.Header().Get("Location"))
	}
	code, body := get(t, w.handler(t, access.Local(person(access.Viewer, "acme", "globex"))), "/")
	if links := parse(t, body).links("Globex University"); code != http.StatusOK || len(links) == 0 {
		t.Errorf("who has two tenants gets %d without a choice", code)
	}
	_, body = get(t, w.handler(t, access.Local(person(access.Viewer, "gone"))), "/")
	if !strings.Contains(body, "No tenant is yours to see") {
		t.Error("who has none is not told so")
	}
}

func TestNewSaysAllThatIsMissing(t *testing.T) {
	_, err := dashboard.New(dashboard.Options{})
	for _, want := range []string{"a book", "the tenants", "a clock", "a gate", "a logger"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error %v does not name %s", err, want)
		}
	}
}
