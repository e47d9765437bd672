package dashboard_test

import (
	"encoding/csv"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/services/ledger/access"
)

func TestTheListIsAFileToo(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Adviser, "acme")))
	_, body := get(t, h, "/t/acme/followups?stage=checking_in&q=ada&cursor="+place(now, 0))
	links := parse(t, body).links("Download")
	if len(links) != 1 || links[0] != "/t/acme/outcomes.csv?q=ada&stage=checking_in" {
		t.Fatalf("the file is at %v", links)
	}
	r := httptest.NewRecorder()
	h.ServeHTTP(r, httptest.NewRequest(http.MethodGet, links[0], http.NoBody))
	lines, err := csv.NewReader(r.Body).ReadAll()
	if err != nil || len(lines) != 2 || lines[1][0] != "int-42" || lines[1][2] != "Ada Park" {
		t.Errorf("got %v, %v", lines, err)
	}
	if _, part := get(t, h, links[0]+"&cursor="+place(now, 1)); !strings.Contains(part, "int-42") {
		t.Error("a part of the list is sent as if it were the whole")
	}
	if got := r.Header().Get("Content-Disposition"); got != "attachment; filename=outcomes-acme-2026-03-10.csv" {
		t.Errorf("it is called %q", got)
	}
	if _, body := get(t, w.handler(t, access.Local(person(access.Viewer, "acme"))), "/t/acme/followups"); strings.Contains(body, "outcomes.csv") {
		t.Error("a viewer is led to what is not for viewers")
	}
	w.memory.broken = errors.New("away")
	if code, _ := get(t, h, "/t/acme/outcomes.csv?from=nonsense"); code != http.StatusBadRequest {
		t.Errorf("a wrong filter: got %d", code)
	}
}
