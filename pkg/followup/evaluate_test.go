package followup_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

func at(t testing.TB, s storyFile, text string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation(layout, text, s.zone)
	if err != nil {
		t.Fatalf("read an instant: %v", err)
	}
	return when
}

func ids(list []events.Reminder) []string {
	var all []string
	for _, r := range list {
		all = append(all, r.ID)
	}
	return all
}

// TestOutage: what became due while nobody woke is sent late, or skipped when it has expired;
// the plan goes on by due instants all the same.
func TestOutage(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	for _, c := range []struct {
		wake string
		due  []string
	}{
		{"Tue 2026-03-03 15:59", nil},
		{"Tue 2026-03-03 16:00", []string{"int-42.debrief.1"}},
		{"Wed 2026-03-04 14:59", []string{"int-42.debrief.1", "int-42.thank_you.1", "int-42.thank_you.2"}},
		{"Wed 2026-03-04 15:00", []string{"int-42.thank_you_late.1"}},
		{"Tue 2026-03-10 16:59", []string{"int-42.check_in.1", "int-42.check_in_result.1"}},
		{"Tue 2026-03-10 17:00", []string{"int-42.check_in_result.1"}},
		{"Tue 2026-03-17 12:00", []string{"int-42.check_in.2", "int-42.check_in_result.2"}},
		{"Thu 2026-04-09 09:00", nil},
	} {
		d := followup.Evaluate(s.policy, "int-42", s.facts, nil, at(t, s, c.wake))
		if diff := cmp.Diff(c.due, ids(d.Due)); diff != "" {
			t.Errorf("waking first on %s (-want +got):\n%s", c.wake, diff)
		}
		for _, r := range d.Snapshot.Plan {
			if r.State == events.Skipped && r.Rule != string(followup.RuleExpired) {
				t.Errorf("waking on %s, %s is skipped as %s", c.wake, r.ID, r.Rule)
			}
		}
	}
}

// TestNotSentLateWhenNoLongerWanted: after an outage the facts of the meantime count.
func TestNotSentLateWhenNoLongerWanted(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	for _, c := range []struct {
		fact []string
		wake string
		due  []string
	}{
		{[]string{"Wed", "2026-03-04", "13:30", "thankyou.sent"}, "Wed 2026-03-04 14:00", []string{"int-42.debrief.1"}},
		{[]string{"Wed", "2026-03-04", "13:30", "outcome.recorded", "outcome=offer"}, "Wed 2026-03-04 14:00", []string{"int-42.congratulations.1"}},
		{[]string{"Fri", "2026-03-06", "10:00", "checkin.made", "result=still_deciding"}, "Fri 2026-03-06 11:00", nil},
	} {
		s := s
		s.facts = append([]events.Event(nil), s.facts...)
		if err := s.readFact(c.fact); err != nil {
			t.Fatalf("read a fact: %v", err)
		}
		d := followup.Evaluate(s.policy, "int-42", s.facts, nil, at(t, s, c.wake))
		if diff := cmp.Diff(c.due, ids(d.Due)); diff != "" {
			t.Errorf("waking on %s after %s (-want +got):\n%s", c.wake, c.fact[3], diff)
		}
	}
}

// TestRecordPinsHistory: what was emitted stays as it was, whatever facts with an
// earlier time arrive afterwards.
func TestRecordPinsHistory(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	now := at(t, s, "Fri 2026-03-06 09:00")
	var record []followup.Emitted
	for _, wake := range []string{"Tue 2026-03-03 16:00", "Tue 2026-03-03 18:00", "Wed 2026-03-04 13:00", "Wed 2026-03-04 15:00", "Fri 2026-03-06 09:00"} {
		record = followup.Evaluate(s.policy, "int-42", s.facts, record, at(t, s, wake)).Emitted
	}
	if err := s.readFact([]string{"Wed", "2026-03-04", "10:00", "decision.postponed", "by=2026-03-13"}); err != nil {
		t.Fatalf("read a fact: %v", err)
	}
	d := followup.Evaluate(s.policy, "int-42", s.facts, record, now.Add(time.Hour))
	if len(d.Due) != 0 {
		t.Errorf("a fact that arrived late sends %v", ids(d.Due))
	}
	if !d.Snapshot.Wants("int-42.check_in.1", now) {
		t.Errorf("check_in 1 was sent and is gone from the plan: %v", d.Snapshot.Plan)
	}
	if want := at(t, s, "Mon 2026-03-16 09:00"); !d.Snapshot.Wants("int-42.check_in.2", want) {
		t.Errorf("check_in 2 is not planned for %s: %v", want, d.Snapshot.Plan)
	}
	if diff := cmp.Diff(record, d.Emitted); diff != "" {
		t.Errorf("the record changed (-before +after):\n%s", diff)
	}
}

