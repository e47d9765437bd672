package message

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// French implements Language. The zero value is ready to use.
//
// In a template a day goes after "au plus tard" or "pour", which take it as it is:
// "mardi", "le mardi 3 mars", "aujourd'hui". What people typed goes where no word
// before it would contract or lose a vowel: "une discussion sur …"; Of does it for a job's title.
type French struct{}

// Tag implements Language.
func (French) Tag() string { return "fr" }

// Day implements Language.
func (French) Day(day, today events.Date) string {
	away := today.DaysUntil(day)
	switch {
	case away == 0:
		return "aujourd'hui"
	case -nearDays <= away && away <= nearDays:
		return calendar.FrenchDay(day.Weekday())
	default:
		return "le " + calendar.FrenchDate(day)
	}
}

// DayName implements Language.
func (f French) DayName(day, today events.Date) string { return f.Day(day, today) }

// Date implements Language: "vendredi 6 mars".
func (French) Date(day events.Date) string { return calendar.FrenchDate(day) }

// OfYear implements Language.
func (French) OfYear(date string, year int) string { return fmt.Sprintf("%s %d", date, year) }

// Moment implements Language: "vendredi 6 mars à 9 h (heure de New York)". It says neither "midi" nor "minuit", of which
// nobody knows which day it belongs to.
func (f French) Moment(day string, t time.Time, zone string) string {
	clock := fmt.Sprintf("%d\u00a0h", t.Hour())
	if t.Minute() != 0 {
		clock = f.Clock(t)
	}
	return fmt.Sprintf("%s à %s (%s)", day, clock, f.Place(zone))
}

// Clock implements Language. No line breaks within it.
func (French) Clock(t time.Time) string {
	switch {
	case t.Minute() != 0:
		return fmt.Sprintf("%d\u00a0h\u00a0%02d", t.Hour(), t.Minute())
	case t.Hour() == 0:
		return "minuit"
	case t.Hour() == 12:
		return "midi"
	default:
		return fmt.Sprintf("%d\u00a0h", t.Hour())
	}
}

// Place implements Language.
func (French) Place(name string) string { return calendar.FrenchTime(calendar.ZoneOrUTC(name)) }

// List implements Language.
func (French) List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " et " + names[last]
}

// More implements Language.
func (French) More(n int) string {
	if n == 1 {
		return "1 autre personne"
	}
	return fmt.Sprintf("%d autres", n)
}

// Starts implements Language: "aujourd'hui à 14 h".
func (f French) Starts(clock string, day, today events.Date) string {
	return f.Day(day, today) + " à " + clock
}

// Deadline implements Language: "mercredi à 15 h", to go after "au plus tard".
func (f French) Deadline(clock string, day, today events.Date) string {
	return f.Day(day, today) + " à " + clock
}

// Hours implements Language: "de 9 h à 17 h (heure de New York)".
func (French) Hours(from, to, place string) string {
	if place == "" {
		return "de " + from + " à " + to
	}
	return fmt.Sprintf("de %s à %s (%s)", from, to, place)
}

// Dear implements Addressing: nobody writes "Bonjour M. Finn" to Mr Finn. A name without a title stays as it is,
// since it does not say how its bearer is addressed.
func (French) Dear(name string) string {
	title, rest, found := strings.Cut(name, " ")
	if !found {
		return name
	}
	for spelled, short := range map[string][]string{
		"Monsieur": {"m", "mr", "monsieur"}, "Madame": {"mme", "mlle", "mrs", "ms", "madame"},
		"Docteur": {"dr", "docteur"}, "Professeur": {"pr", "prof", "professeur"}, "Maître": {"me", "maître"},
	} {
		if slices.Contains(short, strings.ToLower(strings.TrimSuffix(title, "."))) {
			return spelled + " " + strings.TrimLeftFunc(rest, unicode.IsSpace)
		}
	}
	return name
}

// Of implements Addressing: "de Régulateur", "d'Acheteur". The h of most borrowed titles is a consonant, "de Head of Data",
// so only French ones that are known to begin with a vowel's sound take "d'".
func (French) Of(title string) string {
	mute := []string{
		"habilleu", "harmoni", "hébergeu", "hémato", "herbo", "histori", "homme", "horlog", "horti", "hospit", "hôte", "huissi", "humor", "hydr", "hygi",
	}
	low := strings.ToLower(title)
	vowel := strings.IndexFunc(low, func(r rune) bool { return strings.ContainsRune("aàâæeéèêëiîïoôœuùûü", r) }) == 0
	if vowel || slices.ContainsFunc(mute, func(stem string) bool { return strings.HasPrefix(low, stem) }) {
		return "d'" + title
	}
	return "de " + title
}
