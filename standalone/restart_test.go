package standalone

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/standalone/outbox"
)

// story is one interview with what happens after it.
func story(t *testing.T, id string, channel events.Channel) []events.Event {
	t.Helper()
	ended := begin().Add(7 * time.Hour)
	fact := func(n int, kind events.Type, at time.Time, data any) events.Event {
		e, err := events.New(kind, "/test", fmt.Sprintf("%s-%d", id, n), "", id, at, data)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	return []events.Event{
		fact(1, events.InterviewCompleted, ended, events.Meeting{
			Interview: events.Interview{ID: id, EndedAt: ended},
			Candidate: events.Candidate{
				Name: "Ada Park", Email: "ada@example.com", Phone: "+14155550123", TimeZone: "America/New_York", Channels: []events.Channel{channel},
			},
			Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York"},
			Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
			Promise:      &events.Promise{By: events.NewDate(2026, time.March, 5)},
		}),
		fact(2, events.ThankyouSent, ended.Add(16*time.Hour), events.Thankyou{Method: events.ByEmail}),
		fact(3, events.OutcomeRecorded, ended.Add(74*time.Hour), events.OutcomeReport{Outcome: events.Offer}),
	}
}

// compare holds the messages against what the domain says; an unexpected one fails.
func compare(t *testing.T, got []outbox.Message, stories ...[]events.Event) {
	t.Helper()
	want := map[string]events.Reminder{}
	for _, facts := range stories {
		for _, r := range followup.Simulate(followup.DefaultPolicy(), facts, time.Time{}).Reminders {
			if r.State == events.Due {
				want[r.ID] = r
			}
		}
	}
	seen := map[string]int{}
	for _, m := range got {
		seen[m.Reminder]++
		r, ok := want[m.Reminder]
		switch {
		case !ok:
			t.Errorf("unexpected: %s by %s", m.Reminder, m.Channel)
		case seen[m.Reminder] > 1:
			t.Errorf("doubled: %s by %s", m.Reminder, m.Channel)
		case m.AcceptedAt.Before(r.DueAt) || !m.AcceptedAt.Before(r.ExpiresAt):
			t.Errorf("%s came at %s, due %s, expired %s", m.Reminder, m.AcceptedAt, r.DueAt, r.ExpiresAt)
		}
	}
	for id := range want {
		if seen[id] == 0 {
			t.Errorf("lost: %s", id)
		}
	}
	if len(want) < 3*len(stories) {
		t.Errorf("only %d reminders were expected, which proves little", len(want))
	}
}

// Two candidates, one by email and one by text message, over four days in less than a minute. In the middle the process
// stops and another one goes on: the clock stood still, and nothing is lost or doubled.
func TestFourDaysAcrossARestart(t *testing.T) {
	o := Options{DataDir: t.TempDir(), Listen: "127.0.0.1:0", Speed: 7200, StartAt: begin()}
	w := open(t, o)
	ada, eve := story(t, "int-1", events.Email), story(t, "int-2", events.SMS)
	w.tell(ada[0], eve[0])
	w.tell(ada[1])
	w.stop()
	stoppedAt := w.Now()

	next, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	if now := next.Now(); !now.Equal(stoppedAt) {
		t.Errorf("it stopped at %s and goes on at %s", stoppedAt, now)
	}
	if err := next.Close(); err != nil {
		t.Fatal(err)
	}
	w = open(t, o)
	w.tell(ada[2], eve[2])
	w.awaitClosed("int-1")
	w.awaitClosed("int-2")
	for _, facts := range [][]events.Event{ada, {eve[0], eve[2]}} {
		told := followup.Simulate(followup.DefaultPolicy(), facts, time.Time{})
		w.await("the last message", func() error {
			for _, r := range told.Reminders {
				if r.State == events.Due && !slices.ContainsFunc(w.outbox.Messages(), func(m outbox.Message) bool { return m.Reminder == r.ID }) {
					return fmt.Errorf("%s is missing", r.ID)
				}
			}
			return nil
		})
	}
	compare(t, w.outbox.Messages(), ada, []events.Event{eve[0], eve[2]})
	for _, m := range w.outbox.Messages() {
		if (m.Channel == events.SMS) != strings.HasPrefix(m.Reminder, "int-2.") || m.Copies != 1 {
			t.Errorf("%s came by %s, %d times", m.Reminder, m.Channel, m.Copies)
		}
	}

	// Temporal counts a moment after it has ended a workflow.
	w.await("the front page to count", func() error {
		_, _, front := w.call(http.MethodGet, startPath, nil)
		for _, want := range []string{"7200 × real time", "<dt>Follow-ups waiting</dt><dd>0</dd>", "<dt>Follow-ups ended</dt><dd>2</dd>"} {
			if !strings.Contains(front, want) {
				return fmt.Errorf("it does not show %q:\n%s", want, front)
			}
		}
		return nil
	})
}
