package dashboard_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/dashboard"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// now is in the middle of the worked example of DOMAIN.md: two days after the first check-in.
var now = time.Date(2026, time.March, 10, 15, 30, 0, 0, time.UTC)

type stillClock struct {
	now   time.Time
	speed float64
}

func (c stillClock) Now() time.Time                     { return c.now }
func (c stillClock) Real(d time.Duration) time.Duration { return d }
func (c stillClock) Speed() float64                     { return cmp.Or(c.speed, 1) }

type directory []events.Tenant

func (d directory) All() []events.Tenant { return d }

func (d directory) Tenant(slug string) (events.Tenant, bool) {
	i := slices.IndexFunc(d, func(t events.Tenant) bool { return t.Slug == slug })
	if i < 0 {
		return events.Tenant{}, false
	}
	return d[i], true
}

// memory is a Record that holds everything in lists.
type memory struct {
	mu         sync.Mutex
	followups  []record.Followup
	entries    []record.Entry
	reminders  []record.Reminder
	deliveries []record.Delivery
	today      map[string]book.Today
	stats      map[string]book.Stats
	employers  map[string][]book.EmployerStats
	listeners  map[string][]chan struct{}
	dead       []book.DeadLetter
	// asked are the latest questions.
	askedFollowups  book.FollowupQuery
	askedReminders  book.ReminderQuery
	askedDeliveries book.DeliveryQuery
	askedStats      book.StatsQuery
	// gap is how many parts of a list hold nothing before the first one that does.
	gap int
	// broken is what every question is answered with.
	broken error
}

func (m *memory) Followups(_ context.Context, q book.FollowupQuery) (book.Page[record.Followup], error) {
	m.askedFollowups = q
	if m.gap > 0 {
		m.gap--
		return book.Page[record.Followup]{Next: "0"}, nil
	}
	found := keep(m.followups, func(f record.Followup) bool {
		return f.Tenant == q.Tenant && among(q.Stages, f.Stage) && among(q.Outcomes, f.Outcome) &&
			(q.EmployerKey == "" || q.EmployerKey == f.EmployerKey) && (q.CandidateID == "" || q.CandidateID == f.CandidateID) &&
			within(f.EndedAt, q.EndedFrom, q.EndedTo) && within(f.NextDueAt, q.DueFrom, q.DueTo) &&
			strings.Contains(strings.ToLower(f.ID+" "+f.Candidate+" "+f.Employer), strings.ToLower(q.Search))
	})
	slices.SortStableFunc(found, func(a, b record.Followup) int {
		if q.ByDue {
			return a.NextDueAt.Compare(b.NextDueAt)
		}
		return b.EndedAt.Compare(a.EndedAt)
	})
	return page(found, q.Cursor, q.Limit, m.broken)
}

func (m *memory) Each(ctx context.Context, q book.FollowupQuery, see func(record.Followup) error) error {
	q.Limit = 1 << 20
	found, err := m.Followups(ctx, q)
	for _, f := range found.Items {
		if err := see(f); err != nil {
			return err
		}
	}
	return err
}

func (m *memory) Followup(_ context.Context, tenant, id string) (record.Followup, error) {
	i := slices.IndexFunc(m.followups, func(f record.Followup) bool { return f.Tenant == tenant && f.ID == id })
	if i < 0 {
		return record.Followup{}, fmt.Errorf("follow-up: %w", book.ErrNotFound)
	}
	return m.followups[i], m.broken
}

func (m *memory) Timeline(_ context.Context, tenant, id string) ([]record.Entry, error) {
	return keep(m.entries, func(e record.Entry) bool { return e.Tenant == tenant && e.Followup == id }), m.broken
}

func (m *memory) RemindersOf(_ context.Context, tenant, id string) ([]record.Reminder, error) {
	return keep(m.reminders, func(r record.Reminder) bool { return r.Tenant == tenant && r.Followup == id }), m.broken
}

func (m *memory) DeliveriesOf(_ context.Context, tenant, id string) ([]record.Delivery, error) {
	return keep(m.deliveries, func(d record.Delivery) bool { return d.Tenant == tenant && d.Followup == id }), m.broken
}

func (m *memory) Reminders(_ context.Context, q book.ReminderQuery) (book.Page[record.Reminder], error) {
	m.askedReminders = q
	found := keep(m.reminders, func(r record.Reminder) bool {
		return r.Tenant == q.Tenant && among(q.States, r.State) && among(q.Kinds, r.Kind) && within(r.DueAt, q.DueFrom, q.DueTo) &&
			(q.Followup == "" || q.Followup == r.Followup)
	})
	slices.SortStableFunc(found, func(a, b record.Reminder) int { return a.DueAt.Compare(b.DueAt) })
	return page(found, q.Cursor, q.Limit, m.broken)
}

