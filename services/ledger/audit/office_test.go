package audit

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
)

// office is a bus, a ledger that follows it, and a workflow and a notifier that do their work at the instant of the office.
type office struct {
	t       *testing.T
	bus     *bus.Bus
	js      jetstream.JetStream
	book    *book.Book
	path    string
	status  bus.Bucket[events.Snapshot]
	auditor *Auditor

	mu sync.Mutex
	// shown is what the clock shows.
	shown time.Time
	// deaf is asked of each fact: true loses it on its way to the workflow. silent loses what the workflow hands to the notifier.
	deaf   func(events.Event) bool
	silent bool
	facts  map[string][]events.Event
	record map[string][]followup.Emitted
	// letters counts what was sent, by reminder.
	letters map[string]int
	// seen is how far the notifier has come.
	seen uint64
}

// Now, Real and Speed make it a clock that stands.
func (o *office) Now() time.Time                     { o.mu.Lock(); defer o.mu.Unlock(); return o.shown }
func (o *office) Real(d time.Duration) time.Duration { return max(0, d) }
func (o *office) Speed() float64                     { return 1 }

// Tenant and All make it the directory of one tenant.
func (o *office) Tenant(slug string) (events.Tenant, bool) {
	return events.Tenant{Slug: tenant}, slug == tenant
}
func (o *office) All() []events.Tenant { return []events.Tenant{{Slug: tenant}} }

func openOffice(t *testing.T) *office {
	t.Helper()
	server := bustest.NewServer(t)
	url := booktest.URL(t, "sqlite")
	o := &office{
		t: t, bus: bustest.Connect(t, server, "audit"), book: booktest.Open(t, url), path: strings.TrimPrefix(url, "sqlite:"),
		shown: ended, facts: map[string][]events.Event{}, record: map[string][]followup.Emitted{}, letters: map[string]int{},
	}
	o.status = bus.OpenBucket[events.Snapshot](o.bus, bus.StatusBucket)
	nc, err := nats.Connect(server.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	if o.js, err = jetstream.New(nc); err != nil {
		t.Fatal(err)
	}
	// Nothing is ever on its way here: what is not there is missing.
	if o.auditor, err = New(Options{Book: o.book, Bus: o.bus, Tenants: o, Clock: o, Grace: time.Nanosecond}); err != nil {
		t.Fatal(err)
	}
	for _, stream := range streams() {
		o.follow(stream, func(ctx context.Context, batch []bus.Message) error { return o.book.Take(ctx, stream, batch) })
	}
	o.follow(events.StreamFacts, o.work)
	o.follow(events.StreamFollowups, o.notify)
	return o
}

// follow runs a reader of a stream until the test ends.
func (o *office) follow(stream string, take func(context.Context, []bus.Message) error) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- o.bus.Tail(ctx, stream, 0, bus.TailOptions{MaxWait: time.Millisecond}, take) }()
	o.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			o.t.Error(err)
		}
	})
}

// work is the workflow: it takes facts.
func (o *office) work(ctx context.Context, batch []bus.Message) error {
	for _, m := range batch {
		o.mu.Lock()
		known := slices.ContainsFunc(o.facts[m.Event.Subject], func(f events.Event) bool { return f.ID == m.Event.ID })
		lost := known || o.deaf != nil && o.deaf(m.Event)
		if !lost {
			o.facts[m.Event.Subject] = append(o.facts[m.Event.Subject], m.Event)
		}
		o.mu.Unlock()
		if !lost {
			if err := o.decide(ctx, m.Event.Subject); err != nil {
				return err
			}
		}
	}
	return nil
}

// decide is one decision about a follow-up.
func (o *office) decide(ctx context.Context, id string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	d := followup.Evaluate(followup.DefaultPolicy(), id, o.facts[id], o.record[id], o.shown)
	o.record[id] = d.Emitted
	d.Snapshot.PlannedWith = followup.Basis(followup.DefaultPolicy())
	if entry, err := o.status.Get(ctx, bus.Key(tenant, id)); err == nil {
		d.Snapshot.Revision = entry.Value.Revision
	}
	d.Snapshot.Revision++
	if err := o.publish(ctx, events.FollowupPlanned, id, fmt.Sprint("planned/", id, d.Snapshot.Revision), d.Snapshot); err != nil {
		return err
	}
	if _, err := o.status.Put(ctx, bus.Key(tenant, id), d.Snapshot); err != nil {
		return err
	}
	for _, r := range d.Due {
		if err := o.publish(ctx, events.ReminderDue, id, events.ReminderMsgID(tenant, r.ID, r.DueAt), events.ReminderNotice{Reminder: r, Brief: &d.Brief}); err != nil {
			return err
		}
	}
	return nil
}

// notify is the notifier: it sends each reminder once.
func (o *office) notify(ctx context.Context, batch []bus.Message) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, m := range batch {
		o.seen = m.Sequence
		notice, err := events.DataOf[events.ReminderNotice](m.Event)
		if m.Event.Type != events.ReminderDue || err != nil || notice.Brief == nil || o.silent || o.letters[notice.Reminder.ID] > 0 {
			continue
		}
		r := notice.Reminder
		o.letters[r.ID]++
		if err := o.publish(ctx, events.DeliverySent, m.Event.Subject, r.ID+".sent", sentOf(r, o.shown)); err != nil {
			return err
		}
	}
	return nil
}

func sentOf(r events.Reminder, at time.Time) events.Delivery {
	return events.Delivery{
		Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: events.Email, DueAt: r.DueAt, At: at, MessageID: r.ID + "@example.org", Class: events.Accepted,
	}
}

