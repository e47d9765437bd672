package access_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/services/ledger/access"
)

func TestWhatARoleMay(t *testing.T) {
	mixed := access.Person{Role: access.Viewer, Tenants: []string{"acme", "globex"}, Also: map[string]access.Role{"globex": access.Admin}}
	everywhere := access.Person{Role: access.Operator, Everywhere: true, Also: map[string]access.Role{"acme": access.Admin}}
	for _, c := range []struct {
		person access.Person
		tenant string
		role   access.Role
	}{
		{access.Person{}, "acme", 0},
		{access.Person{Role: access.Admin}, "acme", 0},
		{mixed, "acme", access.Viewer},
		{mixed, "globex", access.Admin},
		{mixed, "other", 0},
		{mixed, "", 0},
		{everywhere, "other", access.Operator},
		{everywhere, "acme", access.Admin},
	} {
		for _, need := range append(access.Roles(), 0, -1) {
			if got, want := c.person.May(c.tenant, need), need >= access.Viewer && need <= c.role; got != want {
				t.Errorf("%+v may as %s in %q: %t", c.person, need, c.tenant, got)
			}
		}
	}
	for need, want := range map[access.Role]bool{access.Viewer: true, access.Operator: true, access.Admin: false, 0: false} {
		if everywhere.MayEverywhere(need) != want || mixed.MayEverywhere(need) {
			t.Errorf("everywhere as %s", need)
		}
	}
	if diff := cmp.Diff([]string{"globex", "acme"}, mixed.Among([]string{"globex", "other", "acme"})); diff != "" {
		t.Errorf("tenants (-want +got):\n%s", diff)
	}
}

func TestRolesHaveWords(t *testing.T) {
	for _, role := range access.Roles() {
		if got, err := access.ParseRole(role.String()); err != nil || got != role {
			t.Errorf("%s is read as %s, %v", role, got, err)
		}
	}
	for _, wrong := range []string{"", "nobody", "Viewer", "root"} {
		if got, err := access.ParseRole(wrong); err == nil {
			t.Errorf("%q is read as %s", wrong, got)
		}
	}
	if got := access.Role(9).String() + access.Role(0).String(); got != "nobodynobody" {
		t.Error(got)
	}
}

func TestRulesAreRead(t *testing.T) {
	got, err := access.ParseRules("# who\nadvisers=adviser@acme; cn=ops,ou=it=operator@*\n\n advisers = viewer@globex")
	if err != nil {
		t.Fatal(err)
	}
	want := []access.Rule{{"advisers", access.Adviser, "acme"}, {"cn=ops,ou=it", access.Operator, "*"}, {"advisers", access.Viewer, "globex"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules differ (-want +got):\n%s", diff)
	}
	_, err = access.ParseRules("a=viewer@acme\nb\n=viewer@acme\nc=king@acme\nd=viewer@\ne=viewer@A B\nf=viewer")
	for _, line := range []string{`"b"`, `"=viewer@acme"`, `"c=king@acme"`, `"d=viewer@"`, `"e=viewer@A B"`, `"f=viewer"`} {
		if err == nil || !strings.Contains(err.Error(), line) {
			t.Errorf("%s is not told of in %v", line, err)
		}
	}
}

// The strongest rule of all groups counts, per tenant.
func TestRulesGiveRoles(t *testing.T) {
	for name, c := range map[string]struct {
		groups []string
		roles  map[string]access.Role
	}{
		"none":             {[]string{"x"}, map[string]access.Role{}},
		"one":              {[]string{"v"}, map[string]access.Role{"acme": access.Viewer}},
		"the strongest":    {[]string{"o", "v"}, map[string]access.Role{"acme": access.Operator, "globex": access.Viewer}},
		"everywhere":       {[]string{"e"}, map[string]access.Role{"acme": access.Adviser, "globex": access.Adviser, "any": access.Adviser}},
		"and more in one":  {[]string{"e", "o"}, map[string]access.Role{"acme": access.Operator, "globex": access.Adviser, "any": access.Adviser}},
		"a group in parts": {[]string{"v "}, map[string]access.Role{}},
	} {
		t.Run(name, func(t *testing.T) {
			s, p := newSite(t), newProvider(t)
			p.claims = func(claims map[string]any) { claims["groups"] = c.groups }
			openOIDC(t, s, p, func(o *access.OIDCOptions) {
				o.Rules, _ = access.ParseRules("v=viewer@acme;o=adviser@acme;o=operator@acme;o=viewer@globex;e=adviser@*")
			})
			got := map[string]access.Role{}
			inner := s.mux
			s.mux = http.NewServeMux()
			s.mux.Handle("/", inner)
			b := s.browser()
			answer := b.get("/")
			if len(c.roles) == 0 {
				if answer.status != http.StatusForbidden || !strings.Contains(answer.body, "none of your groups") {
					t.Errorf("got %d %q", answer.status, answer.body)
				}
				return
			}
			seen := seenBy(t, s, b)
			for _, tenant := range []string{"acme", "globex", "any"} {
				if role := seen.In(tenant); role > 0 {
					got[tenant] = role
				}
			}
			if diff := cmp.Diff(c.roles, got); diff != "" {
				t.Errorf("roles differ (-want +got):\n%s", diff)
			}
		})
	}
}

// seenBy is the person that a gate with the same keys finds in a browser's cookies.
func seenBy(t *testing.T, s *site, b *browser) access.Person {
	t.Helper()
	rules, _ := access.ParseRules("v=viewer@acme")
	g, err := access.NewOIDC(access.OIDCOptions{Visits: s.visits(), Issuer: "https://a.example", ClientID: "d", Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	var person access.Person
	r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
	r.AddCookie(b.cookie("afterword-visit"))
	g.Require(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { person, _ = access.PersonOf(r.Context()) })).ServeHTTP(httptest.NewRecorder(), r)
	return person
}

func TestWhoeverReachesALocalGateIsThatPerson(t *testing.T) {
	want := access.Person{ID: "me", Role: access.Admin, Everywhere: true}
	g := access.Local(want)
	mux := http.NewServeMux()
	g.Register(mux)
	if _, pattern := mux.Handler(httptest.NewRequest(http.MethodGet, "/login", http.NoBody)); pattern != "" {
		t.Error("it has a page")
	}
	var got access.Person
	g.Require(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got, _ = access.PersonOf(r.Context()) })).
		ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", http.NoBody))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("person differs (-want +got):\n%s", diff)
	}
	if _, ok := access.PersonOf(t.Context()); ok {
		t.Error("there is somebody where no gate was passed")
	}
}
