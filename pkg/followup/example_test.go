package followup_test

import (
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// An interview on a Tuesday, an answer promised by Thursday, and nothing heard since.
func ExampleSimulate() {
	ended := time.Date(2026, time.March, 3, 20, 0, 0, 0, time.UTC)
	completed, err := events.New(events.InterviewCompleted, "/example", "evt-1", "local", "int-42", ended, events.Meeting{
		Interview:    events.Interview{ID: "int-42", EndedAt: ended},
		Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"},
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
		Promise:      &events.Promise{Said: "you'll hear by Thursday"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	story := followup.Simulate(followup.DefaultPolicy(), []events.Event{completed}, time.Time{})
	for _, r := range story.Reminders[:5] {
		fmt.Println(r.DueAt.Format(time.RFC3339), r.ID)
	}
	fmt.Println(story.ClosedAt.Format(time.RFC3339), story.Outcome)
	// Output:
	// 2026-03-03T21:00:00Z int-42.debrief.1
	// 2026-03-03T23:00:00Z int-42.thank_you.1
	// 2026-03-04T18:00:00Z int-42.thank_you.2
	// 2026-03-04T20:00:00Z int-42.thank_you_late.1
	// 2026-03-06T14:00:00Z int-42.check_in.1
	// 2026-04-07T13:00:00Z no_response
}
