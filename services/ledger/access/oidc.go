package access

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"golang.org/x/oauth2"
)

const (
	// askedLife is how long somebody may take at the provider.
	askedLife = 10 * time.Minute
	// providerTimeout bounds each call to the provider.
	providerTimeout = 10 * time.Second
	// DefaultClaim is where most providers say which groups somebody is in.
	DefaultClaim = "groups"
)

// OIDCOptions say which provider lets people in. Visits, Issuer, ClientID and Rules are required.
type OIDCOptions struct {
	Visits VisitOptions
	// Issuer is the provider's address, as it calls itself: what it says of itself is found below it.
	Issuer string
	// ClientID and ClientSecret are what the provider calls the dashboard. Without a secret PKCE alone binds the code to us.
	ClientID, ClientSecret string
	// Scopes are asked for besides openid. Default profile.
	Scopes []string
	// Claim names the member of the ID token that holds the groups: a list of words, or one. Default DefaultClaim.
	Claim string
	// Rules say what the groups may.
	Rules []Rule
	// Client calls the provider. Default one that waits 10 s.
	Client *http.Client
	// Logger; default none. Nobody's name goes there.
	Logger *zap.Logger
	// Registerer for the count of sign-ins; default none.
	Registerer prometheus.Registerer
}

func (o OIDCOptions) withDefaults() (OIDCOptions, error) {
	var errs []error
	o.Visits, errs = o.Visits.withDefaults()
	if u, err := url.Parse(o.Issuer); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		errs = append(errs, errors.New("the issuer must be of the form https://host/path"))
	}
	if o.ClientID == "" {
		errs = append(errs, errors.New("a client id is required"))
	}
	if len(o.Rules) == 0 {
		errs = append(errs, errors.New("at least one rule is required: nobody would be let in"))
	}
	if o.Scopes == nil {
		o.Scopes = []string{"profile"}
	}
	o.Claim = cmp.Or(o.Claim, DefaultClaim)
	if o.Client == nil {
		o.Client = &http.Client{Timeout: providerTimeout}
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	return o, errors.Join(errs...)
}

// OIDC lets in whom an OpenID Connect provider knows: authorization code with PKCE. It is made by NewOIDC; Run finds the provider.
type OIDC struct {
	*entrance
	options  OIDCOptions
	provider *provider
}

// NewOIDC checks the options. It does not need the provider.
func NewOIDC(o OIDCOptions) (*OIDC, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("sign-in options: %w", err)
	}
	e, err := newEntrance(o.Visits, o.Logger, o.Registerer)
	if err != nil {
		return nil, err
	}
	return &OIDC{e, o, newProvider(o)}, nil
}

// Run asks the provider what it offers, again and again until it answers, and returns nil then or once ctx is done. Until then
// nobody can sign in, who is signed in stays so.
func (g *OIDC) Run(ctx context.Context) error { return g.provider.find(ctx) }

// Ready returns an error while the provider has not been found.
func (g *OIDC) Ready(context.Context) error {
	if g.provider.found() == nil {
		return fmt.Errorf("the sign-in service at %s has not answered yet", g.options.Issuer)
	}
	return nil
}

// Register implements Gate.
func (g *OIDC) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET "+pathLogin, g.ask)
	mux.HandleFunc("GET "+pathCallback, g.answer)
	g.registerLogout(mux)
}

// asked is what the cookie of somebody who is at the provider says.
type asked struct {
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
	Next     string `json:"next"`
	// Until is in Unix seconds.
	Until int64 `json:"until"`
}

