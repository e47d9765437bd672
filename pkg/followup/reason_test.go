package followup_test

import (
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// story returns the story with this name.
func story(t testing.TB, name string) storyFile {
	t.Helper()
	for _, s := range readStories(t) {
		if s.name == name {
			return s
		}
	}
	t.Fatalf("there is no story %q", name)
	return storyFile{}
}

// TestReasons reads what a career adviser would say.
func TestReasons(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ story, id, want string }{
		{
			"the worked example of the specification", "check_in.1",
			"They said by Thursday 5 March; the next business morning is Friday 6 March, 09:00 in New York.",
		},
		{
			"the worked example of the specification", "check_in.2",
			"There was no word after the last check-in, so we give them until Friday 13 March; " +
				"the next business morning is Monday 16 March, 09:00 in New York.",
		},
		{
			"the worked example of the specification", "thank_you.2",
			"Wednesday 4 March, 13:00 in New York: last call for the thank-you notes; they do the most good within a day, " +
				"so by Wednesday 4 March, 15:00.",
		},
		{
			"Independence Day", "check_in.1",
			"They said by Thursday 2 July; Friday 3 July is Independence Day (observed), so Monday 6 July, 09:00 in New York.",
		},
		{
			"closures", "check_in.1",
			"They said by Thursday 5 March; the office is closed on Friday 6 March and Monday 9 March, " +
				"so Tuesday 10 March, 09:00 in New York.",
		},
		{
			"candidate far away: Berlin candidate, New York employer", "check_in.1",
			"They said by Thursday 5 March; the next business morning is Friday 6 March, 09:00 in New York (15:00 in Berlin).",
		},
		{
			"check-in answered: call back", "check_in.2",
			"They asked for a call back; the next business morning is Monday 9 March, 09:00 in New York.",
		},
		{
			"check-in answered: call back", "check_in.3",
			"They asked for a call on Wednesday 11 March; the time for it is 09:00 in New York.",
		},
		{
			"closing brief early in the morning", "closing_brief.1",
			"Monday 2 March, 19:30 in New York: the interview begins on Tuesday 3 March, 09:00, so it is time for a last look " +
				"at what to say and ask at the end.",
		},
		{
			"rescheduled", "closing_brief.2",
			"Thursday 5 March, 12:00 in New York: the interview begins at 14:00, so it is time for a last look at what to say " +
				"and ask at the end.",
		},
		{
			"Easter in Auckland", "check_in.1",
			"They said by Thursday 2 April; Friday 3 April is Good Friday and Monday 6 April is Easter Monday, " +
				"so Tuesday 7 April, 09:00 in Auckland.",
		},
		{
			"the candidate moves to the west", "check_in.1",
			"They said by Thursday 5 March; the check-in is set for Friday 6 March, 11:00 in New York (08:00 in Los Angeles).",
		},
		{
			"snoozed", "debrief.1",
			"Wednesday 4 March, 10:00 in New York: the conversation is fresh, so this is the time to note what was discussed " +
				"and when they will decide. It was put off until Wednesday 4 March, 10:00.",
		},
		{
			"a region without holidays of its own", "check_in.1",
			"They said by Thursday 2 July; Friday 3 July is Independence Day (observed), so Monday 6 July, 09:00 in New York. " +
				"We know no public holidays for US-ZZ, so those of US apply.",
		},
		{
			"an ATS rejection stays quiet", "move_on.1",
			"Friday 20 March, 09:00 in New York: no word for 10 business days after the last check-in; it is time to look ahead.",
		},
		{
			"a note sent drops the thank-you reminders that are left", "thank_you.2",
			"Not needed on Wednesday 4 March, 13:00 in New York: the thank-you notes have been sent.",
		},
	} {
		s := story(t, c.story)
		got := ""
		for _, r := range followup.Simulate(s.policy, s.facts, time.Time{}).Reminders {
			if r.ID == "int-42."+c.id {
				got = r.Reason
			}
		}
		if got != c.want {
			t.Errorf("%s, %s:\n got %s\nwant %s", c.story, c.id, got, c.want)
		}
	}
}

// TestReasonsAreNotPersonal: no name, address or word of anybody reaches a plan, and an
// answer that only an ATS knows does not either.
func TestReasonsAreNotPersonal(t *testing.T) {
	t.Parallel()
	for _, s := range readStories(t) {
		for _, r := range followup.Simulate(s.policy, s.facts, time.Time{}).Reminders {
			for _, word := range []string{"Ada", "Park", "Finn", "ada@", "+1415", "depot"} {
				if strings.Contains(r.Reason, word) {
					t.Errorf("%s: the reason of %s holds %q: %s", s.name, r.ID, word, r.Reason)
				}
			}
		}
	}
	quiet := story(t, "an ATS rejection stays quiet")
	for _, r := range followup.Simulate(quiet.policy, quiet.facts, time.Time{}).Reminders {
		if strings.Contains(r.Reason, "the answer was no") {
			t.Errorf("%s tells the ATS's answer: %s", r.ID, r.Reason)
		}
	}
}

// TestEveryRuleIsTold: each rule appears in some story or test of its own, with a sentence.
func TestEveryRuleIsTold(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	for _, s := range readStories(t) {
		for _, r := range followup.Simulate(s.policy, s.facts, time.Time{}).Reminders {
			if r.State == events.Skipped {
				told[r.Rule] = true
			}
		}
	}
	for _, rule := range followup.Rules() {
		if !told[string(rule)] {
			t.Errorf("no story tells of the rule %s", rule)
		}
	}
}
