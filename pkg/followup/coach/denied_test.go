package coach

import (
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// TestDeniedValue: what the candidate does not have, or an everyday word of a strength, brings nothing.
func TestDeniedValue(t *testing.T) {
	for _, c := range []struct {
		strength, text, locale string
		want                   bool
	}{
		{"night dispatch", "I have no experience with night dispatch at all and my degree is useless for you.", "en", true},
		{"night dispatch", "I don't have any experience in night dispatch.", "en", true},
		{"night dispatch", "I have no degree, but I ran the night dispatch of a bakery.", "en", false},
		{"night dispatch", "I do not only have experience in night dispatch, I like it.", "en", false},
		{"night dispatch", "My experience is not useless: I ran a night dispatch.", "en", false},
		{"Nachtdisposition", "Meine Ausbildung nützt Ihnen nichts.", "de", true},
		{"despacho nocturno", "Mi título no sirve para el despacho nocturno.", "es", true},
		{"planification de nuit", "Mon diplôme ne sert à rien pour la planification de nuit.", "fr", true},
		{"Nachtdisposition", "Mit Nachtdisposition habe ich keine Erfahrung.", "de", true},
		{"Nachtdisposition", "Ich habe leider keine Erfahrung mit der Nachtdisposition.", "de", true},
		{"Nachtdisposition", "Ich habe keinen Abschluss, aber ich habe fünf Jahre die Nachtdisposition geleitet.", "de", false},
		{"despacho nocturno", "No tengo experiencia en despacho nocturno.", "es", true},
		{"despacho nocturno", "No tengo título, pero dirigí cinco años el despacho nocturno.", "es", false},
		{"planification de nuit", "Je n'ai aucune expérience en planification de nuit.", "fr", true},
		{"planification de nuit", "Je n'ai pas de diplôme, mais j'ai dirigé la planification de nuit.", "fr", false},
		{"five years of night dispatch", "The night shift is short of people in every town.", "en", true},
		{"five years of night dispatch", "I would bring what dispatch of trucks taught me.", "en", false},
		{"five years of night dispatch", "Your dispatch has eleven trucks and two old maps.", "en", true},
	} {
		n := noteOf(c.text)
		n.Locale, n.Meeting.Strengths = c.locale, []string{c.strength}
		if got := finds(n, NoValue); got != c.want {
			t.Errorf("%q: no value %v, want %v", c.text, got, c.want)
		}
	}
}

// TestUnsaidTopics: to regret that something was not talked about is not to speak of it.
func TestUnsaidTopics(t *testing.T) {
	for _, c := range []struct {
		topic, text, locale string
		want                bool
	}{
		{"night dispatch", "It is a pity that we did not talk about night dispatch or shift handover.", "en", true},
		{"night dispatch", "We did not talk about pay, but your night dispatch by radio stayed with me.", "en", false},
		{"Nachtdisposition", "Leider haben wir nicht über die Nachtdisposition gesprochen.", "de", true},
		{"Nachtdisposition", "Schade, dass wir nicht über die Nachtdisposition gesprochen haben.", "de", true},
		{"Nachtdisposition", "Wir haben lange über die Nachtdisposition gesprochen.", "de", false},
		{"despacho nocturno", "Es una lástima que no hablamos de su despacho nocturno en Lima.", "es", true},
		{"despacho nocturno", "Hablamos mucho de su despacho nocturno en Lima.", "es", false},
		{"planification de nuit", "Dommage que nous n'ayons pas parlé de la planification de nuit.", "fr", true},
		{"planification de nuit", "Nous avons parlé de la planification de nuit.", "fr", false},
	} {
		n := noteOf(c.text, c.topic)
		n.Locale = c.locale
		if got := finds(n, NotSpecific); got != c.want {
			t.Errorf("%q: not specific %v, want %v", c.text, got, c.want)
		}
	}
}

// TestOneWord is not "1 words".
func TestOneWord(t *testing.T) {
	for _, language := range events.Languages() {
		one := map[events.Language]string{events.English: " 1 word:", events.German: " 1 Wort:", events.Spanish: " 1 palabra:", events.French: " 1 mot "}[language]
		for _, f := range Check(Note{Text: "Danke", Locale: string(language)}).Findings {
			if f.Code == TooShort && !strings.Contains(f.Message, one) {
				t.Errorf("%s: %q", language, f.Message)
			}
		}
	}
}

// TestSpanishSaysTu: no message speaks to the candidate as usted.
func TestSpanishSaysTu(t *testing.T) {
	n := noteOf("Hola [nombre]: necesito una respuesta hoy.", "el nuevo depósito")
	n.Locale = "es"
	for _, f := range Check(n).Findings {
		first, _, _ := strings.Cut(f.Message, " ")
		if wordSet("dé diga cambie mencione quite salude empiece lleve escriba")[strings.ToLower(first)] {
			t.Errorf("%q", f.Message)
		}
	}
}

// TestAnotherKindOfFirm: the first word of the employer's name may be another firm's too.
func TestAnotherKindOfFirm(t *testing.T) {
	for text, want := range map[string]bool{
		"I would love to join Finn Bakery.": true, "I would love to join Finn Insurance and its people.": true, "I would love to join Finn.": false, "I would love to join Finn Logistics Inc.": false, "I would love to join the Finn Logistics team.": false,
		"I would love to join Finn Group.": false, "I would love to join the Finn people.": false, "I would love to join the Finn Bakery team.": true,
	} {
		if got := finds(noteOf(text), WrongAddressee); got != want {
			t.Errorf("%q: wrong employer %v, want %v", text, got, want)
		}
	}
	for text, locale := range map[string]string{"Ich möchte gern bei Finn Versicherung arbeiten.": "de", "Me encantaría trabajar en Finn Seguros.": "es", "J'aimerais travailler chez Finn Assurances.": "fr"} {
		n := noteOf(text)
		if n.Locale = locale; !finds(n, WrongAddressee) {
			t.Errorf("%q: the wrong employer was not found", text)
		}
	}
}
