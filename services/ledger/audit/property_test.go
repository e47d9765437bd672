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

// live draws a life: up to six facts, some of them heard hours after they were said, and an instant to look at it.
func live(t *testing.T, r *rapid.T) *story {
	s := newStory(t)
	at := ended
	for range rapid.IntRange(0, 6).Draw(r, "facts") {
		// No fact falls on the very instant of a reminder: which came first nobody could tell.
		at = at.Add(time.Duration(rapid.IntRange(1, 100).Draw(r, "hours"))*time.Hour + 7*time.Minute)
		heard := at
		if rapid.IntRange(0, 2).Draw(r, "late") == 0 {
			heard = at.Add(time.Duration(rapid.IntRange(1, 60).Draw(r, "hours late")) * time.Hour)
		}
		kind, data := drawFact(r, at)
		s.hear(kind, at, heard, data)
		at = heard
	}
	return s.until(at.Add(time.Duration(rapid.IntRange(1, 80*24).Draw(r, "hours until it is looked at")) * time.Hour))
}

func drawFact(r *rapid.T, at time.Time) (events.Type, any) {
	promise := &events.Promise{By: events.DateOf(at.AddDate(0, 0, rapid.IntRange(1, 20).Draw(r, "days")))}
	switch rapid.IntRange(0, 6).Draw(r, "fact") {
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
	default:
		return events.DebriefRecorded, events.Debrief{Topics: []string{"the new depot"}, Promise: promise}
	}
}

func TestAFaithfulRecordGivesNoFinding(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := live(t, r)
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

// Each fault is planted on one reminder that was sent, and is all that is found.
func TestEachPlantedFaultGivesItsFinding(t *testing.T) {
	faults := map[Kind]func(*story, events.Reminder){
		Lost: func(s *story, r events.Reminder) {
			s.drop(r.ID, events.ReminderDue, events.DeliveryRequested, events.DeliverySent)
		},
		Doubled: func(s *story, r events.Reminder) {
			s.deliver(events.DeliverySent, r, s.sentAt(r.ID).Add(time.Minute), func(d *events.Delivery) { d.MessageID = "m-other" })
		},
		Early: func(s *story, r events.Reminder) {
			s.drop(r.ID, events.DeliverySent)
			s.deliver(events.DeliverySent, r, r.DueAt.Add(-time.Minute), nil)
		},
		Late: func(s *story, r events.Reminder) {
			s.drop(r.ID, events.DeliverySent)
			s.deliver(events.DeliverySent, r, r.ExpiresAt.Add(grace), nil)
		},
		WrongTime: func(s *story, r events.Reminder) {
			s.drop(r.ID, events.DeliverySent)
			r.DueAt = r.DueAt.Add(-time.Hour)
			s.deliver(events.DeliverySent, r, r.DueAt, nil)
		},
		Unexpected: func(s *story, r events.Reminder) {
			r.ID, r.N = events.ReminderID(subject, r.Kind, 99), 99
			s.deliver(events.DeliverySent, r, r.DueAt, nil)
		},
		Ambiguous: func(s *story, r events.Reminder) {
			s.drop(r.ID, events.DeliverySent)
			s.deliver(events.DeliveryFailed, r, r.DueAt, func(d *events.Delivery) { d.Class = events.Ambiguous })
		},
	}
	kinds := []Kind{Lost, Doubled, Early, Late, WrongTime, Unexpected, Ambiguous}
	rapid.Check(t, func(r *rapid.T) {
		s := live(t, r)
		sent := slices.DeleteFunc(slices.Clone(s.status.Plan), func(p events.Reminder) bool {
			return p.State != events.Due || !s.now.After(p.ExpiresAt.Add(grace)) || !s.reasonable(p)
		})
		if len(sent) == 0 {
			r.Skip("nothing was sent")
		}
		victim := rapid.SampledFrom(sent).Draw(r, "victim")
		kind := rapid.SampledFrom(kinds).Draw(r, "fault")
		faults[kind](s, victim)
		want := string(kind) + " " + victim.ID
		if kind == Unexpected {
			want = string(kind) + " " + events.ReminderID(subject, victim.Kind, 99)
		}
		if diff := cmp.Diff([]string{want}, told(s.judge())); diff != "" {
			r.Errorf("found (-want +got):\n%s", diff)
		}
	})
}
