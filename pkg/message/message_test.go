package message_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

func templates(t testing.TB) *message.Templates {
	t.Helper()
	ts, err := message.New()
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

func render(t testing.TB, ts *message.Templates, s message.Situation, ch events.Channel) message.Message {
	t.Helper()
	m, err := ts.Render(s, ch)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestEveryKindHasASample(t *testing.T) {
	has := map[events.Kind]bool{}
	for _, sample := range message.Samples() {
		has[sample.Situation.Reminder.Kind] = true
	}
	for _, kind := range events.Kinds() {
		if !has[kind] {
			t.Errorf("%s has no sample", kind)
		}
	}
}

func TestTextMessagesAndSubjectsAreShortWhateverTheNames(t *testing.T) {
	ts := templates(t)
	name := rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune("abc def ghi.")), 1, 200, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("Иван Петров щ")), 1, 200, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("😀 €{}")), 1, 200, -1),
	)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(message.Samples()).Draw(t, "sample").Situation
		s.Brief.Meeting.Candidate.Name = name.Draw(t, "candidate")
		s.Brief.Meeting.Employer.Name = name.Draw(t, "employer")
		people := make([]events.Interviewer, rapid.IntRange(1, 20).Draw(t, "people"))
		for i := range people {
			people[i].Name = name.Draw(t, "interviewer")
		}
		s.Brief.Meeting.Interviewers, s.Brief.Unthanked = people, people
		m, err := ts.Render(s, events.SMS)
		if err != nil {
			t.Fatal(err)
		}
		if size := segment.Of(m.Text); size.Segments < 1 || size.Segments > message.MaxSegments {
			t.Fatalf("%d segments: %q", size.Segments, m.Text)
		}
		if m, err = ts.Render(s, events.Email); err != nil {
			t.Fatal(err)
		}
		if length := utf8.RuneCountInString(m.Subject); length < 1 || length > message.MaxSubject {
			t.Fatalf("a subject of %d characters: %q", length, m.Subject)
		}
	})
}

// unlinked is a situation in an installation without a page for candidates, which takes no answers by text.
func unlinked(s message.Situation) message.Situation {
	s.Page, s.Calendar, s.Unsubscribe, s.Replies, s.FirstText = "", "", "", false, false
	return s
}

// sampleNamed is a sample, unlinked.
func sampleNamed(t testing.TB, name string) message.Situation {
	t.Helper()
	for _, sample := range message.Samples() {
		if sample.Name == name {
			return unlinked(sample.Situation)
		}
	}
	t.Fatalf("there is no sample %q", name)
	return message.Situation{}
}

// Twenty people are named in the letter, and counted on the line that says what it is about.
func TestALargePanelIsCountedInTheSubject(t *testing.T) {
	s := sampleNamed(t, "thank_you")
	people := make([]events.Interviewer, 20)
	for i := range people {
		people[i].Name = fmt.Sprintf("Ms. Number %d", i)
	}
	s.Brief.Meeting.Interviewers, s.Brief.Unthanked = people, people
	m := render(t, templates(t), s, events.Email)
	if want := "Your thank-you notes to Ms. Number 0 and 19 others"; m.Subject != want {
		t.Errorf("the subject is %q, want %q", m.Subject, want)
	}
	if !strings.Contains(m.Text, "- Ms. Number 19\n") {
		t.Errorf("the letter does not name everybody:\n%s", m.Text)
	}
}

// Where nothing else helps, a text message loses whole words at its end, and shows that it did.
func TestAnSMSIsNotCutWithinAWord(t *testing.T) {
	s := sampleNamed(t, "move_on")
	s.Brief.Meeting.Candidate.Name, s.Brief.Meeting.Employer.Name = strings.Repeat("Ñ", 200), strings.Repeat("李", 200)
	if m := render(t, templates(t), s, events.SMS); !strings.HasSuffix(m.Text, " Pick one new...") {
		t.Errorf("got %q", m.Text)
	}
}

func TestTheZoneIsPrintedWhenItDiffers(t *testing.T) {
	ts := templates(t)
	for _, sample := range message.Samples() {
		for _, kind := range []events.Kind{events.ClosingBrief, events.ThankYou, events.CheckIn} {
			if sample.Situation.Reminder.Kind != kind {
				continue
			}
			text := render(t, ts, sample.Situation, events.Email).Text
			west := strings.HasSuffix(sample.Name, "-west")
			if printed := strings.Contains(text, "Los Angeles time") || strings.Contains(text, "New York time"); printed != west {
				t.Errorf("%s: zone printed: %v; want %v", sample.Name, printed, west)
			}
		}
	}
}

