package followup_test

import (
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// TestCarryByHand: handwriting, nearness and an open office before the deadline, each of them needed.
func TestCarryByHand(t *testing.T) {
	t.Parallel()
	nineToFive := events.AllowedWindow{From: events.NewTimeOfDay(9, 0), To: events.NewTimeOfDay(17, 0)}
	newYork, err := calendar.Zone("America/New_York")
	if err != nil {
		t.Fatalf("load a zone: %v", err)
	}
	for _, c := range []struct {
		name       string
		ended, now string // in New York
		change     func(*events.Meeting)
		want       string // "" for email
	}{
		{"the same afternoon", "2026-03-03T12:00", "2026-03-03T15:00", nil, "Tue 15:00 - Tue 17:00"},
		{"the next morning", "2026-03-03T15:00", "2026-03-03T18:00", nil, "Wed 09:00 - Wed 15:00"},
		{"at closing time", "2026-03-03T15:00", "2026-03-03T17:00", nil, "Wed 09:00 - Wed 15:00"},
		{"before it opens", "2026-03-03T15:00", "2026-03-04T07:30", nil, "Wed 09:00 - Wed 15:00"},
		{"a short while is left", "2026-03-03T15:00", "2026-03-04T14:50", nil, "Wed 14:50 - Wed 15:00"},
		{"the deadline has come", "2026-03-03T15:00", "2026-03-04T15:00", nil, ""},
		{"Friday evening: not before Monday", "2026-03-06T16:30", "2026-03-06T19:30", nil, ""},
		{"closed tomorrow", "2026-03-03T15:00", "2026-03-03T18:00", func(m *events.Meeting) {
			m.Employer.Closures = []events.Date{events.NewDate(2026, 3, 4)}
		}, ""},
		{"a holiday tomorrow", "2026-07-02T15:00", "2026-07-02T18:00", nil, ""},
		{"prefers email", "2026-03-03T12:00", "2026-03-03T15:00", func(m *events.Meeting) { m.Candidate.Prefers = "email" }, ""},
		{"prefers nothing", "2026-03-03T12:00", "2026-03-03T15:00", func(m *events.Meeting) { m.Candidate.Prefers = "" }, ""},
		{"talked by video", "2026-03-03T12:00", "2026-03-03T15:00", func(m *events.Meeting) { m.Interview.Format = "video" }, ""},
		{"lives by another clock", "2026-03-03T12:00", "2026-03-03T15:00", func(m *events.Meeting) {
			m.Candidate.TimeZone = "America/Chicago"
		}, ""},
		{"another zone with the same clock", "2026-03-03T12:00", "2026-03-03T15:00", func(m *events.Meeting) {
			m.Candidate.TimeZone = "America/Toronto"
		}, "Tue 15:00 - Tue 17:00"},
	} {
		instant := func(text string) time.Time {
			at, err := time.ParseInLocation("2006-01-02T15:04", text, newYork)
			if err != nil {
				t.Fatalf("read an instant: %v", err)
			}
			return at
		}
		b := events.Brief{Deadline: instant(c.ended).Add(24 * time.Hour), Meeting: events.Meeting{
			Interview: events.Interview{Format: "onsite"},
			Candidate: events.Candidate{TimeZone: "America/New_York", Prefers: "handwriting"},
			Employer:  events.Employer{TimeZone: "America/New_York", Calendar: "US"},
		}}
		if c.change != nil {
			c.change(&b.Meeting)
		}
		got := ""
		if from, to, ok := followup.CarryByHand(b, nineToFive, instant(c.now)); ok {
			got = from.In(newYork).Format("Mon 15:04") + " - " + to.In(newYork).Format("Mon 15:04")
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
