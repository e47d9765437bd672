package intake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/followup/coach"

	"github.com/afterword-io/afterword/pkg/httpapi"
)

func noteRequest(t *testing.T, edit func(map[string]any)) string {
	t.Helper()
	request := (&described{now: testNow()}).noteExample()
	edit(request)
	return encode(t, request)
}

func TestTheCoachAnswersOverHTTP(t *testing.T) {
	d := openDoor(t)
	unchanged := func(map[string]any) {}
	r := d.post("/v1/notes/check", noteRequest(t, unchanged))
	var review struct {
		Verdict  coach.Verdict
		Score    int
		Findings []coach.Finding
		Evidence []coach.Evidence
	}
	r.into(t, &review)
	if r.StatusCode != http.StatusOK || review.Verdict != coach.Ready || review.Score != 100 || review.Evidence != nil {
		t.Fatalf("the example of the documentation: %d %s", r.StatusCode, r.text)
	}
	if !strings.Contains(r.text, `"findings":[]`) {
		t.Errorf("no findings are not an empty list: %s", r.text)
	}

	r = d.post("/v1/notes/check?explain=true", noteRequest(t, unchanged))
	r.into(t, &review)
	topic := ""
	for _, e := range review.Evidence {
		if e.What == coach.TopicWords {
			topic = e.Match
		}
	}
	if topic != "the new depot in Newark" {
		t.Errorf("the evidence does not say which topic decided: %s", r.text)
	}
	if n := len(d.facts(0)); n != 0 {
		t.Errorf("FACTS holds %d facts", n)
	}
}

// TestSpansAreInCodePointsOfTheTextAsSent: also behind characters that take several bytes or UTF-16 units.
func TestSpansAreInCodePointsOfTheTextAsSent(t *testing.T) {
	d := openDoor(t)
	const text = "Dear Mr. Finn,\n\n👋🏽 é Thank you for your time. I would be glad to join [Company].\n\nAda"
	r := d.post("/v1/notes/check", noteRequest(t, func(n map[string]any) { n["text"] = text }))
	var review coach.Review
	r.into(t, &review)
	for _, f := range review.Findings {
		if f.Code != coach.Placeholder {
			continue
		}
		if got := string([]rune(text)[f.Span.Start:f.Span.End]); got != "[Company]" {
			t.Errorf("the span holds %q", got)
		}
		return
	}
	t.Errorf("the placeholder was not found: %s", r.text)
}

func TestEveryFaultOfANoteIsNamed(t *testing.T) {
	d := openDoor(t)
	for _, c := range []struct {
		name   string
		edit   func(map[string]any)
		status int
		want   []string
	}{
		{"no text", func(n map[string]any) { delete(n, "text") }, 422, []string{"text"}},
		{"a long text", func(n map[string]any) { n["text"] = strings.Repeat("ä", coach.MaxText+1) }, 422, []string{"text"}},
		{"no interview", func(n map[string]any) { delete(n, "interview") }, 422, []string{"interview"}},
		{"an interview without an employer", func(n map[string]any) {
			n["interview"] = map[string]any{"interview": map[string]any{"id": "int-1", "ended_at": "2026-03-03T20:00:00Z"}, "candidate": map[string]any{
				"name": "Ada Park", "email": "ada@example.com", "time_zone": "UTC",
			}, "interviewers": []any{map[string]any{"name": "Mr. Finn"}}}
			delete(n, "interviewer_id")
		}, 422, []string{"interview.employer.name", "interview.employer.time_zone"}},
		{"somebody else", func(n map[string]any) { n["interviewer_id"] = "iv-9" }, 422, []string{"interviewer_id"}},
		{"an unknown way", func(n map[string]any) { n["method"] = "pigeon" }, 422, []string{"method"}},
		{"a typo", func(n map[string]any) { n["lokale"] = "en" }, 422, []string{"lokale"}},
		{"several at once", func(n map[string]any) { n["method"], n["locale"] = "pigeon", "english please" }, 422, []string{"locale", "method"}},
	} {
		r := d.post("/v1/notes/check", noteRequest(t, c.edit))
		var problem httpapi.Problem
		r.into(t, &problem)
		var got []string
		for _, f := range problem.Errors {
			got = append(got, f.Location)
		}
		if diff := cmp.Diff(c.want, got); r.StatusCode != c.status || diff != "" {
			t.Errorf("%s: %d (-want +got):\n%s%s", c.name, r.StatusCode, diff, r.text)
		}
	}
	for _, c := range []struct {
		name, path, body string
		headers          []string
		status           int
	}{
		{"no JSON", "/v1/notes/check", "{", nil, 400},
		{"a list", "/v1/notes/check", "[]", nil, 422},
		{"a form", "/v1/notes/check", "text=a", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415},
		{"no key", "/v1/notes/check", "{}", []string{"Authorization", ""}, 401},
		{"explained how", "/v1/notes/check?explain=perhaps", noteRequest(t, func(map[string]any) {}), nil, 422},
	} {
		if r := d.post(c.path, c.body, c.headers...); r.StatusCode != c.status {
			t.Errorf("%s: %d %s", c.name, r.StatusCode, r.text)
		}
	}
}

// TestNotesAreNotLogged: what a candidate wrote stays out of the logs, also when it is refused.
func TestNotesAreNotLogged(t *testing.T) {
	d := openDoor(t)
	for _, edit := range []func(map[string]any){
		func(n map[string]any) { n["text"] = "Dear Mr. Finn, unmistakable-words" },
		func(n map[string]any) { n["text"], n["method"] = "unmistakable-words", "pigeon" },
	} {
		d.post("/v1/notes/check", noteRequest(t, edit))
	}
	entries := d.logs.All()
	if len(entries) == 0 {
		t.Fatal("nothing is logged")
	}
	for _, e := range entries {
		line := fmt.Sprint(e.Message, e.ContextMap())
		if strings.Contains(line, "unmistakable") || strings.Contains(line, "Finn") {
			t.Errorf("the log says: %s", line)
		}
	}
}

func TestTheExampleIsAWholeRequest(t *testing.T) {
	t.Parallel()
	var known map[string]json.RawMessage
	if err := json.Unmarshal([]byte(noteRequest(t, func(map[string]any) {})), &known); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"text", "locale", "interview", "interviewer_id", "method"} {
		if known[name] == nil {
			t.Errorf("the example lacks %s", name)
		}
	}
}
