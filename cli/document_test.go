package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// TestWhatIsShownIsThePolicy: what 'policy show' prints is read back as the same policy.
func TestWhatIsShownIsThePolicy(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := followup.DefaultPolicy()
		minutes := func(name string, most int) followup.Duration {
			return followup.Duration(int64(rapid.IntRange(0, most).Draw(t, name)) * 60e9)
		}
		want.Spacing, want.DebriefDelay, want.HardEndAfter = minutes("spacing", 1440), minutes("debrief_delay", 1440), minutes("hard_end_after", 500_000)
		want.Lead.Max = max(want.Lead.Min, minutes("lead.max", 1440))
		want.RoundDays = rapid.IntRange(1, 60).Draw(t, "round_days")
		want.Window.From = events.TimeOfDay(rapid.IntRange(7*60, 19*60).Draw(t, "window.from"))
		want.AnnounceATSOutcomes = rapid.Bool().Draw(t, "announce_ats_outcomes")
		want.Language = rapid.SampledFrom([]events.Language{"", "de", "fr"}).Draw(t, "language")
		want.Calendar = rapid.SampledFrom([]string{"", "US", "DE-BY", "NO"}).Draw(t, "calendar")
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parseDocument("p.json", data)
		if err != nil {
			t.Fatal(err)
		}
		shown := annotated(want, file, "file")
		again, err := parseDocument("p.yaml", []byte(shown))
		if err != nil {
			t.Fatal(err)
		}
		got, err := policyOf(again)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("the policy differs (-want +got):\n%s", diff)
		}
	})
}

// TestJSONIsTakenAsItIs: with its lines.
func TestJSONIsTakenAsItIs(t *testing.T) {
	t.Parallel()
	for content, line := range map[string]int{
		"{\n\t\"text\": \"a\\/b\",\n\t\"locale\": \"en\"}":      3,
		"{\n\"text\": \"\\ud83d\\ude00\",\n\"locale\": \"en\"}": 3,
	} {
		d, err := parseDocument("p.json", []byte(content))
		if err != nil || string(d.json) != content || d.line("locale") != line {
			t.Errorf("%s is read as %s, locale on line %d, error %v", content, d.json, d.line("locale"), err)
		}
	}
	d, err := parseDocument("p.yaml", []byte("{round_days: 5, window: {from: 08:00}}"))
	if err != nil || string(d.json) != `{"round_days":5,"window":{"from":"08:00"}}` {
		t.Errorf("YAML in braces is read as %s, error %v", d.json, err)
	}
}

// FuzzDocument: whatever is in a file, it is read or refused, and what is read is JSON.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{
		"round_days: 5", `{"round_days":5}`, "{\t\"a\": [1,\n2]}", "a: &x 1\nb: *x", "a:\n  b: {c: 0x1F, d: ~, e: 1e3, f: .inf}",
		"? [1]\n: 2", "- 1\n- a: 2", "a: !!binary aGk=", "a: 2026-01-01", "---\n---\n", "\xef\xbb\xbfa: 1", "a: \"\\ud83d\"", "<<: {a: 1}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		d, err := parseDocument("p.yaml", []byte(content))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "p.yaml:") {
				t.Errorf("an error that does not name the file: %v", err)
			}
			return
		}
		if !json.Valid(d.json) {
			t.Errorf("%q is read as %s", content, d.json)
		}
	})
}

// TestNothingMayFollowADocument: what follows would be ignored, silently.
func TestNothingMayFollowADocument(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		`{"round_days":6}{"max_check_ins":2}`:  "1: is not JSON: invalid character '{' after top-level value",
		`{"round_days":6} trailing`:            "1: is not JSON: invalid character 't' after top-level value",
		`{"round_days":6,}`:                    "1: is not JSON: invalid character '}'",
		"{round_days: 6}\n{max_check_ins: 2}":  "only one is read",
		"{round_days: 6} trailing":             "only one is read",
		"round_days: 6\n---\nmax_check_ins: 2": "2: here a second document begins, and only one is read",
	} {
		for _, name := range []string{"p.json", "p.yaml"} {
			d, err := parseDocument(name, []byte(content))
			if err == nil || !strings.HasPrefix(err.Error(), name+":") || !strings.Contains(err.Error(), want) {
				t.Errorf("%s with %s is read as %s, error %v, want one that says %q", name, content, d.json, err, want)
			}
		}
	}
}
