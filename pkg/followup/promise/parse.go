package promise

import (
	"slices"
	"time"
)

// expression is one time expression, not yet seen from a day.
type expression struct {
	kind kind
	// from and to are its place among the senses.
	from, to int
	// n is a count of days or business days, an offset in weeks or months, or a day of the month.
	n int
	// later is how many days the weekdays are put off: "Thursday week".
	later int
	// weekdays are in the order they were named; of a range the later end counts.
	weekdays []time.Weekday
	// which says whether the weekdays are the first ones, or those of the week after this one.
	which which
	part  part
	month time.Month
	year  int
	// written is a date in figures.
	written sense
	// last says that it names the latest day: "Monday at the latest".
	last bool
	// base is what a duration is counted from, nil for today.
	base *expression
}

type kind int

const (
	inDays kind = iota
	inBusinessDays
	onWeekday
	inWeek
	atMonthEnd // n months from this one, or the end of month when that is set
	atYearEnd
	onMonthDay
	onDayOfMonth
	onWritten
	inWeekOf
	inCalendarWeek // n is the number of the week
	byEndOfDay
	onDayOfNextMonth
	unclear // "Thursday week", "the second Thursday": known not to mean what its words say
)

type which int

const (
	theFirst which = iota
	ofNextWeek
	eitherOne // some say it of the first, some of next week's
)

type part int

const (
	wholePart part = iota
	earlyPart
	middlePart
)

// parser goes through the senses of one sentence.
type parser struct{ senses []sense }

// expressions returns all time expressions in order.
func (p parser) expressions() []expression {
	var found []expression
	for i := 0; i < len(p.senses); {
		e, n := p.at(i)
		if n == 0 {
			i++
			continue
		}
		e.from, e.to = i, i+n
		e.last = slices.ContainsFunc(p.senses[i:i+n], func(s sense) bool { return s.last })
		if i > 0 && !p.standsAlone(i, found) || p.startsOnly(e) {
			e.kind = unclear
		}
		found = append(found, e)
		i += n
	}
	return found
}

// standsAlone reports that what is left before an expression does not turn its meaning.
func (p parser) standsAlone(i int, found []expression) bool {
	var before expression
	if len(found) > 0 && found[len(found)-1].to == i {
		before = found[len(found)-1]
	}
	open := before.to == 0
	switch {
	case p.is(i-1, plain): // "$30 an hour".
		return p.senses[i-1].form != amount || !p.is(i, article)
	case p.is(i, weekday) && p.is(i-1, article): // "Another Thursday", "el otro jueves".
		return false
	case p.is(i, weekday) && p.is(i-1, ordinal): // "The 3rd Tuesday", but "March 3rd, Tuesday".
		return !open && (before.kind != onDayOfMonth || before.n > 5)
	case p.is(i, weekday) && p.is(i-1, rangeTo) && i > 1: // "12-mar-2026".
		return !open || !p.is(i-2, number)
	case p.is(i, weekday), p.is(i, fewDaysAhead): // "12 mar".
		return !open || !p.is(i-1, number)
	case p.is(i, number): // "1,5 Wochen", but "zwei, drei Wochen".
		return !open || !p.is(i-1, number) || p.senses[i-1].form != figure
	}
	return true
}

// startsOnly reports a "from" that names no end: "from Thursday", but not "from Wednesday to Friday".
func (p parser) startsOnly(e expression) bool {
	return e.from > 0 && p.is(e.from-1, from) && !p.is(e.to, rangeTo) &&
		!slices.ContainsFunc(p.senses[e.from:e.to], func(s sense) bool { return s.class == rangeTo })
}

func (p parser) is(i int, c class) bool { return i < len(p.senses) && p.senses[i].class == c }

func (p parser) isUnit(i, value int) bool { return p.is(i, unit) && p.senses[i].value == value }

func (p parser) isPlural(i int) bool { return p.is(i, unit) && p.senses[i].form == plural }

// at returns the expression that begins at i and its length, 0 for none.
func (p parser) at(i int) (expression, int) {
	for _, read := range []func(int) (expression, int){
		p.weekOf, p.calendarWeek, p.date, p.duration, p.fixed, p.period, p.weekday, p.dayOfMonth,
	} {
		if e, n := read(i); n > 0 {
			return e, n
		}
	}
	return expression{}, 0
}

