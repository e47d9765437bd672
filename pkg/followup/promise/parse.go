package promise

import "time"

// expression is one time expression, not yet seen from a day.
type expression struct {
	kind kind
	// from and to are its place among the senses.
	from, to int
	// n is a count of days or business days, an offset in weeks or months, or a day of the month.
	n int
	// weekdays are in the order they were named; of a range the later end counts.
	weekdays []time.Weekday
	// nextWeek: the weekdays are those of the week after this one.
	nextWeek bool
	part     part
	month    time.Month
	year     int
	// written is a date in figures.
	written sense
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
	byEndOfDay
	onDayOfNextMonth
	unclear // "Thursday week", "the second Thursday": known not to mean what its words say
)

type part int

const (
	wholePart part = iota
	earlyPart
	middlePart
)

// fewDays and fewWeeks are what "a few" comes to (DOMAIN.md section 5).
const (
	fewDays  = 3
	fewWeeks = 3
)

// longestSpan bounds a duration, in days; more is a slip of the tongue.
const longestSpan = 731

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
		found = append(found, e)
		i += n
	}
	return found
}

func (p parser) is(i int, c class) bool { return i < len(p.senses) && p.senses[i].class == c }

func (p parser) isUnit(i, value int) bool { return p.is(i, unit) && p.senses[i].value == value }

func (p parser) isPlural(i int) bool { return p.is(i, unit) && p.senses[i].form == plural }

