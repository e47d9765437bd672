package dashboard

import (
	"context"
	"net/http"
	"time"

	"github.com/afterword-io/afterword/services/ledger/access"
)

// Route is a row of the route table.
type Route struct {
	Pattern  string
	Need     access.Role
	OfTenant bool
}

// Routes is the route table.
func (d *Dashboard) Routes() []Route {
	var list []Route
	for _, rt := range d.routes() {
		list = append(list, Route{rt.Pattern, rt.Need, rt.ofTenant()})
	}
	return list
}

// Hurry makes a page wait for an audit for so long only.
func (d *Dashboard) Hurry(patience time.Duration) { d.patience = patience }

// Occupy takes a tenant's turn for something large.
func (d *Dashboard) Occupy(ctx context.Context, tenant string) (leave func(), ok bool) {
	return d.large.enter(ctx, tenant)
}

// Live is the page's stream alone, without a gate.
func (d *Dashboard) Live(w http.ResponseWriter, r *http.Request) { d.live(w, r) }
