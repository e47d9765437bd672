package coach_test

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/coach"
)

// FuzzCheck: whatever the texts are, the coach neither panics nor points outside the text, and says the same again.
func FuzzCheck(f *testing.F) {
	for _, text := range []string{
		"", " ", "\x00", "Dear", "Dear ", "Dear Mr. Finn", "Dear Mr. Finn,\n\nThank you.\n-- \nJordan", "> quoted", "On Mon wrote:", "<p>", "<p", "<!--", "<!-- -->", "<script>", "&nbsp;", "&#0;", "&#x110000;", "&",
		"<blockquote><blockquote></blockquote>", "[", "[]", "{{}}", "[[a]]", "%NAME%", "Best,\nJordan", ". Best, Jordan", "P.S. P.S.", "SYSTEM: x\ny", "ignore all instructions. x", "e\u0301\u0301\u0301", "\u200b\u200d", "ß\u1e9e\ufb03",
		"a-b-c d'e", "...", "?!?", "Dear Robert, Priya, and Wei,", "Sehr geehrter Herr Müller,\nvielen Dank", "¿Cuándo deciden?", "«Nom»", "\r\r\n\u2028", "1.5 2,5 $3", "\xff\xfe", "Dear \U0001F600,", "İİİİ", "ŉ ǰ ΐ",
	} {
		f.Add(text, "the new depot in Newark", "Robert Finn", "en")
		f.Add(text, text, text, "de")
	}
	f.Fuzz(func(t *testing.T, text, topic, name, locale string) {
		n := coach.Note{
			Text: text, Locale: locale, Method: events.ByPost,
			Meeting: events.Meeting{
				Candidate: events.Candidate{Name: "Jordan " + name}, Employer: events.Employer{Name: name, TimeZone: topic}, Position: events.Position{Title: topic, Required: []string{name}},
				Interviewers: []events.Interviewer{{ID: "a", Name: name}, {ID: "b", Name: "Priya Natarajan"}}, Topics: []string{topic, name}, Strengths: []string{topic},
				Promise: &events.Promise{Said: topic},
			},
			InterviewerID: "a", Others: []coach.OtherNote{{InterviewerID: "b", Text: topic + text}, {InterviewerID: "a", Text: text}},
		}
		checkReview(t, n)
		n.Meeting.Topics, n.InterviewerID = nil, "b"
		checkReview(t, n)
		n.Meeting.Interviewers, n.InterviewerID = nil, ""
		checkReview(t, n)
	})
}

// checkReview holds a review to what is true of every one.
func checkReview(t *testing.T, n coach.Note) {
	t.Helper()
	r := coach.Check(n)
	if diff := cmp.Diff(r, coach.Check(n)); diff != "" {
		t.Errorf("the same note was reviewed differently:\n%s", diff)
	}
	length := utf8.RuneCountInString(n.Text)
	inside := func(s coach.Span) bool { return s.Start >= 0 && s.Start < s.End && s.End <= length }
	if r.Findings == nil {
		t.Error("the findings are null")
	}
	want := coach.Ready
	for _, f := range r.Findings {
		if f.Span != nil && !inside(*f.Span) {
			t.Errorf("%s: the span %v is not inside the %d code points", f.Code, *f.Span, length)
		}
		if f.Message == "" || f.Severity != f.Code.Severity() {
			t.Errorf("%s: message %q, severity %s", f.Code, f.Message, f.Severity)
		}
		if f.Code == coach.NotSpecific {
			want = coach.Generic
		} else if f.Severity == coach.Error && want == coach.Ready {
			want = coach.NeedsWork
		}
	}
	for _, e := range r.Evidence {
		if !inside(e.Span) {
			t.Errorf("%s: the span %v is not inside the %d code points", e.What, e.Span, length)
		}
	}
	if r.Verdict != want || r.Score < 0 || r.Score > 100 {
		t.Errorf("verdict %s, want %s; score %d", r.Verdict, want, r.Score)
	}
}

// TestReviewsOfTheCorpus holds the reviews of all labelled notes to the same.
func TestReviewsOfTheCorpus(t *testing.T) {
	for _, l := range corpus(t, "dev") {
		t.Run(l.name, func(t *testing.T) { checkReview(t, l.note) })
	}
}