// fixed reads what a single word or phrase says.
func (p parser) fixed(i int) (expression, int) {
	s := p.senses[i]
	switch s.class {
	case dayOffset:
		if p.is(i+1, unit) {
			return expression{kind: unclear}, 2
		}
		return expression{kind: inDays, n: s.value}, 1
	case endOfDay:
		return expression{kind: byEndOfDay}, 1
	case thisWeek:
		if p.isCount(i + 1) {
			return expression{kind: unclear}, 2
		}
		if p.follows(i + 1) { // "Durante la semana que viene".
			return expression{kind: inWeek, n: 1}, 2
		}
		return expression{kind: inWeek}, 1
	case monthEnd:
		if p.follows(i + 1) { // "Fin de mois prochain".
			return expression{kind: atMonthEnd, n: 1}, 2
		}
		return expression{kind: atMonthEnd}, 1
	case yearEnd:
		return expression{kind: atYearEnd}, 1
	case next:
		if p.isPlural(i + 1) {
			return expression{}, 0
		}
		if p.isUnit(i+1, day) {
			return expression{kind: inDays, n: 1}, 2
		}
		if p.isUnit(i+1, businessDay) {
			return expression{kind: inBusinessDays, n: 1}, 2
		}
	}
	return expression{}, 0
}

// period reads a part of a week, of a month or of a year.
func (p parser) period(i int) (expression, int) {
	j, piece, ended := i, p.partOf(i), p.is(i, end)
	if ended || piece != wholePart || p.is(i, late) {
		j++
	}
	if piece == middlePart && p.is(j, rangeTo) { // "Mid-next week".
		j++
	}
	offset, named := 0, false
	switch {
	case p.is(j, next):
		offset, named, j = 1, true, j+1
	case p.is(j, this):
		named, j = true, j+1
	case p.is(j, weekOffset):
		n := p.senses[j].value
		piece, j = p.partAfter(piece, j)
		return expression{kind: inWeek, n: n, part: piece}, j + 1 - i
	}
	switch {
	case offset > 0 && p.isPlural(j) && !p.is(j+1, weekday): // "The following weeks", but not "next week's Thursday".
		return expression{}, 0
	case p.is(j, thisWeek) && named && p.senses[j].form == possessive: // "Next week's end".
		return expression{kind: inWeek, n: offset}, j + 1 - i
	case p.is(j, monthEnd) && named && p.senses[j].form == possessive:
		return expression{kind: atMonthEnd, n: offset}, j + 1 - i
	case p.isUnit(j, week) && p.isCount(j+1):
		return expression{kind: unclear}, j + 2 - i
	case p.is(j, calendarWeek) && p.is(j+1, number):
		return expression{kind: inCalendarWeek, n: p.senses[j+1].value, part: piece}, j + 2 - i
	case p.isUnit(j, week) && offset == 1 && p.is(j+1, rangeTo) && p.is(j+2, number) && !p.is(j+3, unit) && !p.is(j+3, month): // "The next week or two".
		return expression{kind: inDays, n: 7 * p.senses[j+2].value}, j + 3 - i
	case p.isUnit(j, week) && !named && p.follows(j+1): // "Sem. prochaine".
		return expression{kind: inWeek, n: 1, part: piece}, j + 2 - i
	case p.isUnit(j, week) && (named || ended || p.is(i, late) || piece == middlePart):
		if n := p.orNext(j + 1); n > 0 {
			offset, j = offset+1, j+n
		} else if k := p.orPartOfNext(j + 1); k > 0 {
			return expression{kind: inWeek, n: offset + 1, part: p.partOf(k)}, k + 2 - i
		}
		piece, j = p.partAfter(piece, j)
		return expression{kind: inWeek, n: offset, part: piece}, j + 1 - i
	case (p.isUnit(j, day) || p.isUnit(j, businessDay)) && ended && offset == 0:
		return expression{kind: byEndOfDay}, j + 1 - i
	case p.isUnit(j, wholeMonth) && ended:
		if p.is(j+1, month) { // "Ende des Monats April".
			return expression{kind: atMonthEnd, month: time.Month(p.senses[j+1].value)}, j + 2 - i
		}
		if p.follows(j + 1) {
			offset, j = 1, j+1
		}
		return expression{kind: atMonthEnd, n: offset}, j + 1 - i
	case p.isUnit(j, year) && ended && offset == 0:
		return expression{kind: atYearEnd}, j + 1 - i
	case (piece != wholePart || p.is(i, late)) && (p.isUnit(j, wholeMonth) || p.is(j, month) && !p.isDay(j+1)): // "Early April".
		return expression{kind: unclear}, j + 1 - i
	case p.is(j, month) && ended && !named:
		return expression{kind: atMonthEnd, month: time.Month(p.senses[j].value)}, j + 1 - i
	}
	return expression{}, 0
}

// isCount reports a number that belongs to the word before it, as in "week 12", and begins nothing itself.
func (p parser) isCount(i int) bool {
	if !p.is(i, number) {
		return false
	}
	_, dated := p.date(i)
	_, lasting := p.duration(i)
	return dated == 0 && lasting == 0
}

