package access

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
)

const (
	pathLogin    = "/login"
	pathCallback = "/login/callback"
	pathLogout   = "/logout"
)

// What becomes of a wish to sign in, as metric labels.
const (
	resultAccepted = "accepted"
	resultRefused  = "refused"
	resultLimited  = "limited"
	resultFailed   = "failed"
)

// entrance is what both ways in have in common: visits, pages, sign-out.
type entrance struct {
	visits  *visits
	pages   *pages
	origins *http.CrossOriginProtection
	log     *zap.Logger
	signIns *prometheus.CounterVec
	// still returns the person of a visit as the way in knows it now, false for one that it would not let in any more.
	still func(visit) (Person, bool)
}

func newEntrance(o VisitOptions, log *zap.Logger, r prometheus.Registerer) (*entrance, error) {
	if log == nil {
		log = zap.NewNop()
	}
	pages, err := newPages()
	if err != nil {
		return nil, err
	}
	e := &entrance{
		visits: newVisits(o), pages: pages, origins: http.NewCrossOriginProtection(), log: log,
		signIns: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_ledger_sign_ins_total", Help: "Wishes to sign in to the dashboard, by what became of them.",
		}, []string{"result"}),
		still: func(v visit) (Person, bool) { return v.Person, true },
	}
	// A proxy may call us by another name than the browser calls it.
	if err := e.origins.AddTrustedOrigin(o.PublicURL.Scheme + "://" + o.PublicURL.Host); err != nil {
		return nil, fmt.Errorf("trust the public address: %w", err)
	}
	if r != nil {
		if err := r.Register(e.signIns); err != nil {
			return nil, fmt.Errorf("register the metrics of signing in: %w", err)
		}
	}
	return e, nil
}

func (e *entrance) count(result string) { e.signIns.WithLabelValues(result).Inc() }

// person returns who a request is from.
func (e *entrance) person(r *http.Request) (visit, Person, bool) {
	v, ok := e.visits.of(r)
	if !ok {
		return visit{}, Person{}, false
	}
	p, ok := e.still(v)
	return v, p, ok
}

// Require implements Gate.
func (e *entrance) Require(next http.Handler) http.Handler {
	return e.origins.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, p, ok := e.person(r)
		if !ok {
			e.sendAway(w, r)
			return
		}
		v, err := e.visits.touch(w, r, v)
		if err != nil {
			e.log.Error("a visit cannot be prolonged", zap.Error(err))
		}
		// What stays open, such as a stream of events, ends with the visit; who is still inside by then opens it again.
		ctx, cancel := context.WithTimeout(WithPerson(r.Context(), p), v.until().Sub(e.visits.Now()))
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	}))
}

// sendAway leads a reader to the way in, and tells everything else that there is one: a page that asks by itself would
// begin one sign-in after the other, each of which undoes the one before.
func (e *entrance) sendAway(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	looks := (r.Method == http.MethodGet || r.Method == http.MethodHead) && !fetched(r)
	if looks && strings.Contains(r.Header.Get("Accept"), "text/html") {
		to := url.URL{Path: pathLogin, RawQuery: url.Values{nextParameter: {localPath(r.URL.RequestURI())}}.Encode()}
		http.Redirect(w, r, to.String(), http.StatusSeeOther)
		return
	}
	http.Error(w, "Sign in first.", http.StatusUnauthorized)
}

// registerLogout adds the pages by which a visit ends. Only a form of ours ends it, no link of somebody else's.
func (e *entrance) registerLogout(mux *http.ServeMux) {
	mux.HandleFunc("GET "+pathLogout, func(w http.ResponseWriter, r *http.Request) {
		_, _, inside := e.person(r)
		e.pages.show(w, http.StatusOK, "signedout.html", inside)
	})
	mux.Handle("POST "+pathLogout, e.origins.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e.visits.end(w, r)
		http.Redirect(w, r, pathLogout, http.StatusSeeOther)
	})))
}

// refuse shows why somebody is not let in. why is a sentence that gives nothing away.
func (e *entrance) refuse(w http.ResponseWriter, status int, result, why string) {
	e.count(result)
	e.pages.show(w, status, "refused.html", why)
}