// TestAwaitingInterview: facts wait a day for the interview they belong to.
func TestAwaitingInterview(t *testing.T) {
	t.Parallel()
	s := story(t, "a note sent drops the thank-you reminders that are left")
	facts := s.facts[1:2] // the thank-you note alone
	now := facts[0].Time.Add(time.Hour)
	d := followup.Evaluate(s.policy, "int-42", facts, nil, now)
	if d.Snapshot.Stage != events.AwaitingInterview || len(d.Snapshot.Plan) != 0 || d.Snapshot.Facts != 1 {
		t.Errorf("without an interview: %+v", d.Snapshot)
	}
	if want := facts[0].Time.Add(24 * time.Hour); !d.NextWake.Equal(want) {
		t.Errorf("it is given up at %s, want %s", d.NextWake, want)
	}
}

// TestStages lives through a follow-up.
func TestStages(t *testing.T) {
	t.Parallel()
	s := story(t, "an announced interview, assumed")
	for _, c := range []struct {
		at    string
		stage events.Stage
		wake  string
	}{
		{"Mon 2026-03-02 12:00", events.InterviewAhead, "Tue 2026-03-03 12:00"},
		{"Tue 2026-03-03 12:00", events.InterviewAhead, "Tue 2026-03-03 15:15"},
		{"Tue 2026-03-03 15:15", events.OwesNotes, "Tue 2026-03-03 16:00"},
		{"Wed 2026-03-04 15:00", events.AwaitingDecision, "Wed 2026-03-11 09:00"},
		{"Wed 2026-03-11 09:00", events.CheckingIn, "Thu 2026-03-12 09:00"},
		{"Mon 2026-03-30 09:00", events.CheckingIn, "Fri 2026-04-10 09:00"},
		{"Fri 2026-04-10 09:00", events.Closed, ""},
	} {
		d := followup.Evaluate(s.policy, "int-42", s.facts, nil, at(t, s, c.at))
		wake := ""
		if !d.NextWake.IsZero() {
			wake = d.NextWake.In(s.zone).Format(layout)
		}
		if d.Snapshot.Stage != c.stage || wake != c.wake {
			t.Errorf("on %s: %s until %q, want %s until %q", c.at, d.Snapshot.Stage, wake, c.stage, c.wake)
		}
	}
}

// TestBrief: what the messenger gets to know.
func TestBrief(t *testing.T) {
	t.Parallel()
	s := story(t, "a panel")
	for _, line := range [][]string{
		{"Tue", "2026-03-03", "17:00", "candidate.updated", "zone=America/Los_Angeles"},
		{"Tue", "2026-03-03", "17:01", "debrief.recorded", "topics=A,shifts", "by=2026-03-06"},
		{"Tue", "2026-03-03", "17:02", "interview.completed", "ended=15:00", "panel=iv-2,iv-3"},
	} {
		if err := s.readFact(line); err != nil {
			t.Fatalf("read a fact: %v", err)
		}
	}
	b := followup.Evaluate(s.policy, "int-42", s.facts, nil, at(t, s, "Tue 2026-03-03 18:00")).Brief
	if len(b.Unthanked) != 1 || b.Unthanked[0].ID != "iv-2" {
		t.Errorf("unthanked: %+v", b.Unthanked)
	}
	if got := b.Meeting.Candidate.TimeZone; got != "America/Los_Angeles" {
		t.Errorf("an older address came back with a later interview fact: %s", got)
	}
	if diff := cmp.Diff([]string{"a", "shifts"}, b.Meeting.Topics); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
	if b.PromisedBy.String() != "2026-03-06" || !b.Deadline.Equal(at(t, s, "Wed 2026-03-04 15:00")) {
		t.Errorf("promised by %s, deadline %s", b.PromisedBy, b.Deadline)
	}
}

// TestUntil: a story that is told to an instant ends there.
func TestUntil(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	got := followup.Simulate(s.policy, s.facts, at(t, s, "Wed 2026-03-04 13:00"))
	want := []string{"int-42.debrief.1", "int-42.thank_you.1", "int-42.thank_you.2"}
	if diff := cmp.Diff(want, ids(got.Reminders)); diff != "" || got.Outcome != "" || !got.ClosedAt.IsZero() {
		t.Errorf("told to the last call, %s at %s (-want +got):\n%s", got.Outcome, got.ClosedAt, diff)
	}
	if empty := followup.Simulate(s.policy, nil, time.Time{}); empty.Reminders == nil || len(empty.Reminders) != 0 {
		t.Errorf("no facts tell %+v", empty)
	}
}

// TestContradictingDuplicates: of two facts with the same id and time one counts, whichever comes first.
func TestContradictingDuplicates(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	said := func(by string) events.Event {
		d, err := events.ParseDate(by)
		if err != nil {
			t.Fatalf("read a date: %v", err)
		}
		e, err := events.New(events.DecisionPostponed, "/test", "evt-twice", "local", "int-42",
			at(t, s, "Wed 2026-03-04 10:00"), events.Postponement{Promise: &events.Promise{By: d}})
		if err != nil {
			t.Fatalf("make a fact: %v", err)
		}
		return e
	}
	one, other := said("2026-03-10"), said("2026-03-12")
	now := at(t, s, "Thu 2026-03-05 10:00")
	first := followup.Evaluate(s.policy, "int-42", append(slices.Clone(s.facts), one, other), nil, now)
	second := followup.Evaluate(s.policy, "int-42", append(slices.Clone(s.facts), other, one), nil, now)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("the order of arrival decides:\n%s", diff)
	}
}

