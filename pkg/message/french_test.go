package message_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

// eachFrench hands over every sample in French, changed.
func eachFrench(t *testing.T, change func(*events.Brief), read func(t *testing.T, mail message.Message, text string)) {
	t.Helper()
	ts := templates(t)
	for _, sample := range message.Samples() {
		t.Run(sample.Name, func(t *testing.T) {
			s := sample.Situation
			s.Locale = "fr-CA"
			change(&s.Brief)
			read(t, render(t, ts, s, events.Email), render(t, ts, s, events.SMS).Text)
		})
	}
}

func asItIs(*events.Brief) {}

func TestFrenchDays(t *testing.T) {
	friday := events.NewDate(2026, time.March, 6)
	for away, want := range map[int]string{
		0: "aujourd'hui", 1: "samedi", 6: "jeudi", 7: "le vendredi 13 mars", 26: "le mercredi 1er avril",
		-3: "mardi", -6: "samedi", -7: "le vendredi 27 février", 365: "le samedi 6 mars",
	} {
		if got := (message.French{}).Day(friday.AddDays(away), friday); got != want {
			t.Errorf("%d days away: %q; want %q", away, got, want)
		}
	}
}

func TestFrenchClockAndPlace(t *testing.T) {
	for clock, want := range map[string]string{
		"00:00": "minuit", "00:30": "0~h~30", "09:00": "9~h", "09:05": "9~h~05", "12:00": "midi", "15:30": "15~h~30",
	} {
		at, err := time.Parse("15:04", clock)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll((message.French{}).Clock(at), "\u00a0", "~"); got != want {
			t.Errorf("%s: %q; want %q", clock, got, want)
		}
	}
	for zone, want := range map[string]string{
		"America/New_York": "heure de New York", "Europe/London": "heure de Londres", "Europe/Athens": "heure d'Athènes",
		"Africa/Cairo": "heure du Caire", "America/Havana": "heure de La Havane", "UTC": "heure UTC", "Etc/GMT+5": "heure GMT+5",
	} {
		if got := (message.French{}).Place(zone); got != want {
			t.Errorf("%s: %q; want %q", zone, got, want)
		}
	}
}

func TestFrenchCountsAndLists(t *testing.T) {
	for n, want := range map[int]string{1: "1 autre personne", 2: "2 autres"} {
		if got := (message.French{}).More(n); got != want {
			t.Errorf("%d more: %q; want %q", n, got, want)
		}
	}
	for want, names := range map[string][]string{"": nil, "Ada": {"Ada"}, "Ada et Ben": {"Ada", "Ben"}, "Ada, Ben et Cléo": {"Ada", "Ben", "Cléo"}} {
		if got := (message.French{}).List(names); got != want {
			t.Errorf("%v: %q; want %q", names, got, want)
		}
	}
}

// No line begins with a sign that stands apart from its word, and a text message pays for plain spaces only.
func TestFrenchSpaces(t *testing.T) {
	breakable := regexp.MustCompile(` [:;!?»]|« |\d h\b|[^\s\x{a0}][;!?»]`)
	eachFrench(t, asItIs, func(t *testing.T, mail message.Message, text string) {
		if found := breakable.FindString(mail.Text); found != "" {
			t.Errorf("the email has %q:\n%s", found, mail.Text)
		}
		if strings.ContainsAny(text, "\u00a0\u202f") {
			t.Errorf("the text message has a no-break space: %s", text)
		}
	})
}

// What people typed may begin with a vowel or an article: no word before it would have to change. A job's title,
// which takes "de", has a test of its own.
func TestFrenchLeavesRoomForNames(t *testing.T) {
	const typed = "Étoile"
	name := regexp.MustCompile(`(?i)(^|[^\p{L}])(de|du|des|d'|la|le|les|l'|que|qu'|je|j'|ne|n'|se|s'|ce|si) ?` + typed)
	thing := regexp.MustCompile(`(^|[^\p{L}])(à|de|que) étoile`)
	eachFrench(t, func(b *events.Brief) {
		m := &b.Meeting
		m.Candidate.Name, m.Employer.Name = typed+" Blanche", typed+" SA"
		m.Interviewers, b.Unthanked = slices.Clone(m.Interviewers), slices.Clone(b.Unthanked)
		for _, people := range [][]events.Interviewer{m.Interviewers, b.Unthanked} {
			for i := range people {
				people[i].Name = typed + " Noire"
			}
		}
		m.Topics, m.Strengths, m.Position.Required = []string{"étoile un"}, []string{"étoile deux"}, []string{"étoile trois"}
	}, func(t *testing.T, mail message.Message, text string) {
		for _, words := range []string{mail.Subject, mail.Preheader, mail.Text, text} {
			if found := name.FindString(words) + thing.FindString(words); found != "" {
				t.Errorf("%q does not agree: %s", found, words)
			}
		}
	})
}

