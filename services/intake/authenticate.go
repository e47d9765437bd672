package intake

import (
	"net/http"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// authenticate returns the tenant of the request's API key. byQuery also accepts the
// access_token parameter, which the CloudEvents webhook profile demands of its targets.
func (s *Service) authenticate(r *http.Request, byQuery bool) (events.Tenant, error) {
	key, given := bearer(r.Header.Get("Authorization"))
	if !given && byQuery {
		key = r.URL.Query().Get("access_token")
		given = key != ""
	}
	if !given {
		return events.Tenant{}, refuse(unauthorized, "Send an API key: Authorization: Bearer aw_...").
			with("WWW-Authenticate", `Bearer realm="afterword"`)
	}
	if err := s.keys.check(r.Context()); err != nil {
		return events.Tenant{}, refuse(unavailable, "The API keys are still being read. Ask again in a moment.").
			because(err).with("Retry-After", "1")
	}
	// Keys expire in real time, also where the clock of the plans runs in time-lapse.
	tenant, ok := s.keys.tenantOf(key, time.Now())
	if !ok {
		return events.Tenant{}, refuse(unauthorized, "The API key is unknown, expired or removed.").
			with("WWW-Authenticate", `Bearer realm="afterword", error="invalid_token"`)
	}
	return tenant, nil
}

func bearer(header string) (key string, ok bool) {
	scheme, key, ok := strings.Cut(header, " ")
	key = strings.TrimSpace(key)
	return key, ok && strings.EqualFold(scheme, "Bearer") && key != ""
}
