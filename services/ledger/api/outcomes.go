package api

import (
	"mime"
	"net/http"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/outcomes"
)

// outcomes is GET /v1/outcomes.csv. It is streamed, so it has no ETag; what fails on the way ends the connection before
// the end of the file, since the status is said already.
func (a *API) outcomes(w http.ResponseWriter, c *call) error {
	begun := false
	err := outcomes.Write(c.Context(), w, a.book, outcomes.Options{
		Query: book.FollowupQuery{
			Tenant: c.tenant.Slug, Outcomes: wordsAsked[events.Outcome](c.asked, "outcome"), EmployerKey: c.asked.text("employer"),
			EndedFrom: c.asked.instant("ended_from"), EndedTo: c.asked.instant("ended_to"),
		},
		Personal: true,
		Begin: func() {
			begun = true
			name := outcomes.FileName(c.tenant.Slug, events.DateOf(a.clock.Now().UTC()))
			w.Header().Set("Content-Type", outcomes.ContentType)
			w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
			w.Header().Set("Cache-Control", "no-store")
		},
	})
	if err != nil && begun {
		return cutOff(w, err)
	}
	return err
}
