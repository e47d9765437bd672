package followup_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// A change of rules at an instant, told as the workflow lives through it: what is sent and when it closes.
func TestRulesThatChangeUnderAFollowUp(t *testing.T) {
	t.Parallel()
	hours := func(n int) followup.Duration { return followup.Duration(time.Duration(n) * time.Hour) }
	for _, c := range []struct {
		name   string
		facts  []string
		at     string
		change func(*followup.Policy)
		want   []string
	}{
		{
			"a reminder still ahead moves",
			[]string{"Tue 2026-03-03 15:00 interview.completed ended=15:00 by=2026-03-05 topics=depot", "Fri 2026-03-06 09:30 outcome.recorded outcome=withdrawn"},
			"Tue 2026-03-03 17:00",
			func(p *followup.Policy) { p.ThankYouDelay = hours(4) },
			[]string{
				"thank_you 1 | Tue 2026-03-03 19:00", "thank_you 2 | Wed 2026-03-04 13:00", "thank_you_late 1 | Wed 2026-03-04 15:00",
				"check_in 1 | Fri 2026-03-06 09:00", "closed withdrawn | Fri 2026-03-06 09:30",
			},
		},
		{
			"a reminder moved into the past is due at once",
			[]string{"Tue 2026-03-03 15:00 interview.completed ended=15:00 by=2026-03-05 topics=depot", "Wed 2026-03-04 12:00 outcome.recorded outcome=withdrawn"},
			"Tue 2026-03-03 17:00",
			func(p *followup.Policy) { p.ThankYouDelay = hours(1) },
			[]string{"thank_you 1 | Tue 2026-03-03 17:00", "closed withdrawn | Wed 2026-03-04 12:00"},
		},
		{
			"at night it waits for the morning",
			[]string{"Tue 2026-03-03 17:30 interview.completed ended=17:30 by=2026-03-05 topics=depot", "Wed 2026-03-04 12:00 outcome.recorded outcome=withdrawn"},
			"Tue 2026-03-03 22:00",
			func(p *followup.Policy) { p.ThankYouDelay, p.DebriefDelay = hours(1), hours(2) },
			[]string{"thank_you 1 | Wed 2026-03-04 08:00", "closed withdrawn | Wed 2026-03-04 12:00"},
		},
		{
			"what was sent is not sent again at its new time",
			[]string{"Tue 2026-03-03 15:00 interview.completed ended=15:00 by=2026-03-05 topics=depot", "Wed 2026-03-04 12:00 outcome.recorded outcome=withdrawn"},
			"Tue 2026-03-03 18:30",
			func(p *followup.Policy) { p.ThankYouDelay = hours(5) },
			[]string{"thank_you 1 | Tue 2026-03-03 18:00", "closed withdrawn | Wed 2026-03-04 12:00"},
		},
		{
			"the next check-in, had it been asked for already, is asked for on the next business morning",
			[]string{"Tue 2026-03-03 15:00 interview.completed ended=15:00 by=2026-03-05 topics=depot", "Tue 2026-03-03 16:00 thankyou.sent", "Mon 2026-03-16 15:00 outcome.recorded outcome=withdrawn"},
			"Fri 2026-03-13 10:00",
			func(p *followup.Policy) { p.RoundDays = 1 },
			[]string{
				"check_in 1 | Fri 2026-03-06 09:00", "check_in_result 1 | Mon 2026-03-09 09:00", "check_in 2 | Mon 2026-03-16 09:00",
				"closed withdrawn | Mon 2026-03-16 15:00",
			},
		},
		{
			"silence that would have been declared is declared now, and told",
			[]string{"Tue 2026-03-03 15:00 interview.completed ended=15:00 by=2026-03-05 topics=depot", "Tue 2026-03-03 16:00 thankyou.sent"},
			"Thu 2026-03-12 21:00",
			func(p *followup.Policy) { p.MaxSilent, p.SilenceDays = 1, 2 },
			[]string{
				"check_in 1 | Fri 2026-03-06 09:00", "check_in_result 1 | Mon 2026-03-09 09:00", "move_on 1 | Fri 2026-03-13 08:00",
				"closed no_response | Fri 2026-03-13 08:00",
			},
		},
		{
			"a hard end that would have come comes now, and is told",
			[]string{"Tue 2026-03-03 15:00 interview.completed ended=15:00 by=2026-03-05 topics=depot", "Tue 2026-03-03 16:00 thankyou.sent"},
			"Mon 2026-03-30 12:00",
			func(p *followup.Policy) { p.HardEndAfter, p.HardEndDays, p.MaxCheckIns = hours(240), 1, 6 },
			[]string{
				"check_in 1 | Fri 2026-03-06 09:00", "check_in_result 1 | Mon 2026-03-09 09:00", "check_in 2 | Mon 2026-03-16 09:00",
				"check_in_result 2 | Tue 2026-03-17 09:00", "check_in 3 | Tue 2026-03-24 09:00", "check_in_result 3 | Wed 2026-03-25 09:00",
				"move_on 1 | Mon 2026-03-30 12:00", "closed expired | Mon 2026-03-30 12:00",
			},
		},
		{
			"a follow-up that was open after its new hard end is told as well",
			[]string{"Mon 2026-03-30 12:00 interview.completed ended=2026-03-03T15:00 topics=depot", "Mon 2026-03-30 12:30 thankyou.sent"},
			"Tue 2026-03-31 12:00",
			func(p *followup.Policy) { p.HardEndAfter, p.HardEndDays = hours(240), 0 },
			[]string{"check_in 1 | Tue 2026-03-31 09:00", "move_on 1 | Tue 2026-03-31 12:00", "closed expired | Tue 2026-03-31 12:00"},
		},
		{
			"the reminder of an offer's date is not dropped because it should have come before",
			[]string{"Tue 2026-03-03 15:00 interview.completed ended=15:00 by=2026-03-05 topics=depot", "Tue 2026-03-03 16:00 outcome.recorded outcome=offer respond_by=2026-03-12"},
			"Mon 2026-03-09 12:00",
			func(p *followup.Policy) { p.OfferLeadDays = 5 },
			[]string{"congratulations 1 | Tue 2026-03-03 16:00", "offer_deadline 1 | Mon 2026-03-09 12:00", "closed offer | Mon 2026-03-09 12:00"},
		},
		{
			"nor is the closing brief",
			[]string{"Mon 2026-03-02 12:00 interview.scheduled starts=2026-03-03T14:00 ends=2026-03-03T15:00", "Tue 2026-03-03 14:30 interview.cancelled"},
			"Tue 2026-03-03 10:00",
			func(p *followup.Policy) { p.ClosingBriefLead = hours(20) },
			[]string{"closing_brief 1 | Tue 2026-03-03 10:00", "closed cancelled | Tue 2026-03-03 14:30"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := storyFile{zone: newYork(t), policy: followup.DefaultPolicy()}
			s.employer = events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"}
			s.candidate = events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"}
			for _, line := range c.facts {
				if err := s.readFact(strings.Fields(line)); err != nil {
					t.Fatalf("read a fact: %v", err)
				}
			}
			changed := s.policy
			c.change(&changed)
			if followup.Basis(changed) == followup.Basis(s.policy) {
				t.Fatal("the basis is the same")
			}
			r := replanned{before: s.policy, after: changed, since: at(t, s, c.at), facts: s.facts}
			r.live(t, s.facts[0].Time, s.facts[0].Time.AddDate(1, 0, 0))
			var got []string
			for _, e := range r.record {
				got = append(got, string(e.Kind)+" "+string(rune('0'+e.N))+" | "+e.DueAt.In(s.zone).Format(layout))
			}
			got = append(got, "closed "+string(r.last.Outcome)+" | "+r.last.ClosedAt.In(s.zone).Format(layout))
			got = slices.DeleteFunc(got, func(line string) bool { return strings.HasPrefix(line, "debrief") })
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("it differs (-want +got):\n%s", diff)
			}
		})
	}
}

