package intake

import (
	"net/http"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// authenticate returns the tenant of the request's API key. byQuery also accepts the
// access_token parameter, which the CloudEvents webhook profile demands of its targets.
func (s *Service) authenticate(r *http.Request, rt route) (events.Tenant, error) {
	if _, given := httpapi.Bearer(r); !given && rt.byQuery {
		if key := r.URL.Query().Get("access_token"); key != "" {
			return httpapi.AuthenticateKey(r, s.tenants, key, rt.writes)
		}
	}
	return httpapi.Authenticate(r, s.tenants, rt.writes)
}
