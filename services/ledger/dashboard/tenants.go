package dashboard

import (
	"net/http"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// tenantView is a tenant in the list of all.
type tenantView struct {
	tenantName
	CreatedAt time.Time
	Keys      []keyView
	// Own are the fields of the policy that are not the default's.
	Own []policyChange
	// Fault is set for a policy that is not valid: the default is in force.
	Fault bool
}

// keyView is an API key without anything by which it could be used.
type keyView struct {
	Hint, Scope string
	ExpiresAt   time.Time
	// Expired is by real time: keys are for callers outside.
	Expired bool
}

// allTenants is GET /tenants.
func (d *Dashboard) allTenants(w http.ResponseWriter, r *http.Request) {
	views := []tenantView{}
	for _, t := range d.tenants.All() {
		v := tenantView{tenantName: nameOf(t), CreatedAt: t.CreatedAt}
		for _, k := range t.Keys {
			scope := "everything"
			if k.Scope == events.ScopeRead {
				scope = "read only"
			}
			v.Keys = append(v.Keys, keyView{k.Hint, scope, k.ExpiresAt, !k.ExpiresAt.IsZero() && !time.Now().Before(k.ExpiresAt)})
		}
		policy, err := followup.ParsePolicy(t.Policy)
		if err != nil {
			policy, v.Fault = followup.DefaultPolicy(), true
		}
		v.Own = changesOf(followup.DefaultPolicy(), policy)
		views = append(views, v)
	}
	d.render(w, r, "tenants.html", "Tenants", views)
}
