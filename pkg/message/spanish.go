package message

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// Spanish implements Language and Naming. The zero value is ready to use.
//
// Its templates say "tú" to the reader and "usted" to the employer. Days and clocks
// carry their article, so no template puts "de" or "del" before them: "a más tardar
// el jueves", "hasta el jueves a las 15:00", "tuvimos el martes". An SMS has no á, í,
// ó or ú of its own, because GSM-7 does not have them.
type Spanish struct{}

// Tag implements Language.
func (Spanish) Tag() string { return string(events.Spanish) }

// Day implements Language: "hoy", "el martes", "el martes 3 de marzo". Spanish needs no preposition.
func (s Spanish) Day(day, today events.Date) string { return s.DayName(day, today) }

// DayName implements Language; it goes after "a más tardar" and "hasta".
func (s Spanish) DayName(day, today events.Date) string {
	switch away := today.DaysUntil(day); {
	case away == 0:
		return "hoy"
	case -nearDays <= away && away <= nearDays:
		return "el " + s.weekday(day)
	default:
		return "el " + s.Date(day)
	}
}

func (Spanish) weekday(day events.Date) string {
	return [...]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}[day.Weekday()]
}

// Date implements Language: "viernes 6 de marzo".
func (s Spanish) Date(day events.Date) string {
	months := [...]string{
		"enero", "febrero", "marzo", "abril", "mayo", "junio",
		"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
	}
	return fmt.Sprintf("%s %d de %s", s.weekday(day), day.Day, months[day.Month-time.January])
}

// OfYear implements Language.
func (Spanish) OfYear(date string, year int) string { return fmt.Sprintf("%s de %d", date, year) }

// Moment implements Language: "viernes 6 de marzo a las 9:00 (hora de Nueva York)".
func (s Spanish) Moment(day string, t time.Time, zone string) string {
	return fmt.Sprintf("%s a %s (%s)", day, s.Clock(t), s.Place(zone))
}

// Clock implements Language: "las 15:00", "la 1:30", to go after "a".
func (Spanish) Clock(t time.Time) string {
	article := "las"
	if t.Hour() == 1 {
		article = "la"
	}
	return fmt.Sprintf("%s %d:%02d", article, t.Hour(), t.Minute())
}

// Place implements Language: "hora de Nueva York".
func (Spanish) Place(name string) string {
	city := calendar.CityIn(calendar.ZoneOrUTC(name), events.Spanish)
	if city == "UTC" || city == "GMT" {
		return "hora " + city
	}
	return "hora de " + city
}

// List implements Language: "Ada, Ben y Cleo", "Ana e Inés".
func (Spanish) List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	and := " y "
	if beginsWithI(names[last]) {
		and = " e "
	}
	return strings.Join(names[:last], ", ") + and + names[last]
}

// beginsWithI reports that a word begins with the sound of "y", which therefore becomes
// "e" before it: Inés and Hilda, not Iago, Hierro or Yolanda, whose i is half a consonant.
func beginsWithI(word string) bool {
	letters := []rune(strings.TrimPrefix(strings.ToLower(strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })), "h"))
	if len(letters) == 0 || (letters[0] != 'i' && letters[0] != 'í') {
		return false
	}
	return len(letters) == 1 || !strings.ContainsRune("aeouáéóú", letters[1])
}

// More implements Language: "2 personas más".
func (Spanish) More(n int) string {
	if n == 1 {
		return "1 persona más"
	}
	return fmt.Sprintf("%d personas más", n)
}

// Spoken implements Naming: a title that shows its gender takes the article, "el Sr. Finn",
// "la Dra. Ruiz"; one that does not, such as "Lic.", and a name alone stay as they were typed.
func (Spanish) Spoken(name string) string {
	title, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	switch strings.TrimSuffix(strings.ToLower(title), ".") {
	case "sr", "señor", "dr", "doctor", "profesor", "ingeniero", "licenciado":
		return "el " + name
	case "sra", "srta", "señora", "señorita", "dra", "doctora", "profesora", "ingeniera", "licenciada":
		return "la " + name
	default:
		return name
	}
}

// To implements Naming: "al Sr. Finn", "a la Dra. Ruiz", "a Dana Lee".
func (s Spanish) To(name string) string {
	if s.Spoken(name) == "el "+name {
		return "al " + name
	}
	return "a " + s.Spoken(name)
}

// Starts implements Language: "hoy a las 14:00".
func (s Spanish) Starts(clock string, day, today events.Date) string {
	return s.Day(day, today) + " a " + clock
}

// Deadline implements Language: "el miércoles a las 15:00", to go after "hasta" and "a más tardar".
func (s Spanish) Deadline(clock string, day, today events.Date) string {
	return s.Day(day, today) + " a " + clock
}

// Hours implements Language: "9:00 a 17:00 (hora de Nueva York)", to go after "de".
func (Spanish) Hours(from, to, place string) string {
	bare := strings.NewReplacer("las ", "", "la ", "")
	hours := bare.Replace(from) + " a " + bare.Replace(to)
	if place == "" {
		return hours
	}
	return hours + " (" + place + ")"
}
