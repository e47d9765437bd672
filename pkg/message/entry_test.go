package message_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	goical "github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

// read parses an entry with a library that is not the one it was written with.
func read(t rapid.TB, calendar []byte) (*goical.Calendar, goical.Event) {
	t.Helper()
	c, err := goical.NewDecoder(bytes.NewReader(calendar)).Decode()
	if err != nil {
		t.Fatalf("%v in\n%s", err, calendar)
	}
	if n := len(c.Events()); n != 1 {
		t.Fatalf("%d events; want 1", n)
	}
	return c, c.Events()[0]
}

func text(t rapid.TB, props goical.Props, name string) string {
	t.Helper()
	value, err := props.Text(name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return value
}

func TestOnlyCheckInsHaveACalendarEntry(t *testing.T) {
	eachSample(t, func(t *testing.T, ts *message.Templates, sample message.Sample) {
		has := len(render(t, ts, sample.Situation, events.Email).Calendar) > 0
		if want := sample.Situation.Reminder.Kind == events.CheckIn; has != want {
			t.Errorf("it has an entry: %v; want %v", has, want)
		}
		if len(render(t, ts, sample.Situation, events.SMS).Calendar) > 0 {
			t.Error("an SMS has an entry")
		}
	})
}

func TestTheCalendarEntry(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		s := sampleNamed(t, "check_in")
		s.Locale, s.Brand.SenderEmail = string(tag), "careers@acme.example"
		m := render(t, ts, s, events.Email)
		c, e := read(t, m.Calendar)
		for name, want := range map[string]string{
			"UID": "int-42.check_in.1@reminders.afterword.io", "SUMMARY": m.Subject, "DESCRIPTION": strings.TrimSpace(m.Text),
			"CLASS": "PRIVATE", "TRANSP": "TRANSPARENT",
		} {
			if got := text(t, e.Props, name); got != want {
				t.Errorf("%s is %q; want %q", name, got, want)
			}
		}
		if method := text(t, c.Props, "METHOD"); method != "PUBLISH" {
			t.Errorf("METHOD is %q", method)
		}
		if organizer := e.Props.Get("ORGANIZER").Value; organizer != "mailto:careers@acme.example" {
			t.Errorf("ORGANIZER is %q", organizer)
		}
		start, err := e.DateTimeStart(time.UTC)
		if err != nil || !start.Equal(s.Reminder.DueAt) || !strings.HasSuffix(e.Props.Get("DTSTART").Value, "Z") {
			t.Errorf("it starts %v (%v); want %v in UTC", start, err, s.Reminder.DueAt)
		}
		end, err := e.DateTimeEnd(time.UTC)
		if err != nil || end.Sub(start) != 15*time.Minute {
			t.Errorf("it lasts %v (%v); want a quarter of an hour", end.Sub(start), err)
		}
		if len(e.Children) != 1 || e.Children[0].Name != "VALARM" {
			t.Fatalf("its components are %v; want one alarm", e.Children)
		}
		alarm := e.Children[0].Props
		if text(t, alarm, "ACTION") != "DISPLAY" || alarm.Get("TRIGGER").Value != "PT0S" || text(t, alarm, "DESCRIPTION") != m.Subject {
			t.Errorf("the alarm is %v", alarm)
		}
	})
}

// Whoever has imported the entry of a check-in that was moved since has it moved by the new one.
func TestALaterSlotReplacesTheEntry(t *testing.T) {
	ts := templates(t)
	s := sampleNamed(t, "check_in")
	_, before := read(t, render(t, ts, s, events.Email).Calendar)
	again := render(t, ts, s, events.Email).Calendar
	s.Reminder.DueAt = s.Reminder.DueAt.AddDate(0, 0, 3)
	moved := render(t, ts, s, events.Email).Calendar
	_, after := read(t, moved)
	if text(t, before.Props, "UID") != text(t, after.Props, "UID") {
		t.Error("it has another UID")
	}
	one, err := before.Props.Get("SEQUENCE").Int()
	if err != nil {
		t.Fatal(err)
	}
	two, err := after.Props.Get("SEQUENCE").Int()
	if err != nil || two <= one || two >= 1<<31 {
		t.Errorf("SEQUENCE goes from %d to %d (%v)", one, two, err)
	}
	s.Reminder.DueAt = s.Reminder.DueAt.AddDate(0, 0, -3)
	if !bytes.Equal(again, render(t, ts, s, events.Email).Calendar) {
		t.Error("the same reminder gave two entries")
	}
}

// The lines are those of RFC 5545 section 3.1, and what people typed comes back as they typed it.
func TestTheEntryHoldsWhateverTheNames(t *testing.T) {
	ts := templates(t)
	name := rapid.StringOfN(rapid.RuneFrom([]rune(`ab ,;:\"'nN^=李😀éß`)), 1, 200, -1)
	usual := sampleNamed(t, "check_in")
	rapid.Check(t, func(t *rapid.T) {
		s := usual
		s.Brief.Meeting.Employer.Name = "x" + name.Draw(t, "employer") + "x"
		s.Brief.Meeting.Candidate.Name = "x" + name.Draw(t, "candidate") + "x"
		m, err := ts.Render(s, events.Email)
		if err != nil {
			t.Fatal(err)
		}
		_, e := read(t, m.Calendar)
		if got := text(t, e.Props, "SUMMARY"); got != m.Subject {
			t.Errorf("SUMMARY is %q; want %q", got, m.Subject)
		}
		if got := text(t, e.Props, "DESCRIPTION"); got != strings.TrimSpace(m.Text) {
			t.Errorf("DESCRIPTION is %q; want %q", got, m.Text)
		}
		lines := strings.Split(string(m.Calendar), "\r\n")
		if last := len(lines) - 1; lines[last] != "" {
			t.Error("it does not end in a line break")
		}
		for _, line := range lines {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
				t.Errorf("a line of %d octets: %q", len(line), line)
			}
		}
	})
}
