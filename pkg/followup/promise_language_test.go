package followup_test

import (
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// TestPromiseIsReadInTheLanguageOfTheInterview: "12 mar" is 12 March in English and
// nothing certain in Spanish. A candidate who later asks for another language gets
// other words, but the employer's day stays what it was.
func TestPromiseIsReadInTheLanguageOfTheInterview(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		interview, later, policy string
		by                       events.Date
		reason                   string
	}{
		{
			interview: "en-GB", by: events.NewDate(2026, 3, 12),
			reason: "Said on Tuesday 3 March, that means by Thursday 12 March.",
		},
		{
			interview: "en-GB", later: "es", by: events.NewDate(2026, 3, 12),
			reason: "Según lo que dijeron el martes 3 de marzo, decidirán a más tardar el jueves 12 de marzo.",
		},
		{
			interview: "es", later: "en-GB",
			reason: "What they said names no date we can be sure of, so we have not guessed one.",
		},
		{
			interview: "en-GB", later: "es", policy: "fr", by: events.NewDate(2026, 3, 12),
			reason: "D'après ce qui a été dit le mardi 3 mars, la réponse est prévue le jeudi 12 mars au plus tard.",
		},
	} {
		s := story(t, "the worked example of the specification")
		m, err := events.DataOf[events.Meeting](s.facts[0])
		if err != nil {
			t.Fatalf("read the interview: %v", err)
		}
		m.Candidate.Locale, m.Promise = c.interview, &events.Promise{Said: "12 mar"}
		at := s.facts[0].Time
		completed, err := events.New(events.InterviewCompleted, "/test", "evt-001", "local", subject, at, m)
		if err != nil {
			t.Fatalf("write the interview: %v", err)
		}
		facts := []events.Event{completed}
		if c.later != "" {
			update := events.CandidateUpdate{Locale: c.later}
			updated, err := events.New(events.CandidateUpdated, "/test", "evt-002", "local", subject, at.Add(time.Minute), update)
			if err != nil {
				t.Fatalf("write the update: %v", err)
			}
			facts = append(facts, updated)
		}
		policy := followup.DefaultPolicy()
		policy.Language = events.Language(c.policy)
		got := followup.Evaluate(policy, subject, facts, nil, at.Add(time.Hour)).Snapshot
		if got.PromisedBy != c.by || got.PromiseReason != c.reason {
			t.Errorf("interview in %s, candidate later in %q, policy %q: got %s, %q; want %s, %q",
				c.interview, c.later, c.policy, got.PromisedBy, got.PromiseReason, c.by, c.reason)
		}
	}
}
