package message_test

import (
	"regexp"
	"slices"
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
	formal      = regexp.MustCompile(`(?i)(^|[^\p{L}])usted(es)?([^\p{L}]|$)`)
)

// TestSpanishSpeaksToEachInTurn: "tú" to the reader, "usted" in what the reader says to the employer.
func TestSpanishSpeaksToEachInTurn(t *testing.T) {
	ts := templates(t)
	for _, sample := range message.SamplesIn(events.Spanish) {
		mail := render(t, ts, sample.Situation, events.Email)
		for line := range strings.Lines(mail.Subject + "\n" + mail.Preheader + "\n" + mail.Text) {
			line = strings.TrimSpace(line)
			if found := contraction.FindString(line); found != "" {
				t.Errorf("%s has %q in: %s", sample.Name, found, line)
			}
			if found := english.FindString(line); found != "" {
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

// Whoever is called "Sr. Finn" is spoken of as "el Sr. Finn", and written to as "al Sr. Finn"; nobody's gender is guessed.
func TestSpanishNamesTakeTheirArticle(t *testing.T) {
	es := message.Spanish{}
	for name, want := range map[string][2]string{
		"Sr. Finn":                {"el Sr. Finn", "al Sr. Finn"},
		"Sra. Ruiz":               {"la Sra. Ruiz", "a la Sra. Ruiz"},
		"Dra. Inés Soto":          {"la Dra. Inés Soto", "a la Dra. Inés Soto"},
		"señor Soto":              {"el señor Soto", "al señor Soto"},
		"Profesora Ruiz":          {"la Profesora Ruiz", "a la Profesora Ruiz"},
		"ingeniero Soto":          {"el ingeniero Soto", "al ingeniero Soto"},
		"Lic. Inés Gutiérrez":     {"Lic. Inés Gutiérrez", "a Lic. Inés Gutiérrez"},
		"Mr. Finn":                {"Mr. Finn", "a Mr. Finn"},
		"Srinivas Rao":            {"Srinivas Rao", "a Srinivas Rao"},
		"Dana Lee":                {"Dana Lee", "a Dana Lee"},
		"El Hadji Diouf":          {"El Hadji Diouf", "a El Hadji Diouf"},
		message.Spanish{}.More(2): {"2 personas más", "a 2 personas más"},
	} {
		if got := [2]string{es.Spoken(name), es.To(name)}; got != want {
			t.Errorf("%s: %q; want %q", name, got, want)
		}
	}

	ts := templates(t)
	bare := regexp.MustCompile(`\b(a|con|para|de) (Sr|Sra)\.|\b[ad]e? el (Sr|Sra)\.|: (el|la) Sra?\.|días, (a|al|el|la)\b`)
	for _, sample := range message.SamplesIn(events.Spanish) {
		for _, names := range [][]string{{"Sr. Finn"}, {"Sra. Ruiz", "Sr. Finn"}} {
			s := sample.Situation
			people := make([]events.Interviewer, len(names))
			for i, name := range names {
				people[i] = events.Interviewer{Name: name, Phone: "+14155550199"}
			}
			s.Brief.Meeting.Interviewers, s.Brief.Unthanked = people, people
			mail := render(t, ts, s, events.Email)
			for _, text := range []string{mail.Subject, mail.Preheader, mail.Text, render(t, ts, s, events.SMS).Text} {
				if found := bare.FindString(text); found != "" {
					t.Errorf("%s to %q says %q:\n%s", sample.Name, names, found, text)
				}
			}
		}
	}
	s := sampleNamed(t, "thank_you")
	s.Locale = "es"
	s.Brief.Unthanked = []events.Interviewer{{Name: "Sra. Ruiz"}, {Name: "Sr. Finn"}}
	mail := render(t, ts, s, events.Email)
	if want := "Tus notas de agradecimiento para la Sra. Ruiz y el Sr. Finn"; mail.Subject != want {
		t.Errorf("the subject is %q, want %q", mail.Subject, want)
	}
	if want := "-> Envía tus notas a la Sra. Ruiz y al Sr. Finn a más tardar"; !strings.Contains(mail.Text, want) {
		t.Errorf("the message lacks %q:\n%s", want, mail.Text)
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
		"-> Llama o escribe hoy a la persona con la que hablaste.\n", "  | Buenos días, soy Ada Park. Tuve una entrevista", "  | Buenos días:\n",
	} {
		if !strings.Contains(mail.Text, want) {
			t.Errorf("the message lacks %q:\n%s", want, mail.Text)
		}
	}
}

// Whoever was asked to call back is told to call, even where no number is known but an address is.
func TestSpanishCallsBack(t *testing.T) {
	s := sampleNamed(t, "check_in-call-back")
	s.Locale = "es"
	s.Brief.Meeting.Interviewers = []events.Interviewer{{Name: "Sr. Finn", Email: "finn@example.com"}}
	mail := render(t, templates(t), s, events.Email)
	for _, want := range []string{"-> Vuelve a llamar hoy al Sr. Finn.\n", "\nSi escribes a finn@example.com\n"} {
		if !strings.Contains(mail.Text, want) {
			t.Errorf("the message lacks %q:\n%s", want, mail.Text)
		}
	}
}

// The debrief asks for what is missing and for nothing that is known or no longer of use.
func TestSpanishDebriefAsksForWhatIsMissing(t *testing.T) {
	const topic, date = "- Algo concreto", "- La fecha"
	day := events.NewDate(2026, time.March, 5)
	for name, c := range map[string]struct {
		promised events.Date
		topics   []string
		owed     bool
		asks     []string
		step     string
		sms      string
	}{
		"both":               {owed: true, asks: []string{topic, date}, step: "las dos cosas", sms: "anota algo concreto de la charla y, si la dieron, la fecha en que deciden."},
		"the topic":          {promised: day, owed: true, asks: []string{topic}, step: "ese detalle", sms: "anota algo concreto de la charla."},
		"the date":           {topics: []string{"rutas"}, owed: true, asks: []string{date}, step: "esa fecha", sms: "anota la fecha en que deciden, si la dieron."},
		"the notes are sent": {asks: []string{date}, step: "esa fecha", sms: "anota la fecha en que deciden, si la dieron."},
	} {
		s := sampleNamed(t, "debrief")
		s.Locale = "es"
		s.Brief.PromisedBy, s.Brief.Meeting.Topics = c.promised, c.topics
		if !c.owed {
			s.Brief.Unthanked = nil
		}
		mail := render(t, templates(t), s, events.Email)
		for _, ask := range []string{topic, date} {
			if got, want := strings.Contains(mail.Text, ask), slices.Contains(c.asks, ask); got != want {
				t.Errorf("%s: asks %q: %v, want %v:\n%s", name, ask, got, want, mail.Text)
			}
		}
		if want := "\n\n-> Dedica dos minutos a anotar " + c.step + ".\n"; !strings.Contains(mail.Text, want) {
			t.Errorf("%s: the message lacks %q:\n%s", name, want, mail.Text)
		}
		if text := render(t, templates(t), s, events.SMS).Text; !strings.Contains(text, c.sms) {
			t.Errorf("%s: the text message lacks %q: %s", name, c.sms, text)
		}
	}
}

// Notes to several people are carried in together, and a text message says when.
func TestSpanishNotesCarriedByHand(t *testing.T) {
	s := sampleNamed(t, "thank_you-by-hand")
	s.Locale = "es"
	s.Brief.Unthanked = []events.Interviewer{{Name: "Sra. Ruiz"}, {Name: "Sr. Finn"}}
	mail := render(t, templates(t), s, events.Email)
	if want := "-> Escribe a mano a la Sra. Ruiz y al Sr. Finn y entrega las notas en la oficina el miércoles de 9:00 a 15:00.\n"; !strings.Contains(mail.Text, want) {
		t.Errorf("the message lacks %q:\n%s", want, mail.Text)
	}
	text := render(t, templates(t), s, events.SMS).Text
	if want := " Puedes llevar las notas a la oficina el miércoles de 9:00 a 15:00."; !strings.HasSuffix(text, want) {
		t.Errorf("the text message does not end with %q: %s", want, text)
	}
}

// However long the names are and however many people there are, subject and text message stay short.
func TestSpanishIsShortWhateverTheNames(t *testing.T) {
	ts := templates(t)
	long := strings.Repeat("Ignacia de la Torre ", 4)
	for _, count := range []int{1, 2, 20} {
		for _, sample := range message.SamplesIn(events.Spanish) {
			s := sample.Situation
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
