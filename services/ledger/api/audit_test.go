package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/services/ledger/audit"
)

// course is an audit that tells its progress and then ends.
func course(report audit.Report, err error) func(context.Context, audit.Request) (audit.Report, error) {
	return func(_ context.Context, r audit.Request) (audit.Report, error) {
		if r.Progress != nil {
			r.Progress(1, 2)
			r.Progress(2, 2)
		}
		report.Tenant, report.Since = r.Tenant, r.Since
		return report, err
	}
}

func lines(t *testing.T, text string) []Line {
	t.Helper()
	var all []Line
	for raw := range strings.Lines(text) {
		var line Line
		if err := json.Unmarshal([]byte(raw), &line); err != nil {
			t.Fatalf("%q: %v", raw, err)
		}
		all = append(all, line)
	}
	return all
}

func TestTheAuditIsOfTheKeysTenant(t *testing.T) {
	d := openDesk(t)
	d.audit.run, d.audit.repair = course(audit.Report{Judged: 3, Findings: []audit.Finding{}}, nil), course(audit.Report{Judged: 4, Findings: []audit.Finding{}}, nil)
	want := audit.Report{Tenant: "acme", Since: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Judged: 3, Findings: []audit.Finding{}}
	var got audit.Report
	r := d.get("/v1/audit?since=2026-03-01")
	r.into(t, &got)
	if diff := cmp.Diff(want, got); r.StatusCode != http.StatusOK || diff != "" {
		t.Errorf("%d (-want +got):\n%s", r.StatusCode, diff)
	}
	r = d.get("/v1/audit?since=2026-03-01T00:00:00Z", "Accept", "application/json;q=0.5, application/x-ndjson")
	if diff := cmp.Diff([]Line{
		{Progress: &Progress{Done: 1, Of: 2}}, {Progress: &Progress{Done: 2, Of: 2}}, {Report: &want},
	}, lines(t, r.text)); r.Header.Get("Content-Type") != progressType || diff != "" {
		t.Errorf("%s (-want +got):\n%s", r.Header.Get("Content-Type"), diff)
	}
	r = d.request(http.MethodPost, "/v1/audit/repairs", acmeKey)
	got = audit.Report{}
	r.into(t, &got)
	if r.StatusCode != http.StatusOK || got.Judged != 4 || got.Tenant != "acme" || !got.Since.IsZero() {
		t.Errorf("%d %+v", r.StatusCode, got)
	}
}

// Whoever only asks whether there is one must not set it to work.
func TestHeadRunsNoAudit(t *testing.T) {
	d := openDesk(t)
	d.audit.run = func(context.Context, audit.Request) (audit.Report, error) {
		t.Error("an audit was run")
		return audit.Report{}, nil
	}
	if r := d.request(http.MethodHead, "/v1/audit", acmeKey); r.StatusCode != http.StatusOK || r.text != "" {
		t.Errorf("%d %q", r.StatusCode, r.text)
	}
	if r := d.request(http.MethodHead, "/v1/audit", "aw_unknown"); r.StatusCode != http.StatusUnauthorized {
		t.Errorf("with an unknown key: %d", r.StatusCode)
	}
}

func TestAnAuditThatFails(t *testing.T) {
	d := openDesk(t)
	d.audit.run = func(context.Context, audit.Request) (audit.Report, error) {
		return audit.Report{}, errors.New("of cand-1")
	}
	for _, accept := range []string{"", progressType} {
		if r := d.get("/v1/audit", "Accept", accept); r.problem(t).Status != http.StatusInternalServerError || strings.Contains(r.text, "cand-1") {
			t.Errorf("before any progress, Accept %q: %d %s", accept, r.StatusCode, r.text)
		}
	}
	d.audit.run = course(audit.Report{}, errors.New("of cand-1"))
	all := lines(t, d.get("/v1/audit", "Accept", progressType).text)
	if last := all[len(all)-1]; len(all) != 3 || last.Report != nil || last.Fault == "" || strings.Contains(last.Fault, "cand-1") {
		t.Errorf("after progress: %+v", all)
	}
}

func TestATenantHasOneAuditAtATime(t *testing.T) {
	d := openDesk(t)
	running, end := make(chan struct{}), make(chan struct{})
	d.audit.run = func(_ context.Context, r audit.Request) (audit.Report, error) {
		if r.Tenant == "acme" {
			running <- struct{}{}
			<-end
		}
		return audit.Report{}, nil
	}
	ended := make(chan response, 1)
	go func() { ended <- d.get("/v1/audit") }()
	<-running
	if r := d.request(http.MethodPost, "/v1/audit/repairs", acmeKey); r.StatusCode != http.StatusConflict || r.Header.Get("Retry-After") == "" {
		t.Errorf("a second one: %d", r.StatusCode)
	}
	if r := d.request(http.MethodGet, "/v1/audit", otherKey); r.StatusCode != http.StatusOK {
		t.Errorf("another tenant's: %d", r.StatusCode)
	}
	close(end)
	if r := <-ended; r.StatusCode != http.StatusOK {
		t.Errorf("the first one: %d", r.StatusCode)
	}
	if r := d.request(http.MethodPost, "/v1/audit/repairs", acmeKey); r.StatusCode != http.StatusOK {
		t.Errorf("afterwards: %d", r.StatusCode)
	}
}
