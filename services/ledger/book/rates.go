package book

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// figures are what is told of all employers and of each.
type figures struct {
	answered, promiseKept, silent Rate
	daysToDecision                int
}

func figuresOf(counts map[string]int, group int) figures {
	return figures{
		answered:    rateOf(counts[record.Answered], counts[record.Ended], group),
		promiseKept: rateOf(counts[record.PromiseKept], counts[record.Promised], group),
		silent:      rateOf(counts[record.Silent], counts[record.Ended], group),

		daysToDecision: medianOf(counts, group),
	}
}

// onTimeOf leaves out the interviews whose 24 hours still run.
func onTimeOf(counts map[string]int, group int) Rate {
	return rateOf(counts[record.ThankedInTime], counts[record.Interviews]-counts[record.StagePrefix+string(events.OwesNotes)], group)
}

// checkedInOf is of check-ins, of which one follow-up has several: the group is of the follow-ups that have any.
func checkedInOf(counts map[string]int, group int) Rate {
	r := rateOf(counts[record.CheckInsMade], counts[record.CheckInsSent], group)
	if counts[record.AskedToCheckIn] < group {
		return Rate{Of: r.Of}
	}
	return r
}

func rateOf(count, of, group int) Rate {
	if of < group {
		return Rate{Of: of}
	}
	return Rate{Of: of, Count: count, Share: float64(count) / float64(of), Told: true}
}

// medianOf is the lower median of the days to the decision, -1 if fewer than the group are known.
func medianOf(counts map[string]int, group int) int {
	byDays, known := map[int]int{}, 0
	for measure, n := range counts {
		if rest, ok := strings.CutPrefix(measure, record.DecidedPrefix); ok {
			days, err := strconv.Atoi(rest)
			if err == nil {
				byDays[days] += n
				known += n
			}
		}
	}
	if known < group {
		return -1
	}
	passed := 0
	for _, days := range slices.Sorted(maps.Keys(byDays)) {
		if passed += byDays[days]; 2*passed >= known {
			return days
		}
	}
	return -1
}
