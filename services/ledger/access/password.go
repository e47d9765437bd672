package access

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
)

const (
	// maxForm bounds the form, in bytes. bcrypt itself looks at 72 bytes of a password and refuses more.
	maxForm = 8 << 10
	// checksAtOnce bounds how many hashes are computed at once: each costs a processor a quarter of a second.
	checksAtOnce = 2
)

// PasswordOptions say who signs in by a password. Visits and Users are required.
type PasswordOptions struct {
	Visits VisitOptions
	Users  []User
	// Proxies is how many proxies stand before the dashboard, each of which adds to X-Forwarded-For the address that it was called
	// from. Default none: the header is not believed.
	Proxies int
	// Basic lets programs send name and password with each request (RFC 7617) instead of signing in.
	Basic bool
	// Logger; default none. Nobody's name goes there.
	Logger *zap.Logger
	// Registerer for the count of sign-ins; default none.
	Registerer prometheus.Registerer
}

// Password lets in whoever knows the password of a user. It is made by NewPassword.
type Password struct {
	*entrance
	users map[string]User
	// decoy takes the place of a user that there is not, so that names cannot be found by how long an answer takes.
	decoy    User
	attempts *attempts
	checks   chan struct{}
	basic    bool
}

// NewPassword checks the options.
func NewPassword(o PasswordOptions) (*Password, error) {
	visits, errs := o.Visits.withDefaults()
	if len(o.Users) == 0 {
		errs = append(errs, errors.New("at least one user is required: nobody would be let in"))
	}
	if o.Proxies < 0 {
		errs = append(errs, errors.New("the number of proxies must not be negative"))
	}
	g := &Password{users: make(map[string]User), attempts: newAttempts(o.Proxies), checks: make(chan struct{}, checksAtOnce), basic: o.Basic}
	for i, u := range o.Users {
		if err := u.check(); err != nil {
			errs = append(errs, fmt.Errorf("user %d: %w", i+1, err))
		}
		if _, twice := g.users[u.Name]; twice {
			errs = append(errs, fmt.Errorf("user %d has the name of one before", i+1))
		}
		g.users[u.Name] = u
		if g.decoy.Hash == "" {
			g.decoy = User{Hash: u.Hash, Password: rand.Text()}
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("sign-in options: %w", err)
	}
	var err error
	if g.entrance, err = newEntrance(visits, o.Logger, o.Registerer); err != nil {
		return nil, err
	}
	// A visit ends when its user leaves the list or gets another password.
	g.still = func(v visit) (Person, bool) {
		u, ok := g.users[v.Person.ID]
		if !ok {
			return Person{}, false
		}
		if _, err := visits.Keys.Open(u.basis(), v.Basis); err != nil {
			return Person{}, false
		}
		return granted(u.Name, u.Name, u.Roles), true
	}
	return g, nil
}

// Register implements Gate.
func (g *Password) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET "+pathLogin, g.form)
	mux.Handle("POST "+pathLogin, g.origins.Handler(http.HandlerFunc(g.enter)))
	g.registerLogout(mux)
}

// signIn is what the form shows.
type signIn struct{ Next, Name, Wrong string }

func (g *Password) form(w http.ResponseWriter, r *http.Request) {
	next := localPath(r.URL.Query().Get(nextParameter))
	if _, _, inside := g.person(r); inside {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	g.pages.show(w, http.StatusOK, "signin.html", signIn{Next: next})
}

func (g *Password) enter(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		g.refuse(w, http.StatusBadRequest, resultRefused, "The form cannot be read.")
		return
	}
	name, password, next := r.PostForm.Get("name"), r.PostForm.Get("password"), localPath(r.PostForm.Get(nextParameter))
	u, result := g.admit(r, name, password)
	switch result {
	case resultAccepted:
	case resultLimited:
		w.Header().Set("Retry-After", retryAfter)
		g.count(result)
		g.pages.show(w, http.StatusTooManyRequests, "signin.html", signIn{next, name, triedTooOften})
		return
	default:
		g.count(result)
		g.pages.show(w, http.StatusForbidden, "signin.html", signIn{next, name, "The name or the password is not right."})
		return
	}
	if err := g.visits.begin(w, Person{ID: u.Name}, g.visits.Keys.Seal(u.basis(), nil)); err != nil {
		g.log.Error("a visit cannot begin", zap.Error(err))
		g.refuse(w, http.StatusInternalServerError, resultFailed, "You cannot be signed in.")
		return
	}
	g.count(resultAccepted)
	http.Redirect(w, r, next, http.StatusSeeOther)
}

const (
	retryAfter    = "20" // seconds, as triesEvery
	triedTooOften = "That was tried too often from your network. Wait a minute."
)

// admit says whose name and password these are. Only what was no guess is not counted as a try.
func (g *Password) admit(r *http.Request, name, password string) (u User, result string) {
	giveBack, ok := g.attempts.take(r, g.visits.Now())
	if !ok {
		return User{}, resultLimited
	}
	select {
	case g.checks <- struct{}{}:
		defer func() { <-g.checks }()
	case <-r.Context().Done():
		return User{}, resultRefused
	}
	u, known := g.users[name]
	if !known {
		u = g.decoy
	}
	if admitted := u.admits(password); !known || !admitted {
		return User{}, resultRefused
	}
	giveBack()
	return u, resultAccepted
}

// Require implements Gate.
func (g *Password) Require(next http.Handler) http.Handler {
	visiting := g.entrance.Require(next)
	if !g.basic {
		return visiting
	}
	// A browser sends what was once typed into its own window with the forms of other sites, too.
	sent := g.origins.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, password, _ := r.BasicAuth()
		u, result := g.admit(r, name, password)
		if result == resultAccepted {
			next.ServeHTTP(w, r.WithContext(WithPerson(r.Context(), granted(u.Name, u.Name, u.Roles))))
			return
		}
		g.count(result)
		w.Header().Set("Cache-Control", "no-store")
		if result == resultLimited {
			w.Header().Set("Retry-After", retryAfter)
			http.Error(w, triedTooOften, http.StatusTooManyRequests)
			return
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="Afterword", charset="UTF-8"`)
		http.Error(w, "The name or the password is not right.", http.StatusUnauthorized)
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, given := r.BasicAuth(); given {
			sent.ServeHTTP(w, r)
			return
		}
		visiting.ServeHTTP(w, r)
	})
}
