package api

import (
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"sync"

	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/services/ledger/audit"
)

// progressType is lines of JSON, Line each: the progress, and at the end the report.
const progressType = "application/x-ndjson"

// Line is one line of an audit that tells its progress: any number of Progress, then either Report or Fault.
type Line struct {
	Progress *Progress     `json:"progress,omitempty"`
	Report   *audit.Report `json:"report,omitempty"`
	// Fault is a sentence that says that the audit could not be finished.
	Fault string `json:"fault,omitempty"`
}

// Progress says how far an audit is: Done of Of follow-ups.
type Progress struct {
	Done int `json:"done"`
	Of   int `json:"of"`
}

// running are the tenants whose audit is running: one replays every fact, so each tenant may have one at a time.
type running struct {
	mu      sync.Mutex
	tenants map[string]bool
}

// begin reports false if the tenant has one already; else end must be called.
func (r *running) begin(tenant string) (end func(), ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tenants[tenant] {
		return nil, false
	}
	if r.tenants == nil {
		r.tenants = map[string]bool{}
	}
	r.tenants[tenant] = true
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.tenants, tenant)
	}, true
}

// runAudit is GET /v1/audit. HEAD runs none: what only the content would tell may be left out (RFC 9110 section 9.3.2).
func (a *API) runAudit(w http.ResponseWriter, c *call) error {
	if c.Method == http.MethodHead {
		w.Header().Set("Cache-Control", "no-store")
		return nil
	}
	return a.report(w, c, a.audit.Run)
}

// repair is POST /v1/audit/repairs.
func (a *API) repair(w http.ResponseWriter, c *call) error { return a.report(w, c, a.audit.Repair) }

func (a *API) report(w http.ResponseWriter, c *call, run func(context.Context, audit.Request) (audit.Report, error)) error {
	end, ok := a.running.begin(c.tenant.Slug)
	if !ok {
		return httpapi.Refuse(auditRunning(), "An audit of this tenant is running already.").With("Retry-After", "5")
	}
	defer end()
	request := audit.Request{Tenant: c.tenant.Slug, Since: c.asked.instant("since")}
	w.Header().Set("Cache-Control", "no-store")
	if accepts(c.Header.Values("Accept"), progressType) {
		return a.stream(w, c, request, run)
	}
	report, err := run(c.Context(), request)
	if err != nil {
		return fmt.Errorf("audit %s: %w", c.tenant.Slug, err)
	}
	body, err := json.Marshal(report)
	if err != nil {
		return fmt.Errorf("encode the report: %w", err)
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(append(body, '\n'))
	return nil
}

// stream tells the progress while the audit runs. The first line is written with the first progress, so an audit that
// cannot begin is still a problem with its status; one that cannot be finished ends with a fault.
func (a *API) stream(w http.ResponseWriter, c *call, request audit.Request, run func(context.Context, audit.Request) (audit.Report, error)) error {
	var (
		mu    sync.Mutex // nothing says that progress is told by one goroutine only
		begun bool
		flush = http.NewResponseController(w).Flush
	)
	say := func(line Line) error {
		raw, err := json.Marshal(line)
		if err != nil {
			return fmt.Errorf("encode a line of the audit: %w", err)
		}
		mu.Lock()
		defer mu.Unlock()
		if !begun {
			begun = true
			w.Header().Set("Content-Type", progressType)
		}
		_, _ = w.Write(append(raw, '\n'))
		_ = flush()
		return nil
	}
	request.Progress = func(done, of int) { _ = say(Line{Progress: &Progress{Done: done, Of: of}}) }
	report, err := run(c.Context(), request)
	if err == nil {
		err = say(Line{Report: &report})
	}
	if err == nil {
		return nil
	}
	err = fmt.Errorf("audit %s: %w", c.tenant.Slug, err)
	mu.Lock()
	told := begun
	mu.Unlock()
	if !told {
		return err
	}
	_ = say(Line{Fault: "The audit could not be finished. The request id finds the cause in the log."})
	return &cutShort{err}
}

// accepts reports whether a media type was asked for by name.
func accepts(fields []string, mediaType string) bool {
	for _, field := range fields {
		for part := range strings.SplitSeq(field, ",") {
			if name, parameters, err := mime.ParseMediaType(part); err == nil && name == mediaType && parameters["q"] != "0" {
				return true
			}
		}
	}
	return false
}
