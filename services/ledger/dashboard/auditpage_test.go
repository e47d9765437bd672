package dashboard_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/audit"
)

func findings() audit.Report {
	return audit.Report{
		Tenant: "acme", At: now, Followups: 12, Judged: 40, Compared: 1300,
		Counts:    map[audit.Kind]int{audit.Sent: 30, audit.Lost: 1, audit.Doubled: 1, audit.Unheard: 1},
		SkippedBy: map[string]int{"opted_out": 3},
		Findings: []audit.Finding{
			{Kind: audit.Lost, Followup: "ats/gh:700", Reminder: "ats/gh:700.check_in.1", Detail: "Nothing says what became of it."},
			{Kind: audit.Doubled, Followup: "int-42", Reminder: "int-42.thank_you.1", Channel: "email", Detail: "Two messages were accepted."},
			{Kind: audit.Unheard, Followup: "int-42", Stream: "FACTS", Sequence: 7, Detail: "The workflow does not know it."},
		},
	}
}

func TestAnAuditIsRunWhenItIsAskedFor(t *testing.T) {
	w := newWorld()
	w.audit.report = findings()
	h := w.handler(t, access.Local(person(access.Viewer, "acme")))
	if code, _ := get(t, h, "/t/acme/audit"); code != http.StatusOK || len(w.audit.asked) != 0 {
		t.Errorf("looking at the page: got %d and %d runs", code, len(w.audit.asked))
	}
	_, body := get(t, h, "/t/acme/audit?since=7d")
	if diff := cmp.Diff([]audit.Request{{Tenant: "acme", Since: now.Add(-7 * 24 * time.Hour)}}, w.audit.asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	d := parse(t, body)
	if links := d.links("ats/gh:700"); len(links) != 1 || links[0] != "/t/acme/followups/ats%2Fgh:700" {
		t.Errorf("a finding leads to %v", links)
	}
	for _, want := range []string{"3 findings", "12 follow-ups with 40 reminders", "1,300 messages", "Two messages were accepted.", "FACTS 7", "skipped by opted out"} {
		if !strings.Contains(body, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(body, "audit/repair") {
		t.Error("a viewer is offered a repair")
	}
	for _, fault := range d.faults() {
		t.Error(fault)
	}
	get(t, h, "/t/acme/audit?since=all")
	if !w.audit.asked[1].Since.IsZero() {
		t.Errorf("everything is since %v", w.audit.asked[1].Since)
	}
	if code, _ := get(t, h, "/t/acme/audit?since=9y"); code != http.StatusBadRequest || len(w.audit.asked) != 2 {
		t.Errorf("an unknown time: got %d", code)
	}
	w.audit.report = audit.Report{Tenant: "acme", Followups: 12, Counts: map[audit.Kind]int{}}
	if _, body := get(t, h, "/t/acme/audit?since=2d"); !strings.Contains(body, "Nothing is missing, nothing is doubled") {
		t.Errorf("a clean one says %s", body)
	}
}

func TestOperatorsRepair(t *testing.T) {
	w := newWorld()
	w.audit.report = findings()
	h := w.handler(t, access.Local(person(access.Operator, "acme")))
	_, body := get(t, h, "/t/acme/audit?since=2d")
	form := parse(t, body).hidden("/t/acme/audit/repair")
	if diff := cmp.Diff(url.Values{"since": {"2d"}}, form); diff != "" {
		t.Fatalf("the form differs (-want +got):\n%s", diff)
	}
	w.audit.report.Repaired = []audit.Repair{
		{Finding: w.audit.report.Findings[2], Mended: true, Did: "The fact was published again."},
		{Finding: w.audit.report.Findings[1], Did: "A message that was sent cannot be taken back."},
	}
	code, body, _ := post(t, h, "/t/acme/audit/repair", form)
	if code != http.StatusOK || len(w.audit.repaired) != 1 || w.audit.repaired[0].Since != now.Add(-48*time.Hour) {
		t.Fatalf("got %d, asked %+v", code, w.audit.repaired)
	}
	for _, want := range []string{"The fact was published again.", "cannot be taken back"} {
		if !strings.Contains(body, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(body, "audit/repair") {
		t.Error("it is offered again at once")
	}
	for _, role := range []access.Role{access.Viewer, access.Adviser} {
		code, _, _ := post(t, w.handler(t, access.Local(person(role, "acme"))), "/t/acme/audit/repair", form)
		if code != http.StatusForbidden || len(w.audit.repaired) != 1 {
			t.Errorf("%s: got %d", role, code)
		}
	}
}

// Nobody may think that an audit was run, or a repair made, that had no turn.
func TestAnAuditThatHasNoTurnSaysSo(t *testing.T) {
	w := newWorld()
	d := w.dashboard(t, access.Local(access.Person{ID: "ada", Role: access.Admin, Everywhere: true}))
	d.Hurry(10 * time.Millisecond)
	leave, ok := d.Occupy(t.Context(), "acme")
	if !ok {
		t.Fatal("there is no turn at all")
	}
	code, body := get(t, d.Handler(), "/t/acme/audit?since=2d")
	if code != http.StatusServiceUnavailable || !strings.Contains(body, "other audits are running") {
		t.Errorf("an audit: got %d %s", code, body)
	}
	if code, body, _ := post(t, d.Handler(), "/t/acme/audit/repair", url.Values{"since": {"2d"}}); code != http.StatusServiceUnavailable || !strings.Contains(body, "other audits are running") {
		t.Errorf("a repair: got %d %s", code, body)
	}
	// One tenant does not hold up another.
	if code, _ := get(t, d.Handler(), "/t/globex/audit?since=2d"); code != http.StatusOK {
		t.Errorf("another tenant's: got %d", code)
	}
	leave()
	if code, _ := get(t, d.Handler(), "/t/acme/audit?since=2d"); code != http.StatusOK || len(w.audit.repaired) != 0 {
		t.Errorf("afterwards: got %d", code)
	}
}

func TestAnAuditThatDoesNotEndSaysSo(t *testing.T) {
	w := newWorld()
	w.audit.broken = io.ErrUnexpectedEOF
	code, body := get(t, w.handler(t, access.Local(person(access.Viewer, "acme"))), "/t/acme/audit?since=2d")
	if code != http.StatusServiceUnavailable || !strings.Contains(body, "afterword audit") {
		t.Errorf("got %d %s", code, body)
	}
}
