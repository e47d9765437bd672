package promise_test

import (
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/promise"
)

func TestReasons(t *testing.T) {
	t.Parallel()
	said := func(text string) events.Promise { return events.Promise{Said: text} }
	for _, c := range []struct {
		promise events.Promise
		anchor  events.Date
		want    map[events.Language]string
	}{
		{said("by Thursday"), tuesday, map[events.Language]string{
			events.English: "Said on Tuesday 3 March, that means by Thursday 5 March.",
			events.German:  "Nach der Auskunft vom Dienstag, 3. März wird bis Donnerstag, 5. März entschieden.",
			events.Spanish: "Según lo que dijeron el martes 3 de marzo, decidirán a más tardar el jueves 5 de marzo.",
			events.French:  "D'après ce qui a été dit le mardi 3 mars, la réponse est prévue le jeudi 5 mars au plus tard.",
			"it":           "Said on Tuesday 3 March, that means by Thursday 5 March.",
		}},
		{said("le 1er mai"), events.NewDate(2026, 12, 1), map[events.Language]string{
			events.English: "Said on Tuesday 1 December, that means by Saturday 1 May 2027.",
			events.German:  "Nach der Auskunft vom Dienstag, 1. Dezember wird bis Samstag, 1. Mai 2027 entschieden.",
			events.Spanish: "Según lo que dijeron el martes 1 de diciembre, decidirán a más tardar el sábado 1 de mayo de 2027.",
			events.French:  "D'après ce qui a été dit le mardi 1er décembre, la réponse est prévue le samedi 1er mai 2027 au plus tard.",
		}},
		{events.Promise{By: events.NewDate(2026, 3, 12)}, tuesday, map[events.Language]string{
			events.English: "They named the date: Thursday 12 March.",
			events.German:  "Genannt wurde ein Termin: Donnerstag, 12. März.",
			events.Spanish: "Dieron una fecha: jueves 12 de marzo.",
			events.French:  "L'employeur a donné une date\u00a0: le jeudi 12 mars.",
		}},
		{events.Promise{}, tuesday, map[events.Language]string{
			events.English: "They named no date.",
			events.German:  "Es wurde kein Termin genannt.",
			events.Spanish: "No dieron ninguna fecha.",
			events.French:  "L'employeur n'a pas donné de date.",
		}},
		{said("after Xanadu"), tuesday, map[events.Language]string{
			events.English: "What they said names no date we can be sure of, so we have not guessed one.",
			events.German:  "Aus dem Gesagten geht kein eindeutiger Termin hervor, und geraten wird nicht.",
			events.Spanish: "Lo que dijeron no permite saber la fecha con seguridad, así que no suponemos ninguna.",
			events.French:  "Ce qui a été dit ne donne pas de date sûre\u00a0: mieux vaut demander que deviner.",
		}},
	} {
		reading := promise.Read(c.promise, c.anchor, office("DE"), "")
		for l, want := range c.want {
			if got := reading.Reason(l); got != want {
				t.Errorf("%v in %q: got %q, want %q", c.promise, l, got, want)
			}
		}
	}
}

// TestReasonsRepeatNobody: plans carry reasons, and plans are not personal data.
func TestReasonsRepeatNobody(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"Xanadu Quux will call by Thursday", "Xanadu Quux"} {
		reading := promise.Read(events.Promise{Said: said}, tuesday, office("US"), events.English)
		for _, l := range events.Languages() {
			if got := reading.Reason(l); strings.Contains(got, "Xanadu") || strings.Contains(got, "Quux") {
				t.Errorf("%q repeats what was said", got)
			}
		}
	}
}
