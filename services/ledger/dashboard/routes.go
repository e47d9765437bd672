package dashboard

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/afterword-io/afterword/services/ledger/access"
)

// route is one page: where it is, who may see it, and what it is called in the navigation.
type route struct {
	// Pattern is that of http.ServeMux. One with {tenant} concerns that tenant alone; one without concerns none of them.
	Pattern string
	// Need is the least role: in the tenant of the path, or everywhere when the pattern has none. Zero lets everybody in who is
	// signed in; only what tells nothing of any tenant may have it.
	Need access.Role
	// Nav is what the navigation calls the page, empty if it is not there; Query is what it asks of the page.
	Nav, Query string
	Do         http.HandlerFunc
}

// routes is all there is, in the order of the navigation.
func (d *Dashboard) routes() []route {
	return []route{
		{Pattern: "GET /{$}", Do: d.choose},
		{Pattern: "GET /t/{tenant}", Need: access.Viewer, Nav: "Today", Do: d.today},
		{Pattern: "GET /t/{tenant}/pipeline", Need: access.Viewer, Nav: "Pipeline", Do: d.pipeline},
		{Pattern: "GET /t/{tenant}/followups", Need: access.Viewer, Nav: "Follow-ups", Do: d.followups},
		{Pattern: "GET /t/{tenant}/followups/{id...}", Need: access.Viewer, Do: d.followup},
		{Pattern: "GET /t/{tenant}/letters/{kind}/{n}/{id...}", Need: access.Adviser, Do: d.letter},
		{Pattern: "GET /t/{tenant}/reminders", Need: access.Viewer, Nav: "Reminders", Query: "due=" + string(inTime), Do: d.reminders},
		{Pattern: "GET /t/{tenant}/deliveries", Need: access.Viewer, Nav: "Deliveries", Do: d.deliveries},
		{Pattern: "GET /t/{tenant}/employers", Need: access.Viewer, Nav: "Employers", Do: d.employers},
		{Pattern: "GET /t/{tenant}/outcomes.csv", Need: access.Adviser, Do: d.outcomes},
		{Pattern: "GET /t/{tenant}/live", Need: access.Viewer, Do: d.live},
		{Pattern: "GET /t/{tenant}/audit", Need: access.Viewer, Nav: "Audit", Do: d.auditPage},
		{Pattern: "POST /t/{tenant}/audit/repair", Need: access.Operator, Do: d.repair},
		{Pattern: "GET /t/{tenant}/dead-letters", Need: access.Operator, Nav: "Dead letters", Do: d.deadLetters},
		{Pattern: "GET /t/{tenant}/dead-letters/{sequence}", Need: access.Operator, Do: d.deadLetter},
		{Pattern: "POST /t/{tenant}/dead-letters/{sequence}/replay", Need: access.Operator, Do: d.replayLetter},
		{Pattern: "GET /t/{tenant}/policy", Need: access.Admin, Nav: "Policy", Do: d.policyPage},
		{Pattern: "POST /t/{tenant}/policy/try", Need: access.Admin, Do: d.tryPolicy},
		{Pattern: "POST /t/{tenant}/policy", Need: access.Admin, Do: d.savePolicy},
		{Pattern: "GET /tenants", Need: access.Admin, Nav: "Tenants", Do: d.allTenants},
		{Pattern: "GET /system", Need: access.Operator, Nav: "System", Do: d.system},
		{Pattern: "GET /system/dead-letters/{sequence}", Need: access.Operator, Do: d.deadLetter},
		{Pattern: "POST /system/dead-letters/{sequence}/replay", Need: access.Operator, Do: d.replayLetter},
	}
}

// path is the address of the route without its method.
func (rt route) path() string {
	_, path, _ := strings.Cut(rt.Pattern, " ")
	return path
}

// ofTenant reports that the route concerns one tenant.
func (rt route) ofTenant() bool { return strings.Contains(rt.Pattern, "{tenant}") }

// in is where the navigation of one tenant leads.
func (rt route) in(tenant string) string {
	to := strings.Replace(rt.path(), "{tenant}", url.PathEscape(tenant), 1)
	if rt.Query != "" {
		to += "?" + rt.Query
	}
	return to
}

// join puts the routes behind the gate. The assets and the gate's own pages tell nothing of anybody.
func (d *Dashboard) join() http.Handler {
	inside := http.NewServeMux()
	for _, rt := range d.routes() {
		inside.Handle(rt.Pattern, d.let(rt))
	}
	inside.HandleFunc("/", d.nowhere)

	whole := http.NewServeMux()
	d.gate.Register(whole)
	d.signsOut = serves(whole, http.MethodPost, "/logout")
	whole.HandleFunc("GET "+assetsPath+"{name}", d.asset)
	whole.Handle("/", d.gate.Require(inside))
	return protected(whole)
}

// serves reports whether a mux has a page there.
func serves(mux *http.ServeMux, method, path string) bool {
	_, pattern := mux.Handler(&http.Request{Method: method, URL: &url.URL{Path: path}})
	return pattern != ""
}

// let lets those in who may see the route. A tenant that is none of the person's business looks like one that does not exist.
func (d *Dashboard) let(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		person, ok := access.PersonOf(r.Context())
		switch slug := r.PathValue("tenant"); {
		case !ok:
			d.refuse(w, r, http.StatusUnauthorized)
		case rt.ofTenant() && (!person.May(slug, access.Viewer) || !d.knows(slug)):
			d.refuse(w, r, http.StatusNotFound)
		case rt.ofTenant() && !person.May(slug, rt.Need):
			d.refuse(w, r, http.StatusForbidden)
		case !rt.ofTenant() && rt.Need > 0 && !person.MayEverywhere(rt.Need):
			d.refuse(w, r, http.StatusForbidden)
		default:
			rt.Do(w, r)
		}
	})
}

func (d *Dashboard) knows(slug string) bool {
	_, ok := d.tenants.Tenant(slug)
	return ok
}

// nowhere answers a path that there is no page for. A mux would tell which methods a path has to somebody who may
// not see it; here it is as if there were nothing.
func (d *Dashboard) nowhere(w http.ResponseWriter, r *http.Request) {
	d.refuse(w, r, http.StatusNotFound)
}

// at is the path of something of a tenant. Each part is escaped as one segment: an id may hold slashes.
func at(tenant string, parts ...string) string {
	var b strings.Builder
	b.WriteString("/t/" + url.PathEscape(tenant))
	for _, part := range parts {
		b.WriteString("/" + url.PathEscape(part))
	}
	return b.String()
}
