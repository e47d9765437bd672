package lifecycle_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// forgetDossier removes what DOSSIERS keeps, as its limit of age does.
func (s *station) forgetDossier() {
	s.t.Helper()
	if err := s.files.Delete(s.t.Context(), link.FollowupRef(tenant, subject).String()); err != nil {
		s.t.Fatal(err)
	}
}

// heard returns the reminders of FOLLOWUPS that a type of event was said of, as often as it was.
func (s *station) heard(kind events.Type) (reminders []string) {
	s.t.Helper()
	for _, line := range s.story(tenant) {
		if rest, ok := strings.CutPrefix(line, kind.Name()+" "); ok {
			reminders = append(reminders, rest)
		}
	}
	return reminders
}

// The run is gone, with all that it knew. Whatever fact comes next, the follow-up goes on with everything.
func TestARunThatIsGoneIsTakenUpFromItsDossier(t *testing.T) {
	s := newStation(t)
	thanked := fact(t, events.ThankyouSent, "evt-2", ended.Add(time.Hour), events.Thankyou{})
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	for _, now := range []time.Time{ended.Add(time.Hour + time.Minute), ended.Add(2 * time.Hour)} {
		state = s.must(tenant, state, now)
	}
	if len(state.Emitted) != 1 {
		t.Fatalf("%d reminders were emitted, want the debrief", len(state.Emitted))
	}

	now := ended.Add(150 * time.Minute)
	got := s.must(tenant, lifecycle.State{Facts: []events.Event{thanked}}, now)
	state.Facts = append(state.Facts, thanked)
	want := s.must(tenant, state, now)

	byID := func(a, b events.Event) int { return strings.Compare(a.ID, b.ID) }
	slices.SortFunc(got.Facts, byID)
	if diff := cmp.Diff(want.Facts, got.Facts); diff != "" {
		t.Errorf("facts (-of one that was never gone +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.Emitted, got.Emitted); diff != "" {
		t.Errorf("record (-of one that was never gone +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.Handed, got.Handed); diff != "" {
		t.Errorf("at the notifier's (-of one that was never gone +got):\n%s", diff)
	}
}

// A reminder was at the notifier's when the run was lost, and came due: it was sent, and is on record.
func TestWhatTheNotifierHadWhenARunWasLostWasSent(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	for now := ended; len(state.Handed) == 0; now = now.Add(5 * time.Minute) {
		state = s.must(tenant, state, now)
	}
	h := state.Handed[0].Reminder
	due := h.DueAt
	got := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, due.Add(time.Minute))
	if !slices.ContainsFunc(got.Emitted, func(e followup.Emitted) bool { return e.Kind == h.Kind && e.DueAt.Equal(due) }) {
		t.Errorf("the record holds %v", got.Emitted)
	}
}

// Nobody knows how far the lost run had come: what it emitted last is handed over again, under the same id.
func TestWhatALostRunMayNotHaveHandedOverIsHandedOverAgain(t *testing.T) {
	s := newStation(t)
	late := ended.Add(4 * time.Hour)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, late)
	before := s.heard(events.ReminderDue)
	if len(before) == 0 || len(state.Emitted) == 0 {
		t.Fatal("nothing was handed over")
	}
	var again []string
	s.watch = func(e events.Event) {
		if e.Type == events.ReminderDue {
			again = append(again, e.ID)
		}
	}
	s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, late.Add(time.Minute))
	for _, e := range state.Emitted {
		id := events.ReminderMsgID(tenant, events.ReminderID(subject, e.Kind, e.N), e.DueAt)
		if e.ExpiresAt.After(late.Add(time.Minute)) != slices.Contains(again, id) {
			t.Errorf("%s %d: handed over again %t", e.Kind, e.N, slices.Contains(again, id))
		}
	}
	if diff := cmp.Diff(before, s.heard(events.ReminderDue)); diff != "" {
		t.Errorf("the bus took it for something new (-before +after):\n%s", diff)
	}
}

// A crash in the very first decision leaves a dossier that no snapshot knows of: what it says was emitted was not.
func TestAFirstDecisionThatWasInterruptedIsMadeAnew(t *testing.T) {
	s := newStation(t)
	now := ended.Add(4 * time.Hour)
	key := link.FollowupRef(tenant, subject).String()
	ghost := followup.Dossier{
		Tenant: tenant, Followup: subject, Facts: []events.Event{completed(t)}, Revision: 1,
		Emitted: []followup.Emitted{{Kind: events.ThankYou, N: 1, DueAt: ended.Add(3 * time.Hour), ExpiresAt: ended.Add(24 * time.Hour)}},
	}
	if _, err := s.files.Create(t.Context(), key, ghost, 0); err != nil {
		t.Fatal(err)
	}
	_, decided, err := s.at(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, now)
	if err != nil || decided.Restored != nil || !slices.ContainsFunc(decided.Emitted, func(e followup.Emitted) bool { return e.Kind == events.ThankYou }) {
		t.Errorf("%v; restored %v, emitted %v", err, decided.Restored, decided.Emitted)
	}
}

// The candidate's data are gone for good: no fact brings them back.
func TestNothingIsRestoredOfAnErasedCandidate(t *testing.T) {
	s := newStation(t)
	facts := []events.Event{completed(t), fact(t, events.CandidateErased, "evt-2", ended.Add(time.Hour), events.Erasure{})}
	s.must(tenant, lifecycle.State{Facts: facts}, ended.Add(time.Hour))
	_, decided, err := s.at(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended.Add(2*time.Hour))
	if err != nil || decided.Restored != nil || !decided.Ended {
		t.Errorf("%v; restored %v, ended %t", err, decided.Restored, decided.Ended)
	}
	if _, err := s.status.Get(t.Context(), bus.Key(tenant, subject)); err != nil {
		t.Error(err)
	}
}