// at returns the expression that begins at i and its length, 0 for none.
func (p parser) at(i int) (expression, int) {
	for _, read := range []func(int) (expression, int){
		p.weekOf, p.date, p.duration, p.fixed, p.period, p.weekday, p.dayOfMonth,
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
		return expression{kind: inWeek}, 1
	case weekOffset:
		return expression{kind: inWeek, n: s.value}, 1
	case monthEnd:
		return expression{kind: atMonthEnd}, 1
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
	j, which, ended := i, wholePart, false
	switch p.senses[i].class {
	case end:
		ended, j = true, i+1
	case late:
		j = i + 1
	case early:
		which, j = earlyPart, i+1
	case middle:
		which, j = middlePart, i+1
	}
	offset, named := 0, false
	switch {
	case p.is(j, next):
		offset, named, j = 1, true, j+1
	case p.is(j, this):
		named, j = true, j+1
	case p.is(j, weekOffset):
		return expression{kind: inWeek, n: p.senses[j].value, part: which}, j + 1 - i
	}
	switch {
	case offset > 0 && p.isPlural(j) && !p.is(j+1, weekday): // "The following weeks", but not "next week's Thursday".
		return expression{}, 0
	case p.is(j, thisWeek) && named && p.senses[j].form == possessive: // "Next week's end".
		return expression{kind: inWeek, n: offset}, j + 1 - i
	case p.is(j, monthEnd) && named && p.senses[j].form == possessive:
		return expression{kind: atMonthEnd, n: offset}, j + 1 - i
	case p.isUnit(j, week) && (named || ended):
		return expression{kind: inWeek, n: offset, part: which}, j + 1 - i
	case (p.isUnit(j, day) || p.isUnit(j, businessDay)) && ended && offset == 0:
		return expression{kind: byEndOfDay}, j + 1 - i
	case p.isUnit(j, wholeMonth) && ended:
		return expression{kind: atMonthEnd, n: offset}, j + 1 - i
	case p.isUnit(j, year) && ended && offset == 0:
		return expression{kind: atYearEnd}, j + 1 - i
	case p.is(j, month) && ended && !named:
		return expression{kind: atMonthEnd, month: time.Month(p.senses[j].value)}, j + 1 - i
	}
	return expression{}, 0
}

// duration reads "[in the next] N [or M] units [or M] [from ...]".
func (p parser) duration(i int) (expression, int) {
	j := i
	spans := p.is(j, span)
	if spans {
		j++
	}
	if p.is(j, article) && (p.is(j+1, number) || p.is(j+1, few)) {
		j++
	}
	n, some := 0, false
	switch {
	case p.is(j, number):
		n, j = p.count(j)
	case p.is(j, few):
		some, j = true, j+1
	case p.is(j, article):
		n, j = 1, j+1
	case spans && !p.isPlural(j):
		n = 1
	default:
		return expression{}, 0
	}
	if !p.is(j, unit) {
		return expression{}, 0
	}
	u := p.senses[j].value
	j++
	// "a week or two", but not "a week to ten days", whose second end has a unit of its own.
	if p.is(j, rangeTo) && p.is(j+1, number) && !p.is(j+2, month) && !p.is(j+2, unit) {
		n, j = max(n, p.senses[j+1].value), j+2
	}
	e, ok := measured(n, some, u)
	if !ok {
		return expression{}, 0
	}
	return p.countedFrom(e, i, j)
}

// count reads a number, a compound one ("twenty-two") or the later end of a range ("two or three").
func (p parser) count(j int) (n, after int) {
	n, j = p.senses[j].value, j+1
	for {
		k := j
		joined := p.is(k, rangeTo)
		if joined {
			k++
		}
		if !p.is(k, number) {
			return n, j
		}
		v := p.senses[k].value
		switch {
		case n >= 20 && n%10 == 0 && v < 10:
			n += v
		case joined:
			n = max(n, v)
		default:
			return n, j
		}
		j = k + 1
	}
}

// measured turns a number of units into days.
func measured(n int, some bool, u int) (expression, bool) {
	if !some && (n < 1 || n > longestSpan) {
		return expression{}, false
	}
	e := expression{kind: inDays, n: n}
	switch u {
	case day:
		if some {
			e = expression{kind: inBusinessDays, n: fewDays}
		}
	case businessDay:
		e.kind = inBusinessDays
		if some {
			e.n = fewDays
		}
	case week:
		if some {
			e.n = fewWeeks
		}
		e.n *= 7
	case fortnight:
		e.n *= 14
	case hour:
		e.n = (n + 11) / 24
	default:
		return expression{}, false
	}
	return e, (!some || u != hour && u != fortnight) && e.n <= longestSpan
}

// countedFrom reads what a duration is counted from: "from now", "from Thursday".
func (p parser) countedFrom(e expression, i, j int) (expression, int) {
	if !p.is(j, from) {
		return e, j - i
	}
	if p.is(j+1, now) {
		return e, j + 2 - i
	}
	if j+1 < len(p.senses) && !p.is(j+1, span) {
		if base, n := p.at(j + 1); n > 0 {
			e.base = &base
			return e, j + 1 + n - i
		}
	}
	return e, j - i
}

// weekday reads "[next] Thursday [or Friday]", but not "Thursday week" or "the second Thursday".
func (p parser) weekday(i int) (expression, int) {
	e, j := expression{kind: onWeekday}, i
	if p.is(j, next) || p.is(j, this) {
		e.nextWeek = p.is(j, next)
		j++
	}
	if !p.is(j, weekday) {
		return expression{}, 0
	}
	if p.is(j+1, unit) || i > 0 && p.is(i-1, ordinal) && p.senses[i-1].form == "" {
		return expression{kind: unclear}, j + 1 - i
	}
	e.weekdays = append(e.weekdays, time.Weekday(p.senses[j].value))
	for j++; p.is(j, rangeTo) && p.is(j+1, weekday); j += 2 {
		// "Thursday or Friday the 13th": the date belongs to the second day alone.
		if p.is(j+2, ordinal) || p.is(j+2, month) || p.is(j+2, date) {
			break
		}
		e.weekdays = append(e.weekdays, time.Weekday(p.senses[j+1].value))
	}
	return e, j - i
}

// date reads a date in figures, or a day and a month in either order.
func (p parser) date(i int) (expression, int) {
	if p.is(i, date) {
		return expression{kind: onWritten, written: p.senses[i]}, 1
	}
	if p.is(i, month) && p.isDay(i+1) {
		e, j := expression{kind: onMonthDay, month: time.Month(p.senses[i].value), n: p.senses[i+1].value}, i+2
		if p.is(j, rangeTo) && p.isDay(j+1) && !p.is(j+2, unit) && !p.is(j+2, month) {
			e.n, j = p.senses[j+1].value, j+2
		}
		return p.withYear(e, i, j)
	}
	if !p.isDay(i) {
		return expression{}, 0
	}
	n, j := p.senses[i].value, i+1
	for p.is(j, rangeTo) && p.isDay(j+1) && (p.is(j+2, month) || p.is(j+2, rangeTo)) {
		n, j = p.senses[j+1].value, j+2
	}
	if p.is(j, rangeTo) && p.is(j+1, month) { // "5-Mar"
		j++
	}
	if !p.is(j, month) {
		return expression{}, 0
	}
	return p.withYear(expression{kind: onMonthDay, month: time.Month(p.senses[j].value), n: n}, i, j+1)
}

func (p parser) isDay(i int) bool {
	return (p.is(i, number) || p.is(i, ordinal)) && p.senses[i].value >= 1 && p.senses[i].value <= 31
}

func (p parser) withYear(e expression, i, j int) (expression, int) {
	k := j
	if p.is(k, rangeTo) {
		k++
	}
	if p.is(k, number) && p.senses[k].value >= 1900 && p.senses[k].value < 2200 {
		e.year, j = p.senses[k].value, k+1
	}
	return e, j - i
}

// dayOfMonth reads "the 12th", alone. Words such as "second" are too common for that.
func (p parser) dayOfMonth(i int) (expression, int) {
	if !p.is(i, ordinal) || p.senses[i].form != "ordinal" && p.senses[i].value <= 3 || p.is(i+1, unit) || p.is(i+1, counted) || !p.isDay(i) {
		return expression{}, 0
	}
	if p.is(i+1, next) && p.isUnit(i+2, wholeMonth) {
		return expression{kind: onDayOfNextMonth, n: p.senses[i].value}, 3
	}
	return expression{kind: onDayOfMonth, n: p.senses[i].value}, 1
}

// weekOf reads "the week of 9 March".
func (p parser) weekOf(i int) (expression, int) {
	if !p.is(i, weekOf) || i+1 >= len(p.senses) {
		return expression{}, 0
	}
	for _, read := range []func(int) (expression, int){p.date, p.dayOfMonth} {
		if base, n := read(i + 1); n > 0 {
			return expression{kind: inWeekOf, base: &base}, n + 1
		}
	}
	return expression{}, 0
}
