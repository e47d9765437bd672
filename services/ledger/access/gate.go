package access

import "net/http"

// Gate is a way in. It is safe for concurrent use.
type Gate interface {
	// Register adds the gate's own pages: /login, /login/callback and /logout, as far as it has them.
	Register(mux *http.ServeMux)
	// Require passes a request on with the Person in its context (PersonOf). Without one, a page that is looked at leads to
	// /login and back, and anything else is answered 401. What would change something for a page of another site is
	// answered 403: it must not act in the person's name.
	Require(next http.Handler) http.Handler
}

// Local returns a Gate for an address that only one person reaches: whoever does is p. It has no pages, and nobody
// signs out. It proves nothing: use it on the loopback address only.
func Local(p Person) Gate { return local{p} }

type local struct{ person Person }

func (local) Register(*http.ServeMux) {}

func (l local) Require(next http.Handler) http.Handler {
	return http.NewCrossOriginProtection().Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(WithPerson(r.Context(), l.person)))
	}))
}