// What the candidate was told to let go is not taken up again: later rules do not judge the record.
func TestAConclusionThatWasToldStands(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	short := followup.DefaultPolicy()
	short.HardEndAfter, short.HardEndDays = followup.Duration(20*24*time.Hour), 1
	patient := followup.DefaultPolicy()
	patient.SilenceDays, patient.MaxSilent = 20, 5
	for _, c := range []struct {
		name          string
		before, after followup.Policy
		outcome       events.Outcome
		replanned     bool
	}{
		{"silence, under more patient rules", s.policy, patient, events.NoResponse, false},
		{"silence, noted after a change", s.policy, patient, events.NoResponse, true},
		{"the hard end, noted after a change", short, short, events.Expired, true},
	} {
		told := replanned{before: c.before, since: s.facts[0].Time.AddDate(2, 0, 0), facts: s.facts}
		told.live(t, s.facts[0].Time, s.facts[0].Time.AddDate(1, 0, 0))
		since := time.Time{}
		if c.replanned {
			since = told.last.ClosedAt.Add(time.Minute)
		}
		d := followup.EvaluateSince(c.after, since, subject, s.facts, told.record, told.last.ClosedAt.Add(time.Hour))
		if got := d.Snapshot; got.Stage != events.Closed || got.Outcome != c.outcome || !got.ClosedAt.Equal(told.last.ClosedAt) || told.last.Outcome != c.outcome {
			t.Errorf("%s: %s with %s at %v, want closed with %s at %v", c.name, got.Stage, got.Outcome, got.ClosedAt, c.outcome, told.last.ClosedAt)
		}
		if len(d.Due) != 0 || !d.NextWake.IsZero() {
			t.Errorf("%s: %v is due, and it wakes at %v", c.name, ids(d.Due), d.NextWake)
		}
	}
}

