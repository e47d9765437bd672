package dashboard_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/audit"
	"github.com/afterword-io/afterword/services/ledger/book"
)

func (m *memory) DeadLetters(_ context.Context, tenant, cursor string, limit int) (book.Page[book.DeadLetter], error) {
	return page(keep(m.dead, func(d book.DeadLetter) bool { return d.Tenant == tenant && tenant != "" }), cursor, limit, m.broken)
}

func (m *memory) UnreadableDeadLetters(_ context.Context, cursor string, limit int) (book.Page[book.DeadLetter], error) {
	return page(keep(m.dead, func(d book.DeadLetter) bool { return d.Tenant == "" }), cursor, limit, m.broken)
}

func (m *memory) DeadLetter(_ context.Context, tenant string, sequence uint64) (book.DeadLetter, error) {
	i := slices.IndexFunc(m.dead, func(d book.DeadLetter) bool { return d.Tenant == tenant && d.Sequence == sequence })
	if i < 0 {
		return book.DeadLetter{}, book.ErrNotFound
	}
	return m.dead[i], m.broken
}

func (m *memory) Position(context.Context, string) (uint64, error) { return 7, m.broken }

// letters is a bus with dead letters.
type letters struct {
	dead     map[uint64]bus.DeadLetter
	replayed []uint64
	// broken is what a replay ends with.
	broken error
}

func newLetters() *letters { return &letters{dead: map[uint64]bus.DeadLetter{}} }

func (l *letters) Dead(_ context.Context, sequence uint64) (bus.DeadLetter, error) {
	letter, ok := l.dead[sequence]
	if !ok {
		return letter, bus.ErrNotFound
	}
	return letter, nil
}

func (l *letters) Replay(_ context.Context, sequence uint64) (bus.Ack, error) {
	if l.broken != nil {
		return bus.Ack{}, l.broken
	}
	again := slices.Contains(l.replayed, sequence)
	l.replayed = append(l.replayed, sequence)
	return bus.Ack{Stream: "FACTS", Sequence: 90 + sequence, Duplicate: again}, nil
}

func (l *letters) State(_ context.Context, stream string) (bus.StreamState, error) {
	if stream == events.StreamDeliveries {
		return bus.StreamState{}, &bus.UnavailableError{Op: "test", Err: io.EOF}
	}
	return bus.StreamState{First: 1, Last: 12, Messages: 11, Deleted: []uint64{4}}, nil
}

// bury puts a letter where both the record and the bus have it.
func (w *world) bury(t *testing.T, tenant string, sequence uint64, why string) {
	t.Helper()
	letter := bus.DeadLetter{Sequence: sequence, Reason: why, Stream: "FACTS", StreamSequence: 3, Subject: "afterword.facts.x.y.z"}
	if tenant == "" {
		letter.Raw, letter.Fault = []byte("garbled <b>"), io.ErrUnexpectedEOF
	} else {
		letter.Event = event(t, events.ThankyouSent, tenant, "int-42", "e1", now, events.Thankyou{Method: events.ByEmail})
		letter.Header, letter.Raw = letter.Event.NATSHeader(), letter.Event.Data
	}
	w.bus.dead[sequence] = letter
	w.memory.dead = append(w.memory.dead, book.DeadLetter{
		Sequence: sequence, Tenant: tenant, Followup: letter.Event.Subject, Stream: "FACTS", StreamSequence: 3, Consumer: "workflow",
		Type: letter.Event.Type, Reason: why, At: now.Add(-time.Hour),
	})
}

// policies keeps tenants' records, each with a revision.
type policies struct {
	tenants  map[string]events.Tenant
	revision uint64
	// meanwhile is what somebody else does right before a write.
	meanwhile func()
}

func newPolicies(all ...events.Tenant) *policies {
	p := &policies{tenants: map[string]events.Tenant{}, revision: 5}
	for _, t := range all {
		p.tenants[t.Slug] = t
	}
	return p
}

func (p *policies) Get(_ context.Context, slug string) (bus.Entry[events.Tenant], error) {
	t, ok := p.tenants[slug]
	if !ok {
		return bus.Entry[events.Tenant]{}, bus.ErrNotFound
	}
	return bus.Entry[events.Tenant]{Value: t, Revision: p.revision}, nil
}

func (p *policies) Update(_ context.Context, slug string, t events.Tenant, revision uint64) (uint64, error) {
	if p.meanwhile != nil {
		p.meanwhile()
	}
	if revision != p.revision {
		return 0, fmt.Errorf("update %s: %w", slug, bus.ErrConflict)
	}
	p.revision++
	p.tenants[slug] = t
	return p.revision, nil
}

// auditor answers with a report.
type auditor struct {
	report          audit.Report
	broken          error
	asked, repaired []audit.Request
}

func (a *auditor) Run(_ context.Context, r audit.Request) (audit.Report, error) {
	a.asked = append(a.asked, r)
	return a.report, a.broken
}

func (a *auditor) Repair(_ context.Context, r audit.Request) (audit.Report, error) {
	a.repaired = append(a.repaired, r)
	return a.report, a.broken
}

// post sends a form as browsers do: with CR LF at the end of every line of a value.
func post(t *testing.T, h http.Handler, target string, form url.Values) (code int, body, location string) {
	t.Helper()
	form = maps.Clone(form)
	for name, values := range form {
		form[name] = slices.Clone(values)
		for i, value := range values {
			form[name][i] = strings.ReplaceAll(strings.ReplaceAll(value, "\r\n", "\n"), "\n", "\r\n")
		}
	}
	r := httptest.NewRequest(http.MethodPost, target, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code, w.Body.String(), w.Header().Get("Location")
}

// hidden are the values of a form's fields that nobody sees, of the form that leads to an address.
func (d document) hidden(action string) url.Values {
	values := url.Values{}
	for _, form := range d.all("form") {
		if attribute(form, "action") != action {
			continue
		}
		for n := range form.Descendants() {
			if n.Data == "input" && attribute(n, "type") == "hidden" {
				values.Set(attribute(n, "name"), attribute(n, "value"))
			}
		}
	}
	return values
}
