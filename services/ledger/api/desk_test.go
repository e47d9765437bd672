package api

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/pkg/tenants"
	"github.com/afterword-io/afterword/services/ledger/audit"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/record"
)

const (
	acmeKey    = "aw_acme-key-of-the-tests"
	acmeReader = "aw_acme-reader-of-the-tests"
	otherKey   = "aw_other-key-of-the-tests"
	// patience is how long a test waits for something that must happen.
	patience = 20 * time.Second
)

func testNow() time.Time { return time.Date(2026, time.March, 3, 21, 0, 0, 0, time.UTC) }

// hand is a clock that a test sets.
type hand struct {
	mu  sync.Mutex
	now time.Time
}

func (c *hand) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *hand) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

func (*hand) Real(shown time.Duration) time.Duration { return max(0, shown) }

func (*hand) Speed() float64 { return 1 }

// auditor is an audit whose course a test sets.
type auditor struct {
	run, repair func(ctx context.Context, r audit.Request) (audit.Report, error)
}

func (a *auditor) Run(ctx context.Context, r audit.Request) (audit.Report, error) {
	return a.run(ctx, r)
}

func (a *auditor) Repair(ctx context.Context, r audit.Request) (audit.Report, error) {
	return a.repair(ctx, r)
}

// desk is an API over a book with two tenants, acme and other.
type desk struct {
	t     *testing.T
	api   *API
	clock *hand
	audit *auditor
	logs  *observer.ObservedLogs
	sql   *sql.DB
	url   string
}

func openDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, clock: &hand{now: testNow()}}
	report := func(_ context.Context, r audit.Request) (audit.Report, error) {
		return audit.Report{Tenant: r.Tenant, Since: r.Since, At: testNow(), Findings: []audit.Finding{}}, nil
	}
	d.audit = &auditor{run: report, repair: report}

	b := bustest.Connect(t, bustest.NewServer(t), "ledger-test")
	for slug, keys := range map[string][]events.APIKey{
		"acme":  {{Hash: events.HashAPIKey(acmeKey)}, {Hash: events.HashAPIKey(acmeReader), Scope: "read"}},
		"other": {{Hash: events.HashAPIKey(otherKey)}},
	} {
		if _, err := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket).Put(t.Context(), slug, events.Tenant{Slug: slug, Keys: keys}); err != nil {
			t.Fatal(err)
		}
	}
	directory := tenants.New(b)
	following, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	followed := make(chan error, 1)
	go func() { followed <- directory.Run(following) }()
	t.Cleanup(func() {
		stop()
		if err := <-followed; err != nil {
			t.Errorf("follow the tenants: %v", err)
		}
	})
	eventually(t, "the tenants are known", func() bool {
		_, _, other := directory.ByKey(otherKey, time.Now())
		_, _, acme := directory.ByKey(acmeKey, time.Now())
		return other && acme
	})

	path := booktest.URL(t, "sqlite")
	core, logs := observer.New(zap.DebugLevel)
	d.logs = logs
	var err error
	d.api, err = New(Options{
		Book: booktest.Open(t, path), Tenants: directory, Audit: d.audit, Clock: d.clock, Logger: zap.New(core), Registerer: prometheus.NewRegistry(),
	})
	if err != nil {
		t.Fatal(err)
	}
	// The book's own way in is by events; a test of answers puts there what it likes.
	if d.sql, err = sql.Open("sqlite", "file:"+strings.TrimPrefix(path, "sqlite:")+"?_pragma=busy_timeout(10000)"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.sql.Close() })
	server := httptest.NewServer(d.api.Handler())
	t.Cleanup(server.Close)
	d.url = server.URL
	return d
}

// eventually waits for ok, which must come true within patience.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Fatalf("did not come true: %s", what)
		}
	}
}

func (d *desk) exec(statement string, args ...any) {
	d.t.Helper()
	if _, err := d.sql.ExecContext(d.t.Context(), statement, args...); err != nil {
		d.t.Fatalf("%s: %v", statement, err)
	}
}

// changed says that something of the tenant has changed, as whoever writes the book does.
func (d *desk) changed(tenant string) {
	d.t.Helper()
	d.exec("INSERT INTO tenants_seen (tenant, version) VALUES (?, 1) ON CONFLICT (tenant) DO UPDATE SET version = tenants_seen.version + 1", tenant)
}

