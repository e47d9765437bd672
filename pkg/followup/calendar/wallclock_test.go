package calendar_test

import (
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := calendar.Zone(name)
	if err != nil {
		t.Fatalf("load the zone: %v", err)
	}
	return loc
}

func date(t testing.TB, text string) events.Date {
	t.Helper()
	d, err := events.ParseDate(text)
	if err != nil {
		t.Fatalf("read a date: %v", err)
	}
	return d
}

// TestAt walks through gaps (spring) and folds (autumn) of clocks around the world.
func TestAt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ zone, date, clock, want string }{
		{"America/New_York", "2026-03-06", "09:00", "2026-03-06T14:00:00Z"},
		{"America/New_York", "2026-03-09", "09:00", "2026-03-09T13:00:00Z"},
		{"America/Los_Angeles", "2026-03-08", "02:30", "2026-03-08T10:00:00Z"}, // gap 02:00-03:00
		{"America/Los_Angeles", "2026-03-08", "02:00", "2026-03-08T10:00:00Z"},
		{"America/Los_Angeles", "2026-03-08", "03:00", "2026-03-08T10:00:00Z"},
		{"America/Los_Angeles", "2026-03-08", "01:59", "2026-03-08T09:59:00Z"},
		{"America/Los_Angeles", "2026-11-01", "01:30", "2026-11-01T08:30:00Z"}, // fold, the first
		{"America/Los_Angeles", "2026-11-01", "02:00", "2026-11-01T10:00:00Z"},
		{"Europe/London", "2026-03-29", "01:30", "2026-03-29T01:00:00Z"},
		{"Europe/London", "2026-10-25", "01:30", "2026-10-25T00:30:00Z"},
		{"Europe/London", "2026-10-25", "09:00", "2026-10-25T09:00:00Z"},
		{"Pacific/Auckland", "2026-09-27", "02:30", "2026-09-26T14:00:00Z"},
		{"Pacific/Auckland", "2026-04-05", "02:30", "2026-04-04T13:30:00Z"},
		{"Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00Z"}, // a gap of half an hour
		{"Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00Z"}, // a fold of half an hour
		{"Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00:00Z"},        // no midnight
		{"Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00:00Z"},
		{"Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T20:30:00Z"},
		{"America/Santiago", "2026-09-06", "00:15", "2026-09-06T04:00:00Z"}, // no midnight
		{"Asia/Kathmandu", "2026-03-06", "09:00", "2026-03-06T03:15:00Z"},
		{"Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T10:00:00Z"}, // a day that never was
		{"America/New_York", "2026-03-06", "24:00", "2026-03-07T05:00:00Z"},
		{"UTC", "2026-03-06", "09:00", "2026-03-06T09:00:00Z"},
	} {
		tod, err := events.ParseTimeOfDay(c.clock)
		if err != nil {
			t.Fatalf("read a clock time: %v", err)
		}
		got := calendar.At(date(t, c.date), tod, zone(t, c.zone)).Format(time.RFC3339)
		if got != c.want {
			t.Errorf("%s %s in %s is %s, want %s", c.date, c.clock, c.zone, got, c.want)
		}
	}
}

// changes returns the instants of three years at which the clocks of a zone change.
// It looks at every day, because ZoneBounds also breaks periods at which nothing changes.
func changes(loc *time.Location) []time.Time {
	var found []time.Time
	last := time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC)
	for t := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); t.Before(last); t = t.Add(24 * time.Hour) {
		_, before := t.In(loc).Zone()
		if _, after := t.Add(24 * time.Hour).In(loc).Zone(); before != after {
			_, end := t.In(loc).ZoneBounds()
			found = append(found, end.UTC())
		}
	}
	return found
}

// TestEveryClockChange: around every change of every zone, each quarter of an hour
// of the wall clock is the first instant that shows it, or the end of its gap.
func TestEveryClockChange(t *testing.T) {
	t.Parallel()
	names := calendar.ZoneNames()
	if len(names) < 500 {
		t.Fatalf("only %d zones", len(names))
	}
	seen := 0
	for _, name := range names {
		loc := zone(t, name)
		for _, change := range changes(loc) {
			seen++
			for day := -1; day <= 1; day++ {
				d := events.DateOf(change.In(loc)).AddDays(day)
				for tod := events.TimeOfDay(0); tod < 1440; tod += 15 {
					checkAt(t, d, tod, loc, change)
				}
			}
		}
	}
	if seen < 300 {
		t.Fatalf("only %d clock changes", seen)
	}
}

func checkAt(t *testing.T, d events.Date, tod events.TimeOfDay, loc *time.Location, change time.Time) {
	t.Helper()
	got := calendar.At(d, tod, loc)
	local := got.In(loc)
	shown := events.DateOf(local) == d && events.NewTimeOfDay(local.Hour(), local.Minute()) == tod
	if !shown {
		if !got.Equal(change) {
			t.Fatalf("%s %s in %s is %s, neither that reading nor the end of the gap at %s", d, tod, loc, local, change)
		}
		return
	}
	for _, earlier := range []time.Duration{30 * time.Minute, time.Hour, 2 * time.Hour} {
		before := got.Add(-earlier).In(loc)
		if before.Hour() == local.Hour() && before.Minute() == local.Minute() && before.Day() == local.Day() {
			t.Fatalf("%s %s in %s is %s, but %s shows it first", d, tod, loc, local, before)
		}
	}
}
