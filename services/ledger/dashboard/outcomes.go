package dashboard

import (
	"mime"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/outcomes"
)

// outcomes is GET /t/{tenant}/outcomes.csv: the list of follow-ups, narrowed by the same filters, as a file for a
// first-destination report.
func (d *Dashboard) outcomes(w http.ResponseWriter, r *http.Request) {
	tenant, f := r.PathValue("tenant"), newFilter(r, d.clock.Now())
	q := d.followupQuery(f, tenant, sightOf(r))
	q.Cursor = ""
	if f.Wrong {
		d.refuse(w, r, http.StatusBadRequest)
		return
	}
	begun := false
	err := outcomes.Write(r.Context(), w, d.book, outcomes.Options{Query: q, Personal: sightOf(r).personal, Begin: func() {
		begun = true
		name := outcomes.FileName(tenant, events.DateOf(d.clock.Now().UTC()))
		w.Header().Set("Content-Type", outcomes.ContentType)
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	}})
	switch {
	case err == nil:
	case !begun:
		d.fail(w, r, err)
	default:
		d.log.Error("a report broke off", zap.String("tenant", tenant), zap.Error(err))
		// The connection ends without the end of the answer, so that what was sent does not look whole.
		_ = http.NewResponseController(w).SetWriteDeadline(time.Unix(1, 0))
	}
}
