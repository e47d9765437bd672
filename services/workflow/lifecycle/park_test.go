package lifecycle_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// An import brings what happened days ago a moment before its interview.
func TestTheWaitForTheInterviewBeginsWhenTheFactCame(t *testing.T) {
	s := newStation(t)
	note := fact(t, events.ThankyouSent, "evt-0", ended, events.Thankyou{})
	came := ended.Add(72 * time.Hour)
	state, decided, err := s.at(tenant, lifecycle.State{Facts: []events.Event{note}}, came)
	if err != nil {
		t.Fatal(err)
	}
	if decided.Ended || decided.Wait != 24*time.Hour {
		t.Errorf("it ended: %t, and waits for %v", decided.Ended, decided.Wait)
	}
	if got, want := s.snapshot(tenant).NextWake, came.Add(24*time.Hour); !got.Equal(want) {
		t.Errorf("STATUS says that it waits until %v, want %v", got, want)
	}

	// A second fact does not prolong the wait, the interview ends it.
	state.Facts = append(state.Facts, fact(t, events.DebriefRecorded, "evt-2", came.Add(time.Hour), events.Debrief{}))
	state, decided, err = s.at(tenant, state, came.Add(time.Hour))
	if err != nil || decided.Wait != 23*time.Hour {
		t.Errorf("after a second fact it waits for %v, %v", decided.Wait, err)
	}
	state.Facts = append(state.Facts, completed(t))
	if state = s.must(tenant, state, came.Add(2*time.Hour)); !state.Waiting.IsZero() {
		t.Errorf("with its interview it still waits since %v", state.Waiting)
	}
}

func TestWhatWasParkedIsNotParkedAgain(t *testing.T) {
	s := newStation(t)
	state := lifecycle.State{Facts: []events.Event{fact(t, events.ThankyouSent, "evt-0", ended, events.Thankyou{})}}
	day := 24 * time.Hour
	state = s.must(tenant, s.must(tenant, state, ended), ended.Add(day))
	state.Facts = append(state.Facts, fact(t, events.DebriefRecorded, "evt-2", ended.Add(2*day), events.Debrief{}))
	state, decided, err := s.at(tenant, state, ended.Add(2*day))
	if err != nil || decided.Ended {
		t.Fatalf("the late fact does not wait for the interview: ended %t, %v", decided.Ended, err)
	}
	if _, decided, err = s.at(tenant, state, ended.Add(3*day)); err != nil || !decided.Ended {
		t.Fatalf("it ended: %t, %v", decided.Ended, err)
	}
	if s.steps != 3 {
		t.Errorf("%d facts were put into DEAD after the snapshot and the dossier were read, want the new one", s.steps-2)
	}
	if dead := s.stored(events.StreamDead); len(dead) != 2 {
		t.Errorf("%d messages in DEAD, want 2", len(dead))
	}
}

// Temporal keeps ended runs for a time only, and DOSSIERS what it keeps; STATUS stays for ever.
func TestAFactOfAForgottenFollowUpIsParked(t *testing.T) {
	s := newStation(t)
	rejected := fact(t, events.OutcomeRecorded, "evt-2", ended.Add(time.Hour), events.OutcomeReport{Outcome: events.Rejection})
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t), rejected}}, rejected.Time)
	s.must(tenant, state, rejected.Time.Add(time.Hour))
	before := s.snapshot(tenant)
	if before.Stage != events.Closed {
		t.Fatalf("the follow-up is %s", before.Stage)
	}
	s.forgetDossier()

	for _, e := range []events.Event{
		fact(t, events.InterviewCompleted, "evt-8", ended.AddDate(0, 0, 40), meeting()),
		fact(t, events.OutcomeRecorded, "evt-9", ended.AddDate(0, 0, 40), events.OutcomeReport{Outcome: events.Offer}),
	} {
		said := s.story(tenant)
		_, decided, err := s.at(tenant, lifecycle.State{Facts: []events.Event{e}}, e.Time)
		if err != nil || !decided.Ended {
			t.Errorf("%s: ended %t, %v", e.Type.Name(), decided.Ended, err)
		}
		if diff := cmp.Diff(before, s.snapshot(tenant)); diff != "" {
			t.Errorf("%s changed STATUS (-before +after):\n%s", e.Type.Name(), diff)
		}
		if diff := cmp.Diff(said, s.story(tenant)); diff != "" {
			t.Errorf("%s was heard (-before +after):\n%s", e.Type.Name(), diff)
		}
	}
	dead := s.stored(events.StreamDead)
	if len(dead) != 2 || dead[0].Header.Get(bus.DeadReason) == "" {
		t.Errorf("%d messages in DEAD, want 2 with their reason", len(dead))
	}
}

