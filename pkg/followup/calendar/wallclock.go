package calendar

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// At returns the instant, in UTC, at which the wall clock of loc shows the time
// of day on the date. A reading that the clock skips (spring) is the first
// instant after the gap; one that it shows twice (autumn) is the first of the two.
func At(d events.Date, tod events.TimeOfDay, loc *time.Location) time.Time {
	asUTC := time.Date(d.Year, d.Month, d.Day, 0, int(tod), 0, 0, time.UTC)
	before := offset(asUTC.Add(-day), loc)
	after := offset(asUTC.Add(day), loc)

	early, late := asUTC.Add(-max(before, after)), asUTC.Add(-min(before, after))
	if shows(early, asUTC, loc) {
		return early
	}
	if shows(late, asUTC, loc) {
		return late
	}
	// Neither offset gives the reading, so it lies in a gap; with the offset from
	// before the gap it falls into the period that the gap opens.
	opened, _ := asUTC.Add(-before).In(loc).ZoneBounds()
	return opened.UTC()
}

const day = 24 * time.Hour

func offset(t time.Time, loc *time.Location) time.Duration {
	_, seconds := t.In(loc).Zone()
	return time.Duration(seconds) * time.Second
}

func shows(t, wall time.Time, loc *time.Location) bool {
	return t.Add(offset(t, loc)).Equal(wall)
}
