package promise

import (
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// Reading is what a promise was understood to mean.
type Reading struct {
	// By is the promised date in the employer's zone; zero when nothing was understood.
	By events.Date

	how    how
	anchor events.Date
}

// how is the way to a reading.
type how int

const (
	notGuessed how = iota
	unsaid
	named
	understood
)

// Read understands a promise that was made on the day anchor, a date in the
// employer's zone: the day the interview ended, or the day of the check-in or
// postponement that carried it. A date that was given as a date is taken as it is;
// one that is read from words never lies before anchor.
//
// The hint is the language in which the words are expected to be; it decides only
// where they mean something in several languages. Any other value expects none.
func Read(p events.Promise, anchor events.Date, office *calendar.Business, hint events.Language) Reading {
	switch {
	case !p.By.IsZero():
		return Reading{By: p.By, how: named, anchor: anchor}
	case p.Said == "":
		return Reading{how: unsaid, anchor: anchor}
	}
	v := view{anchor: anchor, office: office}
	if d, ok := v.hear(wordsOf(p.Said), hint); ok {
		return Reading{By: d, how: understood, anchor: anchor}
	}
	return Reading{how: notGuessed, anchor: anchor}
}

// hear returns the day that the words mean, in all languages that they can be in.
func (v view) hear(words []word, hint events.Language) (events.Date, bool) {
	var day events.Date
	for i, senses := range heard(words, hint) {
		d, ok := v.understand(senses)
		if !ok || i > 0 && d != day {
			return events.Date{}, false
		}
		day = d
	}
	return day, !day.IsZero()
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
		groups := adjacent(expressions)
		if slices.ContainsFunc(sentence, func(s sense) bool { return s.form == event }) {
			switch told := slices.ContainsFunc(sentence, func(s sense) bool { return s.form == news }); {
			case !told: // "The second round is on Thursday": that is its own day.
				continue
			case len(groups) > 1:
				return events.Date{}, false
			}
		}
		for _, group := range groups {
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
		sharpens := func(e expression) bool { return e.kind == byEndOfDay }
		if rest := slices.DeleteFunc(slices.Clone(group), sharpens); len(rest) > 0 {
			groups[i] = rest
		} else {
			groups[i] = group[:1] // "EOD, close of business".
		}
	}
	return groups
}

// together returns the day that neighbours speak of; ok is false when they contradict each other.
func (v view) together(group []expression) (events.Date, bool) {
	if len(group) == 1 {
		return v.date(group[0])
	}
	if d, ok := v.oneDay(group); ok {
		return d, true
	}
	return v.atTheLatest(group)
}

// atTheLatest returns the second of two days that is named as the latest: "Friday, Monday at the
// latest". A weekday beside a written date contradicts it, whatever is said of the two.
func (v view) atTheLatest(group []expression) (events.Date, bool) {
	dated := func(e expression) bool { return e.kind != onWeekday && e.kind != inWeek && e.kind != inDays }
	if len(group) != 2 || !group[1].last || slices.ContainsFunc(group, dated) {
		return events.Date{}, false
	}
	first, known := v.date(group[0])
	last, ok := v.date(group[1])
	return last, known && ok && last.After(first)
}

// oneDay returns the day on which neighbours agree, which one may narrow down for another.
func (v view) oneDay(group []expression) (events.Date, bool) {
	w := slices.IndexFunc(group, func(e expression) bool { return e.kind == onWeekday })
	if w < 0 {
		return v.sameDay(group)
	}
	if group[w].later > 0 { // "Friday week, 13 March".
		return v.sameDay(group)
	}
	days := group[w].weekdays
	others := slices.Delete(slices.Clone(group), w, w+1)
	if len(others) == 1 && others[0].kind == inWeek && group[w].which == theFirst {
		d := v.inThatWeek(days, v.monday().AddDays(7*others[0].n))
		return d, !d.Before(v.anchor) && others[0].part.has(d.Weekday())
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
