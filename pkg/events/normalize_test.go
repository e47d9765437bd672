package events_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestNormalize(t *testing.T) {
	tests := []struct {
		name       string
		t          events.Type
		data, want string
	}{
		{"nothing to do", events.InterviewCompleted, `{ "interviewers" : [ {"id":"x"} ] }`, `{ "interviewers" : [ {"id":"x"} ] }`},
		{"ids", events.InterviewCompleted, `{"interviewers":[{"name":"A"},{ "name":"B"}]}`, `{"interviewers":[{"id":"iv-1","name":"A"},{"id":"iv-2", "name":"B"}]}`},
		{"ids for announced interviews", events.InterviewScheduled, `{"interviewers":[{}]}`, `{"interviewers":[{"id":"iv-1"}]}`},
		{
			"ids beside given ones", events.InterviewCompleted,
			`{"interviewers":[{"name":"A"},{"id":"iv-1"},{"name":"C"},{"id":"iv-3"},{"name":"E"}]}`,
			`{"interviewers":[{"id":"iv-2","name":"A"},{"id":"iv-1"},{"id":"iv-4","name":"C"},{"id":"iv-3"},{"id":"iv-5","name":"E"}]}`,
		},
		{"null is no id", events.InterviewCompleted, `{"interviewers":[{"name":"A","id":null}]}`, `{"interviewers":[{"name":"A","id":"iv-1"}]}`},
		{"wrong ids are left to Validate", events.InterviewCompleted, `{"interviewers":[{"id":""},{"id":7},8]}`, `{"interviewers":[{"id":""},{"id":7},8]}`},
		{
			"UTC, and unknown fields", events.InterviewCompleted,
			`{"x": 1.0, "interview":{"ended_at":"2026-03-03T15:00:00.5-05:00","starts_at":"2026-03-03T19:00:00Z"},"at":"2026-03-03T15:00:00-05:00","interviewers":[{}]}`,
			`{"x": 1.0, "interview":{"ended_at":"2026-03-03T20:00:00.5Z","starts_at":"2026-03-03T19:00:00Z"},"at":"2026-03-03T15:00:00-05:00","interviewers":[{"id":"iv-1"}]}`,
		},
		{"UTC before the first field", events.ReminderSnoozed, `{"until":"2026-03-03T15:00:00-05:00"}`, `{"until":"2026-03-03T20:00:00Z"}`},
		{"at of a note", events.ThankyouSent, `{"at":"2026-03-03T15:00:00-05:00"}`, `{"at":"2026-03-03T20:00:00Z"}`},
		{"at of a check-in", events.CheckinMade, `{"at":"2026-03-03T15:00:00-05:00"}`, `{"at":"2026-03-03T20:00:00Z"}`},
		{"not in UTC's years", events.ReminderSnoozed, `{"until":"9999-12-31T23:59:59-01:00"}`, `{"until":"9999-12-31T23:59:59-01:00"}`},
		{"no facts of ours", events.FollowupOpened, `{"interviewers":[{}]}`, `{"interviewers":[{}]}`},
		{"no JSON", events.InterviewCompleted, `{"interviewers":[{}`, `{"interviewers":[{}`},
		{"no object", events.InterviewCompleted, `[{}]`, `[{}]`},
		{"no data", events.InterviewCompleted, ``, ``},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := events.Event{Type: tt.t, Time: at().In(time.FixedZone("", -5*3600)), Data: json.RawMessage(tt.data)}
			got := events.Normalize(e)
			if string(got.Data) != tt.want {
				t.Errorf("the data is %s, want %s", got.Data, tt.want)
			}
			if got.Time.Location() != time.UTC || !got.Time.Equal(at()) {
				t.Errorf("the time is %v, want %v", got.Time, at())
			}
			if string(e.Data) != tt.data {
				t.Errorf("the event that was given has changed to %s", e.Data)
			}
			if again := events.Normalize(got); !reflect.DeepEqual(again, got) {
				t.Errorf("normal twice is %s, want %s", again.Data, got.Data)
			}
		})
	}
}
