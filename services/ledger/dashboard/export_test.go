package dashboard

import (
	"net/http"

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

// Live is the page's stream alone, without a gate.
func (d *Dashboard) Live(w http.ResponseWriter, r *http.Request) { d.live(w, r) }
