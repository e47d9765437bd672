package promise

import "time"

// date reads a date in figures, or a day and a month in either order.
func (p parser) date(i int) (expression, int) {
	if p.is(i, date) {
		if p.is(i+1, unit) {
			return p.figures(i)
		}
		return expression{kind: onWritten, written: p.senses[i]}, 1
	}
	if p.is(i, month) && p.is(i+1, date) { // "March 5/6".
		n := numbersIn(p.senses[i+1].text)
		if p.senses[i+1].form != "slash" || len(n) != 2 || n[1] <= n[0] {
			return expression{kind: unclear}, 2
		}
		return p.withYear(expression{kind: onMonthDay, month: time.Month(p.senses[i].value), n: n[1]}, i, i+2)
	}
	if p.is(i, month) && p.isDay(i+1) && !p.is(i+2, unit) {
		e, j := expression{kind: onMonthDay, month: time.Month(p.senses[i].value), n: p.senses[i+1].value}, i+2
		if p.isDay(j) && p.is(j+1, rangeTo) && p.isDay(j+2) { // "March 5, 6 or 7".
			j++
		}
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
	e, j := expression{kind: onMonthDay, month: time.Month(p.senses[j].value), n: n}, j+1
	if p.is(j, rangeTo) && p.senses[j].text == "" && p.isDay(j+1) && !p.is(j+2, unit) && !p.is(j+2, month) { // "5 March or 6".
		e.n, j = p.senses[j+1].value, j+2
	}
	return p.withYear(e, i, j)
}

func (p parser) isDay(i int) bool {
	return (p.is(i, number) || p.is(i, ordinal)) && p.senses[i].value >= 1 && p.senses[i].value <= 31
}

// withYear reads the year after a day and a month; two figures that can be no day, or one
// that has passed, are a year too: "6-Mar-26".
func (p parser) withYear(e expression, i, j int) (expression, int) {
	if p.is(j, next) && p.isUnit(j+1, year) || p.isUnit(j, year) && p.follows(j+1) { // "5 March next year".
		return expression{kind: unclear}, j + 2 - i
	}
	k := j
	if p.is(k, rangeTo) {
		k++
	}
	if !p.is(k, number) || p.is(k+1, unit) || p.is(k+1, month) {
		return e, j - i
	}
	switch n := p.senses[k].value; {
	case n >= 1900 && n < 2200:
		e.year, j = n, k+1
	case n >= 20 && n <= 99:
		e.year, j = 2000+n, k+1
	}
	return e, j - i
}

// dayOfMonth reads "the 12th" or "Thursday 12", alone. Words such as "second" are too common for that.
func (p parser) dayOfMonth(i int) (expression, int) {
	if p.isDay(i) && p.is(i, ordinal) && p.isUnit(i+1, wholeMonth) && p.follows(i+2) { // "Le 5 du mois prochain".
		return expression{kind: onDayOfNextMonth, n: p.senses[i].value}, 3
	}
	if !p.isDay(i) || p.is(i+1, unit) || p.is(i+1, counted) || p.is(i+1, number) || p.is(i+1, weekOf) {
		return expression{}, 0
	}
	s := p.senses[i]
	switch {
	case s.class == number:
		afterWeekday := i > 0 && p.is(i-1, weekday)
		afterOrdinal := i > 1 && p.is(i-1, rangeTo) && p.is(i-2, ordinal) // "Le 12 ou 13".
		if !afterWeekday && !afterOrdinal {
			return expression{}, 0
		}
	case s.form == marked:
		if p.is(i+1, other) { // "Zum 5 ..." of something.
			return expression{}, 0
		}
	case s.form == "" && s.value <= 3:
		return expression{}, 0
	}
	e, j := expression{kind: onDayOfMonth, n: s.value}, i+1
	switch {
	case p.is(j, next) && p.isUnit(j+1, wholeMonth):
		e.kind, j = onDayOfNextMonth, j+2
	case p.is(j, this) && p.isUnit(j+1, wholeMonth):
		j += 2
	}
	return e, j - i
}

// weekOf reads "the week of 9 March".
func (p parser) weekOf(i int) (expression, int) {
	if !p.is(i, weekOf) || i+1 >= len(p.senses) {
		return expression{}, 0
	}
	for _, read := range []func(int) (expression, int){p.date, p.dayOfMonth, p.weekday} {
		if base, n := read(i + 1); n > 0 {
			if dated, more := p.weekdayed(base, i+1+n); more > 0 {
				base, n = dated, n+more
			}
			return expression{kind: inWeekOf, base: &base}, n + 1
		}
	}
	return expression{}, 0
}

// weekdayed reads the date after a weekday: "the week of Monday the 9th".
func (p parser) weekdayed(base expression, i int) (expression, int) {
	if base.kind != onWeekday || i >= len(p.senses) {
		return expression{}, 0
	}
	if e, n := p.date(i); n > 0 {
		return e, n
	}
	return p.dayOfMonth(i)
}

// calendarWeek reads "KW 12" and "12. KW".
func (p parser) calendarWeek(i int) (expression, int) {
	switch {
	case p.is(i, calendarWeek) && p.is(i+1, date): // "KW 11/12".
		return expression{kind: unclear}, 2
	case p.is(i, calendarWeek) && p.is(i+1, number):
		if p.is(i+2, rangeTo) && p.is(i+3, number) && !p.is(i+4, unit) && !p.is(i+4, month) {
			return expression{kind: inCalendarWeek, n: p.senses[i+3].value}, 4
		}
		return expression{kind: inCalendarWeek, n: p.senses[i+1].value}, 2
	case (p.is(i, number) || p.is(i, ordinal)) && p.is(i+1, calendarWeek):
		return expression{kind: inCalendarWeek, n: p.senses[i].value}, 2
	}
	return expression{}, 0
}
