package message_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

// longPage is a link of 90 characters.
const longPage = "https://afterword.example-university.edu/f/AXAxbi9kT2x2U0w5bUpkVnRqQmZ5Q2hRd0ZrN3oxS3BXcMw"

// installations are the ways in which a text may be two-way, by link, and the first.
func installations(s message.Situation) []message.Situation {
	var all []message.Situation
	for _, page := range []string{"", longPage} {
		for _, replies := range []bool{false, true} {
			for _, first := range []bool{false, true} {
				s.Page, s.Replies, s.FirstText = page, replies, first
				all = append(all, s)
			}
		}
	}
	return all
}

// Everywhere a text says all that it has to within two segments, in good tone; the first one who writes, and how it ends.
func TestATextIsWholeInEveryInstallation(t *testing.T) {
	if len(longPage) != 90 {
		t.Fatalf("the link has %d characters", len(longPage))
	}
	eachSample(t, func(t *testing.T, ts *message.Templates, sample message.Sample) {
		tag := events.Language(sample.Situation.Locale)
		for _, s := range installations(sample.Situation) {
			s.Brand.SenderName = "Acme Career Center"
			text := render(t, ts, s, events.SMS).Text
			if size := segment.Of(text); size.Encoding != segment.GSM7 || size.Segments > message.MaxSegments || strings.Contains(text, "...") {
				t.Errorf("page %v, replies %v, first %v: %+v: %s", s.Page != "", s.Replies, s.FirstText, size, text)
			}
			for _, breach := range message.Tone(tag, message.Message{Text: text}) {
				t.Errorf("page %v, replies %v, first %v: it %s: %s", s.Page != "", s.Replies, s.FirstText, breach, text)
			}
			ending := strings.Contains(text, "STOP") && strings.Contains(text, "HELP")
			if ending != s.FirstText || strings.Contains(text, " - Acme Career Center") != s.FirstText {
				t.Errorf("first %v, but: %s", s.FirstText, text)
			}
			if odd := odd.FindString(strings.ReplaceAll(text, longPage, "")); s.Page == "" && odd != "" {
				t.Errorf("there is %q in %q", odd, text)
			}
		}
	})
}

// wants reports what an answer or a link is for: nothing else is asked for after a kind of text that is about no task.
func TestTextsSayHowToAnswer(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		w := message.ReplyWords(tag)
		answers := map[events.Kind]string{
			events.ThankYou: w.Sent, events.ThankYouLate: w.Sent, events.CheckIn: w.Called, events.CheckInResult: w.Called,
		}
		for _, sample := range message.SamplesIn(tag) {
			kind := sample.Situation.Reminder.Kind
			for _, s := range installations(sample.Situation) {
				text := render(t, ts, s, events.SMS).Text
				word, answered := answers[kind]
				answered = answered && s.Replies
				if said := word != "" && strings.Contains(text, word); said != answered {
					t.Errorf("%s: replies %v, but: %s", sample.Name, s.Replies, text)
				}
				linked := s.Page != "" && (kind == events.DebriefPrompt || word != "" && !s.Replies)
				if said := strings.Contains(text, longPage); said != linked {
					t.Errorf("%s: page %v, replies %v, but: %s", sample.Name, s.Page != "", s.Replies, text)
				}
			}
		}
	})
}

// Whoever answers NO says that the employer has declined. So no text asks a question that NO answers otherwise.
func TestNoTextAsksForAYesOrNo(t *testing.T) {
	open := map[events.Language]string{
		events.English: `\bwhat `, events.German: `\bwas `, events.Spanish: `¿qué `, events.French: `\bqu'a `,
	}
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		for _, sample := range message.SamplesIn(tag) {
			if sample.Situation.Reminder.Kind != events.CheckInResult {
				continue
			}
			for _, s := range installations(sample.Situation) {
				text := render(t, ts, s, events.SMS).Text
				question, _, asked := strings.Cut(text, "?")
				if !asked || strings.Count(text, "?") != 1 || !regexp.MustCompile(open[tag]).MatchString(question) {
					t.Errorf("it does not ask one open question: %s", text)
				}
			}
		}
	})
}