func (m *memory) Deliveries(_ context.Context, q book.DeliveryQuery) (book.Page[record.Delivery], error) {
	m.askedDeliveries = q
	found := keep(m.deliveries, func(d record.Delivery) bool {
		return d.Tenant == q.Tenant && among(q.Results, d.Result) && among(q.Channels, d.Channel) && within(d.At, q.From, q.To) &&
			(q.Followup == "" || q.Followup == d.Followup)
	})
	slices.SortStableFunc(found, func(a, b record.Delivery) int { return b.At.Compare(a.At) })
	return page(found, q.Cursor, q.Limit, m.broken)
}

func (m *memory) Stats(_ context.Context, q book.StatsQuery) (book.Stats, error) {
	m.askedStats = q
	return m.stats[q.Tenant], m.broken
}

func (m *memory) Employers(_ context.Context, tenant string, _, _ int) ([]book.EmployerStats, error) {
	return m.employers[tenant], m.broken
}

func (m *memory) Today(_ context.Context, tenant string, _ time.Time) (book.Today, error) {
	return m.today[tenant], m.broken
}

func (m *memory) Changed(tenant string) (<-chan struct{}, func()) {
	tick := make(chan struct{}, 1)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.listeners == nil {
		m.listeners = map[string][]chan struct{}{}
	}
	m.listeners[tenant] = append(m.listeners[tenant], tick)
	return tick, func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.listeners[tenant] = slices.DeleteFunc(m.listeners[tenant], func(c chan struct{}) bool { return c == tick })
	}
}

// change ticks whoever listens to a tenant.
func (m *memory) change(tenant string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, tick := range m.listeners[tenant] {
		select {
		case tick <- struct{}{}:
		default:
		}
	}
}

func (m *memory) listening(tenant string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.listeners[tenant])
}

func keep[T any](list []T, wanted func(T) bool) []T {
	kept := []T{}
	for _, item := range list {
		if wanted(item) {
			kept = append(kept, item)
		}
	}
	return kept
}

func among[T comparable](wanted []T, got T) bool {
	return len(wanted) == 0 || slices.Contains(wanted, got)
}

func within(t, from, to time.Time) bool {
	return (from.IsZero() || !t.Before(from)) && (to.IsZero() || t.Before(to) && !t.IsZero())
}

func page[T any](found []T, cursor string, limit int, broken error) (book.Page[T], error) {
	from := 0
	if cursor != "" {
		at, err := strconv.Atoi(cursor)
		if err != nil {
			return book.Page[T]{}, book.ErrCursor
		}
		from = at
	}
	to := min(len(found), from+cmp.Or(limit, book.DefaultLimit))
	p := book.Page[T]{Items: found[from:to]}
	if to < len(found) {
		p.Next = strconv.Itoa(to)
	}
	return p, broken
}