// The candidate is told that the schedule changed, and not that somebody was late.
func TestAReminderThatAChangeMovedSaysSo(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	now := at(t, s, "Tue 2026-03-03 17:00")
	for language, want := range map[events.Language]string{
		events.English: "The schedule changed on ", events.German: "Der Zeitplan wurde am ",
		events.French: "Le calendrier a changé ", events.Spanish: "El calendario cambió ",
	} {
		policy := s.policy
		policy.Language, policy.Spacing, policy.ThankYouDelay = language, 0, followup.Duration(time.Hour)
		d := followup.EvaluateSince(policy, now, subject, s.facts, nil, now)
		said := false
		for _, r := range d.Snapshot.Plan {
			said = said || r.ID == "int-42.thank_you.1" && strings.Contains(r.Reason, want)
		}
		if !said {
			t.Errorf("%s: %v", language, d.Snapshot.Plan)
		}
	}
}

// What a change has put off to one instant, and of which only the last was sent, is not sent by a later decision.
func TestWhatAChangeSupersededStaysSuperseded(t *testing.T) {
	t.Parallel()
	s := storyFile{zone: newYork(t), policy: followup.DefaultPolicy()}
	s.setEmployer(t, "America/New_York", "US")
	s.candidate = events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"}
	if err := s.readFact(strings.Fields("Tue 2026-03-03 15:00 interview.completed ended=15:00")); err != nil {
		t.Fatal(err)
	}
	late, early := s.policy, s.policy
	late.DebriefDelay, late.ThankYouDelay = followup.Duration(4*time.Hour), followup.Duration(8*time.Hour)
	early.ThankYouDelay = followup.Duration(90 * time.Minute)
	r := replanned{before: late, after: early, since: at(t, s, "Tue 2026-03-03 17:00"), facts: s.facts}
	var got []string
	r.told = func(now time.Time, d followup.Decision) {
		for _, e := range d.Due {
			got = append(got, e.ID+" | "+now.In(s.zone).Format(layout))
		}
	}
	r.live(t, s.facts[0].Time, s.facts[0].Time.AddDate(0, 0, 2))
	want := []string{"int-42.thank_you.1 | Tue 2026-03-03 17:00", "int-42.thank_you.2 | Wed 2026-03-04 13:00", "int-42.thank_you_late.1 | Wed 2026-03-04 15:00"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("it differs (-want +got):\n%s", diff)
	}
	if debrief := r.last.Plan[0]; debrief.Rule != string(followup.RuleSuperseded) {
		t.Errorf("the debrief is %+v", debrief)
	}
}

func newYork(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatalf("load a zone: %v", err)
	}
	return zone
}

// replanned lives through a follow-up whose policy changes once.
type replanned struct {
	before, after followup.Policy
	since         time.Time
	facts         []events.Event

	record []followup.Emitted
	last   events.Snapshot
	// told is called with every decision.
	told func(now time.Time, d followup.Decision)
}

// check is a test, or one try of a property.
type check interface {
	Helper()
	Fatalf(format string, args ...any)
}

// live wakes whenever a decision asks for it, at every fact and at the change.
func (r *replanned) live(t check, from, until time.Time) {
	t.Helper()
	now := from
	for range 2000 {
		policy, since := r.before, time.Time{}
		if !now.Before(r.since) {
			policy, since = r.after, r.since
		}
		d := followup.EvaluateSince(policy, since, subject, r.facts, r.record, now)
		if r.told != nil {
			r.told(now, d)
		}
		r.record, r.last = d.Emitted, d.Snapshot
		next := until
		for _, f := range r.facts {
			if f.Time.After(now) && f.Time.Before(next) {
				next = f.Time
			}
		}
		if r.since.After(now) && r.since.Before(next) {
			next = r.since
		}
		if d.NextWake.After(now) && d.NextWake.Before(next) && d.Snapshot.Stage != events.AwaitingInterview {
			next = d.NextWake
		}
		if !now.Before(until) {
			return
		}
		now = next
	}
	t.Fatalf("still not at the end after 2000 wakes")
}

