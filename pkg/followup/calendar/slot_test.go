package calendar_test

import (
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

var nineToFive = calendar.Hours{Open: events.NewTimeOfDay(9, 0), Close: events.NewTimeOfDay(17, 0)}

func business(t testing.TB, zoneName, code string, closures ...events.Date) *calendar.Business {
	t.Helper()
	return calendar.NewBusiness(zone(t, zoneName), code, closures, nineToFive, calendar.PublicHolidays())
}

func window(t testing.TB, zoneName, from, to string) calendar.Window {
	t.Helper()
	f, err := events.ParseTimeOfDay(from)
	if err != nil {
		t.Fatalf("read a window: %v", err)
	}
	u, err := events.ParseTimeOfDay(to)
	if err != nil {
		t.Fatalf("read a window: %v", err)
	}
	return calendar.Window{Loc: zone(t, zoneName), From: f, To: u}
}

func TestWindow(t *testing.T) {
	t.Parallel()
	w := window(t, "America/New_York", "08:00", "20:00")
	short := window(t, "America/New_York", "08:00", "08:20")
	for _, c := range []struct {
		w                 calendar.Window
		at, first, latest string
	}{
		{w, "2026-03-03T08:00", "2026-03-03T08:00", "2026-03-03T08:00"},
		{w, "2026-03-03T19:59", "2026-03-03T19:59", "2026-03-03T19:59"},
		{w, "2026-03-03T20:00", "2026-03-04T08:00", "2026-03-03T19:30"},
		{w, "2026-03-03T07:59", "2026-03-03T08:00", "2026-03-02T19:30"},
		{w, "2026-03-08T02:30", "2026-03-08T08:00", "2026-03-07T19:30"},
		{short, "2026-03-03T09:00", "2026-03-04T08:00", "2026-03-03T08:00"},
	} {
		at, err := time.ParseInLocation("2006-01-02T15:04", c.at, c.w.Loc)
		if err != nil {
			t.Fatalf("read an instant: %v", err)
		}
		if got := c.w.FirstAllowed(at).In(c.w.Loc).Format("2006-01-02T15:04"); got != c.first {
			t.Errorf("FirstAllowed(%s) is %s, want %s", c.at, got, c.first)
		}
		if got := c.w.LastAllowed(at).In(c.w.Loc).Format("2006-01-02T15:04"); got != c.latest {
			t.Errorf("LastAllowed(%s) is %s, want %s", c.at, got, c.latest)
		}
	}
}

// TestCheckIn asks for slots with employers and candidates in many places. Times are UTC.
func TestCheckIn(t *testing.T) {
	t.Parallel()
	day := [2]string{"08:00", "20:00"}
	for _, c := range []struct {
		employer, code, candidate string
		hours                     [2]string
		d, want, day              string
		apart                     bool
	}{
		{"America/New_York", "US", "America/New_York", day, "2026-03-05", "2026-03-06T14:00:00Z", "2026-03-06", false},
		{"America/New_York", "US", "America/New_York", day, "2026-03-06", "2026-03-09T13:00:00Z", "2026-03-09", false},
		{"America/New_York", "US", "America/New_York", day, "2026-07-02", "2026-07-06T13:00:00Z", "2026-07-06", false},
		{"America/New_York", "US", "America/Los_Angeles", day, "2026-03-05", "2026-03-06T16:00:00Z", "2026-03-06", false},
		{"America/New_York", "US", "Europe/Berlin", day, "2026-03-05", "2026-03-06T14:00:00Z", "2026-03-06", false},
		{"America/New_York", "US", "Asia/Tokyo", day, "2026-03-05", "2026-03-06T10:30:00Z", "2026-03-06", true},
		{"America/New_York", "US", "Pacific/Auckland", day, "2026-03-05", "2026-03-06T19:00:00Z", "2026-03-06", false},
		{"Europe/London", "GB", "Europe/London", day, "2026-04-02", "2026-04-07T08:00:00Z", "2026-04-07", false},
		{"Europe/London", "GB-SCT", "Europe/London", day, "2026-04-02", "2026-04-06T08:00:00Z", "2026-04-06", false},
		{"Europe/Berlin", "DE-BY", "Europe/Berlin", day, "2026-01-05", "2026-01-07T08:00:00Z", "2026-01-07", false},
		{"Europe/Berlin", "DE", "Europe/Berlin", day, "2026-01-05", "2026-01-06T08:00:00Z", "2026-01-06", false},
		{"Asia/Jerusalem", "IL", "Asia/Jerusalem", day, "2026-03-05", "2026-03-08T07:00:00Z", "2026-03-08", false},
		{"Africa/Cairo", "", "Africa/Cairo", day, "2026-03-05", "2026-03-08T07:00:00Z", "2026-03-08", false},
		{"Pacific/Auckland", "NZ", "Pacific/Auckland", day, "2026-04-01", "2026-04-01T20:00:00Z", "2026-04-02", false},
		{"Australia/Lord_Howe", "AU-NSW", "Australia/Lord_Howe", day, "2026-10-02", "2026-10-05T22:00:00Z", "2026-10-06", false},
		{"America/New_York", "US", "America/New_York", [2]string{"18:00", "21:00"}, "2026-03-05", "2026-03-06T01:30:00Z", "2026-03-06", true},
		// They meet only once New York's clocks have moved, on the third business day.
		{"America/New_York", "US", "UTC", [2]string{"13:00", "14:00"}, "2026-03-04", "2026-03-09T13:00:00Z", "2026-03-09", false},
		{"America/New_York", "US", "UTC", [2]string{"13:00", "14:00"}, "2026-03-03", "2026-03-04T13:30:00Z", "2026-03-04", true},
	} {
		w := window(t, c.candidate, c.hours[0], c.hours[1])
		got := business(t, c.employer, c.code).CheckIn(date(t, c.d), w)
		if at := got.At.Format(time.RFC3339); at != c.want || got.Day.String() != c.day || got.Apart != c.apart {
			t.Errorf("CheckIn(%s) of %s (%s) for %s is %s for %s (apart %t), want %s for %s (apart %t)",
				c.d, c.employer, c.code, c.candidate, at, got.Day, got.Apart, c.want, c.day, c.apart)
		}
	}
}

// TestCheckInsAtEveryClockChange: in every zone, around every clock change of three
// years, a check-in is at nine on the employer's clock, and 24 hours are 24 hours.
func TestCheckInsAtEveryClockChange(t *testing.T) {
	t.Parallel()
	for _, name := range calendar.ZoneNames() {
		loc := zone(t, name)
		b := business(t, name, "XX") // A country without holidays: weekends only.
		w := calendar.Window{Loc: loc, From: events.NewTimeOfDay(8, 0), To: events.NewTimeOfDay(20, 0)}
		for _, change := range changes(loc) {
			for d := range 5 {
				from := events.DateOf(change.In(loc)).AddDays(d - 3)
				slot := b.CheckIn(from, w)
				local := slot.At.In(loc)
				if local.Hour() != 9 || local.Minute() != 0 || events.DateOf(local) != b.Add(from, 1) || slot.Apart {
					t.Fatalf("CheckIn(%s) in %s is %s", from, name, local)
				}
				if again := b.FirstSlot(slot.At, w); !again.At.Equal(slot.At) {
					t.Fatalf("the first slot at or after %s in %s is %s", local, name, again.At.In(loc))
				}
				if next := b.FirstSlot(slot.At.Add(time.Second), w); !next.At.After(slot.At) || next.Day != b.Add(from, 2) {
					t.Fatalf("the first slot after %s in %s is %s", local, name, next.At.In(loc))
				}
			}
		}
	}
}

func TestFallback(t *testing.T) {
	t.Parallel()
	b := business(t, "America/Chicago", "US-XX")
	if region, country, ok := b.FellBack(); !ok || region != "US-XX" || country != "US" {
		t.Errorf("an unknown region falls back to %q for %q (%t)", country, region, ok)
	}
	if b.IsBusinessDay(date(t, "2026-07-03")) {
		t.Error("an unknown region of the United States works on Independence Day (observed)")
	}
	if _, _, ok := business(t, "America/Chicago", "US").FellBack(); ok {
		t.Error("the United States fall back")
	}
	if _, _, ok := business(t, "America/Chicago", "").FellBack(); ok {
		t.Error("a zone's own country falls back")
	}
	if !business(t, "UTC", "").IsBusinessDay(date(t, "2026-12-25")) {
		t.Error("a zone without a country has holidays")
	}
}

func TestObservedDayIsTheHoliday(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		zone, code, day string
		works           bool
	}{
		{"America/New_York", "US", "2026-07-03", false},
		{"America/New_York", "US", "2021-12-31", false}, // New Year's Day 2022, a Saturday
		{"America/New_York", "US", "2027-12-31", false},
		{"America/New_York", "US", "2026-11-27", true},
		{"Europe/London", "GB", "2026-12-28", false}, // Boxing Day, a Saturday
		{"Europe/London", "GB", "2022-12-27", false}, // Christmas Day, a Sunday
		{"Europe/London", "GB", "2026-08-31", false},
		{"Europe/London", "GB", "2026-08-03", true},
		{"US/Eastern", "", "2026-07-03", false},
		{"Asia/Calcutta", "", "2026-07-03", true},
	} {
		if got := business(t, c.zone, c.code).IsBusinessDay(date(t, c.day)); got != c.works {
			t.Errorf("%s in %s %s: works %t, want %t", c.day, c.zone, c.code, got, c.works)
		}
	}
}

func TestCountryOfZone(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"America/New_York": "US", "US/Eastern": "US", "Asia/Calcutta": "IN", "Europe/Belfast": "GB",
		"America/Buenos_Aires": "AR", "UTC": "", "Etc/GMT+5": "", "Asia/Jerusalem": "IL", "Europe/Kiev": "UA",
	} {
		if got := calendar.CountryOfZone(name); got != want {
			t.Errorf("%s is of %q, want %q", name, got, want)
		}
	}
}

func TestZoneRefusesHostNames(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "Local", "../etc/passwd", "/etc/localtime", "America/Nowhere", "america/new_york", "America/"} {
		if _, err := calendar.Zone(name); err == nil {
			t.Errorf("%q is taken for a zone", name)
		}
	}
	if calendar.ZoneDataVersion() == "" {
		t.Error("the zone data has no version")
	}
}
