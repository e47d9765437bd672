package httpapi

import (
	"net/http"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/tenants"
)

// Bearer returns the API key of a request's Authorization header (RFC 6750).
func Bearer(r *http.Request) (key string, ok bool) {
	scheme, key, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	key = strings.TrimSpace(key)
	return key, ok && strings.EqualFold(scheme, "Bearer") && key != ""
}

// Authenticate returns the tenant of the request's API key. writes says that the request changes something, for which a
// key with the scope read will not do. Its errors are refusals: Unauthorized, Forbidden, and Unavailable while the
// directory is not ready.
func Authenticate(r *http.Request, directory *tenants.Directory, writes bool) (events.Tenant, error) {
	key, given := Bearer(r)
	if !given {
		return events.Tenant{}, Refuse(Unauthorized, "Send an API key: Authorization: Bearer aw_...").
			With("WWW-Authenticate", `Bearer realm="afterword"`)
	}
	return AuthenticateKey(r, directory, key, writes)
}

// AuthenticateKey is Authenticate with a key that came another way.
func AuthenticateKey(r *http.Request, directory *tenants.Directory, key string, writes bool) (events.Tenant, error) {
	if err := directory.Ready(r.Context()); err != nil {
		return events.Tenant{}, Refuse(Unavailable, "The API keys are still being read. Ask again in a moment.").
			Because(err).With("Retry-After", "1")
	}
	// Keys expire in real time, also where the clock of the plans runs in time-lapse.
	tenant, known, ok := directory.ByKey(key, time.Now())
	if !ok {
		return events.Tenant{}, Refuse(Unauthorized, "The API key is unknown, expired or removed.").
			With("WWW-Authenticate", `Bearer realm="afterword", error="invalid_token"`)
	}
	if writes && known.Scope == events.ScopeRead {
		return events.Tenant{}, Refuse(Forbidden, "The API key is for reading only.").
			With("WWW-Authenticate", `Bearer realm="afterword", error="insufficient_scope"`)
	}
	return tenant, nil
}
