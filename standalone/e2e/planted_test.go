package e2e

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.temporal.io/sdk/client"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/standalone/temporald"
)

// Somebody ends a follow-up in Temporal, takes a fact out of its stream, and a letter goes out twice. The audit names each; the
// repair mends what can be mended, and nobody gets a letter twice for it.
func TestPlantedFaultsAreFoundAndMended(t *testing.T) {
	ended := time.Date(2026, time.March, 3, 15, 0, 0, 0, time.UTC) // Tuesday, 10:00 in New York.
	run := &lapse{t: t, binary: shared.path(t, module+"standalone/cmd/afterword-standalone"), data: t.TempDir(), begin: ended.Add(-time.Hour)}
	run.start()
	var facts []events.Event
	for i := range 4 {
		id := fmt.Sprintf("int-%d", i+1)
		facts = append(facts, fact(t, id, 0, events.InterviewCompleted, ended.Add(5*time.Minute), events.Meeting{
			Interview:    events.Interview{ID: id, EndedAt: ended},
			Candidate:    events.Candidate{Name: "Ada Park", Email: fmt.Sprintf("ada%d@example.com", i+1), TimeZone: "America/New_York"},
			Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
			Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
			Promise:      &events.Promise{By: events.NewDate(2026, time.March, 4)},
		}))
	}
	run.tell(append(facts, fact(t, "int-4", 1, events.ThankyouSent, ended.Add(6*time.Hour), events.Thankyou{Method: events.ByEmail})))

	// At ten in the evening nothing is under way.
	run.reach(ended.Add(12 * time.Hour))
	hands := reachIn(t, run.data)
	hands.terminate("int-2")
	hands.double("int-3.thank_you.1")
	hands.removeFact("int-4-1")

	// Its notes have expired by then. Its check-in of Thursday, 09:00, is overdue by more than the audit's grace, and good until
	// Monday: four minutes of the machine's time.
	run.reach(ended.Add(31 * time.Hour))
	run.reach(ended.Add(55 * time.Hour))
	report, err := run.api.audit(http.MethodGet, "/v1/audit")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"asleep int-2", "doubled int-3.thank_you.1",
		"lost int-2.check_in.1", "lost int-2.thank_you.2", "lost int-2.thank_you_late.1", "missing_in_stream int-4",
	}
	if diff := cmp.Diff(want, named(report.Findings)); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}

	repaired, err := run.api.audit(http.MethodPost, "/v1/audit/repairs")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range repaired.Repaired {
		t.Logf("%s %s %s: mended %t: %s", r.Finding.Kind, r.Finding.Followup, r.Finding.Reminder, r.Mended, r.Did)
	}
	// What was sent twice stays; all else is mended, or told as gone.
	eventually(t, "be clean but for the letter that went out twice", run.process, func() error {
		after, err := run.api.audit(http.MethodGet, "/v1/audit")
		if err != nil {
			return err
		}
		if diff := cmp.Diff([]string{"doubled int-3.thank_you.1"}, named(after.Findings)); diff != "" {
			return fmt.Errorf("found (-want +got):\n%s", diff)
		}
		return nil
	})

	seen := map[string]int{}
	eventually(t, "receive the check-in of the follow-up that was ended", run.process, func() error {
		letters, err := run.api.outbox()
		if err != nil {
			return err
		}
		clear(seen)
		for _, m := range letters {
			seen[m.Reminder] += max(m.Copies, 1)
		}
		if seen["int-2.check_in.1"] == 0 {
			return fmt.Errorf("%d letters, and it is not among them", len(letters))
		}
		return nil
	})
	for reminder, n := range seen {
		if n > 1 {
			t.Errorf("%s arrived %d times", reminder, n)
		}
	}
	run.process.stop(t)
}

// named writes findings as lines, sorted.
func named(list []finding) []string {
	var lines []string
	for _, f := range list {
		what := f.Reminder
		if what == "" {
			what = f.Followup
		}
		lines = append(lines, f.Kind+" "+what)
	}
	slices.Sort(lines)
	return lines
}

// hands reach past the services, to where only an operator can.
type hands struct {
	t        *testing.T
	bus      *bus.Bus
	js       jetstream.JetStream
	temporal client.Client
}

func reachIn(t *testing.T, data string) hands {
	t.Helper()
	var where struct {
		NATS     string `json:"nats"`
		Temporal string `json:"temporal"`
	}
	if err := readJSON(filepath.Join(data, "connect.json"), &where); err != nil {
		t.Fatal(err)
	}
	h := hands{t: t}
	var err error
	if h.bus, err = bus.Connect(t.Context(), bus.Options{URL: where.NATS, Name: "hands"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.bus.Close() })
	nc, err := nats.Connect(where.NATS)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	if h.js, err = jetstream.New(nc); err != nil {
		t.Fatal(err)
	}
	if h.temporal, err = client.Dial(client.Options{HostPort: where.Temporal, Namespace: temporald.Namespace}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.temporal.Close)
	return h
}

// terminate ends the run of a follow-up without a word to it.
func (h hands) terminate(followup string) {
	h.t.Helper()
	if err := h.temporal.TerminateWorkflow(h.t.Context(), events.WorkflowID("local", followup), "", "a fault that is planted"); err != nil {
		h.t.Fatal(err)
	}
}

// find returns the first message of a stream that is asked for.
func (h hands) find(stream string, is func(events.Event) bool) (found bus.Message) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), patience)
	defer cancel()
	err := h.bus.Tail(ctx, stream, 0, bus.TailOptions{}, func(_ context.Context, batch []bus.Message) error {
		for _, m := range batch {
			if found.Sequence == 0 && m.Fault == nil && is(m.Event) {
				found = m
				cancel()
			}
		}
		return nil
	})
	if err != nil || found.Sequence == 0 {
		h.t.Fatalf("%s does not hold it: %v", stream, err)
	}
	return found
}

// double says that a letter went out once more, by another message.
func (h hands) double(reminder string) {
	h.t.Helper()
	m := h.find(events.StreamDeliveries, func(e events.Event) bool {
		d, err := events.DataOf[events.Delivery](e)
		return e.Type == events.DeliverySent && err == nil && d.Reminder == reminder
	})
	sent, err := events.DataOf[events.Delivery](m.Event)
	if err != nil {
		h.t.Fatal(err)
	}
	sent.MessageID, sent.At = "second@example.org", sent.At.Add(time.Minute)
	e, err := events.New(events.DeliverySent, m.Event.Source, m.Event.ID+"/second", "local", m.Event.Subject, sent.At, sent)
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := h.bus.Publish(h.t.Context(), e, e.ID); err != nil {
		h.t.Fatal(err)
	}
}

// removeFact takes a fact out of its stream, when the ledger has long had it.
func (h hands) removeFact(id string) {
	h.t.Helper()
	m := h.find(events.StreamFacts, func(e events.Event) bool { return e.ID == id })
	stream, err := h.js.Stream(h.t.Context(), events.StreamFacts)
	if err == nil {
		err = stream.DeleteMsg(h.t.Context(), m.Sequence)
	}
	if err != nil {
		h.t.Fatal(err)
	}
}
