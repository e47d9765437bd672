package promise

import (
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Reason is the sentence that explains the reading, or why nothing was guessed, in
// a language; one that is not spoken here gets English. It repeats no words of anybody.
func (r Reading) Reason(l events.Language) string {
	say := tellings[events.English]
	if t, ok := tellings[l]; ok {
		say = t
	}
	switch r.how {
	case named:
		return fmt.Sprintf(say.named, say.spell(r.By, r.anchor))
	case understood:
		return fmt.Sprintf(say.understood, say.spell(r.anchor, r.anchor), say.spell(r.By, r.anchor))
	case unsaid:
		return say.unsaid
	default:
		return say.notGuessed
	}
}

// telling is how readings are explained in one language.
type telling struct {
	named, unsaid, understood, notGuessed string
	// date and year put a weekday, a day, a month and a year together.
	date, year string
	// first is how the first of a month is written, where that is not 1.
	first    string
	weekdays [7]string
	months   [12]string
}

// spell writes a day out, with the year where it is not the anchor's.
func (t telling) spell(d, anchor events.Date) string {
	number := fmt.Sprint(d.Day)
	if d.Day == 1 && t.first != "" {
		number = t.first
	}
	text := fmt.Sprintf(t.date, t.weekdays[d.Weekday()], number, t.months[d.Month-time.January])
	if d.Year != anchor.Year {
		text += fmt.Sprintf(t.year, d.Year)
	}
	return text
}

var tellings = map[events.Language]telling{
	events.English: {
		named:      "They named the date: %s.",
		unsaid:     "They named no date.",
		understood: "Said on %s, that means by %s.",
		notGuessed: "What they said names no date we can be sure of, so we have not guessed one.",
		date:       "%s %s %s", year: " %d",
		weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		months: [12]string{
			"January", "February", "March", "April", "May", "June",
			"July", "August", "September", "October", "November", "December",
		},
	},
	events.German: {
		named:      "Genannt wurde ein Termin: %s.",
		unsaid:     "Es wurde kein Termin genannt.",
		understood: "Nach der Auskunft vom %s wird bis %s entschieden.",
		notGuessed: "Aus dem Gesagten geht kein eindeutiger Termin hervor, und geraten wird nicht.",
		date:       "%s, %s. %s", year: " %d",
		weekdays: [7]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
		months: [12]string{
			"Januar", "Februar", "März", "April", "Mai", "Juni",
			"Juli", "August", "September", "Oktober", "November", "Dezember",
		},
	},
	events.Spanish: {
		named:      "Dieron una fecha: %s.",
		unsaid:     "No dieron ninguna fecha.",
		understood: "Según lo que dijeron el %s, decidirán a más tardar el %s.",
		notGuessed: "Lo que dijeron no permite saber la fecha con seguridad, así que no suponemos ninguna.",
		date:       "%s %s de %s", year: " de %d",
		weekdays: [7]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
		months: [12]string{
			"enero", "febrero", "marzo", "abril", "mayo", "junio",
			"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
		},
	},
	events.French: {
		named:      "L'employeur a donné une date\u00a0: le %s.",
		unsaid:     "L'employeur n'a pas donné de date.",
		understood: "D'après ce qui a été dit le %s, la réponse est prévue le %s au plus tard.",
		notGuessed: "Ce qui a été dit ne donne pas de date sûre\u00a0: mieux vaut demander que deviner.",
		date:       "%s %s %s", year: " %d", first: "1er",
		weekdays: [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
		months: [12]string{
			"janvier", "février", "mars", "avril", "mai", "juin",
			"juillet", "août", "septembre", "octobre", "novembre", "décembre",
		},
	},
}
