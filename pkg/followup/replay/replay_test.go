package replay_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/replay"
)

var at = time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)

func reminder(kind events.Kind, n int, due time.Time) events.Reminder {
	return events.Reminder{ID: events.ReminderID("int-1", kind, n), Kind: kind, N: n, State: events.Due, DueAt: due, Reason: "Because."}
}

func skipped(r events.Reminder, rule string) events.Reminder {
	r.State, r.Rule, r.Reason = events.Skipped, rule, "Not now."
	return r
}

// TestCompareTellsReminderByReminder: what is the same in both stories is not told.
func TestCompareTellsReminderByReminder(t *testing.T) {
	t.Parallel()
	checkIn := reminder(events.CheckIn, 1, at)
	tests := map[string]struct {
		before, after followup.Story
		want          []string
	}{
		"the same": {stories(checkIn), stories(checkIn), nil},
		"moved":    {stories(checkIn), stories(reminder(events.CheckIn, 1, at.Add(time.Hour))), []string{"moved int-1.check_in.1 2026-03-06T14:00:00Z 2026-03-06T15:00:00Z"}},
		"removed":  {stories(checkIn), stories(), []string{"removed int-1.check_in.1 2026-03-06T14:00:00Z "}},
		"dropped":  {stories(checkIn), stories(skipped(checkIn, "budget")), []string{"removed int-1.check_in.1 2026-03-06T14:00:00Z  budget"}},
		"added":    {stories(), stories(checkIn), []string{"added int-1.check_in.1  2026-03-06T14:00:00Z"}},
		"revived":  {stories(skipped(checkIn, "budget")), stories(checkIn), []string{"added int-1.check_in.1  2026-03-06T14:00:00Z"}},
		"another rule": {
			stories(skipped(checkIn, "budget")), stories(skipped(checkIn, "expired")),
			[]string{"rule int-1.check_in.1 budget expired"},
		},
		"skipped or not there is the same": {stories(skipped(checkIn, "budget")), stories(), nil},
		"not there or skipped is the same": {stories(), stories(skipped(checkIn, "budget")), nil},
		"the end": {
			followup.Story{Outcome: events.NoResponse, ClosedAt: at},
			followup.Story{Outcome: events.Expired},
			[]string{"outcome  no_response expired", "closed  2026-03-06T14:00:00Z "},
		},
		"in the order of time": {
			stories(reminder(events.CheckIn, 1, at.Add(2*time.Hour)), reminder(events.CheckInResult, 1, at.Add(3*time.Hour))),
			stories(reminder(events.ThankYou, 1, at), reminder(events.CheckIn, 1, at.Add(time.Hour)), reminder(events.CheckInResult, 1, at.Add(3*time.Hour))),
			[]string{"added int-1.thank_you.1  2026-03-06T14:00:00Z", "moved int-1.check_in.1 2026-03-06T16:00:00Z 2026-03-06T15:00:00Z"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, c := range replay.Compare(tt.before, tt.after) {
				line := fmt.Sprintf("%s %s %s %s", c.Kind, c.ID, c.From, c.To)
				if c.Why != "" {
					line += " " + c.Why
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("changes differ (-want +got):\n%s", diff)
			}
		})
	}
}

func stories(reminders ...events.Reminder) followup.Story {
	return followup.Story{Followup: "int-1", Reminders: reminders}
}

// TestRunReplaysEveryFollowup: each with its own facts and the other rounds of its application.
func TestRunReplaysEveryFollowup(t *testing.T) {
	t.Parallel()
	record := replay.NewRecord()
	add := func(typ events.Type, id, subject string, when time.Time, data any) {
		t.Helper()
		e, err := events.New(typ, "/test", id, "local", subject, when, data)
		if err != nil {
			t.Fatal(err)
		}
		record.Add(e)
	}
	held := func(subject, application string, ended time.Time) {
		add(events.InterviewCompleted, "evt-"+subject, subject, ended, events.Meeting{
			Interview:    events.Interview{ID: subject, EndedAt: ended, ApplicationID: application},
			Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"},
			Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
			Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
			Promise:      &events.Promise{By: events.NewDate(2026, time.March, 6)},
		})
	}
	ended := time.Date(2026, 3, 3, 15, 0, 0, 0, time.UTC)
	// The note comes before anybody tells of the interview.
	add(events.ThankyouSent, "evt-1", "int-1", ended.Add(time.Hour), events.Thankyou{})
	held("int-1", "", ended)
	held("int-2", "app-1", ended)
	// The second round ends the first one before its second check-in.
	held("int-3", "app-1", ended.Add(13*24*time.Hour))

	once := followup.DefaultPolicy()
	once.MaxCheckIns = 1
	var done atomic.Int64
	result, err := replay.Run(context.Background(), record, followup.DefaultPolicy(), once, &done)
	if err != nil {
		t.Fatal(err)
	}
	var changed []string
	for _, d := range result.Differences {
		changed = append(changed, d.Followup+" "+d.Zone)
	}
	if diff := cmp.Diff([]string{"int-1 America/New_York", "int-3 America/New_York"}, changed); diff != "" {
		t.Errorf("the follow-ups that would change differ (-want +got):\n%s", diff)
	}
	if result.Followups != 3 || result.Changed != 2 || result.Fewer != 8 || result.Moved != 2 || result.Closings != 2 || done.Load() != 3 {
		t.Errorf("the summary is %+v, %d done", result.Summary, done.Load())
	}

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := replay.Run(ctx, record, once, once, nil); err == nil {
		t.Error("a replay that was called off has a result")
	}
}

// BenchmarkRun replays a thousand follow-ups.
func BenchmarkRun(b *testing.B) {
	record := replay.NewRecord()
	for i := range 1000 {
		id := fmt.Sprintf("int-%d", i)
		e, err := events.New(events.InterviewCompleted, "/test", "evt-"+id, "local", id, at, events.Meeting{
			Interview:    events.Interview{ID: id, EndedAt: at},
			Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"},
			Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
			Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
		})
		if err != nil {
			b.Fatal(err)
		}
		record.Add(e)
	}
	other := followup.DefaultPolicy()
	other.RoundDays = 7
	for b.Loop() {
		if _, err := replay.Run(b.Context(), record, followup.DefaultPolicy(), other, nil); err != nil {
			b.Fatal(err)
		}
	}
}
