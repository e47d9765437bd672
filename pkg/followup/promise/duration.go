package promise

// fewDays and fewWeeks are what "a few" comes to (DOMAIN.md section 5).
const (
	fewDays  = 3
	fewWeeks = 3
)

// longestSpan bounds a duration, in days; more is a slip of the tongue.
const longestSpan = 731

// duration reads "[in the next] N [or M] units [or M] [from ...]".
func (p parser) duration(i int) (expression, int) {
	j := i
	if p.is(j, fewDaysAhead) {
		return expression{kind: inBusinessDays, n: fewDays}, 1
	}
	spans := p.is(j, span)
	if spans {
		j++
	}
	if p.is(j, stretch) && p.is(j+1, month) { // "La première quinzaine d'avril".
		return expression{kind: unclear}, j + 2 - i
	}
	if p.is(j, stretch) {
		return p.countedFrom(expression{kind: inDays, n: p.senses[j].value}, i, j+1)
	}
	if p.is(j, article) && (p.is(j+1, number) || p.is(j+1, few)) {
		j++
	}
	n, some := 0, false
	counting := p.senses[min(j, len(p.senses)-1)]
	switch {
	case p.is(j, number):
		n, j = p.count(j)
	case p.is(j, few):
		some, j = true, j+1
	case p.is(j, article):
		n, j = 1, j+1
	case spans && p.senses[i].form != plural && !p.isPlural(j):
		n = 1
	default:
		return expression{}, 0
	}
	if p.is(j, next) && p.is(j+1, unit) { // "Les deux prochaines semaines".
		j++
	}
	if !p.is(j, unit) {
		return expression{}, 0
	}
	u, unitForm := p.senses[j].value, p.senses[j].form
	j++
	if u == day && counting.form == inclusive && n == counting.value {
		n--
	}
	if u == hour && n <= 24 && i > 0 && (p.is(i-1, weekday) || p.is(i-1, dayOffset)) { // "Jeudi 15 h".
		for p.is(j, rangeTo) && p.is(j+1, number) && p.isUnit(j+2, hour) { // "Demain entre 10 h et 12 h".
			j += 3
		}
		return expression{kind: byEndOfDay}, j - i
	}
	if u == hour && unitForm == hourMark && (n < 24 || n%12 != 0) { // "À 17 h", "35 h" are no durations.
		return expression{kind: unclear}, j - i
	}
	// "a week or two", but not "a week to ten days", whose second end has a unit of its own.
	if p.is(j, rangeTo) && p.is(j+1, number) && !p.is(j+2, month) && !p.is(j+2, unit) {
		n, j = max(n, p.senses[j+1].value), j+2
	}
	if p.is(j, number) && j+1 == len(p.senses) { // "A week, maybe two."
		n, j = max(n, p.senses[j].value), j+1
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

// figures reads a date before a unit, which is none: "24/48 hours" is a range, and
// "1.5 weeks" and "1/2 day" are not read.
func (p parser) figures(i int) (expression, int) {
	n := numbersIn(p.senses[i].text)
	if p.senses[i].form == "slash" && len(n) == 2 && n[0] < n[1] && n[1] > 2 {
		if e, ok := measured(n[1], false, p.senses[i+1].value); ok {
			return e, 2
		}
	}
	return expression{kind: unclear}, 2
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
