package message_test

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

// friday is the day that the languages below speak from.
var friday = events.NewDate(2026, time.March, 6)

// TestLanguages is what every Language must do. What exactly it says is in testdata/golden/<tag>/language.txt.
func TestLanguages(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		l := ts.LanguageOf(tag)
		if l.Tag() != string(tag) {
			t.Errorf("its tag is %q", l.Tag())
		}
		t.Run("days", func(t *testing.T) { languageDays(t, l) })
		t.Run("clocks", func(t *testing.T) { languageClocks(t, l) })
		t.Run("lists", func(t *testing.T) { languageLists(t, l) })
		golden(t, filepath.Join(string(tag), "language.txt"), waysOfSaying(l))
	})
}

// languageDays: a weekday alone names a day within six days in both directions, and no day beyond.
func languageDays(t *testing.T, l message.Language) {
	for name, say := range map[string]func(day, today events.Date) string{"Day": l.Day, "DayName": l.DayName} {
		today := say(friday, friday)
		near := map[string]int{}
		for away := -6; away <= 6; away++ {
			text := say(friday.AddDays(away), friday)
			if strings.ContainsAny(text, "0123456789") || text == "" || text != strings.TrimSpace(text) {
				t.Errorf("%s: %d days away is %q; want a weekday alone", name, away, text)
			}
			if away != 0 && text == today {
				t.Errorf("%s: %d days away is %q, as today", name, away, text)
			}
			near[text]++
		}
		// Six weekdays, each once before and once after, and today.
		if len(near) != 7 || near[today] != 1 {
			t.Errorf("%s: the days of two weeks are %v; want six weekdays twice and today once", name, near)
		}
		for _, away := range []int{-400, -8, -7, 7, 8, 400} {
			day := friday.AddDays(away)
			text := say(day, friday)
			if !strings.Contains(text, strconv.Itoa(day.Day)) || strings.Contains(text, strconv.Itoa(day.Year)) {
				t.Errorf("%s: %d days away is %q; want weekday, day and month", name, away, text)
			}
		}
		months := map[string]bool{}
		for month := range 12 {
			months[strings.TrimLeft(say(events.NewDate(2027, time.Month(month+1), 15), friday), " ")] = true
		}
		if len(months) != 12 {
			t.Errorf("%s: the months are %v; want twelve", name, months)
		}
	}
}

func languageClocks(t *testing.T, l message.Language) {
	said := map[string]string{}
	for minute := range 24 * 60 {
		at := time.Date(2026, 3, 6, 0, minute, 0, 0, time.UTC)
		text := l.Clock(at)
		if other, ok := said[text]; ok || text == "" {
			t.Fatalf("%s is %q, as %s", at.Format("15:04"), text, other)
		}
		said[text] = at.Format("15:04")
		if minutes := fmt.Sprintf("%02d", at.Minute()); at.Minute() != 0 && !strings.Contains(text, minutes) {
			t.Fatalf("%s is %q", at.Format("15:04"), text)
		}
	}
}

func languageLists(t *testing.T, l message.Language) {
	names := []string{"Ada", "Ben", "Cleo", "Dov"}
	if text := l.List(nil); text != "" {
		t.Errorf("nobody is %q", text)
	}
	if text := l.List(names[:1]); text != "Ada" {
		t.Errorf("one is %q", text)
	}
	for n := 2; n <= len(names); n++ {
		text, at := l.List(names[:n]), -1
		for _, name := range names[:n] {
			next := strings.Index(text, name)
			if next <= at {
				t.Errorf("%d are %q; want each in turn", n, text)
			}
			at = next
		}
		if commas := strings.Count(text, ","); commas != n-2 || !strings.HasSuffix(text, " "+names[n-1]) {
			t.Errorf("%d are %q; want a word before the last and commas before that", n, text)
		}
	}
	one, two := l.More(1), l.More(2)
	if !strings.Contains(one, "1") || !strings.Contains(two, "2") || strings.Replace(one, "1", "2", 1) == two {
		t.Errorf("one more is %q and two are %q; want a plural", one, two)
	}
	if l.List([]string{"Ada", two}) == "" || l.Place("America/New_York") == l.Place("Europe/Berlin") {
		t.Error("two places are the same")
	}
}

// waysOfSaying is a page for people who speak the language.
func waysOfSaying(l message.Language) string {
	var b strings.Builder
	line := func(what, text string) { fmt.Fprintln(&b, strings.TrimSpace(fmt.Sprintf("%-12s %s", what, text))) }
	fmt.Fprintf(&b, "Seen from Friday 6 March 2026.\n\n")
	for _, away := range []int{0, 1, 2, 3, 4, 5, 6, 7, -1, -6, -7, 365} {
		day := friday.AddDays(away)
		line(fmt.Sprintf("%+d days", away), l.Day(day, friday)+" | "+l.DayName(day, friday))
	}
	for month := range 12 {
		line("day of month", l.Day(events.NewDate(2027, time.Month(month+1), month*2+1), friday))
	}
	for _, clock := range []string{"00:00", "00:30", "09:00", "12:00", "12:15", "13:00", "15:30"} {
		at, _ := time.Parse("15:04", clock)
		line(clock, l.Clock(at))
	}
	for _, zone := range []string{"America/New_York", "Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"} {
		line("place", l.Place(zone))
	}
	for n := range 5 {
		line(fmt.Sprintf("list of %d", n), l.List([]string{"Ada Park", "Ivo Ritter", "Hilda Ibsen", "Ida Klein"}[:n]))
	}
	for _, n := range []int{1, 2, 5} {
		line("more", l.List([]string{"Ada Park", l.More(n)}))
	}
	nine, five := l.Clock(time.Date(2026, 3, 6, 9, 0, 0, 0, time.UTC)), l.Clock(time.Date(2026, 3, 6, 17, 0, 0, 0, time.UTC))
	for _, away := range []int{0, 1, 7} {
		line("starts", l.Starts(nine, friday.AddDays(away), friday))
		line("by", l.Deadline(nine, friday.AddDays(away), friday))
	}
	line("hours", l.Hours(nine, five, ""))
	line("hours", l.Hours(nine, five, l.Place("America/New_York")))
	return b.String()
}
