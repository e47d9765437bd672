package promise

import (
	"fmt"
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// Reading is what a promise was understood to mean.
type Reading struct {
	// By is the promised date in the employer's zone; zero when nothing was understood.
	By events.Date
	// Reason is the sentence that explains it, or why it was not guessed. It repeats no words of anybody.
	Reason string
}

// Read understands a promise that was made on the day anchor, a date in the
// employer's zone: the day the interview ended, or the day of the check-in or
// postponement that carried it. A date that was given as a date is taken as it is;
// one that is read from words never lies before anchor.
func Read(p events.Promise, anchor events.Date, office *calendar.Business) Reading {
	if !p.By.IsZero() {
		return Reading{By: p.By, Reason: fmt.Sprintf("They named the date: %s.", spell(p.By, anchor))}
	}
	if p.Said == "" {
		return Reading{Reason: "They named no date."}
	}
	v := view{anchor: anchor, office: office}
	for _, l := range []lexicon{english} {
		if d, ok := v.understand(l.sensesOf(wordsOf(p.Said))); ok {
			return Reading{By: d, Reason: fmt.Sprintf("Said on %s, that is by %s.", spell(anchor, anchor), spell(d, anchor))}
		}
	}
	return Reading{Reason: "What they said names no date that can be read with confidence, so it is not guessed."}
}

// understand returns the one day that all time expressions of the text come to.
func (v view) understand(senses []sense) (events.Date, bool) {
	var latest events.Date
	var today bool
	for _, sentence := range split(senses) {
		expressions := parser{sentence}.expressions()
		if len(expressions) == 0 {
			continue
		}
		if slices.ContainsFunc(sentence, func(s sense) bool { return s.class == blocker }) {
			return events.Date{}, false
		}
		for _, group := range adjacent(expressions) {
			d, ok := v.together(group)
			if !ok {
				return events.Date{}, false
			}
			if len(group) == 1 && group[0].kind == byEndOfDay {
				today = true
				continue
			}
			if latest.IsZero() || d.After(latest) {
				latest = d
			}
		}
	}
	if latest.IsZero() && today {
		latest = v.anchor
	}
	return latest, !latest.IsZero() && !latest.Before(v.anchor)
}

// split cuts the senses at the ends of sentences.
func split(senses []sense) [][]sense {
	var sentences [][]sense
	for {
		i := slices.IndexFunc(senses, func(s sense) bool { return s.class == stop })
		if i < 0 {
			return append(sentences, senses)
		}
		sentences = append(sentences, senses[:i])
		senses = senses[i+1:]
	}
}

// adjacent groups expressions that stand side by side and so speak of one day:
// "Thursday, March 5". "By end of day" only sharpens its neighbour.
func adjacent(all []expression) [][]expression {
	var groups [][]expression
	end := -1
	for _, e := range all {
		if e.from == end {
			groups[len(groups)-1] = append(groups[len(groups)-1], e)
		} else {
			groups = append(groups, []expression{e})
		}
		end = e.to
	}
	for i, group := range groups {
		if len(group) > 1 {
			groups[i] = slices.DeleteFunc(group, func(e expression) bool { return e.kind == byEndOfDay })
		}
	}
	return groups
}

// together returns the day that neighbours speak of; ok is false when they contradict each other.
func (v view) together(group []expression) (events.Date, bool) {
	if len(group) == 1 {
		return v.date(group[0])
	}
	w := slices.IndexFunc(group, func(e expression) bool { return e.kind == onWeekday })
	if w < 0 {
		return v.sameDay(group)
	}
	days := group[w].weekdays
	others := slices.Delete(slices.Clone(group), w, w+1)
	if len(others) == 1 && others[0].kind == inWeek && !group[w].nextWeek {
		d := v.inThatWeek(days, v.monday().AddDays(7*others[0].n))
		return d, !d.Before(v.anchor)
	}
	d, ok := v.sameDay(others)
	return d, ok && d.Weekday() == days[len(days)-1]
}

// sameDay returns the day on which all expressions agree.
func (v view) sameDay(group []expression) (events.Date, bool) {
	first, ok := v.date(group[0])
	for _, e := range group[1:] {
		d, found := v.date(e)
		ok = ok && found && d == first
	}
	return first, ok
}

// spell writes a day out, with the year where it is not the anchor's.
func spell(d, anchor events.Date) string {
	text := fmt.Sprintf("%s %d %s", d.Weekday(), d.Day, d.Month)
	if d.Year != anchor.Year {
		text = fmt.Sprintf("%s %d", text, d.Year)
	}
	return text
}
