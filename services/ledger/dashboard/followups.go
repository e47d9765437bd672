package dashboard

import (
	"errors"
	"net/http"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// list is what a page with a list is filled with.
type list[T any] struct {
	Filter *filter
	Items  []T
	Pager  pager
	// Download is the same list as a file; empty if there is none, or not for this reader.
	Download string
}

// mostParts is how many parts of a list are gone through for one page.
const mostParts = 10

// forward goes on to the first part of a list that holds something. The book bounds how far it looks for one part, so that a part
// may be empty and have a next one.
func forward[T any](cursor string, ask func(cursor string) (book.Page[T], error)) (book.Page[T], error) {
	for range mostParts - 1 {
		part, err := ask(cursor)
		if err != nil || len(part.Items) > 0 || part.Next == "" {
			return part, err
		}
		cursor = part.Next
	}
	return ask(cursor)
}

// How a list of follow-ups is sorted, as the address says it.
const (
	sortEnded = ""
	sortDue   = "due"
)

// followups is GET /t/{tenant}/followups.
func (d *Dashboard) followups(w http.ResponseWriter, r *http.Request) {
	seen, f := sightOf(r), newFilter(r, d.clock.Now())
	if f.tidy(w, r) {
		return
	}
	q := d.followupQuery(f, r.PathValue("tenant"), seen)
	if f.Wrong {
		d.refuse(w, r, http.StatusBadRequest)
		return
	}
	found, err := d.findFollowups(r, q, seen)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	c := list[record.Followup]{Filter: f, Items: seen.followups(found.Items), Pager: f.pager(found.Next)}
	if seen.personal {
		c.Download = f.elsewhere(at(q.Tenant, "outcomes.csv"))
	}
	d.render(w, r, "followups.html", "Follow-ups", c)
}

func (d *Dashboard) followupQuery(f *filter, tenant string, seen sight) book.FollowupQuery {
	q := book.FollowupQuery{Tenant: tenant}
	if seen.personal {
		q.Search = f.search("q", "Search", "Beginnings of words of the candidate's, the employer's or the position's name, or the id of a follow-up")
	} else {
		q.Search = f.search("q", "Search", "The whole id of a follow-up: names are not for your role")
	}
	q.Stages = boxes(f, "stage", "Stage", events.Stages())
	q.Outcomes = boxes(f, "outcome", "Outcome", events.Outcomes())
	q.DueFrom, q.DueTo = f.spans("due", "Next reminder", overdue, nextDay, nextWeek).bounds(f.now)
	q.EndedFrom = midnight(f.date("from", "Interview from"))
	q.EndedTo = dayAfter(f.date("to", "Interview until"))
	q.ByDue = f.choose("sort", "Sorted by",
		choice{Value: sortEnded, Text: "interview, the latest first"}, choice{Value: sortDue, Text: "next reminder, the earliest first"}) == sortDue
	q.EmployerKey = f.hidden("employer", "Employer", func(key string) string { return key })
	if seen.personal {
		q.CandidateID = f.hidden("candidate", "Candidate", func(id string) string { return id })
	}
	q.Cursor = f.cursor()
	return q
}

// findFollowups asks the book. Who may not see names may not find out by searching whose they are, either: their search
// is for an id.
func (d *Dashboard) findFollowups(r *http.Request, q book.FollowupQuery, seen sight) (book.Page[record.Followup], error) {
	if seen.personal || q.Search == "" {
		return forward(q.Cursor, func(cursor string) (book.Page[record.Followup], error) {
			q.Cursor = cursor
			return d.book.Followups(r.Context(), q)
		})
	}
	f, err := d.book.Followup(r.Context(), q.Tenant, q.Search)
	if errors.Is(err, book.ErrNotFound) {
		return book.Page[record.Followup]{}, nil
	}
	return book.Page[record.Followup]{Items: []record.Followup{f}}, err
}
