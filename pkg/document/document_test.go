package document_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/document"
)

// TestJSONIsTakenAsItIs: with its lines.
func TestJSONIsTakenAsItIs(t *testing.T) {
	t.Parallel()
	for content, line := range map[string]int{
		"{\n\t\"text\": \"a\\/b\",\n\t\"locale\": \"en\"}":      3,
		"{\n\"text\": \"\\ud83d\\ude00\",\n\"locale\": \"en\"}": 3,
	} {
		d, err := document.Parse("p.json", []byte(content))
		if err != nil || string(d.JSON) != content || d.Line("locale") != line {
			t.Errorf("%s is read as %s, locale on line %d, error %v", content, d.JSON, d.Line("locale"), err)
		}
	}
	d, err := document.Parse("p.yaml", []byte("{round_days: 5, window: {from: 08:00}}"))
	if err != nil || string(d.JSON) != `{"round_days":5,"window":{"from":"08:00"}}` {
		t.Errorf("YAML in braces is read as %s, error %v", d.JSON, err)
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
		d, err := document.Parse("p.yaml", []byte(content))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "p.yaml:") {
				t.Errorf("an error that does not name the file: %v", err)
			}
			return
		}
		if !json.Valid(d.JSON) {
			t.Errorf("%q is read as %s", content, d.JSON)
		}
	})
}

// TestNothingMayFollowADocument: what follows would be ignored, silently.
func TestNothingMayFollowADocument(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		`{"round_days":6}{"max_check_ins":2}`:  "1: this is not JSON: invalid character '{' after top-level value",
		`{"round_days":6} trailing`:            "1: this is not JSON: invalid character 't' after top-level value",
		`{"round_days":6,}`:                    "1: this is not JSON: invalid character '}'",
		"{round_days: 6}\n{max_check_ins: 2}":  "only one is read",
		"{round_days: 6} trailing":             "only one is read",
		"round_days: 6\n---\nmax_check_ins: 2": "2: here a second document begins, and only one is read",
	} {
		for _, name := range []string{"p.json", "p.yaml"} {
			d, err := document.Parse(name, []byte(content))
			if err == nil || !strings.HasPrefix(err.Error(), name+":") || !strings.Contains(err.Error(), want) {
				t.Errorf("%s with %s is read as %s, error %v, want one that says %q", name, content, d.JSON, err, want)
			}
		}
	}
}

// TestEveryMistakeIsToldWhereItIs: those of a library's, and those that a caller finds.
func TestEveryMistakeIsToldWhereItIs(t *testing.T) {
	t.Parallel()
	for content, want := range map[string][]document.Fault{
		"round_days: [\n":          {{Line: 1, Message: "this is not YAML: did not find expected node content"}},
		"a: &x 1\nb: *x\n":         {{Line: 2, Message: "b is an alias; write out what it stands for"}},
		"a: 1\n---\nb: 2\n":        {{Line: 2, Message: "here a second document begins, and only one is read"}},
		"{\n\"a\": 1,\n\"b\" 2\n}": {{Line: 3, Message: "this is not JSON: invalid character '2' after object key"}},
	} {
		_, err := document.Parse("p.yaml", []byte(content))
		faults := new(document.Faults)
		if !errors.As(err, &faults) {
			t.Errorf("%q: %v", content, err)
			continue
		}
		if diff := cmp.Diff(want, faults.List); diff != "" {
			t.Errorf("%q (-want +got):\n%s", content, diff)
		}
	}
	d, err := document.Parse("p.yaml", []byte("# ours\nlead:\n  min: 1h\nrooms: [1, {size: 2}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	refused := document.Refuse("p.yaml", []document.Fault{
		d.Fault("rooms[1].size", "rooms[1].size is small"), d.Fault("lead.max", "lead.max is missing"), d.Fault("lead.min", "lead.min is short"), d.Fault("x", "x is missing"),
	})
	want := "p.yaml: x is missing\np.yaml:2: lead.max is missing\np.yaml:3: lead.min is short\np.yaml:4: rooms[1].size is small"
	if diff := cmp.Diff(want, refused.Error()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !d.Has("lead.min") || d.Has("lead.max") || d.Has("lead.min.x") {
		t.Error("it has other fields than it says")
	}
}