// follows reports a "next" that stands after its noun: "le mois prochain".
func (p parser) follows(i int) bool {
	return p.is(i, next) && p.senses[i].form != "" && !p.is(i+1, unit)
}

// partAfter returns the part of the week that ends at j, which may stand after it: "nächste Woche Anfang".
func (p parser) partAfter(piece part, j int) (part, int) {
	for _, c := range []class{unit, next, this, month, weekOffset, calendarWeek} {
		if p.is(j+2, c) {
			return piece, j
		}
	}
	if after := p.partOf(j + 1); after != wholePart {
		return after, j + 1
	}
	return piece, j
}

// partOf returns the part of a period that the word at i names.
func (p parser) partOf(i int) part {
	switch {
	case p.is(i, early):
		return earlyPart
	case p.is(i, middle):
		return middlePart
	}
	return wholePart
}

// orPartOfNext returns where the part stands in the rest of "this week or early next", 0 without one.
func (p parser) orPartOfNext(i int) int {
	if p.is(i, rangeTo) {
		i++
	}
	named := p.is(i, early) || p.is(i, middle) || p.is(i, late) || p.is(i, end)
	if !named || !p.is(i+1, next) || p.is(i+2, unit) || p.is(i+2, weekday) || p.is(i+2, number) {
		return 0
	}
	return i
}

// orNext returns the length of the rest of "this week or next", "this week, next at the latest".
func (p parser) orNext(i int) int {
	j := i
	if p.is(j, rangeTo) {
		j++
	}
	if !p.is(j, next) || j == i && !p.senses[j].last || p.is(j+1, unit) || p.is(j+1, weekday) || p.is(j+1, number) {
		return 0
	}
	return j + 1 - i
}

// whichOf returns what a "next" says of the weekday beside it.
func whichOf(s sense) which {
	switch s.form {
	case coming:
		return theFirst
	case disputed:
		return eitherOne
	default:
		return ofNextWeek
	}
}

// weekday reads "[next] Thursday [or Friday]", but not "Thursday week" or "the second Thursday".
func (p parser) weekday(i int) (expression, int) {
	e, j := expression{kind: onWeekday}, i
	if p.is(j, next) {
		e.which = whichOf(p.senses[j])
	}
	if p.is(j, next) || p.is(j, this) {
		j++
	}
	if !p.is(j, weekday) {
		return expression{}, 0
	}
	isYear := p.isYear(j+1) || p.isDay(j+1) && p.isYear(j+2) // "Mar 2026", "Mar 5, 2026" are no Tuesdays.
	isName := p.senses[j].form == short && p.is(j+1, other)  // "Fr. Müller" is no Friday.
	if p.is(j+1, unit) || isYear || isName || i > 0 && p.is(i-1, ordinal) && p.senses[i-1].form == "" {
		return expression{kind: unclear}, j + 1 - i
	}
	e.weekdays = append(e.weekdays, time.Weekday(p.senses[j].value))
	if weeks := weeksOff(p.senses[j]); weeks > 0 {
		for _, c := range []class{number, next, this, weekOf} {
			if j > i || p.is(j+1, c) { // "Thursday, week 12", "next Thursday week".
				return expression{kind: unclear}, j + 1 - i
			}
		}
		e.later = 7 * weeks
		return e, 1
	}
	for j++; ; j++ {
		k := j
		if p.is(k, rangeTo) {
			k++
		} else if !p.soonAfter(j) {
			break
		}
		// "Thursday or Friday the 13th": the date belongs to the second day alone.
		if !p.is(k, weekday) || p.is(k+1, ordinal) || p.is(k+1, month) || p.is(k+1, date) {
			break
		}
		e.weekdays = append(e.weekdays, time.Weekday(p.senses[k].value))
		j = k
	}
	switch {
	case p.follows(j):
		e.which = whichOf(p.senses[j])
		j++
	case p.orNext(j) > 0:
		e.which = ofNextWeek
		j += p.orNext(j)
	}
	return e, j - i
}

// weeksOff returns by how many weeks a weekday is put off.
func weeksOff(s sense) int {
	switch s.form {
	case weekLater:
		return 1
	case fortnightLater:
		return 2
	}
	return 0
}

// isYear reports a number that is no day, unless it counts something.
func (p parser) isYear(i int) bool { return p.is(i, number) && !p.isDay(i) && !p.is(i+1, unit) }

// soonAfter reports a weekday one or two days after the one before it: "Thursday, maybe Friday".
func (p parser) soonAfter(i int) bool {
	if !p.is(i, weekday) {
		return false
	}
	apart := (p.senses[i].value - p.senses[i-1].value + 7) % 7
	return apart == 1 || apart == 2
}
