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
