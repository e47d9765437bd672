package dashboard

import (
	"net/http"

	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// sight is how much of a tenant's record somebody may see.
type sight struct {
	// personal: names, facts and messages too. Without it the id of a follow-up stands for the candidate.
	personal bool
}

// sightOf is what the person of a request may see of the tenant in its path.
func sightOf(r *http.Request) sight {
	person, _ := access.PersonOf(r.Context())
	return sight{personal: person.May(r.PathValue("tenant"), access.Adviser)}
}

// of narrows it to what may be seen of one follow-up: whose data are erased is not shown to anybody, even if some of them
// were still to be had.
func (s sight) of(f record.Followup) sight {
	s.personal = s.personal && !f.Erased
	return s
}

// followup leaves out what may not be seen.
func (s sight) followup(f record.Followup) record.Followup {
	if !s.of(f).personal {
		f.Candidate, f.CandidateID = "", ""
	}
	return f
}

// followups is followup of each.
func (s sight) followups(list []record.Followup) []record.Followup {
	seen := make([]record.Followup, len(list))
	for i, f := range list {
		seen[i] = s.followup(f)
	}
	return seen
}
