package dashboard

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
)

// words are what templates may call.
func words() template.FuncMap {
	return template.FuncMap{
		"at": at, "deadpath": deadPath, "say": say, "number": number, "percent": percent, "moment": momentOf, "stamp": stamp, "day": day, "count": count,
		"add": func(a, b int) int { return a + b },
	}
}

// say puts a word of the record as people read it: "owes notes" of owes_notes. The API and the command line have the same words.
func say(word any) string { return strings.ReplaceAll(fmt.Sprint(word), "_", " ") }

// number parts thousands: 1,234,567.
func number(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// count says how many there are of something: "1 reminder", "2 reminders".
func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + more
}

// percent says a rate in whole percent, or that it is of too few to be told.
func percent(r book.Rate) string {
	if !r.Told {
		return "too few"
	}
	return fmt.Sprintf("%.0f %%", math.Round(100*r.Share))
}

// The forms of instants. Lists show UTC, since nobody knows the reader's zone.
const (
	instantForm = "Mon 2 Jan 2006, 15:04 UTC"
	machineForm = "2006-01-02T15:04:05Z"
	dayForm     = "Mon 2 Jan 2006"
)

func stamp(t time.Time) string { return t.UTC().Format(instantForm) }

// day says a date: "Thu 5 Mar 2026".
func day(d events.Date) string {
	if d.IsZero() {
		return ""
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format(dayForm)
}

// moment is an instant as a page shows it.
type moment struct {
	// Machine is for programs, Stamp for people, Ago seen from now: "in 3 hours", "2 days ago".
	Machine, Stamp, Ago string
}

// momentOf returns nil for an instant that there is not.
func momentOf(t, now time.Time) *moment {
	if t.IsZero() {
		return nil
	}
	return &moment{Machine: t.UTC().Format(machineForm), Stamp: stamp(t), Ago: ago(t, now)}
}

// ago says how far an instant is from now.
func ago(t, now time.Time) string {
	span := t.Sub(now)
	if span > -time.Minute && span < time.Minute {
		return "now"
	}
	length := spanOf(max(span, -span))
	if span > 0 {
		return "in " + length
	}
	return length + " ago"
}

// spanOf says a length in its largest unit, which two of are needed for: "90 minutes" and "36 hours" say more than "1 hour" and "1 day".
func spanOf(length time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case length < 2*time.Hour:
		return count(int(length/time.Minute), "minute", "minutes")
	case length < 2*day:
		return count(int(length/time.Hour), "hour", "hours")
	default:
		return count(int(length/day), "day", "days")
	}
}

// allChannels are the ways to candidates, and the one to their advisers.
func allChannels() []events.Channel {
	return []events.Channel{events.Email, events.SMS, events.Adviser}
}
