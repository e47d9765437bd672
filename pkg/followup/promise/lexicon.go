package promise

import "strings"

// class is what a word or set phrase can mean in a time expression.
type class int

const (
	other        class = iota // a word that is not known; it keeps its neighbours apart
	plain                     // a known word that says nothing about time; it keeps its neighbours apart too
	filler                    // a word that says nothing and joins its neighbours: "the", "of", "by"
	blocker                   // a word that turns the meaning of what stands beside it: "not", "after"
	counted                   // a thing that ordinals count: "the 2nd round" is no date
	number                    // value is the number
	ordinal                   // value is the day of the month
	article                   // "a": 1 before a unit
	few                       // "a few"
	unit                      // value is a unit
	stretch                   // value is days: "quinze jours" is a fortnight
	fewDaysAhead              // "in den nächsten Tagen": the next few days, without a word for few
	weekday                   // value is a time.Weekday
	month                     // value is a time.Month
	next                      // "next"
	this                      // "this"
	span                      // "in the next": counts from today
	end                       // "end of"
	early                     // "early", "the beginning of"
	middle                    // "the middle of"
	late                      // "late"
	dayOffset                 // value is days from today: "tomorrow"
	endOfDay                  // "by end of day": today, when nothing else is named
	weekOffset                // value is weeks from this one: "the week after next"
	thisWeek                  // "before the weekend"
	monthEnd                  // "eom"
	yearEnd                   // "Jahresende"
	rangeTo                   // "or", "to", "-"
	from                      // "from", between a duration and the day it is counted from
	now                       // "now", after from
	weekOf                    // "the week of", before a date
	calendarWeek              // "KW", before or after a number
	onThe                     // "le", "am": a filler that makes a bare number after it a day of the month
	atHour                    // "at", "um": a filler that makes a bare number after it a time of day
	date                      // a written date
	stop                      // the end of a sentence
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
	// text is kept for dates and signs.
	text string
	// last says that the latest day stands here: "Friday, Monday at the latest".
	last bool
	// form is the scanner's group of a date or an ordinal, or one of those below.
	form string
}

const (
	// plural is the form of "days" and of "in den nächsten": without a number, nobody knows how many.
	plural = "plural"
	// possessive is the form of "week's end": a word before it says which week.
	possessive = "possessive"
	// coming is the form of a next that means the first one: "kommenden Donnerstag", "el próximo jueves".
	coming = "coming"
	// disputed is the form of a next that some take for the first one and some for the one of next week.
	disputed = "disputed"
	// inclusive is the form of a number of days that counts today: "quinze jours" is a fortnight.
	inclusive = "inclusive"
	// short is the form of an abbreviation: a dot after it ends no sentence.
	short = "short"
	// figure is the form of a number in figures.
	figure = "figure"
	// joining is the form of an atHour that else stands between the ends of a range: "mardi à jeudi".
	joining = "joining"
	// event is the form of a counted thing that has a day of its own: "the second round".
	event = "event"
	// news is the form of a plain word for deciding or for telling the decision.
	news = "news"
	// limit is the form of a filler that names the latest day: "at the latest", before the day or after it.
	limit = "limit"
	// untilHour is the form of a blocker that is none before a time of day: "before 5 pm on Friday".
	untilHour = "untilHour"
	// amount is the form of a sum of money, which may be one per hour or week.
	amount = "amount"
	// hourMark is the form of an "h", which may stand after a time of day too.
	hourMark = "hourMark"
	// weekLater and fortnightLater are the forms of "Thursday week", "jeudi en quinze".
	weekLater      = "weekLater"
	fortnightLater = "fortnightLater"
	// marked is the form of a bare number after onThe, and of what is onThe before such a number only.
	marked = "marked"
)

// lexicon is one language: what its words and set phrases mean. Keys are made of
// the pieces that wordsOf returns, separated by one space.
type lexicon struct {
	senses map[string]sense
	// longest is the number of pieces in the longest key that begins with a piece.
	longest map[string]int
	// dotted: a figure with a dot is an ordinal, as in "der 5.".
	dotted bool
}

// entry lists the words and phrases of one sense, separated by commas. An
// abbreviation is listed with its dot, which need not be written.
type entry struct {
	sense sense
	words string
}

func newLexicon(tables ...[]entry) lexicon {
	l := lexicon{senses: map[string]sense{}, longest: map[string]int{}}
	for _, entries := range tables {
		for _, e := range entries {
			for text := range strings.SplitSeq(e.words, ",") {
				l.add(text, e.sense)
				if keyed := spelledOut.Replace(text); keyed != text {
					l.add(keyed, e.sense)
				}
			}
		}
	}
	return l
}

func (l *lexicon) add(text string, s sense) {
	text = strings.TrimSpace(text)
	if full, ok := strings.CutSuffix(text, "."); ok && !strings.HasSuffix(full, " ") {
		text, s.form = full, short
	}
	words := wordsOf(text)
	if len(words) > 0 {
		l.senses[phrase(words)] = s
		l.longest[words[0].text] = max(l.longest[words[0].text], len(words))
	}
}

// numbered gives the words of each line the next higher value, beginning with first.
func numbered(c class, first int, lines ...string) []entry {
	entries := make([]entry, len(lines))
	for i, words := range lines {
		entries[i] = entry{sense{class: c, value: first + i}, words}
	}
	return entries
}

// postponed lists the days of the week from Monday with each of the phrases that put them off.
func postponed(form, phrases string, names ...string) []entry {
	var entries []entry
	for i, name := range names {
		for phrase := range strings.SplitSeq(phrases, ",") {
			entries = append(entries, entry{sense{class: weekday, value: (i + 1) % 7, form: form}, name + " " + phrase})
		}
	}
	return entries
}

