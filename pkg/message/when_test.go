package message_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

func TestWhen(t *testing.T) {
	at := time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		language events.Language
		zone     string
		at       time.Time
		want     string
	}{
		{events.English, "America/New_York", at, "Friday 6 March, 9:00 in New York"},
		{events.German, "America/New_York", at, "Freitag, 6. März, 9:00 Uhr (Ortszeit New York)"},
		{events.Spanish, "America/New_York", at, "viernes 6 de marzo a las 9:00 (hora de Nueva York)"},
		{events.French, "America/New_York", at, "vendredi 6 mars à 9\u00a0h (heure de New York)"},
		// The reader's clock, not the employer's.
		{events.English, "America/Los_Angeles", at, "Friday 6 March, 6:00 in Los Angeles"},
		{events.English, "Asia/Tokyo", at, "Friday 6 March, 23:00 in Tokyo"},
		{events.English, "Pacific/Auckland", at, "Saturday 7 March, 3:00 in Auckland"},
		{events.Spanish, "Europe/London", at.Add(-time.Hour), "viernes 6 de marzo a las 13:00 (hora de Londres)"},
		{events.Spanish, "Europe/London", at.Add(-13 * time.Hour), "viernes 6 de marzo a la 1:00 (hora de Londres)"},
		{events.French, "Europe/London", at.Add(-14 * time.Hour), "vendredi 6 mars à 0\u00a0h (heure de Londres)"},
		{events.French, "Europe/London", at.Add(-2*time.Hour + 5*time.Minute), "vendredi 6 mars à 12\u00a0h\u00a005 (heure de Londres)"},
		{events.English, "UTC", at, "Friday 6 March, 14:00 UTC"},
		{events.English, "Etc/UTC", at, "Friday 6 March, 14:00 UTC"},
		{events.German, "UTC", at, "Freitag, 6. März, 14:00 Uhr (Zeitzone UTC)"},
		// A day of another year says so, and whether it is another year the reader's clock decides.
		{events.English, "America/New_York", time.Date(2027, 1, 4, 14, 0, 0, 0, time.UTC), "Monday 4 January 2027, 9:00 in New York"},
		{events.German, "America/New_York", time.Date(2027, 1, 4, 14, 0, 0, 0, time.UTC), "Montag, 4. Januar 2027, 9:00 Uhr (Ortszeit New York)"},
		{events.Spanish, "America/New_York", time.Date(2027, 1, 4, 14, 0, 0, 0, time.UTC), "lunes 4 de enero de 2027 a las 9:00 (hora de Nueva York)"},
		{events.French, "America/New_York", time.Date(2027, 1, 1, 14, 0, 0, 0, time.UTC), "vendredi 1er janvier 2027 à 9\u00a0h (heure de New York)"},
		{events.English, "America/New_York", time.Date(2027, 1, 1, 2, 0, 0, 0, time.UTC), "Thursday 31 December, 21:00 in New York"},
	} {
		var brief events.Brief
		brief.Meeting.Candidate.TimeZone, brief.Meeting.Employer.TimeZone = test.zone, "America/New_York"
		if got := message.When(test.at, brief, test.language, tuesday); got != test.want {
			t.Errorf("%s in %s in %q: %q, want %q", test.at, test.zone, test.language, got, test.want)
		}
	}
}

// Which year it is, too, is a question of the reader's clock.
func TestWhenTheYearEnds(t *testing.T) {
	var brief events.Brief
	brief.Meeting.Candidate.TimeZone = "America/New_York"
	evening := time.Date(2027, 1, 1, 2, 0, 0, 0, time.UTC)
	if got, want := message.When(evening.Add(-time.Hour), brief, events.English, evening), "Thursday 31 December, 20:00 in New York"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNext(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		var b strings.Builder
		say := func(about string, snapshot events.Snapshot, brief events.Brief, now time.Time) string {
			text := ts.Next(snapshot, brief, string(tag), now)
			if text == "" || !strings.HasSuffix(text, ".") || strings.Contains(text, "...") || odd.MatchString(text) {
				t.Errorf("%s: %q", about, text)
			}
			for _, breach := range message.Tone(tag, message.Message{Text: text}) {
				t.Errorf("%s %s: %s", about, breach, text)
			}
			fmt.Fprintf(&b, "%s: %s\n", about, text)
			return text
		}
		seen := map[string]bool{}
		for _, kind := range events.Kinds() {
			snapshot, brief := planned(kind)
			text := say(string(kind), snapshot, brief, tuesday)
			if seen[text] && kind != events.ThankYouLate {
				t.Errorf("%s says what another kind says: %s", kind, text)
			}
			seen[text] = true
		}
		snapshot, brief := planned(events.ThankYou)
		brief.Unthanked = append(brief.Unthanked, events.Interviewer{Name: "Dana Lee"})
		say("two notes", snapshot, brief, tuesday)
		brief.Unthanked = nil
		say("whose notes is not known", snapshot, brief, tuesday)
		snapshot, brief = planned(events.CheckIn)
		say("today", snapshot, brief, snapshot.Plan[2].DueAt.Add(-time.Hour))
		say("a week later", snapshot, brief, tuesday.AddDate(0, 0, -7))
		snapshot.Plan = nil
		open := say("nothing yet", snapshot, brief, tuesday)
		snapshot.Stage = events.Closed
		if over := say("nothing more", snapshot, brief, tuesday); over == open {
			t.Errorf("a follow-up that is closed says %q, as one that is not", over)
		}
		golden(t, filepath.Join(string(tag), "next.txt"), b.String())
	})
}