// story is one follow-up as a record has it: what the domain makes of the facts until now.
func (m *memory) story(t *testing.T, tenant, id string, meeting events.Meeting, more ...events.Event) {
	t.Helper()
	told := meeting.Interview.EndedAt.Add(10 * time.Minute)
	facts := append([]events.Event{event(t, events.InterviewCompleted, tenant, id, "f1", told, meeting)}, more...)
	for i, f := range facts {
		m.entries = append(m.entries, record.Entry{
			Tenant: tenant, Followup: id, Stream: "FACTS", Sequence: uint64(len(m.entries)*3 + i), StoredAt: f.Time, Time: f.Time,
			Type: f.Type, Source: f.Source, ID: f.ID, Data: f.Data,
		})
	}
	var emitted []followup.Emitted
	for _, r := range followup.Simulate(followup.DefaultPolicy(), facts, now).Reminders {
		if r.State == events.Due {
			emitted = append(emitted, followup.Emitted{
				Kind: r.Kind, N: r.N, DueAt: r.DueAt, ExpiresAt: r.ExpiresAt, Day: events.DateOf(r.DueAt), Reason: r.Reason,
			})
		}
	}
	d := followup.Evaluate(followup.DefaultPolicy(), id, facts, emitted, now)
	s := d.Snapshot
	f := record.Followup{
		Tenant: tenant, ID: id, Candidate: d.Brief.Meeting.Candidate.Name, CandidateID: meeting.Candidate.ID,
		Employer: meeting.Employer.Name, EmployerKey: cmp.Or(meeting.Employer.ID, strings.ToLower(meeting.Employer.Name)),
		Position: meeting.Position.Title, EmployerZone: meeting.Employer.TimeZone, CandidateZone: meeting.Candidate.TimeZone,
		Stage: s.Stage, Outcome: s.Outcome, OpenedAt: told, EndedAt: s.EndedAt, ClosedAt: s.ClosedAt, PromisedBy: s.PromisedBy,
		NotesOwed: s.NotesOwed, Revision: 4, Facts: s.Facts,
	}
	for _, r := range s.Plan {
		k := record.Reminder{
			Tenant: tenant, Followup: id, ID: r.ID, Kind: r.Kind, N: r.N, State: record.Planned, DueAt: r.DueAt, ExpiresAt: r.ExpiresAt,
			Rule: r.Rule, Reason: r.Reason,
		}
		switch past := !r.DueAt.After(now); {
		case past && r.State != events.Skipped:
			k.State, k.HandedAt, k.SentAt = record.Sent, r.DueAt.Add(-time.Minute), r.DueAt.Add(2*time.Second)
			m.deliveries = append(m.deliveries, record.Delivery{
				Tenant: tenant, Followup: id, Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: events.Email, Result: record.DeliverySent,
				DueAt: r.DueAt, At: r.DueAt.Add(2 * time.Second), Sends: 1, Attempts: 1, Class: events.Accepted, MessageID: "<m@x>",
			})
			data, _ := json.Marshal(events.Delivery{Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: events.Email, Class: events.Accepted})
			m.entries = append(m.entries, record.Entry{
				Tenant: tenant, Followup: id, Stream: "DELIVERIES", Sequence: uint64(len(m.entries)*3 + 7), Time: k.SentAt,
				Type: events.DeliverySent, Source: "/afterword/notifier", ID: r.ID + ".sent", Data: data,
			})
		case r.State == events.Skipped:
			k.State = record.Skipped
		case f.NextKind == "":
			f.NextDueAt, f.NextKind = r.DueAt, r.Kind
		}
		m.reminders = append(m.reminders, k)
	}
	m.followups = append(m.followups, f)
	slices.SortStableFunc(m.entries, func(a, b record.Entry) int { return a.Time.Compare(b.Time) })
}

func event(t *testing.T, kind events.Type, tenant, id, name string, at time.Time, data any) events.Event {
	t.Helper()
	e, err := events.New(kind, "/ats/canary", name, tenant, id, at, data)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// meeting is the worked example of DOMAIN.md, with people of one's own.
func meeting(id, candidate, employer string, ended time.Time) events.Meeting {
	return events.Meeting{
		Interview: events.Interview{ID: id, StartsAt: ended.Add(-time.Hour), EndedAt: ended},
		Candidate: events.Candidate{
			ID: "cand-" + id, Name: candidate, Email: strings.ToLower(strings.ReplaceAll(candidate, " ", ".")) + "@example.com", TimeZone: "Europe/Berlin",
		},
		Employer:     events.Employer{Name: employer, TimeZone: "America/New_York", Calendar: "US"},
		Position:     events.Position{Title: "Dispatcher"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
		Promise:      &events.Promise{Said: "by Thursday"},
	}
}

var (
	acme   = events.Tenant{Slug: "acme", Name: "Acme Careers"}
	globex = events.Tenant{Slug: "globex", Name: "Globex University"}
)

// world is a dashboard with two tenants.
type world struct {
	memory   *memory
	tenants  directory
	bus      *letters
	policies *policies
	audit    *auditor
	clock    stillClock
}

func newWorld() *world {
	return &world{
		memory:  &memory{today: map[string]book.Today{}, stats: map[string]book.Stats{}, employers: map[string][]book.EmployerStats{}},
		tenants: directory{acme, globex}, clock: stillClock{now: now},
		bus: newLetters(), policies: newPolicies(acme, globex), audit: &auditor{},
	}
}

// handler is the dashboard as one person sees it.
func (w *world) handler(t *testing.T, gate access.Gate) http.Handler {
	t.Helper()
	return w.dashboard(t, gate).Handler()
}

func (w *world) dashboard(t *testing.T, gate access.Gate) *dashboard.Dashboard {
	t.Helper()
	d, err := dashboard.New(dashboard.Options{
		Book: w.memory, Tenants: w.tenants, Bus: w.bus, Policies: w.policies, Audit: w.audit, Clock: w.clock, Gate: gate, Logger: zap.NewNop(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// person is somebody with one role in one tenant.
func person(role access.Role, tenants ...string) access.Person {
	return access.Person{ID: "p", Name: "Robin Reader", Role: role, Tenants: tenants}
}

// get asks for a page.
func get(t *testing.T, h http.Handler, target string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, http.NoBody))
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(body)
}