// A worker that was taken for dead decides on the revision that another one has decided on with one fact more.
func TestOfTwoDecisionsOnOneRevisionTheOneThatKnowsMoreStands(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	more := state
	more.Facts = append(slices.Clone(state.Facts), fact(t, events.ThankyouSent, "evt-2", ended.Add(time.Hour), events.Thankyou{}))
	s.must(tenant, more, ended.Add(time.Hour))
	if _, _, err := s.at(tenant, state, heldNote()); err == nil {
		t.Error("a decision that knows less was accepted")
	}
	if got := s.snapshot(tenant); got.NotesOwed != 0 || got.Facts != 2 {
		t.Errorf("STATUS counts %d facts and %d notes owed", got.Facts, got.NotesOwed)
	}
	// The one that knows as much may try again.
	s.must(tenant, more, ended.Add(2*time.Hour))
}

// After a crash between the record and STATUS the plan is made again, perhaps with one fact more.
func TestAPlanMadeAgainWithMoreFactsIsHeardToo(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	postponed := func(id string, by int) events.Event {
		return fact(t, events.DecisionPostponed, id, ended.Add(time.Hour), events.Postponement{
			Promise: &events.Promise{By: events.NewDate(2026, time.March, by)},
		})
	}
	state.Facts = append(state.Facts, postponed("evt-2", 12))
	s.fail = func(step int, after bool) error {
		if step == 4 && after { // After the snapshot was read, the dossier read and written, and the plan told.
			return errCrash
		}
		return nil
	}
	if _, _, err := s.at(tenant, state, ended.Add(time.Hour)); !errors.Is(err, errCrash) {
		t.Fatalf("got error %v", err)
	}
	s.fail = nil
	state.Facts = append(state.Facts, postponed("evt-3", 19))
	s.must(tenant, state, ended.Add(time.Hour))

	var heard []events.Date
	for _, m := range s.stored(events.StreamFollowups) {
		e, err := events.ParseNATS(m.Header, m.Data)
		if err != nil {
			t.Fatal(err)
		}
		if snapshot, err := events.DataOf[events.Snapshot](e); err == nil && e.Type == events.FollowupPlanned {
			heard = append(heard, snapshot.PromisedBy)
		}
	}
	want := []events.Date{events.NewDate(2026, time.March, 5), events.NewDate(2026, time.March, 12), events.NewDate(2026, time.March, 19)}
	if diff := cmp.Diff(want, heard); diff != "" {
		t.Errorf("promises of the plans that were heard (-want +got):\n%s", diff)
	}
}

// A worker that was taken for dead, and whose follow-up has closed meanwhile, gives nothing up: it knows too little.
func TestADecisionOvertakenByTheEndParksNothing(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	more := state
	more.Facts = append(slices.Clone(state.Facts), fact(t, events.OutcomeRecorded, "evt-2", ended.Add(time.Hour), events.OutcomeReport{Outcome: events.Withdrawn}))
	s.must(tenant, more, ended.Add(time.Hour))
	if _, _, err := s.at(tenant, state, ended.Add(2*time.Hour)); err == nil {
		t.Error("a decision that knows less was accepted")
	}
	if dead := s.stored(events.StreamDead); len(dead) != 0 {
		t.Errorf("%d messages in DEAD, want none", len(dead))
	}
}

// An open follow-up that Temporal has lost is told anew, fact by fact.
func TestAnOpenFollowUpThatWasForgottenIsTakenUpAgain(t *testing.T) {
	s := newStation(t)
	facts := []events.Event{completed(t), fact(t, events.ThankyouSent, "evt-2", ended.Add(time.Hour), events.Thankyou{})}
	state := s.must(tenant, lifecycle.State{Facts: facts}, ended.Add(time.Hour))
	_, decided, err := s.at(tenant, lifecycle.State{Facts: facts[:1]}, ended.Add(2*time.Hour))
	if err != nil || decided.Ended || decided.Revision != state.Revision+1 {
		t.Errorf("ended %t at revision %d, %v", decided.Ended, decided.Revision, err)
	}
}