// sensesOf finds the longest phrase at each place and returns what the text says,
// and how many of its words are known. Fillers are gone; what is left side by side belongs together.
func (l lexicon) sensesOf(words []word) (found []sense, known int) {
	var before sense
	var latest bool
	for i := 0; i < len(words); {
		s, n := l.at(words[i:])
		if s.class != other {
			known += countWords(words[i : i+n])
		}
		dot := s.class == stop && words[i].text == "." && i > 0 && l.abbreviates(before, words, i)
		before, i = s, i+n
		if s.form == marked && isDayNumber(words[i:]) && (s.class != filler || isDotted(words[i:])) {
			s = sense{class: onThe}
		}
		switch {
		case s.form == limit:
			if latest = true; len(found) > 0 {
				found[len(found)-1].last = true
			}
			continue
		case dot, s.class == filler:
			continue
		case s.form == untilHour && l.clockAt(words[i:]) > 0:
			n := l.clockAt(words[i:])
			known += countWords(words[i : i+n])
			i += n
			continue
		case s.class == atHour:
			n := l.hourAt(words[i:])
			if n == 0 && s.form == joining {
				found = append(found, sense{class: rangeTo})
			}
			known += countWords(words[i : i+n])
			i += n
			continue
		case s.class != onThe:
			s.last, latest = latest, false
			found = append(found, s)
		}
		if s.class != onThe && s.class != weekOf {
			continue
		}
		if day, n := l.dayAt(words[i:]); n > 0 {
			if len(found) > 0 && found[len(found)-1].class == ordinal { // "Du 10 au 12".
				found = append(found, sense{class: rangeTo})
			}
			found = append(found, sense{class: ordinal, value: day, form: marked})
			known += countWords(words[i : i+n])
			i += n
		}
	}
	return found, known
}

func countWords(words []word) int {
	n := 0
	for _, w := range words {
		if w.form == "word" {
			n++
		}
	}
	return n
}

func isDayNumber(words []word) bool {
	if len(words) == 0 || words[0].form != "number" {
		return false
	}
	n := firstNumber(words[0].text)
	return n >= 1 && n <= 31
}

// isDotted reports a number with a dot: "dem 5.".
func isDotted(words []word) bool { return len(words) > 1 && words[1].text == "." }

// dayAt returns the day of the month after "le" or "am", in figures or in words, and its number of pieces.
func (l lexicon) dayAt(words []word) (day, n int) {
	if isDayNumber(words) {
		return firstNumber(words[0].text), 1
	}
	if len(words) == 0 {
		return 0, 0
	}
	s, n := l.at(words)
	if s.class != number || words[0].form != "word" || s.value > 31 {
		return 0, 0
	}
	if len(words) > n {
		switch after, _ := l.at(words[n:]); after.class {
		case unit, number, few, counted, plain, next, date:
			return 0, 0
		}
	}
	return s.value, n
}

// hourAt returns how many pieces tell the time of day after "at".
func (l lexicon) hourAt(words []word) int {
	if len(words) == 0 {
		return 0
	}
	told, length := l.at(words)
	if told.class != number || told.value > 24 {
		return 0
	}
	if len(words) == length {
		return length
	}
	switch s, n := l.at(words[length:]); {
	case s.class == unit && s.value == hour:
		return length + n
	case s.class == unit, s.class == month:
		return 0
	}
	return length
}

// clockAt returns how many pieces tell a time of day that is one beyond doubt: "5 pm", "17 h".
func (l lexicon) clockAt(words []word) int {
	switch {
	case len(words) > 0 && words[0].form == "clock":
		return 1
	case len(words) < 2 || words[0].form != "number" || firstNumber(words[0].text) >= 24:
		return 0
	}
	if s, n := l.at(words[1:]); s.form == hourMark {
		return 1 + n
	}
	return 0
}

// abbreviates reports whether the dot at i belongs to the word before it: "Thu. 5 Mar. 2026", "5. März".
func (l lexicon) abbreviates(before sense, words []word, i int) bool {
	if before.form == short {
		return true
	}
	if words[i-1].form != "number" || i+1 == len(words) {
		return false
	}
	if s, _ := l.at(words[i+1:]); s.class == month || s.class == weekday {
		return true
	}
	following := words[i+1].form
	return l.dotted && (following == "word" || following == "join")
}

func (l lexicon) at(words []word) (sense, int) {
	for n := min(l.longest[words[0].text], len(words)); n > 0; n-- {
		if s, ok := l.senses[phrase(words[:n])]; ok {
			return s, n
		}
	}
	w := words[0]
	switch w.form {
	case "dot":
		if n := numbersIn(w.text); len(n) == 2 && (n[1] > 12 || n[1] == 0) { // "17.30" is a time.
			return sense{class: filler}, 1
		}
		return sense{class: date, form: w.form, text: w.text}, 1
	case "iso", "slash":
		return sense{class: date, form: w.form, text: w.text}, 1
	case "ordinal":
		return sense{class: ordinal, value: firstNumber(w.text), form: w.form}, 1
	case "number":
		return sense{class: number, value: firstNumber(w.text), form: figure}, 1
	case "clock":
		return sense{class: filler}, 1
	case "amount":
		return sense{class: plain, form: amount}, 1
	case "telephone":
		return sense{class: plain}, 1
	case "more":
		return sense{class: blocker}, 1
	case "join":
		return sense{class: rangeTo, text: w.text}, 1
	case "stop":
		return sense{class: stop}, 1
	default:
		return sense{class: other}, 1
	}
}
