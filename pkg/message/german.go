package message

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// German implements Language and Naming. The zero value is ready to use.
//
// Its templates say "Sie", greet by the full name, which needs no "Frau" or "Herr", and put
// what people typed where German inflects nothing: as a subject or after a colon. People
// are named by To wherever the sentence bends them: "an Herrn Finn".
type German struct{}

// Tag implements Language.
func (German) Tag() string { return string(events.German) }

// Day implements Language: "heute", "am Dienstag", "am Dienstag, 3. März".
func (g German) Day(day, today events.Date) string {
	if day == today {
		return "heute"
	}
	return "am " + g.DayName(day, today)
}

// DayName implements Language; it goes after "bis".
func (g German) DayName(day, today events.Date) string {
	switch away := today.DaysUntil(day); {
	case away == 0:
		return "heute"
	case -nearDays <= away && away <= nearDays:
		return g.weekday(day)
	default:
		return g.Date(day)
	}
}

func (German) weekday(day events.Date) string {
	return [...]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}[day.Weekday()]
}

// Date implements Language: "Freitag, 6. März".
func (g German) Date(day events.Date) string {
	months := [...]string{
		"Januar", "Februar", "März", "April", "Mai", "Juni",
		"Juli", "August", "September", "Oktober", "November", "Dezember",
	}
	return fmt.Sprintf("%s, %d. %s", g.weekday(day), day.Day, months[day.Month-time.January])
}

// OfYear implements Language.
func (German) OfYear(date string, year int) string { return fmt.Sprintf("%s %d", date, year) }

// Moment implements Language: "Freitag, 6. März, 9:00 Uhr (Ortszeit New York)", "am Freitag um 9:00 Uhr (Ortszeit New York)".
func (g German) Moment(day string, t time.Time, zone string) string {
	at := ", "
	switch date := strings.Contains(day, ","); {
	case day == "heute" || strings.HasPrefix(day, "am ") && !date:
		at = " um "
	case strings.HasPrefix(day, "am "):
		at = ", um "
	}
	return fmt.Sprintf("%s%s%d:%02d Uhr (%s)", day, at, t.Hour(), t.Minute(), g.Place(zone))
}

// Clock implements Language. Noon is "12 Uhr" and midnight "0 Uhr": "um mittags" is
// not said, and of "bis Mittwoch Mitternacht" nobody knows which night it means.
func (German) Clock(t time.Time) string {
	if t.Minute() == 0 {
		return fmt.Sprintf("%d Uhr", t.Hour())
	}
	return fmt.Sprintf("%d:%02d Uhr", t.Hour(), t.Minute())
}

// Place implements Language: "Ortszeit New York", since "New Yorker Zeit" has no rule for every city.
func (German) Place(name string) string {
	city := calendar.CityIn(calendar.ZoneOrUTC(name), events.German)
	if !strings.Contains(name, "/") { // UTC, and other zones that are no place.
		return "Zeitzone " + city
	}
	return "Ortszeit " + city
}

// List implements Language.
func (German) List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " und " + names[last]
}

// More implements Language.
func (German) More(n int) string {
	if n == 1 {
		return "1 weitere Person"
	}
	return fmt.Sprintf("%d weitere", n)
}

// Starts implements Language: "heute um 14 Uhr".
func (g German) Starts(clock string, day, today events.Date) string {
	return g.Day(day, today) + " um " + clock
}

// Deadline implements Language: "heute 15 Uhr", "Mittwoch, 15 Uhr"; a sentence had better end there.
func (g German) Deadline(clock string, day, today events.Date) string {
	if day == today {
		return "heute " + clock
	}
	return g.DayName(day, today) + ", " + clock
}

// Hours implements Language: "9 bis 17 Uhr (Ortszeit New York)", to go after "von".
func (German) Hours(from, to, place string) string {
	hours := strings.TrimSuffix(from, " Uhr") + " bis " + to
	if place == "" {
		return hours
	}
	return hours + " (" + place + ")"
}

// Spoken implements Naming: a name is the same in writing and in speech.
func (German) Spoken(name string) string { return name }

// To implements Naming. It leaves the preposition to the sentence and bends the one title that bends, so that it
// goes after "an" and "bei" and alone: "Herrn Finn", "Herrn Dr. Finn", "Frau Klein", "Dana Lee".
func (German) To(name string) string {
	if rest, ok := strings.CutPrefix(name, "Herr "); ok {
		return "Herrn " + rest
	}
	return name
}
