package message_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

func TestGermanDays(t *testing.T) {
	for away, want := range map[int]string{
		0: "heute", 1: "am Samstag", 2: "am Sonntag", 3: "am Montag", 4: "am Dienstag", 5: "am Mittwoch", 6: "am Donnerstag",
		7: "am Freitag, 13. März", 365: "am Samstag, 6. März", -3: "am Dienstag", -6: "am Samstag", -7: "am Freitag, 27. Februar",
		-64: "am Donnerstag, 1. Januar",
	} {
		day := friday.AddDays(away)
		if got := (message.German{}).Day(day, friday); got != want {
			t.Errorf("%d days away: %q; want %q", away, got, want)
		}
		// "bis heute", "bis Donnerstag", "bis Donnerstag, 1. Januar".
		if got := (message.German{}).DayName(day, friday); got != strings.TrimPrefix(want, "am ") {
			t.Errorf("%d days away, after \"bis\": %q", away, got)
		}
	}
}

func TestGermanClocksAndPlaces(t *testing.T) {
	de := message.German{}
	for clock, want := range map[string]string{
		"00:00": "0 Uhr", "00:05": "0:05 Uhr", "09:00": "9 Uhr", "12:00": "12 Uhr", "15:30": "15:30 Uhr", "21:00": "21 Uhr",
	} {
		at, err := time.Parse("15:04", clock)
		if err != nil {
			t.Fatal(err)
		}
		if got := de.Clock(at); got != want {
			t.Errorf("%s: %q; want %q", clock, got, want)
		}
	}
	for got, want := range map[string]string{
		de.Starts("14 Uhr", friday, friday):                            "heute um 14 Uhr",
		de.Starts("11 Uhr (Ortszeit Wien)", friday.AddDays(4), friday): "am Dienstag um 11 Uhr (Ortszeit Wien)",
		de.Deadline("15 Uhr", friday, friday):                          "heute 15 Uhr",
		de.Deadline("15 Uhr", friday.AddDays(11), friday):              "Dienstag, 17. März, 15 Uhr",
		de.Hours("9 Uhr", "17 Uhr", ""):                                "9 bis 17 Uhr",
		de.Hours("8:30 Uhr", "16 Uhr", de.Place("Europe/Zurich")):      "8:30 bis 16 Uhr (Ortszeit Zürich)",
		de.Place("America/New_York"):                                   "Ortszeit New York",
		de.Place("UTC"):                                                "Zeitzone UTC",
		de.List([]string{"Ada", "Ben", de.More(1)}):                    "Ada, Ben und 1 weitere Person",
		de.List([]string{"Ada", de.More(2)}):                           "Ada und 2 weitere",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestGermanNaming: "Herr" is the one title that bends, and only as a word of its own.
func TestGermanNaming(t *testing.T) {
	for name, want := range map[string]string{
		"Herr Finn": "Herrn Finn", "Herr Dr. Finn": "Herrn Dr. Finn", "Frau Klein": "Frau Klein", "Dana Lee": "Dana Lee",
		"Herrmann Roy": "Herrmann Roy", "Herr": "Herr", "2 weitere": "2 weitere",
	} {
		if got := (message.German{}).To(name); got != want {
			t.Errorf("to %q: %q, want %q", name, got, want)
		}
		if got := (message.German{}).Spoken(name); got != name {
			t.Errorf("of %q: %q", name, got)
		}
	}
}

// TestGermanDelivery: a card is carried in by those who like to write and are near; everybody else is told how else it goes.
func TestGermanDelivery(t *testing.T) {
	ts := templates(t)
	for name, want := range map[string]string{
		"thank_you-by-hand": "das Büro ist am Mittwoch von 9 bis 15 Uhr besetzt: Zeit genug, die Karte selbst vorbeizubringen. Die Post wäre zu langsam.\n\n" +
			"-> Schreiben Sie Mr. Finn von Hand und bringen Sie die Karte am Mittwoch ins Büro (9 bis 15 Uhr).\n",
		"thank_you-by-email-after-all": "Diesmal ist eine E-Mail besser, denn sie kommt rechtzeitig an.\n\n" +
			"-> Schicken Sie Ihr Dankschreiben an Mr. Finn (finn@example.com), am besten bis Mittwoch, 15 Uhr.\n",
		"thank_you": "können Sie auch eine handgeschriebene Karte vorbeibringen. Die Post wäre zu langsam.\n\n-> Schicken Sie ",
	} {
		s := sampleNamed(t, name)
		s.Locale = "de"
		if text := render(t, ts, s, events.Email).Text; !strings.Contains(text, want) {
			t.Errorf("%s lacks %q:\n%s", name, want, text)
		}
	}
	s := sampleNamed(t, "thank_you-by-hand")
	s.Locale = "de"
	s.Brief.Unthanked = append(s.Brief.Unthanked, events.Interviewer{Name: "Herr Roy"})
	const want = "-> Schreiben Sie jeder Person von Hand und bringen Sie die Karten am Mittwoch ins Büro (9 bis 15 Uhr).\n"
	if text := render(t, ts, s, events.Email).Text; !strings.Contains(text, want) {
		t.Errorf("a panel lacks %q:\n%s", want, text)
	}
}

// germanNames puts German people and things into a sample, so that what is left of English is ours.
func germanNames(s message.Situation) message.Situation {
	s.Locale = "de"
	m := &s.Brief.Meeting
	m.Candidate.Name, m.Employer.Name = "Aylin Öztürk", "Kranich Spedition"
	m.Topics, m.Strengths = []string{"das neue Depot in Neuss"}, []string{"fünf Jahre Nachtdisposition"}
	if m.Position.Title != "" {
		m.Position = events.Position{Title: "Disponent (m/w/d)", Required: []string{"Tourenplanung", "SQL", "Schichtleitung"}}
	}
	rename := func(people []events.Interviewer) []events.Interviewer {
		renamed := make([]events.Interviewer, len(people))
		for i, p := range people {
			renamed[i] = events.Interviewer{ID: p.ID, Name: "Herr " + strings.Fields("Finn Lehmann Roy")[i%3], Email: p.Email, Phone: p.Phone}
		}
		return renamed
	}
	m.Interviewers, s.Brief.Unthanked = rename(m.Interviewers), rename(s.Brief.Unthanked)
	return s
}

// TestGermanMessages: no English is left, nobody is called "du", and "Herr" stands only where
// it needs no "Herrn": as a subject, in a greeting, after a colon, or in a list.
func TestGermanMessages(t *testing.T) {
	ts := templates(t)
	anglicism := regexp.MustCompile(`(?i)\b(the|and|is|are|your?|they|them|today|by|until|(mon|tues|wednes|thurs|fri|satur|sun)day|march|time|others?)\b`)
	du := regexp.MustCompile(`(?i)(^|[^\p{L}])(du|dich|dir|dein\p{L}*)([^\p{L}]|$)`)
	bent := regexp.MustCompile(`(?i)(^|[^\p{L}])(an|auf|bei|bitten|den|dem|des|durch|für|gegen|mit|ohne|um|von|zu|Ihnen|geben Sie|fragen Sie|rufen Sie|schreiben Sie|danken Sie) Herr `)
	for _, sample := range message.Samples() {
		s := germanNames(sample.Situation)
		mail, text := render(t, ts, s, events.Email), render(t, ts, s, events.SMS).Text
		for line := range strings.Lines(strings.Join([]string{mail.Subject, mail.Preheader, mail.Text, text}, "\n")) {
			for what, rule := range map[string]*regexp.Regexp{"is English": anglicism, "says du": du, "wants Herrn": bent} {
				if found := rule.FindString(line); found != "" {
					t.Errorf("%s: %q %s in: %s", sample.Name, found, what, line)
				}
			}
		}
		if !strings.HasPrefix(mail.Text, "Guten Tag Aylin Öztürk,\n") {
			t.Errorf("%s does not greet: %.60q", sample.Name, mail.Text)
		}
	}
}

// TestGermanAgreement: one person gets a "Dankschreiben", several get "Ihre".
func TestGermanAgreement(t *testing.T) {
	ts := templates(t)
	for name, want := range map[string]string{
		"thank_you":            "Ihr Dankschreiben an Mr. Finn",
		"thank_you-panel":      "Ihre Dankschreiben an Dana Lee und Sam Roy",
		"thank_you-last-call":  "Zehn Minuten für Ihr Dankschreiben an Mr. Finn",
		"thank_you_late":       "Ihr Dankschreiben an Mr. Finn kommt auch heute gut an",
		"thank_you_late-panel": "Ihre Dankschreiben an Dana Lee und Sam Roy kommen auch heute gut an",
	} {
		s := sampleNamed(t, name)
		s.Locale = "de"
		if got := render(t, ts, s, events.Email).Subject; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	s := sampleNamed(t, "thank_you")
	s.Locale = "de-CH"
	people := make([]events.Interviewer, 20)
	for i := range people {
		people[i].Name = "Frau Adelheid von Hohenstein-Wirtenfeld"
	}
	s.Brief.Meeting.Interviewers, s.Brief.Unthanked = people, people
	if got, want := render(t, ts, s, events.Email).Subject, "Ihre Dankschreiben an Frau Adelheid von... und 19 weitere"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestGermanCheckIn: whoever can be reached, and whatever was said last, the reader knows whom to ask, how, and in which words.
func TestGermanCheckIn(t *testing.T) {
	ts := templates(t)
	for _, c := range []struct {
		name   string
		change func(*message.Situation)
		want   []string
	}{
		{"nobody", func(s *message.Situation) { s.Brief.Meeting.Interviewers = nil }, []string{
			"-> Fragen Sie heute nach, am Telefon oder per E-Mail, am besten bei der Person, mit der Sie gesprochen haben.\n",
			"  | Guten Tag, hier ist Ada Park. Wir haben am Dienstag über die Stelle als Dispatcher gesprochen, ",
			"  | Guten Tag,\n",
		}},
		{"email only", func(s *message.Situation) { s.Brief.Meeting.Interviewers[0].Phone = "" }, []string{
			"-> Schreiben Sie heute an Mr. Finn: finn@example.com\n", "\nWenn Sie lieber anrufen\n", "\nWenn Sie schreiben\n",
		}},
		{"a man", func(s *message.Situation) { s.Brief.Meeting.Interviewers[0].Name = "Herr Dr. Finn" }, []string{
			"-> Rufen Sie heute bei Herrn Dr. Finn an: +14155550199\n", "\nWenn Sie lieber schreiben: finn@example.com\n", "  | Guten Tag Herr Dr. Finn,\n",
		}},
		{"asked before", func(s *message.Situation) { s.Reminder.N, s.Brief.PromisedBy = 2, events.Date{} }, []string{
			"von Finn Logistics haben Sie noch keine Entscheidung. Es sind wieder einige Tage vergangen, jetzt ist",
		}},
		{"a far day", func(s *message.Situation) { s.Brief.PromisedBy = events.NewDate(2026, time.February, 20) }, []string{
			"Finn Logistics wollte bis Freitag, 20. Februar entscheiden. Der Tag ist vorbei,",
		}},
		{"no position, no topic", func(s *message.Situation) { s.Brief.Meeting.Position, s.Brief.Meeting.Topics = events.Position{}, nil }, []string{
			"Wir haben am Dienstag miteinander gesprochen, und das Gespräch hat mir sehr gefallen. Darf ich fragen, ",
			"  | Betreff: Unser Gespräch am Dienstag\n",
			"für das Gespräch am Dienstag. An der Stelle bin ich weiterhin sehr interessiert. ",
		}},
		{"call back", func(s *message.Situation) { s.Brief.LastCheckin = events.CallBack }, []string{
			"Sie hatten mich gebeten, noch einmal anzurufen. Es geht um unser Gespräch am Dienstag über die Stelle als Dispatcher. Darf ich fragen,",
		}},
		{"no answer", func(s *message.Situation) { s.Brief.LastCheckin = events.NoAnswer }, []string{
			"  | ich melde mich noch einmal zu unserem Gespräch am Dienstag. ",
		}},
	} {
		s := sampleNamed(t, "check_in")
		s.Locale = "de"
		c.change(&s)
		mail := render(t, ts, s, events.Email)
		for _, want := range c.want {
			if !strings.Contains(mail.Text, want) {
				t.Errorf("%s: the message lacks %q:\n%s", c.name, want, mail.Text)
			}
		}
	}
}

// TestGermanTextMessagesAreGSM: our own words need no character that a text message lacks.
func TestGermanTextMessagesAreGSM(t *testing.T) {
	action := regexp.MustCompile(`{{[^}]*}}`)
	for _, kind := range events.Kinds() {
		source, err := templates(t).Source(kind, events.German)
		if err != nil {
			t.Fatal(err)
		}
		_, block, found := strings.Cut(source, `{{define "sms"}}`)
		if !found {
			t.Fatalf("%s has no text message", kind)
		}
		block = action.ReplaceAllString(block, "")
		if diff := cmp.Diff(segment.Plain(block), block); diff != "" {
			t.Errorf("%s has characters that are not in GSM-7:\n%s", kind, diff)
		}
		if size := segment.Of(block); size.Encoding != segment.GSM7 {
			t.Errorf("%s needs %s: %s", kind, size.Encoding, block)
		}
	}
}
