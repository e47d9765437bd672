package intake

import (
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// call is one request on a known route, with what was found out about it.
type call struct {
	*http.Request
	// tenant is whose credential came with it; empty on an open route.
	tenant events.Tenant
	// body is the whole body, within the route's limit.
	body []byte
	// key is the Idempotency-Key, or "".
	key string
}

// route is one operation: how it is described and what does it.
type route struct {
	huma.Operation
	// open needs no credential.
	open bool
	// writes needs a key that may write.
	writes bool
	// byQuery also takes the credential from the query.
	byQuery bool
	// limit is the most bytes of a body with these headers; nil means there is no body.
	limit func(http.Header) int64
	do    func(*call) (answer, error)
}

// routes is the whole API in the order in which a reader meets it.
func (s *Service) routes(d *described) []route {
	small := func(http.Header) int64 { return s.limits.Body }
	large := func(http.Header) int64 { return s.limits.Batch }
	either := func(h http.Header) int64 {
		if isBatch(h) {
			return s.limits.Batch
		}
		return s.limits.Body
	}
	return []route{
		{Operation: d.postInterview(), writes: true, limit: small, do: s.postInterview},
		{Operation: d.postFact(), writes: true, limit: small, do: s.postFact},
		{Operation: d.getFollowup(), do: s.getFollowup},
		{Operation: d.postEvents(), writes: true, limit: either, byQuery: true, do: s.postEvents},
		{Operation: d.handshake(), open: true, do: s.handshake},
		{Operation: d.simulate(), limit: large, do: s.simulate},
		{Operation: d.checkNoteOperation(), limit: small, do: s.checkNote},
	}
}

// newHandler registers the routes, each both with the mux and in the OpenAPI document, and
// then the pages made from that document.
func (s *Service) newHandler() (http.Handler, error) {
	mux := http.NewServeMux()
	api := humago.New(mux, newDocument())
	allowed := map[string][]string{}
	var operations []*huma.Operation
	for _, rt := range s.routes(&described{schemas: api.OpenAPI().Components.Schemas, now: s.clock.Now()}) {
		api.OpenAPI().AddOperation(&rt.Operation)
		operations = append(operations, &rt.Operation)
		api.Adapter().Handle(&rt.Operation, func(ctx huma.Context) {
			r, w := humago.Unwrap(ctx)
			s.serveRoute(rt, w, r)
		})
		allowed[rt.Path] = append(allowed[rt.Path], rt.Method)
	}
	pages, err := newPages(api.OpenAPI(), operations)
	if err != nil {
		return nil, err
	}
	for _, page := range pages {
		mux.HandleFunc("GET "+page.path, func(w http.ResponseWriter, r *http.Request) {
			httpapi.Note(r.Context()).SetRoute(page.path)
			page.write(w)
		})
		allowed[page.path] = append(allowed[page.path], http.MethodGet)
	}
	for path, methods := range allowed {
		mux.HandleFunc(path, s.wrongMethod(path, methods))
	}
	mux.HandleFunc("/", s.nothingHere)
	return httpapi.Observer{Log: s.log, Registerer: s.registerer, Tracer: s.tracer, Name: "intake", Types: problemTypes}.Wrap(s.cleanPaths(mux)), nil
}

func (s *Service) serveRoute(rt route, w http.ResponseWriter, r *http.Request) {
	httpapi.Note(r.Context()).SetRoute(rt.Path)
	given, err := s.answer(rt, w, r)
	if err != nil {
		httpapi.Refused(w, r, refusalOf(err))
		return
	}
	given.write(w)
}

// answer takes a request through the steps that all routes share; see doc.go.
func (s *Service) answer(rt route, w http.ResponseWriter, r *http.Request) (answer, error) {
	c := &call{Request: r}
	var err error
	if !rt.open {
		if c.tenant, err = s.authenticate(r, rt); err != nil {
			return answer{}, err
		}
		httpapi.Note(r.Context()).SetTenant(c.tenant.Slug)
		if err = s.rates.take(c.tenant.Slug, time.Now(), w.Header()); err != nil {
			return answer{}, err
		}
	}
	if rt.limit != nil {
		if c.key, err = idempotencyKey(r.Header); err != nil {
			return answer{}, err
		}
		if c.body, err = readBody(w, r, rt.limit(r.Header)); err != nil {
			return answer{}, err
		}
	}
	return rt.do(c)
}

// wrongMethod answers what the mux would say in plain text.
func (s *Service) wrongMethod(path string, methods []string) http.HandlerFunc {
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

func (s *Service) nothingHere(w http.ResponseWriter, r *http.Request) {
	httpapi.Refused(w, r, httpapi.Refuse(httpapi.NoSuchPath, "There is nothing at this path. /docs lists what there is; an id within a path must be percent-encoded."))
}

// cleanPaths keeps the mux from redirecting: a webhook sender takes a redirect for a failure.
func (s *Service) cleanPaths(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given := r.URL.EscapedPath()
		clean := path.Clean("/" + given)
		if strings.HasSuffix(given, "/") && clean != "/" {
			clean += "/"
		}
		if given != clean {
			s.nothingHere(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}
