package dashboard

import (
	"net/http"

	"github.com/afterword-io/afterword/services/ledger/book"
)

const (
	// minGroup is the least number of follow-ups of which a rate is told: of fewer, it would tell of single people.
	minGroup = 5
	// mostEmployers is how many are listed.
	mostEmployers = 100
)

// employersPage is what the page is filled with.
type employersPage struct {
	MinGroup  int
	Most      int
	Employers []employerRow
}

type employerRow struct {
	book.EmployerStats
	// To are the employer's follow-ups, Figures its statistics.
	To, Figures string
}

// employers is GET /t/{tenant}/employers.
func (d *Dashboard) employers(w http.ResponseWriter, r *http.Request) {
	tenant := r.PathValue("tenant")
	found, err := d.book.Employers(r.Context(), tenant, minGroup, mostEmployers)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	c := employersPage{MinGroup: minGroup, Most: mostEmployers}
	for _, e := range found {
		c.Employers = append(c.Employers, employerRow{
			EmployerStats: e, To: listAt(tenant, "followups", "employer", e.Key), Figures: listAt(tenant, "pipeline", "employer", e.Key),
		})
	}
	d.render(w, r, "employers.html", "Employers", c)
}
