package message_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

// maxWords is how long an email may be: two minutes of reading.
const maxWords = 260

var odd = regexp.MustCompile(`[^\n] {2}| [.,]|\.\.|\n\n\n|\( | \)|<no value>|%!`)

// TestTone holds every message in every language to the rules.
func TestTone(t *testing.T) {
	eachSample(t, func(t *testing.T, ts *message.Templates, sample message.Sample) {
		mail, text := render(t, ts, sample.Situation, events.Email), render(t, ts, sample.Situation, events.SMS)
		tag := events.Language(sample.Situation.Locale)
		for _, breach := range slices.Concat(message.Tone(tag, mail), message.Tone(tag, text)) {
			t.Errorf("the %s %s", breach.Block, breach)
		}
		if words := len(strings.Fields(mail.Text)); words > maxWords {
			t.Errorf("%d words; brief is at most %d", words, maxWords)
		}
		if length := utf8.RuneCountInString(mail.Subject); length > message.MaxSubject {
			t.Errorf("the subject has %d characters", length)
		}
		if length := utf8.RuneCountInString(mail.Preheader); length == 0 || length > message.MaxPreheader {
			t.Errorf("the preheader has %d characters", length)
		}
		if size := segment.Of(text.Text); size.Segments > message.MaxSegments || strings.HasSuffix(text.Text, "...") {
			t.Errorf("the SMS takes %d segments of %s, or is cut: %s", size.Segments, size.Encoding, text.Text)
		}
		for _, words := range []string{marks.ReplaceAllString(strings.Replace(mail.Text, "\n-- \n", "", 1), ""), mail.Subject, mail.Preheader, text.Text} {
			if found := odd.FindString(words); found != "" {
				t.Errorf("there is %q in it", found)
			}
		}
	})
}

// The English samples take one segment each: the plain words leave room for names.
func TestEnglishTextMessagesTakeOneSegment(t *testing.T) {
	ts := templates(t)
	for _, sample := range message.Samples() {
		if size := segment.Of(render(t, ts, unlinked(sample.Situation), events.SMS).Text); size.Encoding != segment.GSM7 || size.Segments != 1 {
			t.Errorf("%s takes %d segments of %s", sample.Name, size.Segments, size.Encoding)
		}
	}
}