// The reader is addressed as "vous" everywhere, and neither man nor woman is meant.
func TestFrenchSpeaksToEverybody(t *testing.T) {
	familiar := regexp.MustCompile(`(?i)(^|[^\p{L}])(tu|te|toi|ton|ta|tes)([^\p{L}]|$)`)
	gendered := regexp.MustCompile(`(?i)(êtes|suis|serais|soyez|m'avoir|m'avez|vous avoir) [\p{L}]+(é|i|u|is|it|eux)([^\p{L}]|$)|\(e\)|·e|ravi|heureux|déçu|intéressé`)
	eachFrench(t, asItIs, func(t *testing.T, mail message.Message, text string) {
		for _, words := range []string{mail.Subject, mail.Preheader, mail.Text, text} {
			words = strings.ReplaceAll(words, "m'avez accordé", "") // It agrees with what was granted.
			if found := familiar.FindString(words) + gendered.FindString(words); found != "" {
				t.Errorf("says %q: %s", found, words)
			}
		}
		if !strings.Contains(strings.ToLower(mail.Text), "vous") || !strings.HasPrefix(mail.Text, "Bonjour Ada,") {
			t.Errorf("it does not speak to the reader:\n%s", mail.Text)
		}
	})
}

func TestFrenchTextMessagesTakeOneSegment(t *testing.T) {
	ts := templates(t)
	for _, sample := range message.SamplesIn(events.French) {
		text := render(t, ts, unlinked(sample.Situation), events.SMS).Text
		if size := segment.Of(text); size.Encoding != segment.GSM7 || size.Segments != 1 {
			t.Errorf("%d segments of %s: %s", size.Segments, size.Encoding, text)
		}
		if odd := regexp.MustCompile(` [.,]|\.\.|  `).FindString(text); odd != "" {
			t.Errorf("there is %q in %q", odd, text)
		}
	}
}

// However long the names are and however many people there are, the subject stays within what mail programs show.
func TestFrenchSubjectsAreShortWhateverTheNames(t *testing.T) {
	long := strings.Repeat("Anne-Sophie de la Tour ", 4)
	for _, people := range []int{1, 2, 20} {
		eachFrench(t, func(b *events.Brief) {
			b.Meeting.Candidate.Name, b.Meeting.Employer.Name, b.Meeting.Position.Title = long, long, long
			b.Unthanked = make([]events.Interviewer, people)
			for i := range b.Unthanked {
				b.Unthanked[i].Name = long
			}
		}, func(t *testing.T, mail message.Message, _ string) {
			if length := utf8.RuneCountInString(mail.Subject); length > message.MaxSubject {
				t.Errorf("a subject of %d characters: %s", length, mail.Subject)
			}
		})
	}
}

func TestFrenchTitlesTakeDe(t *testing.T) {
	for title, want := range map[string]string{
		"Régulateur": "de Régulateur", "Acheteur": "d'Acheteur", "Économiste": "d'Économiste", "Œnologue": "d'Œnologue",
		"Hôtesse d'accueil": "d'Hôtesse d'accueil", "Horticulteur": "d'Horticulteur",
		"Head of Data": "de Head of Data", "Yield manager": "de Yield manager", "3D artist": "de 3D artist",
	} {
		if got := (message.French{}).Of(title); got != want {
			t.Errorf("%q: %q; want %q", title, got, want)
		}
	}
	eachFrench(t, func(b *events.Brief) { b.Meeting.Position.Title = "Acheteuse (H/F)" }, func(t *testing.T, mail message.Message, _ string) {
		if found := regexp.MustCompile(`(.{9})Acheteuse`).FindStringSubmatch(mail.Text); found != nil && !strings.HasSuffix(strings.ToLower(found[1]), "poste d'") {
			t.Errorf("says %q", found[0])
		}
	})
}

// A letter to Mr Finn does not begin with an abbreviation, and a name without a title is not given one.
func TestFrenchLettersGreetInFull(t *testing.T) {
	for name, want := range map[string]string{
		"M. Finn": "Monsieur Finn", "Mr Finn": "Monsieur Finn", "Mme  Klein": "Madame Klein", "Mlle Klein": "Madame Klein", "MME Klein": "Madame Klein",
		"Dr. Roy": "Docteur Roy", "Pr Roy": "Professeur Roy", "Me Roy": "Maître Roy", "Madame Roy": "Madame Roy",
		"Sam Roy": "Sam Roy", "Mélanie Roy": "Mélanie Roy", "Finn": "Finn", "M.": "M.",
	} {
		if got := (message.French{}).Dear(name); got != want {
			t.Errorf("%q: %q; want %q", name, got, want)
		}
	}
	eachFrench(t, asItIs, func(t *testing.T, mail message.Message, _ string) {
		if found := regexp.MustCompile(`Bonjour (M|Mme)\b[^,]*`).FindString(mail.Text); found != "" {
			t.Errorf("greets with %q", found)
		}
	})
}

// The letters that a text message cannot carry are spelled around: "etes" is no word.
func TestFrenchTextMessagesKeepTheirAccents(t *testing.T) {
	ts := templates(t)
	for _, kind := range events.Kinds() {
		source, err := ts.Source(kind, events.French)
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := strings.Cut(source, `{{define "sms"}}`)
		if text != segment.Plain(text) {
			t.Errorf("%s loses accents: %s", kind, segment.Plain(text))
		}
	}
}

// Whoever can be written to but not called is written to, in a text message as well.
func TestFrenchTextMessageNamesTheAddressWithoutAPhone(t *testing.T) {
	eachFrench(t, func(b *events.Brief) {
		b.Meeting.Interviewers = []events.Interviewer{{Name: "Mme Lee", Email: "lee@example.com"}}
	}, func(t *testing.T, mail message.Message, text string) {
		if mail.Calendar != nil && !strings.Contains(text, "Écrivez à Mme Lee : lee@example.com.") {
			t.Errorf("whom to write to is missing: %s", text)
		}
	})
}
