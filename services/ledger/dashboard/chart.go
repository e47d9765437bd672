package dashboard

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
)

// chartHeight is that of the part of a chart in which its columns stand, in pixels.
const chartHeight = 160

// columns is a chart of stacked columns over time, drawn on the server. Across it is measured in parts of its own
// width, so that it fits any page while its words keep their size; its numbers stand in a table as well.
type columns struct {
	ID, Title, Desc string
	Series          []series
	Columns         []column
	Lines           []gridline
	// Ticks are the words below, as many as fit on a phone.
	Ticks []tick
	// Empty reports that there is nothing to draw.
	Empty bool
}

// series is one kind of things that are counted. Class gives it its colour and its texture, so that colour is not needed.
type series struct{ Name, Class string }

type column struct {
	// X and Width are in percent; Label is what span of time it is, Total how many in all.
	X, Width, Label string
	Counts          []int
	Total           int
	Parts           []columnPart
}

type columnPart struct {
	Y, Height string
	Class     string
}

type gridline struct {
	Y    string
	Text string
}

type tick struct{ X, Anchor, Text string }

// bin is a span of days whose counts are one column.
type bin struct {
	Label, Short string
	Counts       []int
}

// mostTicks are what fits below a chart on a phone.
const mostTicks = 4

// draw lays out a chart of bins, each of which counts what series names.
func draw(id, title, unit string, named []series, bins []bin) columns {
	c := columns{ID: id, Title: title, Series: named}
	most, whole, peak := 0, 0, ""
	for _, b := range bins {
		total := sum(b.Counts)
		whole += total
		if total > most {
			most, peak = total, b.Label
		}
	}
	c.Empty = whole == 0
	c.Desc = fmt.Sprintf("%s %s in all", number(whole), unit)
	if peak != "" {
		c.Desc += fmt.Sprintf("; the most, %s, on %s", number(most), peak)
	}
	c.Desc += "."
	top := niceTop(most)
	height := func(n int) float64 { return float64(n) / float64(top) * chartHeight }
	for _, n := range []int{top / 2, top} {
		c.Lines = append(c.Lines, gridline{Y: px(chartHeight - height(n)), Text: number(n)})
	}
	slot := 100 / float64(max(1, len(bins)))
	for i, b := range bins {
		col := column{X: pct((float64(i) + .15) * slot), Width: pct(.7 * slot), Label: b.Label, Counts: b.Counts, Total: sum(b.Counts)}
		floor := float64(chartHeight)
		for k, n := range b.Counts {
			if n == 0 {
				continue
			}
			floor -= height(n)
			col.Parts = append(col.Parts, columnPart{Y: px(floor), Height: px(height(n)), Class: named[k].Class})
		}
		c.Columns = append(c.Columns, col)
	}
	c.Ticks = ticks(bins, slot)
	return c
}

// ticks are some of the bins' names, evenly spread; those at the ends stay within the chart.
func ticks(bins []bin, slot float64) []tick {
	last := len(bins) - 1
	var list []tick
	for i := range min(mostTicks, len(bins)) {
		at := i * last / max(1, min(mostTicks, len(bins))-1)
		t := tick{X: pct((float64(at) + .5) * slot), Anchor: "middle", Text: bins[at].Short}
		switch {
		case last == 0:
		case at == 0:
			t.X, t.Anchor = pct(0), "start"
		case at == last:
			t.X, t.Anchor = pct(100), "end"
		}
		list = append(list, t)
	}
	return list
}

func px(v float64) string  { return fmt.Sprintf("%.1f", v) }
func pct(v float64) string { return fmt.Sprintf("%.3f%%", v) }

func sum(counts []int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}

// niceTop is the least round even number that is not below n: what the scale ends at.
func niceTop(n int) int {
	for unit := 1; ; unit *= 10 {
		for _, step := range []int{2, 4, 6, 8, 10, 12, 14, 16} {
			if top := step * unit; top >= n {
				return top
			}
		}
	}
}

// grain is how many days a column counts.
type grain string

const (
	byDay   grain = "day"
	byWeek  grain = "week"
	byMonth grain = "month"
)

// first is the first day of the column in which a day is.
func (g grain) first(d events.Date) events.Date {
	switch g {
	case byWeek:
		return d.AddDays(-(int(d.Weekday()) + 6) % 7)
	case byMonth:
		return events.NewDate(d.Year, d.Month, 1)
	default:
		return d
	}
}

func (g grain) next(first events.Date) events.Date {
	switch g {
	case byWeek:
		return first.AddDays(7)
	case byMonth:
		return events.NewDate(first.Year, first.Month+1, 1)
	default:
		return first.AddDays(1)
	}
}

func (g grain) label(first events.Date) (long, short string) {
	t := time.Date(first.Year, first.Month, first.Day, 0, 0, 0, 0, time.UTC)
	switch g {
	case byWeek:
		return "week of " + t.Format("2 Jan 2006"), t.Format("2 Jan")
	case byMonth:
		return t.Format("January 2006"), t.Format("Jan 2006")
	default:
		return t.Format("Mon 2 Jan 2006"), t.Format("2 Jan")
	}
}

// binned gathers days, which come in order and may have gaps, into columns without gaps.
func binned(g grain, from, to events.Date, days []book.DayCount, counts func(book.DayCount) []int) []bin {
	width := len(counts(book.DayCount{}))
	var bins []bin
	at := map[events.Date]int{}
	for first := g.first(from); first.Before(to); first = g.next(first) {
		long, short := g.label(first)
		at[first] = len(bins)
		bins = append(bins, bin{Label: long, Short: short, Counts: make([]int, width)})
	}
	for _, d := range days {
		i, ok := at[g.first(d.Day)]
		if !ok {
			continue
		}
		for k, n := range counts(d) {
			bins[i].Counts[k] += n
		}
	}
	return bins
}

// stacked is a bar that is parted as a whole is.
type stacked struct {
	Parts []stackedPart
}

type stackedPart struct {
	X, Width, Class string
}

// stack parts a bar by counts; classes name them.
func stack(counts []int, classes []string) stacked {
	var s stacked
	whole := sum(counts)
	x := 0.0
	for i, n := range counts {
		if n == 0 {
			continue
		}
		width := 100 * float64(n) / float64(whole)
		s.Parts = append(s.Parts, stackedPart{X: pct(x), Width: pct(width), Class: classes[i]})
		x += width
	}
	return s
}

// className is a word as a class of the stylesheet.
func className(word string) string { return "c-" + strings.ReplaceAll(word, "_", "-") }
