package api

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/outcomes"
	"github.com/afterword-io/afterword/services/ledger/record"
)

func TestTheOutcomesAsAFile(t *testing.T) {
	d := openDesk(t)
	d.put(record.Followup{
		Tenant: "acme", ID: "int-1", Candidate: "Élodie \"Ada\" Park", CandidateID: "cand-1", Employer: "=1+1", EmployerKey: "emp-1", Position: "Chef, pastry", Application: "app-1",
		Stage: events.Closed, Outcome: events.Offer, EndedAt: testNow().Add(-80 * time.Hour), DecidedAt: testNow().Add(-time.Hour), ClosedAt: testNow(), PromisedBy: events.NewDate(2026, 3, 5),
	})
	d.put(record.Followup{Tenant: "acme", ID: "int-2", EmployerKey: "emp-2", Stage: events.Closed, Outcome: events.NoResponse, EndedAt: testNow().Add(-90 * time.Hour)})
	d.put(record.Followup{Tenant: "other", ID: "int-3", Candidate: "Foreign", Stage: events.Closed, Outcome: events.Offer})
	r := d.get("/v1/outcomes.csv")
	if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != outcomes.ContentType ||
		r.Header.Get("Content-Disposition") != `attachment; filename=outcomes-acme-2026-03-03.csv` || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", r.StatusCode, r.Header)
	}
	if strings.Count(r.text, "\r\n") != 3 || !strings.Contains(r.text, `"Élodie ""Ada"" Park"`) {
		t.Errorf("not as RFC 4180 has it: %q", r.text)
	}
	got, err := csv.NewReader(strings.NewReader(r.text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		outcomes.Columns(),
		{"int-1", "cand-1", "Élodie \"Ada\" Park", "'=1+1", "Chef, pastry", "app-1", "closed", "offer", "2026-02-28T13:00:00Z", "2026-03-05", "2026-03-03T20:00:00Z", "3", "2026-03-03T21:00:00Z"},
		{"int-2", "", "", "", "", "", "closed", "no_response", "2026-02-28T03:00:00Z", "", "", "", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if r := d.get("/v1/outcomes.csv?outcome=no_response&employer=emp-2"); strings.Count(r.text, "\r\n") != 2 {
		t.Errorf("of one outcome: %q", r.text)
	}
	if r := d.get("/v1/outcomes.csv?ended_from=2030-01-01"); r.text != strings.Join(outcomes.Columns(), ",")+"\r\n" {
		t.Errorf("of none: %q", r.text)
	}
}
