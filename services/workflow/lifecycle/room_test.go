package lifecycle_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// large is a fact near the limit of the API, half of it in an attribute that is not ours.
func large(t *testing.T, kind events.Type, id string, at time.Time) events.Event {
	t.Helper()
	e := fact(t, kind, id, at, struct{}{})
	e.Data = json.RawMessage(`{"channel":"email","padding":"` + strings.Repeat("-", 120_000) + `"}`)
	e.Extensions = map[string]string{"padding": strings.Repeat("-", 120_000)}
	return e
}

// buriedIDs lists the facts in DEAD.
func (m *memory) buriedIDs() []string {
	var ids []string
	for _, s := range m.buried {
		ids = append(ids, s.ID)
	}
	return ids
}

func TestWhatDoesNotFitIsBuriedAndTheFollowUpLivesOn(t *testing.T) {
	facts := []events.Event{completed(t)}
	for n := range 6 {
		facts = append(facts, large(t, events.DebriefRecorded, fmt.Sprintf("debrief-%d", n), ended.Add(time.Duration(n+1)*time.Minute)))
	}
	offer := fact(t, events.OutcomeRecorded, "offer", newYork(time.March, 6, 11, 0), events.OutcomeReport{Outcome: events.Offer})
	r := newRun(t)
	r.restart = newYork(time.March, 4, 12, 0)
	state := r.live(lifecycle.State{}, onTime(append(facts, offer)...))

	if diff := cmp.Diff([]string{"debrief-4", "debrief-5"}, r.buriedIDs()); diff != "" {
		t.Errorf("buried (-want +got):\n%s", diff)
	}
	r.closes(events.Offer, offer.Time)
	if payload, err := json.Marshal(state); err != nil || len(payload) > 1_900_000 {
		t.Errorf("what it knows takes %d bytes, %v; Temporal carries 2 MB", len(payload), err)
	}
	// It comes again, after the end too.
	if again := newRun(t); len(again.live(state, onTime(facts[6])).Facts) != len(state.Facts) || len(again.buried) != 1 {
		t.Error("a fact without room is kept when it comes again")
	}
}

func TestWhatStopsRemindersIsHeardToTheLast(t *testing.T) {
	var facts []events.Event
	for n := range 4 {
		facts = append(facts, large(t, events.DebriefRecorded, fmt.Sprintf("debrief-%d", n), ended.Add(time.Duration(n+1)*time.Minute)))
	}
	for n := range 3 {
		facts = append(facts, large(t, events.ConsentChanged, fmt.Sprintf("consent-%d", n), ended.Add(time.Duration(n+10)*time.Minute)))
	}
	facts = append(facts, fact(t, events.CandidateErased, "erased", ended.Add(30*time.Minute), struct{}{}))
	r := newRun(t)
	state := r.live(lifecycle.State{}, onTime(append([]events.Event{completed(t)}, facts...)...))
	if diff := cmp.Diff([]string{"consent-2"}, r.buriedIDs()); diff != "" {
		t.Errorf("buried (-want +got):\n%s", diff)
	}
	r.closes(events.Withdrawn, ended.Add(30*time.Minute))
	if payload, err := json.Marshal(state); err != nil || len(payload) > 1_900_000 {
		t.Errorf("what it knows takes %d bytes, %v; Temporal carries 2 MB", len(payload), err)
	}
}

// What was said by mistake can be taken back even then.
func TestARetractionIsHeardToTheLast(t *testing.T) {
	facts := []events.Event{completed(t)}
	for n := range 4 {
		facts = append(facts, large(t, events.DebriefRecorded, fmt.Sprintf("debrief-%d", n), ended.Add(time.Duration(n+1)*time.Minute)))
	}
	withdrawn := fact(t, events.OutcomeRecorded, "withdrawn", ended.Add(10*time.Minute), events.OutcomeReport{Outcome: events.Withdrawn})
	retracted := large(t, events.FactRetracted, "retracted", ended.Add(11*time.Minute))
	retracted.Data = json.RawMessage(`{"source":"/ats/test","id":"withdrawn","padding":"` + strings.Repeat("-", 100_000) + `"}`)
	r := newRun(t)
	state := r.live(lifecycle.State{}, onTime(append(facts, withdrawn)...))
	r.live(state, onTime(retracted))
	if diff := cmp.Diff([]string(nil), r.buriedIDs()); diff != "" {
		t.Errorf("buried (-want +got):\n%s", diff)
	}
	if got := r.last(); got.Outcome == events.Withdrawn || len(r.sent(t)) == 0 {
		t.Errorf("it ended with %q, and %d reminders", got.Outcome, len(r.sent(t)))
	}
}

// The bus fails, the decision with it, and the history has grown long: the fact without room is not forgotten.
func TestSurplusOutlivesAFailure(t *testing.T) {
	facts := []events.Event{completed(t)}
	for n := range 5 {
		facts = append(facts, large(t, events.DebriefRecorded, fmt.Sprintf("debrief-%d", n), ended.Add(time.Duration(n+1)*time.Minute)))
	}
	r := newRun(t)
	from := ended.Add(4*time.Minute + 30*time.Second)
	r.down = func(now time.Time) bool { return now.After(from) && now.Before(from.Add(3*time.Hour)) }
	r.refuse = func() error {
		if r.down(r.now()) {
			return errDown
		}
		return nil
	}
	r.restart = from.Add(time.Hour)
	r.live(lifecycle.State{}, onTime(facts...))
	if diff := cmp.Diff([]string{"debrief-4"}, r.buriedIDs()); diff != "" {
		t.Errorf("buried (-want +got):\n%s", diff)
	}
}

func TestSurplusIsCountedOnceItIsInDead(t *testing.T) {
	s := newStation(t)
	registry := prometheus.NewRegistry()
	metrics, err := lifecycle.NewMetrics(registry)
	if err != nil {
		t.Fatal(err)
	}
	s.now = ended
	a := &lifecycle.Advancer{
		Clock: s, Publisher: s, Status: s, Dossiers: shelf{s}, Metrics: metrics, Policy: func(string) followup.Policy { return s.policy },
	}
	surplus := fact(t, events.DebriefRecorded, "evt-9", ended, events.Debrief{})
	in := lifecycle.AdvanceInput{
		Tenant: tenant, Followup: subject, State: lifecycle.State{Facts: []events.Event{completed(t)}}, Surplus: []events.Event{surplus},
	}
	s.fail = func(step int, _ bool) error {
		if step == 1 {
			return errCrash
		}
		return nil
	}
	if _, err := a.Advance(t.Context(), in); !errors.Is(err, errCrash) {
		t.Errorf("got error %v", err)
	}
	s.fail = nil
	if _, err := a.Advance(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	dead := s.stored(events.StreamDead)
	if len(dead) != 1 || dead[0].Header.Get(bus.DeadReason) != "the follow-up holds as many facts as it can" {
		t.Errorf("%d messages in DEAD", len(dead))
	}
	want := `
# HELP afterword_workflow_surplus_facts_total Facts put into DEAD because their follow-up has no room for more.
# TYPE afterword_workflow_surplus_facts_total counter
afterword_workflow_surplus_facts_total 1
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want), "afterword_workflow_surplus_facts_total"); err != nil {
		t.Error(err)
	}
	if got := s.snapshot(tenant); got.Facts != 1 || !slices.ContainsFunc(got.Plan, func(r events.Reminder) bool { return r.Kind == events.CheckIn }) {
		t.Errorf("%d facts, %d reminders", got.Facts, len(got.Plan))
	}
}
