package audit

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// Where the domain of today cannot say what had to be sent, the follow-up is judged by its own record, and that is told.
func TestWhatTheDomainOfTodayCannotJudgeIsJudgedByItsRecord(t *testing.T) {
	for name, change := range map[string]func(*story){
		"the policy is another one now":                  func(s *story) { s.policy.MaxSilent = 1 },
		"it was another one once":                        func(s *story) { s.status.PlannedSince = ended.AddDate(0, 0, 3) },
		"the workflow has heard of more than the ledger": func(s *story) { s.status.Facts++ },
		"the candidate was erased": func(s *story) {
			s.say(events.CandidateErased, s.now.Add(time.Hour), events.Erasure{})
			for i, e := range s.entries {
				if e.Stream == events.StreamFacts {
					s.entries[i].Data = json.RawMessage("null")
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStory(t)
			s.until(ended.AddDate(0, 0, 20))
			change(s)
			j := s.judge()
			if !j.ByRecord || len(j.Findings) > 0 {
				t.Errorf("by record %t, found %v", j.ByRecord, j.Findings)
			}
			s.drop(check, events.DeliverySent)
			s.now = s.now.AddDate(0, 0, 10)
			if diff := cmp.Diff([]string{"lost " + check}, withoutGaps(told(s.judge()))); diff != "" {
				t.Errorf("an order was forgotten; found (-want +got):\n%s", diff)
			}
			s.deliver(events.DeliverySent, s.reminder(thank), s.sentAt(thank).Add(time.Hour), func(d *events.Delivery) { d.MessageID = "m-other" })
			if diff := cmp.Diff([]string{"lost " + check, "doubled " + thank}, withoutGaps(told(s.judge()))); diff != "" {
				t.Errorf("a letter went out twice; found (-want +got):\n%s", diff)
			}
		})
	}
}

// A check-in had been handed over when it was moved: that it was withdrawn at its old instant says nothing of the new one.
func TestByTheRecordWhatWasMovedIsLostAtItsNewInstant(t *testing.T) {
	s := newStory(t)
	s.lead = 10 * time.Minute
	at := time.Date(2026, time.March, 6, 14, 0, 0, 0, time.UTC)
	s.say(events.DecisionPostponed, at.Add(-2*time.Minute), events.Postponement{Promise: &events.Promise{By: events.NewDate(2026, time.March, 12)}})
	s.until(ended.AddDate(0, 0, 30))
	if got := told(s.judgeByRecord()); len(got) != 0 {
		t.Errorf("found %v, and all went as it should", got)
	}
	s.dropAt(s.reminder(check), events.DeliverySent)
	if diff := cmp.Diff([]string{"lost " + check}, told(s.judgeByRecord())); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}

// Nor does it where the plan wants it again for the same instant, by what was heard late.
func TestByTheRecordWhatIsWantedAgainIsLost(t *testing.T) {
	s := newStory(t)
	s.lead = 10 * time.Minute
	due := ended.Add(3 * time.Hour)
	s.say(events.ThankyouSent, due.Add(-2*time.Minute), events.Thankyou{})
	s.hear(events.FactRetracted, due.Add(-time.Minute), due.Add(10*time.Minute), retraction(s.facts[1]))
	s.until(ended.AddDate(0, 0, 30))
	if got := told(s.judgeByRecord()); len(got) != 0 {
		t.Errorf("found %v, and all went as it should", got)
	}
	s.dropAgain(thank, due, events.ReminderDue, events.DeliveryRequested, events.DeliverySent)
	if diff := cmp.Diff([]string{"lost " + thank}, told(s.judgeByRecord())); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}

// withoutGaps leaves out what is not said of a reminder.
func withoutGaps(lines []string) (kept []string) {
	for _, line := range lines {
		if line != string(Asleep) && line != string(Unheard) {
			kept = append(kept, line)
		}
	}
	return kept
}

// A later round of the application ends the earlier one without a word.
func TestOtherRoundsAreHeard(t *testing.T) {
	s := newStory(t)
	s.until(ended.AddDate(0, 0, 1))
	later := meeting()
	later.Interview.ID, later.Interview.EndedAt, later.Interview.Round = "int-43", ended.AddDate(0, 0, 2), 2
	e, err := events.New(events.InterviewCompleted, "/ats/test", "evt-43", tenant, "int-43", ended.AddDate(0, 0, 2), later)
	if err != nil {
		t.Fatal(err)
	}
	s.rounds = append(s.rounds, e)
	s.until(ended.AddDate(0, 0, 30))
	if j := s.judge(); len(j.Findings) > 0 || s.status.Outcome != events.Advanced {
		t.Errorf("%s; found %v", s.status.Outcome, j.Findings)
	}
	// Its candidate is erased: nobody can ask any more whether it had ended this one. What the record says is due is still missed.
	s.rounds[0].Data = json.RawMessage("null")
	if j := s.judge(); !j.ByRecord || len(j.Findings) > 0 {
		t.Errorf("the other round was erased: by record %t, found %v", j.ByRecord, j.Findings)
	}
	sent := slices.Clone(s.entries)
	s.drop(thank, events.DeliverySent)
	if diff := cmp.Diff([]string{"lost " + thank}, told(s.judge())); diff != "" {
		t.Errorf("the other round was erased, and an order forgotten; found (-want +got):\n%s", diff)
	}
	s.entries, s.rounds = sent, nil
	if j := s.judge(); len(j.Findings) == 0 {
		t.Error("without the other round nothing is missing")
	}
}

// Facts that wait for their interview are given up in the end, and what was stored a moment ago is on its way.
func TestWhatIsOnItsWayIsNoGap(t *testing.T) {
	s := newStory(t)
	s.until(ended.Add(4 * time.Hour))
	e := s.entry(events.CandidateUpdated, "/ats/test", "evt-9", s.now.Add(-time.Minute), events.CandidateUpdate{})
	c := Case{Tenant: tenant, Followup: subject, Policy: s.policy, Entries: s.entries, Status: s.status, Now: s.now, Grace: grace}
	if got := told(Judge(c)); len(got) != 1 {
		t.Errorf("found %v, want the fact that is unheard", got)
	}
	c.Settled = e.StoredAt
	if got := told(Judge(c)); len(got) != 0 {
		t.Errorf("found %v while it is on its way", got)
	}

	waiting := Case{
		Tenant: tenant, Followup: subject, Policy: s.policy, Now: ended.AddDate(0, 0, 9), Grace: grace,
		Status: &events.Snapshot{Stage: events.AwaitingInterview, Facts: 1, NextWake: ended.AddDate(0, 0, 1)},
		Entries: []record.Entry{{
			Tenant: tenant, Followup: subject, Stream: events.StreamFacts, Sequence: 1, Type: events.ThankyouSent, Source: "/ats", ID: "e", Time: ended,
			Data: json.RawMessage("{}"),
		}},
	}
	if got := told(Judge(waiting)); len(got) != 0 {
		t.Errorf("found %v of facts without an interview", got)
	}
}
