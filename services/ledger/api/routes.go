package api

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// documentPath is where the OpenAPI document lies; it needs no key.
const documentPath = "/v1/ledger/openapi.json"

// call is one request on a known route, with what was found out about it.
type call struct {
	*http.Request
	// tenant is whose credential came with it.
	tenant events.Tenant
	asked  asked
}

// route is one operation: how it is described and what does it.
type route struct {
	huma.Operation
	// writes needs a key that may write.
	writes bool
	do     func(http.ResponseWriter, *call) error
}

// routes is the whole API in the order in which a reader meets it.
func (a *API) routes(d *described) []route {
	return []route{
		{Operation: d.followups(), do: a.followups},
		{Operation: d.timeline(), do: a.timeline},
		{Operation: d.reminders(), do: a.reminders},
		{Operation: d.deliveries(), do: a.deliveries},
		{Operation: d.stats(), do: a.stats},
		{Operation: d.outcomes(), do: a.outcomes},
		{Operation: d.audit(), do: a.runAudit},
		{Operation: d.repair(), writes: true, do: a.repair},
	}
}

// Serves reports whether a request is for this API, whatever its method: standalone has those of other services
// under the same /v1/.
func Serves(r *http.Request) bool {
	path := r.URL.EscapedPath()
	switch path {
	case "/v1/followups", "/v1/reminders", "/v1/deliveries", "/v1/stats", "/v1/outcomes.csv", "/v1/audit", "/v1/audit/repairs", documentPath:
		return true
	}
	id, found := strings.CutPrefix(path, "/v1/followups/")
	id, isTimeline := strings.CutSuffix(id, "/timeline")
	return found && isTimeline && id != "" && !strings.Contains(id, "/")
}

// newHandler registers the routes, each both with the mux and in the OpenAPI document.
func (a *API) newHandler(observer httpapi.Observer) (http.Handler, error) {
	mux := http.NewServeMux()
	api := humago.New(mux, newDocument())
	allowed := map[string][]string{}
	for _, rt := range a.routes(&described{schemas: api.OpenAPI().Components.Schemas}) {
		api.OpenAPI().AddOperation(&rt.Operation)
		api.Adapter().Handle(&rt.Operation, func(ctx huma.Context) {
			r, w := humago.Unwrap(ctx)
			a.serve(rt, w, r)
		})
		allowed[rt.Path] = append(allowed[rt.Path], rt.Method)
	}
	document, err := documentOf(api.OpenAPI())
	if err != nil {
		return nil, err
	}
	mux.Handle("GET "+documentPath, document)
	allowed[documentPath] = []string{http.MethodGet}
	for path, methods := range allowed {
		mux.HandleFunc(path, wrongMethod(path, methods))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		httpapi.Refused(w, r, httpapi.Refuse(httpapi.NoSuchPath, "There is nothing at this path. %s lists what there is; an id within a path must be percent-encoded.", documentPath))
	})
	return observer.Wrap(mux), nil
}

// serve takes a request through the steps that all routes share; see doc.go.
func (a *API) serve(rt route, w http.ResponseWriter, r *http.Request) {
	httpapi.Note(r.Context()).SetRoute(rt.Path)
	err := a.answer(rt, w, r)
	if cut := (*cutShort)(nil); errors.As(err, &cut) {
		a.log.Error("an answer was cut short", zap.String("route", rt.Path), zap.Error(cut.err))
		return
	}
	if err != nil {
		httpapi.Refused(w, r, refusalOf(err))
	}
}

func (a *API) answer(rt route, w http.ResponseWriter, r *http.Request) error {
	tenant, err := httpapi.Authenticate(r, a.tenants, rt.writes)
	if err != nil {
		return err
	}
	httpapi.Note(r.Context()).SetTenant(tenant.Slug)
	c := &call{Request: r, tenant: tenant}
	if c.asked, err = readQuery(r.URL.RawQuery, rt.Parameters); err != nil {
		return err
	}
	return rt.do(w, c)
}

// wrongMethod answers what the mux would say in plain text.
func wrongMethod(path string, methods []string) http.HandlerFunc {
	if slices.Contains(methods, http.MethodGet) {
		methods = append(methods, http.MethodHead)
	}
	slices.Sort(methods)
	allow := strings.Join(methods, ", ")
	return func(w http.ResponseWriter, r *http.Request) {
		httpapi.Note(r.Context()).SetRoute(path)
		httpapi.Refused(w, r, httpapi.Refuse(httpapi.MethodNotAllowed, "This path takes %s.", allow).With("Allow", allow))
	}
}
