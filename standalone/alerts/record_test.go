package alerts

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/ledger"
	"github.com/afterword-io/afterword/services/ledger/access"
)

// hand is a clock that a test sets.
type hand struct {
	mu  sync.Mutex
	now time.Time
}

func (h *hand) Now() time.Time { h.mu.Lock(); defer h.mu.Unlock(); return h.now }

func (h *hand) set(t time.Time) { h.mu.Lock(); defer h.mu.Unlock(); h.now = t }

func (h *hand) Real(shown time.Duration) time.Duration { return max(0, shown) }

func (h *hand) Speed() float64 { return 1 }

// ended is when the interviews of these tests ended: three in the afternoon of a Tuesday in New York.
func ended() time.Time { return time.Date(2026, time.March, 3, 20, 0, 0, 0, time.UTC) }

// office is a ledger without anybody who would write into the streams but the test.
type office struct {
	t        *testing.T
	bus      *bus.Bus
	clock    *hand
	registry *prometheus.Registry
	ledger   *ledger.Service
}

func openOffice(t *testing.T) *office {
	t.Helper()
	registry := prometheus.NewRegistry()
	o := &office{t: t, clock: &hand{now: ended()}, registry: registry}
	// Its own connection shows nothing: what it shows is tested elsewhere.
	o.bus = bustest.Connect(t, bustest.NewServer(t), "test")
	if _, err := bus.OpenBucket[events.Tenant](o.bus, bus.TenantsBucket).Put(t.Context(), tenant, events.Tenant{Slug: tenant}); err != nil {
		t.Fatal(err)
	}
	var err error
	o.ledger, err = ledger.New(ledger.Options{
		Bus: o.bus, URL: "sqlite:" + filepath.Join(t.TempDir(), "ledger.db"), Clock: o.clock, Registerer: registry,
		Gate: access.Local(access.Person{ID: "test", Role: access.Admin, Everywhere: true}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) publish(of events.Type, id, followup string, at time.Time, data any) {
	o.t.Helper()
	e, err := events.New(of, "/test", id, tenant, followup, at, data)
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := o.bus.Publish(o.t.Context(), e, id); err != nil {
		o.t.Fatal(err)
	}
}

// planned tells of an interview, and of what is planned then, as intake and the workflow do; it returns the plan.
func (o *office) planned(id string) []events.Reminder {
	o.t.Helper()
	meeting := events.Meeting{
		Interview:    events.Interview{ID: id, EndedAt: ended()},
		Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"},
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
	}
	told, err := events.New(events.InterviewCompleted, "/test", id+"-told", tenant, id, ended(), meeting)
	if err != nil {
		o.t.Fatal(err)
	}
	o.publish(told.Type, told.ID, id, ended(), meeting)
	decision := followup.Evaluate(followup.DefaultPolicy(), id, []events.Event{told}, nil, ended())
	o.publish(events.FollowupOpened, id+"-opened", id, ended(), decision.Snapshot)
	o.publish(events.FollowupPlanned, id+"-planned", id, ended(), decision.Snapshot)
	return decision.Snapshot.Plan
}

// nobodySends lets a reminder be planned and handed over, and its instant pass.
func nobodySends(t *testing.T) {
	o := openOffice(t)
	running(t, o.ledger.Run)
	r := o.planned("int-1")[0]
	o.publish(events.ReminderDue, "int-1-due", "int-1", ended(), events.ReminderNotice{Reminder: r, Brief: &events.Brief{}})
	target, _ := shown(t, "afterword", o.registry)
	w := watch(t, target)
	w.await("it is held", func() error {
		if len(w.query("afterword_ledger_held_reminders == 1")) == 0 {
			return fmt.Errorf("%v are", w.query("afterword_ledger_held_reminders"))
		}
		return nil
	})
	w.quiet("ReminderOverdue", "NothingSent")
	o.clock.set(r.DueAt.Add(10 * time.Minute))
	w.fires("ReminderOverdue", "job", "afterword")
	w.fires("NothingSent")
	o.publish(events.DeliverySent, "int-1-sent", "int-1", o.clock.Now(), events.Delivery{
		Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: events.Email, DueAt: r.DueAt, At: o.clock.Now(), Class: events.Accepted, MessageID: "<1@example.org>",
	})
	w.ends("ReminderOverdue")
	w.ends("NothingSent")
}

// nobodyRecords has a ledger that is there and takes nothing.
func nobodyRecords(t *testing.T) {
	o := openOffice(t)
	target, _ := shown(t, "afterword", o.registry)
	w := watch(t, target)
	w.quiet("LedgerBehind")
	o.planned("int-1")
	w.fires("LedgerBehind", "stream", events.StreamFacts)
	running(t, o.ledger.Run)
	w.ends("LedgerBehind")
}

// theAuditFinds plants a loss, a double and a message at the wrong time before the ledger begins.
func theAuditFinds(t *testing.T) {
	o := openOffice(t)
	// Of this one nobody has said anything after the plan.
	o.planned("int-lost")
	sent := func(r events.Reminder, n int, followup string, at time.Time) {
		id := fmt.Sprint(r.ID, "-sent-", n)
		o.publish(events.DeliverySent, id, followup, at, events.Delivery{
			Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: events.Email, DueAt: r.DueAt, At: at, Class: events.Accepted, MessageID: "<" + id + "@example.org>",
		})
	}
	r := o.planned("int-doubled")[0]
	sent(r, 1, "int-doubled", r.DueAt)
	sent(r, 2, "int-doubled", r.DueAt.Add(time.Minute))
	r = o.planned("int-early")[0]
	sent(r, 1, "int-early", r.DueAt.Add(-30*time.Minute))
	o.clock.set(ended().Add(30 * time.Hour))

	target, closeIt := shown(t, "afterword", o.registry)
	w := watch(t, target)
	w.quiet("AuditFindsLoss", "AuditFindsDouble", "AuditFindsWrongTime")
	stop := running(t, o.ledger.Run)
	w.fires("AuditFindsLoss", "kind", "lost")
	w.fires("AuditFindsDouble", "job", "afterword")
	w.fires("AuditFindsWrongTime", "kind", "early")
	// Until the first audit has ended, there was none.
	w.ends("AuditStale")
	stop()
	closeIt()
	w.fires("AuditStale")
}