func TestReplanning(t *testing.T) {
	t.Parallel()
	t.Run("on the same rules changes nothing", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, replanningTheSameChangesNothing)
	})
	t.Run("on others repeats nothing", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, replanningRepeatsNothing)
	})
}

// replanningTheSameChangesNothing: a re-plan that was not needed, as after an upgrade, is not seen from outside. (What a
// later retraction makes late is asked about at the re-plan already, and so may be told as skipped at another instant.)
func replanningTheSameChangesNothing(t *rapid.T) {
	w := drawWorld(t)
	w.facts = slices.DeleteFunc(w.facts, func(f events.Event) bool { return f.Type == events.FactRetracted })
	story := followup.Simulate(w.policy, w.ownFirst(), time.Time{})
	r := replanned{before: w.policy, after: w.policy, since: quarter(t, w.begin.Add(-100*time.Hour), 90*24*time.Hour, "since"), facts: w.facts}
	if followup.Evaluate(w.policy, subject, w.facts, nil, r.since).Snapshot.Stage == events.Closed {
		return // Nobody plans a closed follow-up again.
	}
	r.live(t, w.begin.Add(-200*time.Hour), w.end())
	// A conclusion whose message waits for the morning is drawn anew; that the message was dropped in between is not told then.
	sent := func(plan []events.Reminder) []events.Reminder {
		return slices.DeleteFunc(slices.Clone(plan), func(r events.Reminder) bool { return r.Kind == events.MoveOn && r.State == events.Skipped })
	}
	if diff := cmp.Diff(sent(story.Reminders), sent(r.last.Plan)); diff != "" {
		t.Fatalf("planned again at %s (-story +got):\n%s", r.since, diff)
	}
	if r.last.Outcome != story.Outcome || !r.last.ClosedAt.Equal(story.ClosedAt) {
		t.Fatalf("it closes as %s at %s, the story as %s at %s", r.last.Outcome, r.last.ClosedAt, story.Outcome, story.ClosedAt)
	}
}

// replanningRepeatsNothing: whatever the new numbers are, what was sent stays sent, nothing is sent twice or stale,
// and what the change put into the past is due from then on.
func replanningRepeatsNothing(t *rapid.T) {
	w := drawWorld(t)
	other := world{policy: w.policy}
	other.drawNumbers(t)
	r := replanned{before: w.policy, after: other.policy, since: quarter(t, w.begin.Add(-100*time.Hour), 90*24*time.Hour, "since"), facts: w.facts}
	sent := map[string]time.Time{}
	closed := false
	var before followup.Decision
	r.told = func(now time.Time, d followup.Decision) {
		known := slices.ContainsFunc(w.facts, func(f events.Event) bool {
			return f.Time.After(before.Snapshot.EvaluatedAt) && !f.Time.After(now)
		})
		if before.Snapshot.EvaluatedAt.Before(r.since) == now.Before(r.since) && !known {
			w.cameTrue(t, before, d)
		}
		before = d
		if now.Before(r.since) {
			closed = d.Snapshot.Stage == events.Closed
		}
		for _, e := range d.Due {
			if at, ok := sent[e.ID]; ok {
				t.Fatalf("%s was sent for %s and again for %s", e.ID, at, e.DueAt)
			}
			if !now.Before(e.ExpiresAt) || e.DueAt.After(now) {
				t.Fatalf("%s is sent at %s, due at %s, worthless from %s on", e.ID, now, e.DueAt, e.ExpiresAt)
			}
			if !now.Before(r.since) && e.DueAt.Before(r.since) && !closed {
				t.Fatalf("%s is sent for %s, before the change at %s", e.ID, e.DueAt, r.since)
			}
			sent[e.ID] = e.DueAt
		}
		for id, at := range sent {
			if !d.Snapshot.Wants(id, at) {
				t.Fatalf("%s was sent for %s and is not in the plan of %s any more:\n%v", id, at, now, d.Snapshot.Plan)
			}
		}
		w.unique(t, d.Snapshot.Plan)
	}
	r.live(t, w.begin.Add(-200*time.Hour), w.end())
}

func TestBasis(t *testing.T) {
	t.Parallel()
	policy := followup.DefaultPolicy()
	if a, b := followup.Basis(policy), followup.Basis(followup.DefaultPolicy()); a != b || len(a) != 16 {
		t.Errorf("the same policy rests on %q and %q", a, b)
	}
	policy.RoundDays++
	if followup.Basis(policy) == followup.Basis(followup.DefaultPolicy()) {
		t.Error("another policy rests on the same")
	}
}