func TestOfficeHoursAreThoseOfThePolicy(t *testing.T) {
	for _, sample := range message.Samples() {
		if sample.Name != "check_in-west" {
			continue
		}
		s := sample.Situation
		s.Office = events.AllowedWindow{From: events.NewTimeOfDay(10, 0), To: events.NewTimeOfDay(16, 30)}
		if text := render(t, templates(t), s, events.Email).Text; !strings.Contains(text, "10 am to 4:30 pm New York time") {
			t.Errorf("the office hours are not in the message:\n%s", text)
		}
	}
}

func TestUnknownLanguagesAreEnglish(t *testing.T) {
	ts := templates(t)
	s := message.Samples()[0].Situation
	want := render(t, ts, s, events.Email)
	for _, locale := range []string{"", "en-GB", "EN_us", "tlh", "sv"} {
		s.Locale = locale
		if diff := cmp.Diff(want, render(t, ts, s, events.Email)); diff != "" {
			t.Errorf("locale %q:\n%s", locale, diff)
		}
	}
}

func TestPreview(t *testing.T) {
	ts := templates(t)
	m, err := ts.Preview(events.CheckIn, events.Email, "en", events.Brand{SenderName: "Acme Careers"})
	if err != nil || !strings.Contains(m.Text, "Acme Careers") || !strings.Contains(m.Text, "If you call") {
		t.Errorf("Preview: %v\n%s", err, m.Text)
	}
	if _, err := ts.Preview("party", events.Email, "en", events.Brand{}); err == nil {
		t.Error("a kind that does not exist was previewed")
	}
}

// A language is complete or it is not spoken at all.
func TestALanguageNeedsEveryKindAndBlock(t *testing.T) {
	whole := fstest.MapFS{}
	sources, err := filepath.Glob("templates/en/*.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range sources {
		data, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		whole[filepath.ToSlash(source)] = &fstest.MapFile{Data: data}
	}
	if err := message.Open(whole, message.English{}); err != nil {
		t.Fatal(err)
	}
	for wrong, spoil := range map[string]func(fstest.MapFS){
		"regroup.tmpl": func(files fstest.MapFS) { delete(files, "templates/en/regroup.tmpl") },
		"card.tmpl":    func(files fstest.MapFS) { delete(files, "templates/en/card.tmpl") },
		`has no block "undone"`: func(files fstest.MapFS) {
			source := strings.Replace(string(whole["templates/en/replies.tmpl"].Data), `"undone"`, `"undo_done"`, 1)
			files["templates/en/replies.tmpl"] = &fstest.MapFile{Data: []byte(source)}
		},
		`has no block "sms"`: func(files fstest.MapFS) {
			source := strings.Replace(string(whole["templates/en/regroup.tmpl"].Data), `"sms"`, `"fax"`, 1)
			files["templates/en/regroup.tmpl"] = &fstest.MapFile{Data: []byte(source)}
		},
	} {
		files := maps.Clone(whole)
		spoil(files)
		if err := message.Open(files, message.English{}); err == nil || !strings.Contains(err.Error(), wrong) {
			t.Errorf("%v; want an error about %s", err, wrong)
		}
	}
}

// The hours for carrying a note in begin on a half hour, as people say it, unless the office closes before.
func TestCarryHoursAreRound(t *testing.T) {
	ts := templates(t)
	s := sampleNamed(t, "thank_you-by-hand")
	for want, now := range map[string]time.Time{
		"9 am to 3 pm":    time.Date(2026, 3, 3, 23, 7, 0, 0, time.UTC),
		"1:30 pm to 3 pm": time.Date(2026, 3, 4, 18, 7, 0, 0, time.UTC),
		"2 pm to 3 pm":    time.Date(2026, 3, 4, 19, 0, 0, 0, time.UTC),
		"2:47 pm to 3 pm": time.Date(2026, 3, 4, 19, 47, 0, 0, time.UTC),
	} {
		s.Now = now
		if m := render(t, ts, s, events.Email); !strings.Contains(m.Text, want) {
			t.Errorf("written at %s, the letter does not say %q:\n%s", now, want, m.Text)
		}
	}
}

// A call back that was asked for is a reason for the check-in that comes of it, and not for the one after that.
func TestACallBackIsAskedForOnce(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		s := sampleNamed(t, "check_in-call-back")
		s.Locale, s.Brief.LastCheckinN = string(tag), 2
		first := render(t, ts, s, events.Email).Text
		s.Reminder.N = 3
		second := render(t, ts, s, events.Email).Text
		s.Brief.LastCheckin, s.Brief.LastCheckinN = "", 0
		if silent := render(t, ts, s, events.Email).Text; first == second || second != silent {
			t.Errorf("the check-in after the call back says:\n%s\nwithout one:\n%s", second, silent)
		}
	})
}
