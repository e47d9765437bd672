package story_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/cli/story"
	"github.com/afterword-io/afterword/pkg/events"
)

const (
	interview = `{"specversion":"1.0","type":"io.afterword.interview.completed.v1","source":"/t","id":"e-1","subject":"int-1","time":"2026-03-03T15:00:00Z",
 "data":{"interview":{"id":"int-1","ended_at":"2026-03-03T15:00:00Z"},
  "candidate":{"name":"Kim Test","email":"kim@example.com","time_zone":"Europe/Lisbon"},
  "employer":{"name":"Acme","time_zone":"America/New_York"},"interviewers":[{"name":"Pat Boss"},{"name":"Lou Boss"}]}}`
	offer = `{"specversion":"1.0","type":"io.afterword.outcome.recorded.v1","source":"/t","id":"e-2","subject":"int-1","time":"2026-03-04T15:00:00Z",
 "data":{"outcome":"offer"}}`
)

func facts(t *testing.T, input string) ([]events.Event, error) {
	t.Helper()
	d, err := story.Read(strings.NewReader(input))
	if err != nil {
		t.Fatal(err)
	}
	return d.Facts()
}

func TestFactsAreNormalisedAsTheServerDoes(t *testing.T) {
	t.Parallel()
	es, err := facts(t, "["+interview+","+offer+"]")
	if err != nil {
		t.Fatal(err)
	}
	if len(es) != 2 || es[1].Type != events.OutcomeRecorded {
		t.Fatalf("facts are %+v", es)
	}
	meeting, err := events.DataOf[events.Meeting](es[0])
	if err != nil {
		t.Fatal(err)
	}
	// thankyou.sent names interviewers by these.
	if meeting.Interviewers[0].ID != "iv-1" || meeting.Interviewers[1].ID != "iv-2" {
		t.Errorf("interviewers are %+v", meeting.Interviewers)
	}
}

func TestEveryFieldAtFaultIsNamedWithItsPlace(t *testing.T) {
	t.Parallel()
	nobody := strings.Replace(interview, `"name":"Kim Test",`, ``, 1)
	perhaps := strings.Replace(offer, `"offer"`, `"perhaps"`, 1)
	tests := map[string]struct {
		input string
		want  []string
	}{
		"one event":      {nobody, []string{"data.candidate.name "}},
		"several events": {"[" + nobody + "," + perhaps + "]", []string{"[0].data.candidate.name ", "[1].data.outcome "}},
		"no time":        {strings.Replace(interview, `"time":"2026-03-03T15:00:00Z",`, ``, 1), []string{"time is required"}},
		"an end too far ahead of its event": {
			strings.Replace(interview, `"ended_at":"2026-03-03T15:00:00Z"`, `"ended_at":"2026-03-04T15:00:01Z"`, 1),
			[]string{"data.interview.ended_at "},
		},
		"a system event":    {strings.Replace(offer, "outcome.recorded", "reminder.due", 1), []string{"type "}},
		"a plain interview": {`{"interview":{"id":"int-1"}}`, []string{"specversion "}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := facts(t, tt.input)
			var invalid *story.InvalidError
			if !errors.As(err, &invalid) {
				t.Fatalf("error is %v, want the faults", err)
			}
			if len(invalid.Faults) != len(tt.want) {
				t.Fatalf("faults are %q, want %q", invalid.Faults, tt.want)
			}
			for i, want := range tt.want {
				if !strings.HasPrefix(invalid.Faults[i], want) {
					t.Errorf("fault %d is %q, want one of %q", i, invalid.Faults[i], want)
				}
			}
		})
	}
}

func TestAnOldInterviewIsJudgedAtItsOwnTime(t *testing.T) {
	t.Parallel()
	old := strings.ReplaceAll(interview, "2026-", "2019-")
	if _, err := facts(t, old); err != nil {
		t.Errorf("a story of long ago is refused: %v", err)
	}
}

func TestZonesAreThoseOfTheLastInterviewEvent(t *testing.T) {
	t.Parallel()
	moved := strings.NewReplacer("e-1", "e-3", "America/New_York", "America/Chicago").Replace(interview)
	other := strings.NewReplacer("int-1", "int-2", "America/New_York", "Asia/Tokyo").Replace(interview)
	es, err := facts(t, "["+interview+","+moved+","+other+"]")
	if err != nil {
		t.Fatal(err)
	}
	zones, err := story.ZonesOf("int-1", es)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"America/Chicago", "Europe/Lisbon"}, []string{zones.Employer.String(), zones.Candidate.String()}); diff != "" {
		t.Errorf("zones differ (-want +got):\n%s", diff)
	}
	if zones, err := story.ZonesOf("int-9", es); err != nil || zones.Employer != time.UTC || zones.Candidate != nil {
		t.Errorf("zones of nobody are %+v, error %v", zones, err)
	}
}
