package message

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// English implements Language. The zero value is ready to use.
type English struct{}

// Tag implements Language.
func (English) Tag() string { return "en" }

// nearDays is how far away, at most, a weekday alone names a day.
const nearDays = 6

// Day implements Language.
func (e English) Day(day, today events.Date) string {
	if day == today {
		return "today"
	}
	return "on " + e.DayName(day, today)
}

// DayName implements Language.
func (e English) DayName(day, today events.Date) string {
	away := today.DaysUntil(day)
	switch {
	case away == 0:
		return "today"
	case -nearDays <= away && away <= nearDays:
		return day.Weekday().String()
	default:
		return e.Date(day)
	}
}

// Date implements Language.
func (English) Date(day events.Date) string {
	return fmt.Sprintf("%s %d %s", day.Weekday(), day.Day, day.Month)
}

// OfYear implements Language.
func (English) OfYear(date string, year int) string { return fmt.Sprintf("%s %d", date, year) }

// Moment implements Language.
func (English) Moment(day string, t time.Time, zone string) string {
	name, place := city(zone)
	if place {
		name = "in " + name
	}
	return day + ", " + fmt.Sprintf("%d:%02d", t.Hour(), t.Minute()) + " " + name
}

// Clock implements Language.
func (English) Clock(t time.Time) string {
	switch {
	case t.Minute() != 0:
		return t.Format("3:04 pm")
	case t.Hour() == 0:
		return "midnight"
	case t.Hour() == 12:
		return "noon"
	default:
		return t.Format("3 pm")
	}
}

// Place implements Language.
func (English) Place(zone string) string {
	city := zone[strings.LastIndexByte(zone, '/')+1:]
	return strings.ReplaceAll(city, "_", " ") + " time"
}

// List implements Language.
func (English) List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// More implements Language.
func (English) More(n int) string {
	if n == 1 {
		return "1 other"
	}
	return fmt.Sprintf("%d others", n)
}

// Starts implements Language.
func (e English) Starts(clock string, day, today events.Date) string {
	return clock + " " + e.Day(day, today)
}

// Deadline implements Language.
func (e English) Deadline(clock string, day, today events.Date) string {
	return clock + " " + e.Day(day, today)
}

// Hours implements Language.
func (English) Hours(from, to, place string) string {
	return strings.TrimSpace(from + " to " + to + " " + place)
}

// city is the place of a zone, and false for a zone that is no place, such as UTC.
func city(zone string) (string, bool) {
	name := zone[strings.LastIndexByte(zone, '/')+1:]
	return strings.ReplaceAll(name, "_", " "), strings.Contains(zone, "/") && !strings.HasPrefix(zone, "Etc/")
}