// Whatever the names are, the link and the way to end the texts are whole.
func TestNamesGiveWayToLinksAndToSTOP(t *testing.T) {
	ts := templates(t)
	name := rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune("abc def ghi.")), 1, 200, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("Иван Петров щ")), 1, 200, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("😀 €{}李")), 1, 200, -1),
	)
	endings := map[string]string{"en": "Reply STOP to end, HELP for help.", "de": "STOP beendet die SMS, HELP hilft weiter.", "es": "HELP para ayuda.", "fr": "HELP pour de l'aide."}
	rapid.Check(t, func(t *rapid.T) {
		tag := rapid.SampledFrom(events.Languages()).Draw(t, "language")
		sample := rapid.SampledFrom(message.SamplesIn(tag)).Draw(t, "sample").Situation
		s := rapid.SampledFrom(installations(sample)).Draw(t, "installation")
		s.Brand.SenderName = name.Draw(t, "sender")
		s.Brief.Meeting.Candidate.Name = name.Draw(t, "candidate")
		s.Brief.Meeting.Employer.Name = name.Draw(t, "employer")
		people := make([]events.Interviewer, rapid.IntRange(1, 20).Draw(t, "people"))
		for i := range people {
			people[i] = events.Interviewer{Name: name.Draw(t, "interviewer"), Phone: "+14155550199"}
		}
		s.Brief.Meeting.Interviewers, s.Brief.Unthanked = people, people
		text := mustRender(t, ts, s)
		if size := segment.Of(text); size.Segments < 1 || size.Segments > message.MaxSegments {
			t.Fatalf("%d segments: %q", size.Segments, text)
		}
		if s.FirstText && !strings.HasSuffix(text, endings[string(tag)]) {
			t.Fatalf("it does not say how to end the texts: %q", text)
		}
		linked := s.Page != "" && (s.Reminder.Kind == events.DebriefPrompt || !s.Replies && slices.Contains([]events.Kind{
			events.ThankYou, events.ThankYouLate, events.CheckIn, events.CheckInResult,
		}, s.Reminder.Kind))
		if linked && !strings.Contains(text+" ", " "+longPage+" ") {
			t.Fatalf("the link is not whole: %q", text)
		}
	})
}

// A tenant's own words may be in letters that cost double. Then they give way, and the link and STOP do not.
func TestATenantsWordsGiveWayToo(t *testing.T) {
	const source = `{{define "sms"}}{{.Name}}, пора поблагодарить за собеседование в {{.Employer}}: одна тема из разговора и ваши сильные стороны. {{.Page}}{{end}}`
	if _, err := templates(t).With(own(events.ThankYou, source)); err == nil {
		t.Fatal("with the link of the samples it takes more than two segments")
	}
	laid, err := templates(t).With(own(events.ThankYou, strings.ReplaceAll(source, "{{.Page}}", "{{if gt .N 2}}{{.Page}}{{end}}")))
	if err != nil {
		t.Fatal(err)
	}
	s := sampleNamed(t, "thank_you-last-call")
	s.Reminder.N, s.Page, s.FirstText = 3, longPage, true
	text := render(t, laid, s, events.SMS).Text
	if size := segment.Of(text); size.Segments > message.MaxSegments || !strings.HasSuffix(text, longPage+" - Afterword: Reply STOP to end, HELP for help.") {
		t.Errorf("%+v: %q", size, text)
	}
}

func mustRender(t *rapid.T, ts *message.Templates, s message.Situation) string {
	m, err := ts.Render(s, events.SMS)
	if err != nil {
		t.Fatal(err)
	}
	return m.Text
}

// What we say ourselves in texts needs no letter that the GSM alphabet lacks.
func TestOurOwnWordsAreGSM(t *testing.T) {
	action := regexp.MustCompile(`(?s){{.*?}}`)
	eachLanguage(t, func(t *testing.T, _ *message.Templates, tag events.Language) {
		sources := map[string]string{}
		for _, file := range []string{"replies", "next", "around"} {
			source, err := os.ReadFile(filepath.Join("templates", string(tag), file+".tmpl"))
			if err != nil {
				t.Fatal(err)
			}
			sources[file] = string(source)
		}
		_, sources["around"], _ = strings.Cut(sources["around"], `{{define "first_text"}}`)
		for _, kind := range events.Kinds() {
			source, err := templates(t).Source(kind, tag)
			if err != nil {
				t.Fatal(err)
			}
			_, sources[string(kind)], _ = strings.Cut(source, `{{define "sms"}}`)
		}
		for file, words := range sources {
			words = action.ReplaceAllString(words, "")
			if diff := cmp.Diff(segment.Plain(words), words); diff != "" || segment.Of(words).Encoding != segment.GSM7 {
				t.Errorf("%s has letters that are not in the GSM alphabet: %s\n%s", file, diff, words)
			}
		}
		for _, word := range words(message.ReplyWords(tag)) {
			if segment.Of(word).Encoding != segment.GSM7 {
				t.Errorf("%s is not in the GSM alphabet", word)
			}
		}
	})
}

func words(w message.AnswerWords) []string {
	return []string{w.Sent, w.Done, w.Called, w.Later, w.Offer, w.No, w.Undo, w.Help, w.Stop, w.Start}
}
