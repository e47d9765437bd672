package dashboard

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
)

func TestColumnsCountEveryDayOnce(t *testing.T) {
	// From Saturday 28 February to Tuesday 10 March, with a gap.
	from, to := events.NewDate(2026, 2, 28), events.NewDate(2026, 3, 11)
	days := []book.DayCount{
		{Day: from, Followups: 1}, {Day: from.AddDays(1), Followups: 2}, {Day: from.AddDays(2), Followups: 4}, {Day: from.AddDays(10), Followups: 8},
	}
	counts := func(c book.DayCount) []int { return []int{c.Followups} }
	for g, want := range map[grain][]int{
		byDay: {1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 8}, byWeek: {3, 4, 8}, byMonth: {1, 14},
	} {
		var got []int
		for _, b := range binned(g, from, to, days, counts) {
			got = append(got, b.Counts...)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("by %s (-want +got):\n%s", g, diff)
		}
	}
	if first := byWeek.first(events.NewDate(2026, 3, 1)); first != events.NewDate(2026, 2, 23) {
		t.Errorf("the week of a Sunday begins on %s", first)
	}
}

func TestColumnsFillTheScale(t *testing.T) {
	c := draw("x", "X", "things", []series{{"a", "c-a"}, {"b", "c-b"}}, []bin{
		{Label: "one", Short: "1", Counts: []int{3, 0}}, {Label: "two", Short: "2", Counts: []int{4, 4}},
	})
	if c.Desc != "11 things in all; the most, 8, on two." {
		t.Errorf("it is described as %q", c.Desc)
	}
	// The highest column reaches the top, its parts stand on each other, and what is nought is not drawn.
	want := []columnPart{{Y: "80.0", Height: "80.0", Class: "c-a"}, {Y: "0.0", Height: "80.0", Class: "c-b"}}
	if diff := cmp.Diff(want, c.Columns[1].Parts); diff != "" {
		t.Errorf("the second column (-want +got):\n%s", diff)
	}
	if len(c.Columns[0].Parts) != 1 || c.Columns[0].Total != 3 {
		t.Errorf("the first column is %+v", c.Columns[0])
	}
	if diff := cmp.Diff([]tick{{"0.000%", "start", "1"}, {"100.000%", "end", "2"}}, c.Ticks); diff != "" {
		t.Errorf("the words below (-want +got):\n%s", diff)
	}
}

func TestScalesEndAtARoundEvenNumber(t *testing.T) {
	for n, want := range map[int]int{0: 2, 1: 2, 3: 4, 8: 8, 9: 10, 15: 16, 17: 20, 105: 120, 161: 200, 1500: 1600, 999_999: 1_000_000} {
		if got := niceTop(n); got != want {
			t.Errorf("%d: got %d, want %d", n, got, want)
		}
	}
}

func TestStackedBarsAreWhole(t *testing.T) {
	got := stack([]int{3, 0, 1}, []string{"a", "b", "c"}).Parts
	want := []stackedPart{{"0.000%", "75.000%", "a"}, {"75.000%", "25.000%", "c"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
