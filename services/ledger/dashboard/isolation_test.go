package dashboard_test

import (
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/access"
)

// shut is a gate that nobody has passed.
type shut struct{}

func (shut) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /login", func(http.ResponseWriter, *http.Request) {})
}

func (shut) Require(http.Handler) http.Handler {
	return http.RedirectHandler("/login", http.StatusSeeOther)
}

// open is a gate that lets everybody through without saying who it is.
type open struct{ shut }

func (open) Require(next http.Handler) http.Handler { return next }

// ask sends a request that is over as soon as it is answered, so that what streams ends as well.
func ask(h http.Handler, method, path string) *httptest.ResponseRecorder {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := httptest.NewRecorder()
	h.ServeHTTP(r, httptest.NewRequest(method, path, http.NoBody).WithContext(ctx))
	return r
}

// TestNobodySeesAnotherTenant is the matrix of every route, every role and every tenant.
func TestNobodySeesAnotherTenant(t *testing.T) {
	w := newWorld()
	seed(t, w)
	for _, role := range append(access.Roles(), 0) {
		p := person(role, "acme")
		h := w.handler(t, access.Local(p))
		for _, rt := range routesOf(t, w) {
			method, own := addressOf(t, rt.Pattern, "acme", "int-42")
			if role == 0 && rt.OfTenant {
				if code := ask(h, method, own).Code; code != http.StatusNotFound {
					t.Errorf("nobody asks for %s: got %d", own, code)
				}
				continue
			}
			code := ask(h, method, own).Code
			if may := expected(p, rt) == http.StatusOK; !may && code != http.StatusForbidden || may && (code == http.StatusForbidden || code == http.StatusNotFound) {
				t.Errorf("%s asks for %s: got %d", role, own, code)
			}
			if !rt.OfTenant {
				continue
			}
			_, path := addressOf(t, rt.Pattern, "globex", "int-9")
			foreign := ask(h, method, path)
			_, path = addressOf(t, rt.Pattern, "nobody", "int-9")
			unknown := ask(h, method, path)
			if foreign.Code != http.StatusNotFound || unknown.Code != http.StatusNotFound {
				t.Errorf("%s asks for %s of another tenant: got %d, of one that is none: %d", role, rt.Pattern, foreign.Code, unknown.Code)
			}
			if foreign.Body.String() != unknown.Body.String() {
				t.Errorf("%s: %s tells that another tenant exists", role, rt.Pattern)
			}
		}
	}
}

func TestNothingOfAnotherTenantIsOnOnesOwnPages(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Admin, "acme")))
	for _, rt := range routesOf(t, w) {
		method, path := addressOf(t, rt.Pattern, "acme", "int-42")
		// A follow-up of another tenant, by its id, under one's own.
		_, stolen := addressOf(t, rt.Pattern, "acme", "int-9")
		for _, p := range []string{path, stolen} {
			body := ask(h, method, p).Body.String()
			for _, canary := range []string{"Canary", "canary.mines", "globex", "Globex"} {
				if strings.Contains(body, canary) {
					t.Errorf("%s holds %q", p, canary)
				}
			}
		}
	}
}

func TestWithoutSigningInThereIsNothing(t *testing.T) {
	w := newWorld()
	seed(t, w)
	closed, unguarded := w.handler(t, shut{}), w.handler(t, open{})
	for _, rt := range routesOf(t, w) {
		for _, tenant := range []string{"acme", "nobody"} {
			method, path := addressOf(t, rt.Pattern, tenant, "int-42")
			if r := ask(closed, method, path); r.Code != http.StatusSeeOther || r.Header().Get("Location") != "/login" {
				t.Errorf("%s at the gate: got %d", path, r.Code)
			}
			// The routes do not rely on the gate to have said who it is.
			r := ask(unguarded, method, path)
			if r.Code != http.StatusUnauthorized || strings.Contains(r.Body.String(), "Acme") {
				t.Errorf("%s without anybody: got %d", path, r.Code)
			}
		}
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	h := newWorld().handler(t, access.Local(person(access.Admin, "acme")))
	r := httptest.NewRequest(http.MethodPost, "/t/acme/followups", http.NoBody)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, r)
	if answer.Code != http.StatusForbidden {
		t.Errorf("got %d", answer.Code)
	}
}