func (d *desk) put(f record.Followup) {
	d.t.Helper()
	d.exec("INSERT INTO followups (tenant, id, candidate, candidate_id, employer, employer_key, position, application, employer_zone, candidate_zone, "+
		"stage, outcome, decided_at, opened_at, ended_at, closed_at, assumed, promised_by, notes_owed, next_due_at, next_kind, revision, planned_with, facts, erased, state) "+
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0, ?, 0, ?, ?, 1, '', 1, 0, '{}')",
		f.Tenant, f.ID, f.Candidate, f.CandidateID, f.Employer, f.EmployerKey, f.Position, f.Application, f.EmployerZone, f.CandidateZone, string(f.Stage), string(f.Outcome),
		micros(f.DecidedAt), micros(f.EndedAt), micros(f.ClosedAt), f.PromisedBy.String(), micros(f.NextDueAt), string(f.NextKind))
	for _, word := range record.Words(f.Candidate + " " + f.Employer + " " + f.Position) {
		d.exec("INSERT INTO words (tenant, word, followup) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", f.Tenant, word, f.ID)
	}
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// plant puts one of everything that the ledger can hold of a tenant, each text with the mark in it.
func (d *desk) plant(tenant, mark, id string) {
	d.t.Helper()
	d.put(record.Followup{
		Tenant: tenant, ID: id, Candidate: "Ada " + mark, CandidateID: "cand-" + mark, Employer: "Finn " + mark, EmployerKey: "emp-" + mark,
		Position: "Dispatcher " + mark, Stage: events.AwaitingDecision, EndedAt: testNow().Add(-48 * time.Hour),
		NextDueAt: testNow().Add(-time.Hour), NextKind: events.CheckIn,
	})
	d.exec("INSERT INTO reminders (tenant, followup, kind, n, state, due_at, expires_at, handed_at, sent_at, rule, reason) VALUES (?, ?, 'check_in', 1, 'planned', ?, ?, 0, 0, '', ?)",
		tenant, id, micros(testNow().Add(-time.Hour)), micros(testNow()), "Because "+mark)
	d.exec("INSERT INTO deliveries (tenant, followup, kind, n, channel, result, due_at, at, sends, attempts, class, message_id, code, rule, reason, receipt, receipt_at) "+
		"VALUES (?, ?, 'thank_you', 1, 'email', 'sent', ?, ?, 1, 1, 'accepted', ?, '', '', '', '', 0)", tenant, id, micros(testNow()), micros(testNow()), "message-"+mark)
	d.exec("INSERT INTO entries (stream, sequence, tenant, followup, type, source, event_id, time, stored_at, data) VALUES ('FACTS', (SELECT count(*) + 1 FROM entries), ?, ?, ?, '/ats', ?, ?, ?, ?)",
		tenant, id, string(events.InterviewCompleted), "evt-"+mark, micros(testNow()), micros(testNow()), `{"topics":["`+mark+`"]}`)
	d.changed(tenant)
}

// response is an answer with its body read.
type response struct {
	*http.Response
	text string
}

func (r response) into(t *testing.T, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.text), v); err != nil {
		t.Fatalf("the answer %d is not the expected JSON: %v\n%s", r.StatusCode, err, r.text)
	}
}

func (r response) problem(t *testing.T) httpapi.Problem {
	t.Helper()
	if got := r.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("status %d has Content-Type %q, want a problem\n%s", r.StatusCode, got, r.text)
	}
	var p httpapi.Problem
	r.into(t, &p)
	if p.Status != r.StatusCode {
		t.Errorf("the problem says status %d, the answer %d", p.Status, r.StatusCode)
	}
	return p
}

// faults are the locations of a problem, in order.
func (r response) faults(t *testing.T) []string {
	t.Helper()
	var locations []string
	for _, f := range r.problem(t).Errors {
		locations = append(locations, f.Location)
	}
	return locations
}

// whole is everything of an answer that a caller gets.
func (r response) whole() string {
	var header strings.Builder
	_ = r.Header.Write(&header)
	return header.String() + r.text
}

func (d *desk) request(method, path, key string, header ...string) response {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), method, d.url+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	if key != "" {
		r.Header.Set("Authorization", "Bearer "+key)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return response{answer, string(body)}
}

// get asks with acme's key.
func (d *desk) get(path string, header ...string) response {
	d.t.Helper()
	return d.request(http.MethodGet, path, acmeKey, header...)
}

// table is the route table.
func (d *desk) table() []route {
	return d.api.routes(&described{schemas: newSchemas()})
}

// concrete is a route's path with an id in it.
func (rt route) concrete(id string) string {
	return strings.ReplaceAll(rt.Path, "{id}", strings.ReplaceAll(id, "/", "%2F"))
}

func TestOptionsAreChecked(t *testing.T) {
	_, err := New(Options{})
	if err == nil {
		t.Fatal("nothing is missed")
	}
	for _, name := range []string{"Book", "Tenants", "Audit"} {
		if !strings.Contains(err.Error(), fmt.Sprintf("Options.%s is required.", name)) {
			t.Errorf("%s is not missed: %v", name, err)
		}
	}
}
