package followup_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// A reminder that was emitted and that somebody may still have to send: what makes it useless, and what does not.
func TestWhatWasEmittedMayBeOfNoUseAnyMore(t *testing.T) {
	t.Parallel()
	const over = "Tue 2026-03-03 15:00 interview.completed ended=15:00 by=2026-03-05 topics=depot"
	for _, c := range []struct {
		name  string
		facts []string
		now   string
		// want are the rules by the reminder, without the follow-up.
		want map[string]string
	}{
		{"nothing has happened", []string{over}, "Tue 2026-03-03 18:30", nil},
		{
			"the notes are sent",
			[]string{over, "Tue 2026-03-03 18:10 thankyou.sent"},
			"Tue 2026-03-03 18:30",
			map[string]string{"thank_you.1": "note_sent"},
		},
		{"it had expired", []string{over, "Wed 2026-03-04 15:30 thankyou.sent"}, "Wed 2026-03-04 15:31", map[string]string{"thank_you_late.1": "note_sent"}},
		{
			"somebody has asked",
			[]string{over, "Fri 2026-03-06 09:10 checkin.made method=call result=no_answer"},
			"Fri 2026-03-06 09:30",
			map[string]string{"check_in.1": "answered"},
		},
		{
			"they need longer",
			[]string{over, "Fri 2026-03-06 09:10 decision.postponed by=2026-03-13"},
			"Fri 2026-03-06 09:30",
			map[string]string{"check_in.1": "answered"},
		},
		{
			"it is decided",
			[]string{over, "Fri 2026-03-06 09:10 outcome.recorded outcome=rejection from=candidate"},
			"Fri 2026-03-06 09:30",
			map[string]string{"check_in.1": "outcome"},
		},
		{"its own message is none", []string{over, "Fri 2026-03-06 09:10 outcome.recorded outcome=offer from=staff"}, "Fri 2026-03-06 10:30", map[string]string{"check_in.1": "outcome"}},
		{
			"the outcome was another",
			[]string{
				over, "Fri 2026-03-06 09:10 outcome.recorded outcome=offer from=staff", "Fri 2026-03-06 10:00 outcome.recorded outcome=rejection from=staff",
			},
			"Fri 2026-03-06 10:30",
			map[string]string{"check_in.1": "outcome", "congratulations.1": "outcome"},
		},
		{
			"the data is erased",
			[]string{over, "Fri 2026-03-06 09:10 candidate.erased"},
			"Fri 2026-03-06 09:30",
			map[string]string{"check_in.1": "erased"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := storyFile{zone: newYork(t), policy: followup.DefaultPolicy()}
			s.employer = events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"}
			s.candidate = events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"}
			for _, line := range c.facts {
				if err := s.readFact(strings.Fields(line)); err != nil {
					t.Fatal(err)
				}
			}
			now := at(t, s, c.now)
			var emitted []followup.Emitted
			for wake := s.facts[0].Time; !wake.IsZero() && !wake.After(now); {
				d := followup.Evaluate(s.policy, "int-42", s.facts, emitted, wake)
				next := d.NextWake
				for _, f := range s.facts {
					if f.Time.After(wake) && (next.IsZero() || f.Time.Before(next)) {
						next = f.Time
					}
				}
				emitted, wake = d.Emitted, next
			}
			want := map[string]string{}
			for reminder, rule := range c.want {
				want["int-42."+reminder] = rule
			}
			got := followup.Evaluate(s.policy, "int-42", s.facts, emitted, now).Snapshot.Moot
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