// TestAViewerSeesNothingPersonal looks for everybody's names and words on every page.
func TestAViewerSeesNothingPersonal(t *testing.T) {
	w := newWorld()
	told := meeting("int-77", "Personal Name", "Visible Employer", now.Add(-30*60*60*1e9))
	told.Candidate.Phone, told.Candidate.ID = "+15550100", "personal-candidate"
	told.Interviewers = []events.Interviewer{{ID: "iv-1", Name: "Personal Interviewer", Email: "personal.interviewer@example.com"}}
	told.Topics, told.Strengths = []string{"personal topic"}, []string{"personal strength"}
	w.memory.story(t, "acme", "int-77", told)
	seed(t, w)
	canaries := []string{"ersonal", "Ada", "Okafor", "Finn Mr", "Mr. Finn", "@example.com", "+1555", "cand-", "/ats/canary", "<m@x>"}
	pages := func(role access.Role) string {
		h := w.handler(t, access.Local(person(role, "acme")))
		var all strings.Builder
		for _, rt := range routesOf(t, w) {
			for _, id := range []string{"int-77", "int-42", "ats/gh:700"} {
				method, path := addressOf(t, rt.Pattern, "acme", id)
				all.WriteString(ask(h, method, path).Body.String())
			}
		}
		for _, query := range []string{"/followups?q=Personal", "/followups?q=int-77", "/reminders?state=sent"} {
			all.WriteString(strings.ReplaceAll(ask(h, http.MethodGet, "/t/acme"+query).Body.String(), `value="Personal"`, ""))
		}
		return html.UnescapeString(all.String())
	}
	seen := strings.NewReplacer("Search: <strong>Personal</strong>", "").Replace(pages(access.Viewer))
	for _, canary := range canaries {
		if at := strings.Index(seen, canary); at >= 0 {
			t.Errorf("a viewer sees %q: …%s…", canary, seen[max(0, at-80):min(len(seen), at+80)])
		}
	}
	if !strings.Contains(seen, "Visible Employer") || !strings.Contains(seen, "int-77") {
		t.Error("a viewer does not see what is for everybody")
	}
	adviser := pages(access.Adviser)
	for _, canary := range []string{"Personal Name", "Personal Interviewer", "personal topic", "personal strength", "+15550100", "personal.name@example.com", "/ats/canary"} {
		if !strings.Contains(adviser, canary) {
			t.Errorf("an adviser does not see %q, so that the test proves nothing", canary)
		}
	}
}

func TestAViewerCannotFindOutNamesBySearching(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Viewer, "acme")))
	for _, query := range []string{"q=ada", "candidate=cand-int-42"} {
		_, body := get(t, h, "/t/acme/followups?"+query)
		if w.memory.askedFollowups.Search != "" || w.memory.askedFollowups.CandidateID != "" {
			t.Errorf("%s reaches the book", query)
		}
		if query == "q=ada" && strings.Contains(body, "int-42") {
			t.Error("a name finds its follow-up")
		}
	}
	if _, body := get(t, h, "/t/acme/followups?q=int-42"); len(parse(t, body).links("int-42")) == 0 {
		t.Error("an id does not find its follow-up")
	}
	// Nor is one of another tenant there by its id.
	if _, body := get(t, h, "/t/acme/followups?q=int-9"); strings.Contains(body, "followups/int-9") {
		t.Error("the id of another tenant's follow-up finds it")
	}
}

func TestATenantThatIsNotThereIsNoOnes(t *testing.T) {
	w := newWorld()
	p := person(access.Admin)
	p.Everywhere = true
	h := w.handler(t, access.Local(p))
	if code, _ := get(t, h, "/t/acme"); code != http.StatusOK {
		t.Errorf("who may everywhere gets %d", code)
	}
	if code, _ := get(t, h, "/t/nobody"); code != http.StatusNotFound {
		t.Errorf("a tenant that does not exist: got %d", code)
	}
}

// TestWhatIsErasedIsNotShown has a record that is erased though its facts can still be read, as between two streams.
func TestWhatIsErasedIsNotShown(t *testing.T) {
	w := newWorld()
	seed(t, w)
	for i := range w.memory.followups {
		if f := &w.memory.followups[i]; f.ID == "int-42" {
			f.Erased = true
		}
	}
	h := w.handler(t, access.Local(person(access.Admin, "acme")))
	for _, path := range []string{"/t/acme/followups/int-42", "/t/acme/followups?q=int-42", "/t/acme/letters/check_in/1/int-42"} {
		_, body := get(t, h, path)
		if strings.Contains(body, "Ada") || strings.Contains(body, "ada.park") || strings.Contains(body, "Mr. Finn") {
			t.Errorf("%s shows what is erased", path)
		}
	}
}
