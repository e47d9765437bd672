package promise

import (
	"strings"
	"unicode/utf8"
)

// class is what a word or set phrase can mean in a time expression.
type class int

const (
	other      class = iota // a word that says nothing about time, and keeps its neighbours apart
	filler                  // a word that says nothing and joins its neighbours: "the", "of", "by"
	blocker                 // a word that turns the meaning of what stands beside it: "not", "after"
	counted                 // a thing that ordinals count: "the 2nd round" is no date
	number                  // value is the number
	ordinal                 // value is the day of the month
	article                 // "a": 1 before a unit
	few                     // "a few"
	unit                    // value is a unit
	weekday                 // value is a time.Weekday
	month                   // value is a time.Month
	next                    // "next"
	this                    // "this"
	span                    // "in the next": counts from today
	end                     // "end of"
	early                   // "early", "the beginning of"
	middle                  // "the middle of"
	late                    // "late"
	dayOffset               // value is days from today: "tomorrow"
	endOfDay                // "by end of day": today, when nothing else is named
	weekOffset              // value is weeks from this one: "the week after next"
	thisWeek                // "before the weekend"
	monthEnd                // "eom"
	rangeTo                 // "or", "to", "-"
	from                    // "from", between a duration and the day it is counted from
	now                     // "now", after from
	weekOf                  // "the week of", before a date
	date                    // a written date
	stop                    // the end of a sentence
)

// The units of a duration.
const (
	day = iota
	businessDay
	week
	fortnight
	hour
	wholeMonth
	year
)

// sense is the meaning of a word or set phrase.
type sense struct {
	class class
	value int
	// text is kept for dates.
	text string
	// form is the scanner's group of a date or an ordinal, or one of those below.
	form string
}

const (
	// plural is the form of "days": without a number, nobody knows how many.
	plural = "plural"
	// possessive is the form of "week's end": a word before it says which week.
	possessive = "possessive"
)

// lexicon is one language: what its words and set phrases mean. Keys are lower
// case, without apostrophes, words separated by one space.
type lexicon struct {
	senses map[string]sense
	// longest is the number of words in the longest key.
	longest int
}

// entry lists the words and phrases of one sense, separated by commas.
type entry struct {
	sense sense
	words string
}

func newLexicon(entries []entry) lexicon {
	l := lexicon{senses: map[string]sense{}}
	for _, e := range entries {
		for phrase := range strings.SplitSeq(e.words, ",") {
			phrase = strings.Join(strings.Fields(phrase), " ")
			if phrase == "" {
				continue
			}
			l.senses[phrase] = e.sense
			l.longest = max(l.longest, strings.Count(phrase, " ")+1)
		}
	}
	return l
}

// sensesOf finds the longest phrase at each place and returns what the text says.
// Fillers are gone; what is left side by side belongs together.
func (l lexicon) sensesOf(words []word) []sense {
	var found []sense
	for i := 0; i < len(words); {
		s, n := l.at(words[i:])
		dotted := s.class == stop && words[i].text == "." && i > 0 && abbreviates(words, i, found)
		i += n
		if s.class != filler && !dotted {
			found = append(found, s)
		}
	}
	return found
}

// abbreviates reports whether the dot at i belongs to the word before it: "Thu. 5 Mar. 2026", "5. März".
func abbreviates(words []word, i int, before []sense) bool {
	if len(before) == 0 {
		return false
	}
	switch before[len(before)-1].class {
	case weekday, month:
		return utf8.RuneCountInString(words[i-1].text) <= longestAbbreviation
	case number:
		return i+1 < len(words) && words[i+1].form == "word"
	default:
		return false
	}
}

// longestAbbreviation is the longest shortened weekday or month, as in "Thurs.".
const longestAbbreviation = 5

func (l lexicon) at(words []word) (sense, int) {
	for n := min(l.longest, len(words)); n > 0; n-- {
		if s, ok := l.senses[phrase(words[:n])]; ok {
			return s, n
		}
	}
	w := words[0]
	switch w.form {
	case "dot":
		if n := numbersIn(w.text); len(n) == 2 && n[1] > 12 { // "17.30" is a time.
			return sense{class: filler}, 1
		}
		return sense{class: date, form: w.form, text: w.text}, 1
	case "iso", "slash":
		return sense{class: date, form: w.form, text: w.text}, 1
	case "ordinal":
		return sense{class: ordinal, value: firstNumber(w.text), form: w.form}, 1
	case "number":
		return sense{class: number, value: firstNumber(w.text)}, 1
	case "clock":
		return sense{class: filler}, 1
	case "join":
		return sense{class: rangeTo}, 1
	case "stop":
		return sense{class: stop}, 1
	default:
		return sense{class: other}, 1
	}
}

func phrase(words []word) string {
	if len(words) == 1 {
		return words[0].text
	}
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

func firstNumber(text string) int {
	numbers := numbersIn(text)
	if len(numbers) == 0 {
		return -1
	}
	return numbers[0]
}