// TestInvalidPolicy: a window that never opens does not hang a plan.
func TestInvalidPolicy(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	want := followup.Simulate(followup.DefaultPolicy(), s.facts, time.Time{})
	closed := followup.DefaultPolicy()
	closed.Window = events.AllowedWindow{From: 600, To: 600}
	for _, policy := range []followup.Policy{{}, closed} {
		if diff := cmp.Diff(want, followup.Simulate(policy, s.facts, time.Time{})); diff != "" {
			t.Errorf("an invalid policy is not the default one (-want +got):\n%s", diff)
		}
	}
}

// TestAClosedRoundWaitsForTheNextOnlyIfThatChangesAnything: what silence concluded is mended by a later round, and
// nothing else keeps a follow-up awake that has closed.
func TestAClosedRoundWaitsForTheNextOnlyIfThatChangesAnything(t *testing.T) {
	t.Parallel()
	s := story(t, "a next round that is announced after silence was declared mends the outcome once it counts as held")
	announced := s.facts[len(s.facts)-1].Time
	record := func(s storyFile) []followup.Emitted {
		var record []followup.Emitted
		for _, wake := range []string{"Fri 2026-03-06 09:00", "Mon 2026-03-09 09:00", "Tue 2026-03-10 09:00"} {
			record = followup.Evaluate(s.policy, "int-42", s.facts, record, at(t, s, wake)).Emitted
		}
		return record
	}
	d := followup.Evaluate(s.policy, "int-42", s.facts, record(s), announced)
	if want := at(t, s, "Fri 2026-03-13 15:15"); d.Snapshot.Stage != events.Closed || !d.NextWake.Equal(want) {
		t.Errorf("%s, and wakes at %v, want %v", d.Snapshot.Stage, d.NextWake, want)
	}
	s.facts = slices.Clone(s.facts)
	if err := s.readFact([]string{"Wed", "2026-03-11", "10:00", "outcome.recorded", "outcome=rejection", "from=staff"}); err != nil {
		t.Fatalf("read a fact: %v", err)
	}
	told := followup.Evaluate(s.policy, "int-42", s.facts, record(s), announced)
	if told.Snapshot.Outcome != events.Rejection || !told.NextWake.IsZero() {
		t.Errorf("%s, and wakes at %v, want never", told.Snapshot.Outcome, told.NextWake)
	}
}

// TestAhead: what will be due if nothing else becomes known, the next one first.
func TestAhead(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	d := followup.Evaluate(s.policy, "int-42", s.facts, nil, at(t, s, "Tue 2026-03-24 09:00"))
	want := []string{"int-42.check_in_result.3", "int-42.move_on.1"}
	if diff := cmp.Diff(want, ids(d.Ahead)); diff != "" {
		t.Errorf("ahead (-want +got):\n%s", diff)
	}
	for _, r := range d.Ahead {
		if r.State != events.Planned {
			t.Errorf("%s is %s", r.ID, r.State)
		}
	}
}

// TestBriefTellsWhatTheNextCheckInComesOf: a call back that was asked for belongs to one check_in, and to none once something newer was heard.
func TestBriefTellsWhatTheNextCheckInComesOf(t *testing.T) {
	t.Parallel()
	called := []string{"Fri", "2026-03-06", "10:00", "checkin.made", "result=call_back"}
	for _, c := range []struct {
		name  string
		facts [][]string
		want  events.CheckinResult
		n     int
	}{
		{"nothing", nil, "", 0},
		{"a call back", [][]string{called}, events.CallBack, 2},
		{"then a postponement", [][]string{called, {"Fri", "2026-03-06", "12:00", "decision.postponed", "by=2026-03-20"}}, "", 0},
		{"then another date", [][]string{called, {"Fri", "2026-03-06", "12:00", "debrief.recorded", "by=2026-03-20"}}, "", 0},
		{"then words that name no date", [][]string{called, {"Fri", "2026-03-06", "12:00", "debrief.recorded", `said="we will see"`}}, events.CallBack, 2},
		{"then nobody answered", [][]string{called, {"Fri", "2026-03-06", "12:00", "checkin.made", "result=no_answer"}}, events.NoAnswer, 2},
	} {
		s := story(t, "the worked example of the specification")
		s.facts = append([]events.Event(nil), s.facts...)
		for _, f := range c.facts {
			if err := s.readFact(f); err != nil {
				t.Fatalf("read a fact: %v", err)
			}
		}
		b := followup.Evaluate(s.policy, "int-42", s.facts, nil, at(t, s, "Fri 2026-03-06 13:00")).Brief
		if b.LastCheckin != c.want || b.LastCheckinN != c.n {
			t.Errorf("%s: the last check-in is %q for check_in %d, want %q for %d", c.name, b.LastCheckin, b.LastCheckinN, c.want, c.n)
		}
	}
}
