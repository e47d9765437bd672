package calendar_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rickar/cal/v2/jp"

	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// TestOwnTables compares whole years with the official lists named in own.go.
func TestOwnTables(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		code string
		year int
		want []string
	}{
		{"GB-SCT", 2025, []string{
			"2025-01-01", "2025-01-02", "2025-04-18", "2025-05-05", "2025-05-26", "2025-08-04", "2025-12-01", "2025-12-25", "2025-12-26",
		}},
		{"GB-SCT", 2022, []string{
			"2022-01-03", "2022-01-04", "2022-04-15", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-01", "2022-11-30",
			"2022-12-26", "2022-12-27",
		}},
		{"GB-SCT", 2023, []string{
			"2023-01-02", "2023-01-03", "2023-04-07", "2023-05-01", "2023-05-08", "2023-05-29", "2023-08-07", "2023-11-30",
			"2023-12-25", "2023-12-26",
		}},
		{"GB-SCT", 2026, []string{
			"2026-01-01", "2026-01-02", "2026-04-03", "2026-05-04", "2026-05-25", "2026-06-15", "2026-08-03", "2026-11-30",
			"2026-12-25", "2026-12-28",
		}},
		{"GB-NIR", 2026, []string{
			"2026-01-01", "2026-03-17", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-07-13", "2026-08-31",
			"2026-12-25", "2026-12-28",
		}},
		{"GB", 2026, []string{
			"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28",
		}},
		{"US", 2026, []string{
			"2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12",
			"2026-11-11", "2026-11-26", "2026-12-25",
		}},
		{"CA-ON", 2026, []string{
			"2026-01-01", "2026-02-16", "2026-04-03", "2026-05-18", "2026-07-01", "2026-09-07", "2026-10-12", "2026-12-25", "2026-12-28",
		}},
		{"CA-QC", 2026, []string{
			"2026-01-01", "2026-04-03", "2026-05-18", "2026-06-24", "2026-07-01", "2026-09-07", "2026-10-12", "2026-12-25",
		}},
		{"CA-BC", 2026, []string{
			"2026-01-01", "2026-02-16", "2026-04-03", "2026-05-18", "2026-07-01", "2026-08-03", "2026-09-07", "2026-09-30",
			"2026-10-12", "2026-11-11", "2026-12-25",
		}},
		{"CA-AB", 2026, []string{
			"2026-01-01", "2026-02-16", "2026-04-03", "2026-05-18", "2026-07-01", "2026-09-07", "2026-10-12", "2026-11-11", "2026-12-25",
		}},
		{"DE-BY", 2026, []string{
			"2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-06-04",
			"2026-10-03", "2026-11-01", "2026-12-25", "2026-12-26",
		}},
	} {
		var got []string
		for d := range calendar.PublicHolidays().Year(c.code, c.year) {
			got = append(got, d.String())
		}
		slices.Sort(got)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s in %d (-want +got):\n%s", c.code, c.year, diff)
		}
	}
}

// TestRulesAreNotWritten: the library's rules are shared by all follow-ups and stay as they are.
func TestRulesAreNotWritten(t *testing.T) {
	before := *jp.VernalEquinoxDay
	off := calendar.PublicHolidays().Year("JP", 2026)
	if off[date(t, "2026-03-20")].Name != before.Name {
		t.Errorf("20 March 2026 is %q in Japan", off[date(t, "2026-03-20")].Name)
	}
	if after := *jp.VernalEquinoxDay; after.Day != before.Day {
		t.Errorf("looking up a year changed a rule: day %d became %d", before.Day, after.Day)
	}
}
