package coach_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/coach"
)

// labelled is one note of the corpus; testdata/corpus/README.md tells its form.
type labelled struct {
	file, name string
	note       coach.Note
	hard       string
	verdict    coach.Verdict
	codes      []coach.Code
}

func (l labelled) String() string { return l.file + ": " + l.name }

// language is the one that the note is labelled to be in.
func (l labelled) language() events.Language {
	locale := l.note.Locale
	if locale == "" {
		locale = l.note.Meeting.Candidate.Locale
	}
	return events.LanguageOf(locale)
}

// corpus reads all notes of a folder; none when there are none yet.
func corpus(t testing.TB, folder string) []labelled {
	t.Helper()
	situations := situations(t, "testdata/corpus/situations", filepath.Join("testdata/corpus", folder, "situations"))
	files, err := filepath.Glob(filepath.Join("testdata/corpus", folder, "*.notes"))
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	names := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, notes, _ := strings.Cut("\n"+string(text), "\n=== ")
		for _, block := range strings.Split(notes, "\n=== ") {
			l, err := parseLabelled(block, situations)
			l.file = filepath.Base(file)
			if err != nil {
				t.Fatalf("%s: %v", l, err)
			}
			if names[l.name] {
				t.Fatalf("%s: two notes have this name", l)
			}
			names[l.name] = true
			all = append(all, l)
		}
	}
	return all
}

func situations(t testing.TB, folders ...string) map[string]events.Meeting {
	t.Helper()
	all := map[string]events.Meeting{}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var m events.Meeting
			if err := json.Unmarshal(text, &m); err != nil {
				t.Fatalf("read the situation %s: %v", file, err)
			}
			all[strings.TrimSuffix(filepath.Base(file), ".json")] = m
		}
	}
	return all
}

// parseLabelled reads one note with its header; block begins with its name.
func parseLabelled(block string, situations map[string]events.Meeting) (labelled, error) {
	head, body, _ := strings.Cut(block, "\n\n")
	name, fields, _ := strings.Cut(head, "\n")
	l := labelled{name: strings.TrimSpace(name)}
	situation := ""
	for line := range strings.Lines(fields) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		if !ok {
			return l, fmt.Errorf("header line %q has no colon", line)
		}
		switch key {
		case "situation":
			situation = value
		case "to":
			l.note.InterviewerID = value
		case "locale":
			l.note.Locale = value
		case "method":
			l.note.Method = events.Method(value)
		case "hard":
			l.hard = value
		case "verdict":
			l.verdict = coach.Verdict(value)
		case "codes":
			for code := range strings.SplitSeq(value, ",") {
				if c := coach.Code(strings.TrimSpace(code)); c != "none" {
					l.codes = append(l.codes, c)
				}
			}
		default:
			return l, fmt.Errorf("unknown header %q", key)
		}
	}
	m, ok := situations[situation]
	if !ok {
		return l, fmt.Errorf("unknown situation %q", situation)
	}
	l.note.Meeting = m
	text, others, _ := strings.Cut("\n"+body, "\n+++ ")
	l.note.Text = unescaped(text)
	if others != "" {
		for _, other := range strings.Split(others, "\n+++ ") {
			id, text, _ := strings.Cut(other, "\n")
			l.note.Others = append(l.note.Others, coach.OtherNote{InterviewerID: strings.TrimSpace(id), Text: unescaped(text)})
		}
	}
	return l, l.check()
}

// check holds the labels to DOMAIN.md: the verdict follows from the codes.
func (l labelled) check() error {
	want := coach.Ready
	for _, c := range l.codes {
		if !slices.Contains(coach.Codes(), c) {
			return fmt.Errorf("unknown code %q", c)
		}
		if c == coach.NotSpecific {
			want = coach.Generic
		} else if c.Severity() == coach.Error && want == coach.Ready {
			want = coach.NeedsWork
		}
	}
	if l.verdict != want {
		return fmt.Errorf("the codes %v make the verdict %s, the label says %q", l.codes, want, l.verdict)
	}
	return coach.Validate(l.note)
}

func unescaped(text string) string {
	text = strings.Trim(text, "\n")
	for _, mark := range []string{`\`, "=== ", "+++ "} {
		text = strings.ReplaceAll("\n"+text, "\n\\"+mark, "\n"+mark)[1:]
	}
	return text
}
