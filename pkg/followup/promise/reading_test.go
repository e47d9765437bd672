package promise_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/followup/promise"
)

// wording is one line of a table in testdata.
type wording struct {
	said    string
	anchor  events.Date
	code    string
	want    string // a date, or "" for not guessed
	file    string
	ordinal int
}

func wordings(t testing.TB) []wording {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("find the tables of wordings: %v, %d files", err, len(files))
	}
	var all []wording
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("read a table of wordings: %v", err)
		}
		var place wording
		for line := range strings.Lines(string(text)) {
			line = strings.TrimRight(line, "\n")
			switch fields := strings.Fields(line); {
			case len(fields) == 0 || fields[0] == "#":
			case fields[0] == "@":
				place.anchor, err = events.ParseDate(fields[1])
				if err != nil || place.anchor.Weekday().String() != fields[3] {
					t.Fatalf("%s: %q is no day of this weekday", file, line)
				}
				place.code = fields[2]
			default:
				said, want, ok := strings.Cut(line, " | ")
				if !ok {
					t.Fatalf("%s: %q has no expected date", file, line)
				}
				w := place
				w.said, w.want, w.file, w.ordinal = said, strings.TrimPrefix(strings.TrimSpace(want), "-"), file, len(all)
				all = append(all, w)
			}
		}
	}
	return all
}

// hintOf is the language of a table: german.txt is read as an interview held in German.
func hintOf(file string) events.Language {
	for _, l := range events.Languages() {
		if strings.HasPrefix(filepath.Base(file), tables[l]) {
			return l
		}
	}
	return ""
}

var tables = map[events.Language]string{
	events.English: "english", events.German: "german", events.Spanish: "spanish", events.French: "french",
}

func office(code string) *calendar.Business {
	hours := calendar.Hours{Open: events.NewTimeOfDay(9, 0), Close: events.NewTimeOfDay(17, 0)}
	return calendar.NewBusiness(time.UTC, code, nil, hours, calendar.PublicHolidays())
}

// TestWordings reads every sentence of the tables.
func TestWordings(t *testing.T) {
	t.Parallel()
	all := wordings(t)
	for _, w := range all {
		got := promise.Read(events.Promise{Said: w.said}, w.anchor, office(w.code), hintOf(w.file))
		if got.By.String() != w.want {
			t.Errorf("%q, said on %s %s (%s): got %q, want %q", w.said, w.anchor.Weekday(), w.anchor, w.code, got.By, w.want)
		}
	}
	t.Logf("%d wordings", len(all))
}
