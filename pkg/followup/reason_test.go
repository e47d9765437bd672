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
			"They said by Thursday 5 March; Friday 6 March, 09:00 in New York is the next business morning.",
		},
		{
			"the worked example of the specification", "check_in.2",
			"Nothing was heard after the check-in before, so we give them until Friday 13 March; " +
				"Monday 16 March, 09:00 in New York is the next business morning.",
		},
		{
			"the worked example of the specification", "thank_you.2",
			"Wednesday 4 March, 13:00 in New York: last call, a thank-you note is worth most within a day, " +
				"until Wednesday 4 March, 15:00.",
		},
		{
			"Independence Day", "check_in.1",
			"They said by Thursday 2 July; Friday 3 July is Independence Day (observed), so Monday 6 July, 09:00 in New York.",
		},
		{
			"closures", "check_in.1",
			"They said by Thursday 5 March; Friday 6 March the office is closed and Monday 9 March the office is closed, " +
				"so Tuesday 10 March, 09:00 in New York.",
		},
		{
			"candidate far away: Berlin candidate, New York employer", "check_in.1",
			"They said by Thursday 5 March; Friday 6 March, 09:00 in New York (15:00 in Berlin) is the next business morning.",
		},
		{
			"check-in answered: call back", "check_in.2",
			"They asked for a call back; Monday 9 March, 09:00 in New York is the next business morning.",
		},
		{
			"check-in answered: call back", "check_in.3",
			"They asked for a call on Wednesday 11 March; Wednesday 11 March, 09:00 in New York is the next business morning.",
		},
		{
			"snoozed", "debrief.1",
			"Wednesday 4 March, 10:00 in New York: the conversation is fresh, so this is the time to note what was discussed " +
				"and when they will decide. It was put off until Wednesday 4 March, 10:00.",
		},
		{
			"a region without holidays of its own", "check_in.1",
			"They said by Thursday 2 July; Friday 3 July is Independence Day (observed), so Monday 6 July, 09:00 in New York. " +
				"We know no public holidays for US-ZZ, so those of US count.",
		},
		{
			"an ATS rejection stays quiet", "move_on.1",
			"Friday 20 March, 09:00 in New York: no word for 10 business days after the last check-in; it is time to look ahead.",
		},
		{
			"a note sent drops the thank-you reminders that are left", "thank_you.2",
			"Not needed on Wednesday 4 March, 13:00 in New York: the thank-you notes are sent.",
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
