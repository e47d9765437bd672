package cli

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/cli/client"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

func TestCalendarWrapsReasonsAndShowsTheReadersClock(t *testing.T) {
	t.Parallel()
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	california, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	plan := []events.Reminder{
		{Kind: events.ThankYou, N: 1, State: events.Due, DueAt: time.Date(2026, 3, 4, 8, 0, 0, 0, time.UTC), Reason: "The first allowed minute of the morning after, in Lisbon."},
		{Kind: events.ThankYou, N: 2, State: events.Skipped, Rule: "note_sent", DueAt: time.Date(2026, 3, 4, 16, 0, 0, 0, time.UTC), Reason: "The note is sent."},
		{Kind: events.CheckIn, N: 1, State: events.Planned, DueAt: time.Date(2026, 3, 10, 16, 0, 0, 0, time.UTC), Reason: "Monday was promised."},
	}
	for width, want := range map[int]string{
		100: `Wed 4 March 2026
  00:00 PST (08:00 WET)  thank_you 1  due                  The first allowed minute of the morning
                                                           after, in Lisbon.
  08:00 PST (16:00 WET)  thank_you 2  skipped (note_sent)  The note is sent.
Tue 10 March 2026
  09:00 PDT (16:00 WET)  check_in 1   planned              Monday was promised.
`,
		60: `Wed 4 March 2026
  00:00 PST (08:00 WET)  thank_you 1  due
    The first allowed minute of the morning after, in
    Lisbon.
  08:00 PST (16:00 WET)  thank_you 2  skipped (note_sent)
    The note is sent.
Tue 10 March 2026
  09:00 PDT (16:00 WET)  check_in 1   planned
    Monday was promised.
`,
	} {
		var b strings.Builder
		if err := (calendar{zone: california, other: lisbon, width: width}).print(&b, plan); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, b.String()); diff != "" {
			t.Errorf("the calendar of width %d differs (-want +got):\n%s", width, diff)
		}
	}
}

// TestStoriesFitATerminal: in every language, with another clock beside the employer's.
func TestStoriesFitATerminal(t *testing.T) {
	t.Parallel()
	for _, locale := range events.Languages() {
		meeting := events.Meeting{
			Interview:    events.Interview{ID: "int-1", EndedAt: time.Date(2026, 12, 21, 20, 0, 0, 0, time.UTC)},
			Candidate:    events.Candidate{Name: "Zoë Müller", Email: "zoe@example.com", TimeZone: "Europe/Berlin", Locale: string(locale)},
			Employer:     events.Employer{Name: "Finn", TimeZone: "America/Argentina/Buenos_Aires", Calendar: "US-CA"},
			Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
		}
		fact, err := events.New(events.InterviewCompleted, "/t", "e-1", "local", "int-1", meeting.Interview.EndedAt, meeting)
		if err != nil {
			t.Fatal(err)
		}
		told := followup.Simulate(followup.DefaultPolicy(), []events.Event{fact}, time.Time{})
		buenosAires, err := time.LoadLocation(meeting.Employer.TimeZone)
		if err != nil {
			t.Fatal(err)
		}
		berlin, err := time.LoadLocation(meeting.Candidate.TimeZone)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := (calendar{zone: buenosAires, other: berlin, width: 80}).print(&b, told.Reminders); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
				t.Errorf("%s: a line of %d columns: %s", locale, n, line)
			}
		}
		all := strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' || r == '\n' }), " ")
		for _, r := range told.Reminders {
			if r.Reason == "" || !strings.Contains(all, r.Reason) {
				t.Errorf("%s: the reason of %s is not told whole: %q", locale, r.ID, r.Reason)
			}
		}
	}
}

func TestBatchesKeepWithinTheServersLimits(t *testing.T) {
	t.Parallel()
	var many []json.RawMessage
	for range 2 * client.MaxBatchEvents {
		many = append(many, json.RawMessage(`{}`))
	}
	many = append(many, json.RawMessage(`{}`))
	var sizes []int
	for _, b := range batches(many) {
		sizes = append(sizes, len(b))
	}
	if diff := cmp.Diff([]int{1000, 1000, 1}, sizes); diff != "" {
		t.Errorf("batches of small events differ (-want +got):\n%s", diff)
	}

	large := json.RawMessage(`"` + strings.Repeat("x", 1<<20) + `"`)
	sizes = nil
	for _, b := range batches([]json.RawMessage{large, large, large, large, large}) {
		sizes = append(sizes, len(b))
		raw, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) > client.MaxBatchBytes {
			t.Errorf("a batch of %d bytes", len(raw))
		}
	}
	if diff := cmp.Diff([]int{3, 2}, sizes); diff != "" {
		t.Errorf("batches of large events differ (-want +got):\n%s", diff)
	}
}

func TestAPIKeyIsKeptAsHashAndHint(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
	key, record := events.NewAPIKey(now)
	other, _ := events.NewAPIKey(now)
	if !strings.HasPrefix(key, "aw_") || len(key) < 35 || key == other {
		t.Errorf("keys are %q and %q", key, other)
	}
	if len(record.Hash) != 64 || strings.Contains(record.Hash, key) || !strings.HasPrefix(key, record.Hint) || len(record.Hint) > 8 {
		t.Errorf("the record of the key is %+v", record)
	}
	if !record.CreatedAt.Equal(now) || !record.ExpiresAt.IsZero() {
		t.Errorf("the record is from %s to %s", record.CreatedAt, record.ExpiresAt)
	}
}

func TestReplacedKeysEndAfterTheGrace(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
	day := 24 * time.Hour
	keys := []events.APIKey{
		{Hint: "endless"},
		{Hint: "sooner", ExpiresAt: now.Add(time.Hour)},
		{Hint: "ended", ExpiresAt: now},
	}
	want := []events.APIKey{
		{Hint: "endless", ExpiresAt: now.Add(day)},
		{Hint: "sooner", ExpiresAt: now.Add(time.Hour)},
	}
	if diff := cmp.Diff(want, expiring(keys, now, day)); diff != "" {
		t.Errorf("keys differ (-want +got):\n%s", diff)
	}
	if kept := expiring(keys, now, 0); len(kept) != 0 {
		t.Errorf("without grace %v are kept", kept)
	}
}