// Each rule catches what it is for, and lets pass what only looks like it.
func TestTheRulesOfTone(t *testing.T) {
	const blame, pressure, stale = "it blames", "it presses", "everybody writes"
	for _, test := range []struct {
		tag events.Language
		// text is an email's, which has a next step and speaks to its reader unless that is the point.
		text   string
		found  string
		reason string
	}{
		{"en", "You can call today.\n-> Call", "", ""},
		{"en", "You should have called.\n-> Call", "should have", blame},
		{"en", "It looks like you FORGOT.\n-> Call", "FORGOT", blame},
		{"en", "You still haven’t called.\n-> Call", "haven't", blame},
		{"en", "Your note is overdue.\n-> Call", "overdue", blame},
		{"en", "They will be disappointed in you.\n-> Call", "disappointed", blame},
		{"en", "You are unforgettable, and the pastor agrees.\n-> Call", "", ""},
		{"en", "Your last chance.\n-> Call", "last chance", pressure},
		{"en", "You must call.\n-> Call", "You must", pressure},
		{"en", "The mustard is yours.\n-> Call", "", ""},
		{"en", "I am just checking in with you.\n-> Call", "just checking", stale},
		{"en", "We are following up with you.\n-> Call", "following up with", stale},
		{"en", "Touching base with you.\n-> Call", "Touching base", stale},
		{"en", "A gentle reminder for you.\n-> Call", "gentle reminder", stale},
		{"en", "You did it!!\n-> Call", "!!", "one sign is enough"},
		{"en", "You did it?!\n-> Call", "?!", "one sign is enough"},
		{"en", "You did it! You can! You will!\n-> Call", "!", "more than 2 exclamation marks"},
		{"en", "You did it! Enjoy!\n-> Call", "", ""},
		{"en", "You call TODAY.\n-> Call", "TODAY", "capitals shout"},
		{"en", "You know SQL and a PDF.\n-> Call", "", ""},
		{"en", "You can reply CALLED or UNDO.\n-> Call", "", ""},
		{"en", "You can reply ENVIADO.\n-> Call", "ENVIADO", "capitals shout"},
		{"en", "The candidate can call.\n-> Call", "", "does not speak to the reader"},
		{"en", "You can call.", "", "has 0 next steps"},
		{"en", "You can call.\n-> Call\n-> Write", "", "has 2 next steps"},

		{"de", "Sie können heute anrufen.\n-> Anrufen", "", ""},
		{"de", "Sie hätten längst anrufen sollen.\n-> Anrufen", "hätten längst anrufen sollen", blame},
		{"de", "Haben Sie den Dank vergessen?\n-> Anrufen", "vergessen", blame},
		{"de", "Sie haben immer noch nicht angerufen.\n-> Anrufen", "immer noch nicht", blame},
		{"de", "Ihre Nachricht ist überfällig.\n-> Anrufen", "überfällig", blame},
		{"de", "Leider hat es bei Ihnen nicht gereicht.\n-> Anrufen", "Leider", blame},
		{"de", "Ihre letzte Chance.\n-> Anrufen", "letzte Chance", pressure},
		{"de", "Sie müssen anrufen.\n-> Anrufen", "Sie müssen", pressure},
		{"de", "Bitte melden Sie sich umgehend.\n-> Anrufen", "umgehend", pressure},
		{"de", "Ich wollte bei Ihnen nur mal kurz nachfragen.\n-> Anrufen", "nur mal kurz nachfragen", stale},
		{"de", "Eine kleine Erinnerung für Sie.\n-> Anrufen", "Eine kleine Erinnerung", stale},
		{"de", "Sie haben es geschafft !!\n-> Anrufen", "!!", "one sign is enough"},
		{"de", "Rufen Sie HEUTE an.\n-> Anrufen", "HEUTE", "capitals shout"},
		{"de", "Ein Anruf genügt.\n-> Anrufen", "", "does not speak to the reader"},
		{"de", "Sie können anrufen.", "", "has 0 next steps"},

		{"es", "Hoy puede llamarles y preguntarles; es su momento.\n-> Llame", "", ""},
		{"es", "Debería haber llamado usted.\n-> Llame", "Debería haber", blame},
		{"es", "¿Olvidó su nota?\n-> Llame", "Olvidó", blame},
		{"es", "Su nota llega demasiado tarde.\n-> Llame", "demasiado tarde", blame},
		{"es", "Lamentablemente, no le han elegido.\n-> Llame", "Lamentablemente", blame},
		{"es", "Es su última oportunidad.\n-> Llame", "última oportunidad", pressure},
		{"es", "Llámeles cuanto antes, usted puede.\n-> Llame", "cuanto antes", pressure},
		{"es", "Solo quería saber de usted.\n-> Llame", "Solo quería", stale},
		{"es", "Un pequeño recordatorio para usted.\n-> Llame", "Un pequeño recordatorio", stale},
		{"es", "¡Lo consiguió usted!!\n-> Llame", "!!", "one sign is enough"},
		{"es", "Llámeles usted MAÑANA.\n-> Llame", "MAÑANA", "capitals shout"},
		{"es", "Basta una llamada.\n-> Llame", "", "does not speak to the reader"},
		{"es", "Usted puede.", "", "has 0 next steps"},

		{"fr", "Vous pouvez les rappeler aujourd’hui.\n-> Appelez", "", ""},
		{"fr", "Vous auriez dû appeler.\n-> Appelez", "auriez dû", blame},
		{"fr", "N’oubliez pas votre mot.\n-> Appelez", "oubliez", blame},
		{"fr", "Vous n’avez toujours pas écrit.\n-> Appelez", "n'avez toujours pas", blame},
		{"fr", "Malheureusement, ce n’est pas vous.\n-> Appelez", "Malheureusement", blame},
		{"fr", "Votre dernière chance.\n-> Appelez", "dernière chance", pressure},
		{"fr", "Vous devez appeler.\n-> Appelez", "Vous devez", pressure},
		{"fr", "Écrivez-leur immédiatement, vous verrez.\n-> Appelez", "immédiatement", pressure},
		{"fr", "Un petit rappel pour vous.\n-> Appelez", "Un petit rappel", stale},
		{"fr", "Je me permets de vous relancer.\n-> Appelez", "relancer", stale},
		{"fr", "Vous avez réussi ! !\n-> Appelez", "! !", "one sign is enough"},
		{"fr", "Vous avez RÉUSSI.\n-> Appelez", "RÉUSSI", "capitals shout"},
		{"fr", "Un appel suffit.\n-> Appelez", "", "does not speak to the reader"},
		{"fr", "Vous pouvez.", "", "has 0 next steps"},
	} {
		breaches := message.Tone(test.tag, message.Message{Subject: "Finn", Preheader: "Finn", Text: test.text})
		if test.reason == "" {
			if len(breaches) > 0 {
				t.Errorf("%q: %v; want nothing", test.text, breaches)
			}
			continue
		}
		if !slices.ContainsFunc(breaches, func(b message.Breach) bool {
			return b.Block == "email" && b.Found == test.found && strings.Contains(b.Reason, test.reason)
		}) {
			t.Errorf("%q: %v; want %q found in the email because %s", test.text, breaches, test.found, test.reason)
		}
	}
}

// The lines around the letter and the text message are held to the same words.
func TestToneIsJudgedEverywhere(t *testing.T) {
	fine := message.Message{Subject: "News", Preheader: "News", Text: "You can call.\n-> Call"}
	for block, spoil := range map[string]func(*message.Message){
		"subject":   func(m *message.Message) { m.Subject = "Your note is overdue" },
		"preheader": func(m *message.Message) { m.Preheader = "Your note is overdue" },
		"email":     func(m *message.Message) { m.Text = "Your note is overdue.\n-> Call" },
		"sms":       func(m *message.Message) { *m = message.Message{Text: "Your note is overdue."} },
	} {
		m := fine
		spoil(&m)
		if breaches := message.Tone("en", m); len(breaches) != 1 || breaches[0].Block != block {
			t.Errorf("an overdue note in the %s: %v", block, breaches)
		}
	}
	if breaches := message.Tone("en", message.Message{Text: "Call today."}); len(breaches) > 0 {
		t.Errorf("a text message that is short: %v", breaches)
	}
}