// publish says what a service says. Who calls it has the lock.
func (o *office) publish(ctx context.Context, kind events.Type, id, eventID string, data any) error {
	e, err := events.New(kind, "/afterword/test", eventID, tenant, id, o.shown, data)
	if err != nil {
		return err
	}
	_, err = o.bus.Publish(ctx, e, bus.Key(eventID))
	return err
}

// say makes a fact known now, and returns its place in FACTS.
func (o *office) say(id, eventID string, kind events.Type, data any) uint64 {
	o.t.Helper()
	e, err := events.New(kind, "/ats/test", eventID, tenant, id, o.Now(), data)
	if err != nil {
		o.t.Fatal(err)
	}
	ack, err := o.bus.Publish(o.t.Context(), e, events.MsgID(tenant, e.Source, e.ID))
	if err != nil {
		o.t.Fatal(err)
	}
	return ack.Sequence
}

// begin tells of an interview, and goes on until its thank_you was sent.
func (o *office) begin(id string) {
	o.t.Helper()
	m := meeting()
	m.Interview.ID, m.Interview.ApplicationID = id, ""
	o.say(id, id+"-1", events.InterviewCompleted, m)
	o.await("the plan of "+id, func() bool { return o.known(id).Facts == 1 })
}

// at turns the clock, and lets the workflow look at the follow-ups.
func (o *office) at(now time.Time, ids ...string) {
	o.t.Helper()
	o.mu.Lock()
	o.shown = now
	o.mu.Unlock()
	for _, id := range ids {
		if err := o.decide(o.t.Context(), id); err != nil {
			o.t.Fatal(err)
		}
	}
}

// deafNotifier lets something happen that the notifier does not hear of.
func (o *office) deafNotifier(happen func()) {
	o.t.Helper()
	silent := func(yes bool) {
		o.mu.Lock()
		o.silent = yes
		o.mu.Unlock()
	}
	silent(true)
	happen()
	state, err := o.bus.State(o.t.Context(), events.StreamFollowups)
	if err != nil {
		o.t.Fatal(err)
	}
	o.await("the notifier", func() bool { o.mu.Lock(); defer o.mu.Unlock(); return o.seen >= state.Last })
	silent(false)
}

func (o *office) known(id string) events.Snapshot {
	entry, err := o.status.Get(o.t.Context(), bus.Key(tenant, id))
	if err != nil {
		return events.Snapshot{}
	}
	return entry.Value
}

func (o *office) sent(reminder string) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.letters[reminder]
}

// settled waits until the ledger has taken everything, with what followed from it.
func (o *office) settled() {
	o.t.Helper()
	o.await("the ledger", func() bool {
		for _, stream := range streams() {
			state, err := o.bus.State(o.t.Context(), stream)
			position, err2 := o.book.Position(o.t.Context(), stream)
			if err != nil || err2 != nil || position < state.Last {
				return false
			}
		}
		return true
	})
}

func (o *office) await(what string, so func() bool) {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(o.t.Context(), 30*time.Second)
	defer cancel()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !so() {
		select {
		case <-ctx.Done():
			o.t.Fatalf("%s does not come", what)
		case <-look.C:
		}
	}
}

// remove takes a message out of a stream, as an operator may by mistake.
func (o *office) remove(stream string, sequence uint64) {
	o.t.Helper()
	s, err := o.js.Stream(o.t.Context(), stream)
	if err == nil {
		err = s.DeleteMsg(o.t.Context(), sequence)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// purge takes out what lies before a place of a stream, or everything if that is 0.
func (o *office) purge(stream string, before uint64) {
	o.t.Helper()
	s, err := o.js.Stream(o.t.Context(), stream)
	if err == nil {
		err = s.Purge(o.t.Context(), jetstream.WithPurgeSequence(before))
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// makeAnew deletes a stream, and makes it again.
func (o *office) makeAnew(stream string) {
	o.t.Helper()
	err := o.js.DeleteStream(o.t.Context(), stream)
	if err == nil {
		err = o.bus.EnsureTopology(o.t.Context())
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// tamper changes one row of the ledger behind its back.
func (o *office) tamper(query string, args ...any) {
	o.t.Helper()
	if n := o.change(query, args...); n != 1 {
		o.t.Fatalf("%d rows were changed by %s", n, query)
	}
}

// change changes the ledger, and returns how many rows.
func (o *office) change(query string, args ...any) int64 {
	o.t.Helper()
	db, err := sql.Open("sqlite", o.path+"?_pragma=busy_timeout(5000)")
	if err != nil {
		o.t.Fatal(err)
	}
	defer db.Close()
	result, err := db.ExecContext(o.t.Context(), query, args...)
	if err != nil {
		o.t.Fatal(err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		o.t.Fatal(err)
	}
	return n
}

func (o *office) audit() Report {
	o.t.Helper()
	o.settled()
	r, err := o.auditor.Run(o.t.Context(), Request{Tenant: tenant})
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

// close ends a follow-up, and lets the ledger's copies of it be so old.
func (o *office) close(id string, age time.Duration) {
	o.t.Helper()
	o.say(id, id+"-end", events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Withdrawn})
	o.await("the end of "+id, func() bool { return o.known(id).Stage == events.Closed })
	o.settled()
	o.change("UPDATE entries SET stored_at = stored_at - ? WHERE followup = ?", age.Microseconds(), id)
}

func (o *office) repair() Report {
	o.t.Helper()
	o.settled()
	r, err := o.auditor.Repair(o.t.Context(), Request{Tenant: tenant})
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}
