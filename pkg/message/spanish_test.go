package message_test

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

func TestSpanishDays(t *testing.T) {
	friday := events.NewDate(2026, time.March, 6)
	for away, want := range map[int]string{
		0: "hoy", 1: "el sábado", 2: "el domingo", 3: "el lunes", 4: "el martes", 5: "el miércoles", 6: "el jueves", -7: "el viernes 27 de febrero",
		7: "el viernes 13 de marzo", -3: "el martes", -6: "el sábado", 26: "el miércoles 1 de abril", -64: "el jueves 1 de enero", 200: "el martes 22 de septiembre",
	} {
		day := friday.AddDays(away)
		if got := (message.Spanish{}).DayName(day, friday); got != want {
			t.Errorf("%d days away: %q; want %q", away, got, want)
		}
		if got := (message.Spanish{}).Day(day, friday); got != want {
			t.Errorf("%d days away, Day: %q; want %q", away, got, want)
		}
	}
}

func TestSpanishClocks(t *testing.T) {
	es := message.Spanish{}
	for clock, want := range map[string]string{
		"00:00": "las 0:00", "01:00": "la 1:00", "01:30": "la 1:30", "02:00": "las 2:00", "09:00": "las 9:00",
		"11:05": "las 11:05", "12:00": "las 12:00", "13:00": "las 13:00", "21:45": "las 21:45",
	} {
		at, err := time.Parse("15:04", clock)
		if err != nil {
			t.Fatal(err)
		}
		if got := es.Clock(at); got != want {
			t.Errorf("%s: %q; want %q", clock, got, want)
		}
	}
	today, tuesday := events.NewDate(2026, time.March, 6), events.NewDate(2026, time.March, 17)
	for got, want := range map[string]string{
		es.Starts("las 14:00", today, today):                             "hoy a las 14:00",
		es.Starts("la 1:00 (hora de París)", tuesday, today):             "el martes 17 de marzo a la 1:00 (hora de París)",
		es.Deadline("las 15:00", today.AddDays(1), today):                "el sábado a las 15:00",
		es.Hours("las 9:00", "las 17:30", ""):                            "9:00 a 17:30",
		es.Hours("la 1:00", "las 9:00", es.Place("America/Los_Angeles")): "1:00 a 9:00 (hora de Los Ángeles)",
		es.Place("America/New_York"):                                     "hora de Nueva York",
		es.Place("America/Argentina/Buenos_Aires"):                       "hora de Buenos Aires",
		es.Place("UTC"): "hora UTC",
		es.More(1):      "1 persona más",
		es.More(19):     "19 personas más",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// "Y" becomes "e" before its own sound, and stays before a diphthong that begins like it.
func TestSpanishLists(t *testing.T) {
	for want, names := range map[string][]string{
		"":                          nil,
		"Ada":                       {"Ada"},
		"Ada y Ben":                 {"Ada", "Ben"},
		"Ada, Ben y Cleo":           {"Ada", "Ben", "Cleo"},
		"Ana e Inés":                {"Ana", "Inés"},
		"Ana e Íñigo":               {"Ana", "Íñigo"},
		"Ana e Hilda":               {"Ana", "Hilda"},
		"Inés, Hugo e I. Soto":      {"Inés", "Hugo", "I. Soto"},
		"Ana y Iago":                {"Ana", "Iago"},
		"Ana y Yolanda":             {"Ana", "Yolanda"},
		"Ana e I":                   {"Ana", "I"},
		"Ana y H":                   {"Ana", "H"},
		"planificación e «inglés»":  {"planificación", "«inglés»"},
		"Mr. Finn y 2 personas más": {"Mr. Finn", message.Spanish{}.More(2)},
	} {
		if diff := cmp.Diff(want, message.Spanish{}.List(names)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

var (
	// contraction finds an article that Spanish would have melted into the word before it.
	contraction = regexp.MustCompile(`(?i)(^|\s)(de|a) el\s`)
	english     = regexp.MustCompile(`(?i)\b(the|and|is|are|your|you|they|them|today|by|until|(mon|tues|wednes|thurs|fri|satur|sun)day|march|time)\b`)
	familiar    = regexp.MustCompile(`(?i)(^|[^\p{L}])(tú|tu|tus|te|ti|contigo)([^\p{L}]|$)`)
	formal      = regexp.MustCompile(`(?i)(^|[^\p{L}])ustedes?([^\p{L}]|$)`)
	typed       = strings.NewReplacer("the new depot in Newark", "", "route planning, SQL y shift leadership", "", "five years of night dispatch", "")
)

// TestSpanishSpeaksToEachInTurn: "tú" to the reader, "usted" in what the reader says to the employer.
func TestSpanishSpeaksToEachInTurn(t *testing.T) {
	ts := templates(t)
	for _, sample := range message.Samples() {
		sample.Situation.Locale = "es"
		mail := render(t, ts, sample.Situation, events.Email)
		for line := range strings.Lines(mail.Subject + "\n" + mail.Preheader + "\n" + mail.Text) {
			line = strings.TrimSpace(line)
			if found := contraction.FindString(line); found != "" {
				t.Errorf("%s has %q in: %s", sample.Name, found, line)
			}
			if found := english.FindString(typed.Replace(line)); found != "" {
				t.Errorf("%s has the English %q in: %s", sample.Name, found, line)
			}
			switch {
			case strings.HasPrefix(line, "|"):
				if found := familiar.FindString(line); found != "" {
					t.Errorf("%s says %q to the employer: %s", sample.Name, found, line)
				}
			case strings.Contains(line, "«"): // A question to the employer, within the line.
			default:
				if found := formal.FindString(line); found != "" {
					t.Errorf("%s says %q to the reader: %s", sample.Name, found, line)
				}
			}
		}
	}
}

// TestSpanishTextMessagesKeepTheirAccents: what we say ourselves is spelled right in GSM-7;
// only names, and the day "sábado", may lose an accent there.
func TestSpanishTextMessagesKeepTheirAccents(t *testing.T) {
	for _, kind := range events.Kinds() {
		source, err := templates(t).Source(kind, events.Spanish)
		if err != nil {
			t.Fatal(err)
		}
		_, block, found := strings.Cut(source, `{{define "sms"}}`)
		if !found {
			t.Fatalf("%s has no text message", kind)
		}
		block = regexp.MustCompile(`{{[^}]*}}`).ReplaceAllString(block, "")
		if size := segment.Of(block); size.Encoding != segment.GSM7 {
			t.Errorf("%s needs %s: %s", kind, size.Encoding, block)
		}
	}
}

// A check-in after hours in which nobody has a name, a number or an address still says whom to ask, and how.
func TestSpanishWithoutAContact(t *testing.T) {
	s := sampleNamed(t, "check_in-bare")
	s.Locale = "es-MX"
	s.Brief.Meeting.Interviewers = nil
	mail := render(t, templates(t), s, events.Email)
	for _, want := range []string{
		"-> Llama o escribe hoy a la persona con la que hablaste.\n", "  | Buenos días. Soy Ada Park. Tuve una entrevista", "  | Buenos días:\n",
	} {
		if !strings.Contains(mail.Text, want) {
			t.Errorf("the message lacks %q:\n%s", want, mail.Text)
		}
	}
}

// However long the names are and however many people there are, subject and text message stay short.
func TestSpanishIsShortWhateverTheNames(t *testing.T) {
	ts := templates(t)
	long := strings.Repeat("Ignacia de la Torre ", 4)
	for _, count := range []int{1, 2, 20} {
		for _, sample := range message.Samples() {
			s := sample.Situation
			s.Locale = "es"
			m := &s.Brief.Meeting
			m.Candidate.Name, m.Employer.Name, m.Position.Title = long, long, long
			m.Interviewers = make([]events.Interviewer, count)
			for i := range m.Interviewers {
				m.Interviewers[i].Name = long
			}
			s.Brief.Unthanked = m.Interviewers
			subject := render(t, ts, s, events.Email).Subject
			if length := utf8.RuneCountInString(subject); length > message.MaxSubject {
				t.Errorf("%s to %d people: a subject of %d characters: %s", sample.Name, count, length, subject)
			}
			text := render(t, ts, s, events.SMS).Text
			if size := segment.Of(text); size.Encoding != segment.GSM7 || size.Segments > message.MaxSegments || strings.HasSuffix(text, "...") {
				t.Errorf("%s to %d people: %+v: %s", sample.Name, count, size, text)
			}
		}
	}
}
