package audit

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// live draws a life: up to six facts, some of them heard hours after they were said, reminders that are handed over up to three
// days ahead and called back, and an instant to look at it.
func live(t *testing.T, r *rapid.T) *story {
	s := newStory(t)
	s.lead = time.Duration(rapid.IntRange(0, 72).Draw(r, "hours ahead")) * time.Hour
	at := ended
	for range rapid.IntRange(0, 6).Draw(r, "facts") {
		// No fact falls on the very instant of a reminder: which came first nobody could tell.
		at = at.Add(time.Duration(rapid.IntRange(1, 100).Draw(r, "hours"))*time.Hour + 7*time.Minute)
		heard := at
		if rapid.IntRange(0, 2).Draw(r, "late") == 0 {
			heard = at.Add(time.Duration(rapid.IntRange(1, 60).Draw(r, "hours late")) * time.Hour)
		}
		kind, data := drawFact(r, at, s.facts)
		s.hear(kind, at, heard, data)
		at = heard
	}
	return s.until(at.Add(time.Duration(rapid.IntRange(1, 80*24).Draw(r, "hours until it is looked at")) * time.Hour))
}

func drawFact(r *rapid.T, at time.Time, before []events.Event) (events.Type, any) {
	promise := &events.Promise{By: events.DateOf(at.AddDate(0, 0, rapid.IntRange(1, 20).Draw(r, "days")))}
	switch rapid.IntRange(0, 8).Draw(r, "fact") {
	case 0:
		return events.ThankyouSent, events.Thankyou{}
	case 1:
		return events.CheckinMade, events.Checkin{Method: events.ByEmail, Result: events.StillDeciding, Promise: promise}
	case 2:
		return events.CheckinMade, events.Checkin{Method: events.ByCall, Result: events.NoAnswer}
	case 3:
		return events.DecisionPostponed, events.Postponement{Promise: promise}
	case 4:
		return events.ReminderSnoozed, events.Snooze{Until: at.Add(30 * time.Hour)}
	case 5:
		return events.OutcomeRecorded, events.OutcomeReport{Outcome: rapid.SampledFrom([]events.Outcome{events.Offer, events.Rejection, events.Withdrawn}).Draw(r, "outcome")}
	case 6, 7:
		return events.FactRetracted, retraction(rapid.SampledFrom(before).Draw(r, "taken back"))
	default:
		return events.DebriefRecorded, events.Debrief{Topics: []string{"the new depot"}, Promise: promise}
	}
}

func TestAFaithfulRecordGivesNoFinding(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := live(t, r)
		if j := s.judgeByRecord(); len(j.Findings) > 0 {
			r.Errorf("by the record alone: %v", j.Findings)
		}
		if j := s.judge(); len(j.Findings) > 0 {
			for _, f := range s.facts {
				r.Logf("%s %s %s %s", f.Time.Format(time.RFC3339), f.ID, f.Type.Name(), f.Data)
			}
			for _, p := range s.status.Plan {
				r.Logf("%s %s %s %s", p.ID, p.State, p.DueAt.Format(time.RFC3339), p.Rule)
			}
			r.Fatalf("at %s: %v", s.now.Format(time.RFC3339), j.Findings)
		}
	})
}

// reasonable reports whether all facts together still want what was sent: else nobody misses it.
func (s *story) reasonable(r events.Reminder) bool {
	told := wantedOf(followup.Simulate(s.policy, s.facts, s.now).Reminders)[r.ID]
	return told.State == events.Due && told.DueAt.Equal(r.DueAt)
}

// Each fault is planted on one reminder that was sent, and is all that is found, also where the record is all there is to go by.
func TestEachPlantedFaultGivesItsFinding(t *testing.T) {
	faults := []struct {
		want  Kind
		plant func(*story, events.Reminder)
	}{
		// What was said of it at an instant before, when it was called back or skipped, stays in the record.
		{Lost, func(s *story, r events.Reminder) {
			s.dropAt(r, events.ReminderDue, events.DeliveryRequested, events.DeliverySent)
		}},
		{Lost, func(s *story, r events.Reminder) { s.dropAt(r, events.DeliveryRequested, events.DeliverySent) }},
		{Lost, func(s *story, r events.Reminder) { s.dropAt(r, events.DeliverySent) }},
		{Doubled, func(s *story, r events.Reminder) {
			s.deliver(events.DeliverySent, r, s.sentAt(r.ID).Add(time.Minute), func(d *events.Delivery) { d.MessageID = "m-other" })
		}},
		{Early, func(s *story, r events.Reminder) {
			s.drop(r.ID, events.DeliverySent)
			s.deliver(events.DeliverySent, r, r.DueAt.Add(-time.Minute), nil)
		}},
		{Late, func(s *story, r events.Reminder) {
			s.drop(r.ID, events.DeliverySent)
			s.deliver(events.DeliverySent, r, r.ExpiresAt.Add(grace), nil)
		}},
		{WrongTime, func(s *story, r events.Reminder) {
			s.drop(r.ID, events.DeliverySent)
			r.DueAt = r.DueAt.Add(-time.Hour)
			s.deliver(events.DeliverySent, r, r.DueAt, nil)
		}},
		{Unexpected, func(s *story, r events.Reminder) {
			r.ID, r.N = events.ReminderID(subject, r.Kind, 99), 99
			s.deliver(events.DeliverySent, r, r.DueAt, nil)
		}},
		{Ambiguous, func(s *story, r events.Reminder) {
			s.drop(r.ID, events.DeliverySent)
			s.deliver(events.DeliveryFailed, r, r.DueAt, func(d *events.Delivery) { d.Class = events.Ambiguous })
		}},
	}
	rapid.Check(t, func(r *rapid.T) {
		s := live(t, r)
		sent := slices.DeleteFunc(slices.Clone(s.status.Plan), func(p events.Reminder) bool {
			return p.State != events.Due || !s.now.After(p.ExpiresAt.Add(grace)) || !s.reasonable(p)
		})
		if len(sent) == 0 {
			r.Skip("nothing was sent")
		}
		victim := rapid.SampledFrom(sent).Draw(r, "victim")
		fault := rapid.SampledFrom(faults).Draw(r, "fault")
		fault.plant(s, victim)
		want := string(fault.want) + " " + victim.ID
		if fault.want == Unexpected {
			want = string(fault.want) + " " + events.ReminderID(subject, victim.Kind, 99)
		}
		if diff := cmp.Diff([]string{want}, told(s.judge())); diff != "" {
			r.Errorf("found (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{want}, told(s.judgeByRecord())); diff != "" {
			r.Errorf("found by the record alone (-want +got):\n%s", diff)
		}
	})
}