// ask sends somebody to the provider.
func (g *OIDC) ask(w http.ResponseWriter, r *http.Request) {
	next := localPath(r.URL.Query().Get(nextParameter))
	if _, _, inside := g.person(r); inside {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	found := g.provider.found()
	if found == nil {
		w.Header().Set("Retry-After", "10")
		g.refuse(w, http.StatusServiceUnavailable, resultFailed, "The sign-in service does not answer. It is tried again every few seconds; nothing else depends on it.")
		return
	}
	a := asked{
		State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Next: next,
		Until: g.visits.Now().Add(askedLife).Unix(),
	}
	if err := g.visits.set(w, purposeAsked, a, askedLife); err != nil {
		g.log.Error("somebody cannot be sent to the sign-in service", zap.Error(err))
		g.refuse(w, http.StatusInternalServerError, resultFailed, "You cannot be sent to the sign-in service.")
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	to := found.client.AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier))
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// answer takes what the provider says of somebody.
func (g *OIDC) answer(w http.ResponseWriter, r *http.Request) {
	var a asked
	known := g.visits.get(r, purposeAsked, &a)
	q, now := r.URL.Query(), g.visits.Now()
	fits := subtle.ConstantTimeCompare([]byte(q.Get("state")), []byte(a.State)) == 1
	if !known || a.State == "" || !fits || now.Unix() >= a.Until || !g.visits.spent.take(a.State, time.Unix(a.Until, 0), now) {
		// Of several windows that were sent to the provider the last one's sign-in counts: its cookie stays, and the others
		// go on once that has let the person in.
		if _, _, inside := g.person(r); inside {
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		g.refuse(w, http.StatusBadRequest, resultRefused, "This answer belongs to no sign-in that began here, or it came too late.")
		return
	}
	g.visits.drop(w, purposeAsked)
	if q.Get("error") != "" {
		// What it says besides is not ours to repeat.
		g.refuse(w, http.StatusForbidden, resultRefused, "The sign-in service did not let you in.")
		return
	}
	found := g.provider.found()
	if found == nil {
		g.refuse(w, http.StatusServiceUnavailable, resultFailed, "The sign-in service does not answer.")
		return
	}
	p, err := g.exchange(r.Context(), found, a, q.Get("code"))
	if err != nil {
		g.log.Warn("the sign-in service's answer is not accepted", zap.Error(err))
		g.refuse(w, http.StatusForbidden, resultRefused, "What the sign-in service says of you cannot be accepted; the log says why.")
		return
	}
	if p.Role == 0 {
		g.refuse(w, http.StatusForbidden, resultRefused, "The sign-in service knows you, but none of your groups has a role here. Ask whoever looks after the roles.")
		return
	}
	if err := g.visits.begin(w, p, ""); err != nil {
		g.log.Error("a visit cannot begin", zap.Error(err))
		g.refuse(w, http.StatusInternalServerError, resultFailed, "You cannot be signed in.")
		return
	}
	g.count(resultAccepted)
	http.Redirect(w, r, localPath(a.Next), http.StatusSeeOther)
}

// exchange turns the code into a Person. Its errors hold nothing of the person.
func (g *OIDC) exchange(ctx context.Context, found *found, a asked, code string) (Person, error) {
	ctx, cancel := context.WithTimeout(oidc.ClientContext(ctx, g.options.Client), providerTimeout)
	defer cancel()
	token, err := found.client.Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		var told *oauth2.RetrieveError
		if errors.As(err, &told) {
			return Person{}, fmt.Errorf("exchange the code: the service answered %d", told.Response.StatusCode)
		}
		return Person{}, fmt.Errorf("exchange the code: %w", err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := found.verifier.Verify(ctx, raw)
	if err != nil {
		return Person{}, fmt.Errorf("verify the ID token: %w", err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(a.Nonce)) != 1 {
		return Person{}, errors.New("verify the ID token: its nonce is not the one that was asked with")
	}
	return g.personOf(id)
}

func (g *OIDC) personOf(id *oidc.IDToken) (Person, error) {
	var claims map[string]json.RawMessage
	if err := id.Claims(&claims); err != nil {
		return Person{}, fmt.Errorf("read the ID token: %w", err)
	}
	var groups []string
	switch claim, ok := claims[g.options.Claim]; {
	case !ok:
		return Person{}, fmt.Errorf("the ID token has no claim %q: let the provider add it", g.options.Claim)
	case json.Unmarshal(claim, &groups) == nil:
	default:
		var one string
		if json.Unmarshal(claim, &one) != nil {
			return Person{}, fmt.Errorf("the claim %q of the ID token is neither a list of words nor a word", g.options.Claim)
		}
		groups = []string{one}
	}
	name := id.Subject
	for _, claim := range slices.Backward([]string{"name", "preferred_username", "email"}) {
		var text string
		if json.Unmarshal(claims[claim], &text) == nil && text != "" {
			name = text
		}
	}
	return granted(id.Subject, name, rolesOf(g.options.Rules, groups)), nil
}
