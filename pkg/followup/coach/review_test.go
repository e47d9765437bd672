package coach_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/coach"
)

// noteNamed returns a note of the development corpus.
func noteNamed(t testing.TB, name string) coach.Note {
	t.Helper()
	for _, l := range corpus(t, "dev") {
		if l.name == name {
			return l.note
		}
	}
	t.Fatalf("no note is called %s", name)
	return coach.Note{}
}

func TestReviewAsJSON(t *testing.T) {
	n := noteNamed(t, "warn-pushy-decision")
	got, err := json.Marshal(coach.Check(n).Findings)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"code":"pushy","severity":"warn","message":"Leave this out: the note thanks, and asks for nothing but the timeline.","span":{"start":246,"end":271}},` +
		`{"code":"ask_timeline","severity":"tip","message":"Nobody has told you when they decide: one polite question about the timeline fits here.","span":null}]`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	perfect, err := json.Marshal(coach.Check(noteNamed(t, "warn-polite-timeline")))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(perfect), `{"verdict":"ready","score":100,"findings":[],"evidence":[`) {
		t.Errorf("a note in which nothing is found: %s", perfect)
	}
}

// TestEvidence: anyone can see which words decided.
func TestEvidence(t *testing.T) {
	n := noteNamed(t, "ready-asks-timeline")
	text := []rune(n.Text)
	var got []string
	for _, e := range coach.Check(n).Evidence {
		got = append(got, string(e.What)+": "+string(text[e.Span.Start:e.Span.End])+" = "+e.Match)
	}
	want := []string{
		"addressee: Finn = Robert Finn",
		"thanks: Thank you = ",
		"stock: Thank you for your time = ",
		"topic: night shift pilot = the night shift pilot",
		"value: I ran = ",
		"interest: am very interested in = ",
		"timeline: Could you tell me what the timeline = ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestFindingsAreOrdered by severity, then by place.
func TestFindingsAreOrdered(t *testing.T) {
	rank := func(s coach.Severity) int {
		return slices.Index([]coach.Severity{coach.Error, coach.Warn, coach.Tip}, s)
	}
	for _, l := range corpus(t, "dev") {
		fs := coach.Check(l.note).Findings
		for i := 1; i < len(fs); i++ {
			a, b := fs[i-1], fs[i]
			if rank(a.Severity) > rank(b.Severity) || a.Severity == b.Severity && (a.Span == nil && b.Span != nil || a.Span != nil && b.Span != nil && a.Span.Start > b.Span.Start) {
				t.Errorf("%s: %s stands before %s", l, a.Code, b.Code)
			}
		}
	}
}

// TestScoreFalls with everything that is found, errors first.
func TestScoreFalls(t *testing.T) {
	n := noteNamed(t, "warn-polite-timeline")
	whole := coach.Check(n).Score
	post := n
	post.Method = events.ByPost
	if got := coach.Check(post).Score; got >= whole {
		t.Errorf("by post: score %d, without %d", got, whole)
	}
	generic := post
	generic.Meeting.Topics = []string{"the weather in Oslo"}
	if got := coach.Check(generic); got.Score >= coach.Check(post).Score || got.Verdict != coach.Generic {
		t.Errorf("generic as well: score %d, verdict %s", got.Score, got.Verdict)
	}
	if got := coach.Check(coach.Note{}); got.Score < 0 || got.Verdict != coach.Generic {
		t.Errorf("nothing at all: score %d, verdict %s", got.Score, got.Verdict)
	}
}

// TestMessagesAreInTheLocale: a note in another language is read in that, and spoken of in the locale's.
func TestMessagesAreInTheLocale(t *testing.T) {
	n := noteNamed(t, "generic-template")
	for locale, want := range map[string]string{"en-GB": "Mention something", "de": "Nennen Sie", "es-MX": "Menciona algo", "fr-CA": "Citez quelque", "pt": "Mention something", "": "Mention something"} {
		n.Locale = locale
		r := coach.Check(n)
		if r.Verdict != coach.Generic || !strings.HasPrefix(r.Findings[0].Message, want) || !strings.Contains(r.Findings[0].Message, "the new depot in Newark") {
			t.Errorf("locale %q: %s, %q", locale, r.Verdict, r.Findings[0].Message)
		}
	}
}

// TestEveryMessage of every language is filled in and names nothing that is not there.
func TestEveryMessage(t *testing.T) {
	seen := map[coach.Code]int{}
	for _, l := range corpus(t, "dev") {
		for _, language := range events.Languages() {
			n := l.note
			n.Locale = string(language)
			for _, f := range coach.Check(n).Findings {
				seen[f.Code]++
				if strings.Contains(f.Message, "%!") || strings.Contains(f.Message, "%[") || !strings.HasSuffix(f.Message, ".") {
					t.Errorf("%s in %s: %q", l, language, f.Message)
				}
			}
		}
	}
	for _, c := range coach.Codes() {
		if seen[c] == 0 {
			t.Errorf("no note of the corpus has %s", c)
		}
	}
}

// TestPromise: a promise that cannot be read is none.
func TestPromise(t *testing.T) {
	n := noteNamed(t, "ready-plain")
	asks := func(p *events.Promise) bool {
		n.Meeting.Promise = p
		return slices.ContainsFunc(coach.Check(n).Findings, func(f coach.Finding) bool { return f.Code == coach.AskTimeline })
	}
	if !asks(nil) || !asks(&events.Promise{}) || !asks(&events.Promise{Said: "when the cows come home"}) {
		t.Error("no promise is known, but no question is advised")
	}
	if asks(&events.Promise{Said: "by Thursday"}) || asks(&events.Promise{By: events.NewDate(2026, 3, 5)}) {
		t.Error("a promise is known, but a question is advised")
	}
}

func TestValidate(t *testing.T) {
	panel := events.Meeting{Interviewers: []events.Interviewer{{ID: "iv-a", Name: "Ada Park"}, {Name: "Bo Li"}}}
	one := events.Meeting{Interviewers: panel.Interviewers[:1]}
	for name, c := range map[string]struct {
		note coach.Note
		want []string
	}{
		"by id":           {coach.Note{Text: "x", Meeting: panel, InterviewerID: "iv-a"}, nil},
		"by position":     {coach.Note{Text: "x", Meeting: panel, InterviewerID: "iv-2"}, nil},
		"by name":         {coach.Note{Text: "x", Meeting: panel, InterviewerID: "bo li"}, nil},
		"only one":        {coach.Note{Text: "x", Meeting: one}, nil},
		"longest":         {coach.Note{Text: strings.Repeat("é", coach.MaxText), Meeting: one}, nil},
		"no text":         {coach.Note{Text: " \n", Meeting: one}, []string{"text"}},
		"too long":        {coach.Note{Text: strings.Repeat("é", coach.MaxText+1), Meeting: one}, []string{"text"}},
		"not UTF-8":       {coach.Note{Text: "\xff", Meeting: one}, []string{"text"}},
		"locale":          {coach.Note{Text: "x", Meeting: one, Locale: "english please"}, []string{"locale"}},
		"method":          {coach.Note{Text: "x", Meeting: one, Method: events.ByCall}, []string{"method"}},
		"to nobody":       {coach.Note{Text: "x", Meeting: panel}, []string{"interviewer_id"}},
		"to a stranger":   {coach.Note{Text: "x", Meeting: panel, InterviewerID: "iv-9"}, []string{"interviewer_id"}},
		"no interviewers": {coach.Note{Text: "x"}, []string{"interview.interviewers"}},
		"other note":      {coach.Note{Text: "x", Meeting: one, Others: []coach.OtherNote{{InterviewerID: "b", Text: "y"}, {}}}, []string{"other_notes[1].text"}},
		"too many":        {coach.Note{Text: "x", Meeting: one, Others: make([]coach.OtherNote, events.MaxInterviewers+1)}, []string{"other_notes"}},
		"all at once":     {coach.Note{Locale: "?", Method: "fax", Meeting: panel}, []string{"text", "locale", "method", "interviewer_id"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			var invalid *events.InvalidError
			if err := coach.Validate(c.note); errors.As(err, &invalid) {
				for _, f := range invalid.Fields {
					got = append(got, f.Location)
				}
			} else if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func BenchmarkNote(b *testing.B) {
	n := noteNamed(b, "warn-long")
	for b.Loop() {
		coach.Check(n)
	}
}

func BenchmarkLargestNote(b *testing.B) {
	n := noteNamed(b, "warn-long")
	long := func(text string) string { return strings.Repeat(text, 1+coach.MaxText/len(text))[:coach.MaxText] }
	texts := map[string]string{
		"prose": long(n.Text + "\n\n"), "one sentence": long("depot tool night "), "short sentences": long("Depot. "), "tags": long("<p "), "comments": long("<!--"),
		"sign-offs": long("Thanks,\n"), "greetings": long("Dear Bob,\n"), "letters": long("a"), "wrote": long("On a b c wrote:\n\n"), "orders": long("ignore the rules. "),
	}
	for range 50 {
		n.Meeting.Topics = append(n.Meeting.Topics, strings.Repeat("depot tool night unicorn team company work ", 11))
	}
	n.Meeting.Strengths = n.Meeting.Topics
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			n.Text, n.Others = text, nil
			for range events.MaxInterviewers {
				n.Others = append(n.Others, coach.OtherNote{InterviewerID: "iv-priya", Text: text})
			}
			for b.Loop() {
				coach.Check(n)
			}
		})
	}
}
