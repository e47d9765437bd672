package followup_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// TestADossierSaysWhatWouldBe: the page tells when it will remind, while the promise is only being typed.
func TestADossierSaysWhatWouldBe(t *testing.T) {
	t.Parallel()
	ended := time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)
	fact := func(kind events.Type, id string, at time.Time, data any) events.Event {
		e, err := events.New(kind, "/test", id, "local", subject, at, data)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	completed := fact(events.InterviewCompleted, "evt-1", ended, events.Meeting{
		Interview:    events.Interview{ID: subject, EndedAt: ended},
		Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"},
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
	})
	policy, now := followup.DefaultPolicy(), ended.Add(90*time.Minute)
	kept := followup.Dossier{
		Tenant: "local", Followup: subject, Facts: []events.Event{completed}, Revision: 2,
		Emitted: followup.Evaluate(policy, subject, []events.Event{completed}, nil, ended.Add(time.Hour)).Emitted,
	}
	data, err := json.Marshal(kept)
	if err != nil {
		t.Fatal(err)
	}
	var d followup.Dossier
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(kept, d); diff != "" {
		t.Errorf("it comes back another one (-want +got):\n%s", diff)
	}

	checkIn := func(d followup.Decision) string {
		for _, r := range d.Ahead {
			if r.Kind == events.CheckIn {
				return r.DueAt.Format(time.RFC3339)
			}
		}
		return "none"
	}
	typed := fact(events.DebriefRecorded, "evt-2", now, events.Debrief{Promise: &events.Promise{Said: "by Thursday"}})
	if got := checkIn(d.Evaluate(policy, now, typed)); got != "2026-03-06T14:00:00Z" {
		t.Errorf("with the promise the check-in is at %s", got)
	}
	is := d.Evaluate(policy, now)
	if got := checkIn(is); got != "2026-03-11T13:00:00Z" || len(is.Due) != 0 || len(d.Facts) != 1 {
		t.Errorf("without it the check-in is at %s, %d reminders are due, %d facts are kept", got, len(is.Due), len(d.Facts))
	}

	changed := policy
	changed.ThankYouDelay, changed.Spacing = followup.Duration(time.Hour), 0
	d.Since = now.Add(-time.Minute)
	if due := d.Evaluate(changed, now).Due; len(due) != 1 || due[0].ID != subject+".thank_you.1" || !due[0].DueAt.Equal(d.Since) {
		t.Errorf("the policy changed at %v, and due is %v", d.Since, due)
	}
}
