package lifecycle_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// dossier returns what lies in DOSSIERS; ok is false for nothing.
func (s *station) dossier(tenant string) (d followup.Dossier, ok bool) {
	s.t.Helper()
	entry, err := s.files.Get(s.t.Context(), link.FollowupRef(tenant, subject).String())
	if errors.Is(err, bus.ErrNotFound) {
		return d, false
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return entry.Value, true
}

func TestWhoeverHasTheDossierSeesThePlan(t *testing.T) {
	s := newStation(t)
	var state lifecycle.State
	for _, chapter := range chapters(t) {
		next, now := chapter(s, tenant, state)
		state = s.must(tenant, next, now)
		d, ok := s.dossier(tenant)
		if !ok || d.Tenant != tenant || d.Followup != subject || d.Revision != state.Revision {
			t.Fatalf("the dossier is that of %s %s at revision %d, there %t", d.Tenant, d.Followup, d.Revision, ok)
		}
		snapshot := s.snapshot(tenant)
		got := d.Evaluate(s.policy, now).Snapshot
		got.Revision, got.PlannedWith, got.NextWake = snapshot.Revision, snapshot.PlannedWith, snapshot.NextWake
		if diff := cmp.Diff(snapshot, got); diff != "" {
			t.Errorf("at %v (-STATUS +dossier):\n%s", now, diff)
		}
		if diff := cmp.Diff(state.Emitted, d.Emitted); diff != "" {
			t.Errorf("the record (-state +dossier):\n%s", diff)
		}
	}
}

func TestTheDossierKnowsOfAChangeOfPolicy(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	s.policy.RoundDays++
	now := ended.Add(30 * time.Minute)
	s.must(tenant, state, now)
	if d, _ := s.dossier(tenant); !d.Since.Equal(now) {
		t.Errorf("it is planned anew since %v, want %v", d.Since, now)
	}
}

// Wherever Advance is interrupted, the dossier is not behind the snapshot, nor behind what the notifier was given.
func TestTheDossierIsNeverBehindStatus(t *testing.T) {
	s := newStation(t)
	var state lifecycle.State
	looked := 0
	s.fail = func(int, bool) error {
		entry, err := s.status.Get(t.Context(), bus.Key(tenant, subject))
		if err == nil {
			looked++
			if d, _ := s.dossier(tenant); d.Revision < entry.Value.Revision || len(d.Facts) < entry.Value.Facts {
				return fmt.Errorf("the dossier of revision %d is behind STATUS with %d", d.Revision, entry.Value.Revision)
			}
		}
		return nil
	}
	for _, chapter := range chapters(t) {
		next, now := chapter(s, tenant, state)
		state = s.must(tenant, next, now)
	}
	if looked < 20 {
		t.Errorf("looked %d times only", looked)
	}
}

func TestAnErasedCandidateHasNoDossier(t *testing.T) {
	s := newStation(t)
	facts := []events.Event{completed(t)}
	state := s.must(tenant, lifecycle.State{Facts: facts}, ended)
	before, _ := s.dossier(tenant)
	stale := state

	erased := fact(t, events.CandidateErased, "evt-2", ended.Add(time.Hour), events.Erasure{})
	state.Facts = append(facts[:1:1], erased)
	state = s.must(tenant, state, erased.Time)
	if _, ok := s.dossier(tenant); ok {
		t.Error("the dossier is there after the erasure")
	}

	// A worker that was taken for dead knows of no erasure.
	if _, _, err := s.at(tenant, stale, erased.Time.Add(time.Minute)); err == nil {
		t.Error("a decision that knows less was accepted")
	}
	if _, ok := s.dossier(tenant); ok {
		t.Error("a worker without the erasure has written the dossier again")
	}

	// Nor does the worker that knows, for a moment.
	s.fail = func(int, bool) error {
		if _, ok := s.dossier(tenant); ok {
			return errors.New("the dossier is there")
		}
		return nil
	}
	s.must(tenant, state, erased.Time.Add(2*time.Minute))
	s.fail = nil

	// Whatever brought it back, the next fact removes it.
	if _, err := s.files.Put(t.Context(), link.FollowupRef(tenant, subject).String(), before); err != nil {
		t.Fatal(err)
	}
	state.Facts = append(state.Facts, fact(t, events.ThankyouSent, "evt-3", erased.Time.Add(time.Hour), events.Thankyou{}))
	s.must(tenant, state, erased.Time.Add(time.Hour))
	if _, ok := s.dossier(tenant); ok {
		t.Error("the dossier is there after a late fact")
	}
}

// The erasure comes while a worker that was taken for dead decides: it does not put back what was deleted.
func TestAnErasureWhileAnotherDecides(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	s.fail = func(step int, after bool) error {
		if step == 2 && after { // It has read the snapshot and the dossier.
			return s.files.Delete(t.Context(), link.FollowupRef(tenant, subject).String())
		}
		return nil
	}
	if _, _, err := s.at(tenant, state, ended.Add(time.Hour)); !errors.Is(err, bus.ErrConflict) {
		t.Errorf("got error %v, want a conflict", err)
	}
	s.fail = nil
	if _, ok := s.dossier(tenant); ok {
		t.Error("the dossier is there again")
	}
}

// A crash between STATUS and the deletion is made good by the next try.
func TestTheDeletionIsTriedAgain(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	state.Facts = append(state.Facts, fact(t, events.CandidateErased, "evt-2", ended.Add(time.Hour), events.Erasure{}))
	revision := s.snapshot(tenant).Revision
	s.fail = func(_ int, after bool) error {
		if after && s.snapshot(tenant).Revision > revision {
			return errCrash
		}
		return nil
	}
	if _, _, err := s.at(tenant, state, ended.Add(time.Hour)); !errors.Is(err, errCrash) {
		t.Fatalf("got error %v", err)
	}
	if _, ok := s.dossier(tenant); !ok {
		t.Fatal("the dossier was deleted before STATUS was written: a worker that knows of no erasure may write it again")
	}
	s.fail = nil
	s.must(tenant, state, ended.Add(time.Hour))
	if _, ok := s.dossier(tenant); ok {
		t.Error("the dossier is there after the second try")
	}
}

func TestADossierThatKnowsMoreStands(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	key := link.FollowupRef(tenant, subject).String()
	for _, more := range []followup.Dossier{
		{Tenant: tenant, Followup: subject, Revision: state.Revision + 1, Facts: []events.Event{completed(t), completed(t)}},
		{Tenant: tenant, Followup: subject, Revision: 99},
	} {
		if _, err := s.files.Put(t.Context(), key, more); err != nil {
			t.Fatal(err)
		}
		state = s.must(tenant, state, ended.Add(time.Minute))
		if d, _ := s.dossier(tenant); d.Revision != more.Revision || len(d.Facts) != len(more.Facts) {
			t.Errorf("the dossier has revision %d and %d facts, want %d and %d", d.Revision, len(d.Facts), more.Revision, len(more.Facts))
		}
	}
}

func TestADossierThatIsTooLargeLeavesTheOneBefore(t *testing.T) {
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
	facts := []events.Event{completed(t)}
	decided := lifecycle.Decided{}
	for n := range 5 {
		in := lifecycle.AdvanceInput{Tenant: tenant, Followup: subject, State: lifecycle.State{Facts: facts, Revision: decided.Revision, Basis: decided.Basis}}
		if decided, err = a.Advance(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		facts = append(facts[:len(facts):len(facts)], large(t, events.DebriefRecorded, fmt.Sprintf("debrief-%d", n), ended))
	}
	// Three of the large facts fit, the fourth does not.
	d, ok := s.dossier(tenant)
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if !ok || len(d.Facts) != 4 || len(text) > 768<<10 {
		t.Errorf("the dossier has %d facts in %d bytes", len(d.Facts), len(text))
	}
	if got := s.snapshot(tenant).Facts; got != 5 {
		t.Errorf("STATUS has %d facts, want all", got)
	}
	want := `
# HELP afterword_workflow_bulky_dossiers_total Decisions whose dossier was too large to be kept, so that the candidate's page shows an older one.
# TYPE afterword_workflow_bulky_dossiers_total counter
afterword_workflow_bulky_dossiers_total 1
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want), "afterword_workflow_bulky_dossiers_total"); err != nil {
		t.Error(err)
	}
}
