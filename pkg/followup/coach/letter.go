package coach

import "unicode"

// region says what a part of the text is. Only own parts are the candidate's
// words to this interviewer (DESIGN.md section 9).
type region byte

const (
	own      region = iota
	markup          // HTML tags, and what they hide from a reader
	quoted          // somebody else's mail
	header          // From:, To:, Subject:, and a letterhead
	greeting        // the line that greets
	closing         // the closing formula and all that stands below it
	order           // text that speaks to a checker instead of the interviewer
)

// letter is a text taken apart. Both slices have one element for each of its code points, so that
// whatever is found later knows where it stands in the text as sent.
type letter struct {
	// shown is what a reader sees: entities decoded, line breaks where HTML breaks; 0 where nothing is shown.
	shown []rune
	part  []region
}

// open takes a text apart, the outermost wrapping first.
func open(text string, names []string) *letter {
	l := &letter{shown: []rune(text)}
	l.part = make([]region, len(l.shown))
	l.unwrapHTML()
	l.tidy()
	l.markMail()
	l.markGreeting()
	l.markClosing(names)
	l.markOrders()
	return l
}

// tidy makes all line ends and blanks the same and drops what has no width.
func (l *letter) tidy() {
	for i, r := range l.shown {
		switch {
		case r == '\n' || r == '\t' || r == 0:
		case r == '\r':
			l.shown[i] = '\n'
			if i+1 < len(l.shown) && l.shown[i+1] == '\n' {
				l.shown[i] = 0
			}
		case r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f':
			l.shown[i] = '\n'
		case unicode.Is(unicode.Cf, r):
			l.shown[i] = 0
		case unicode.IsSpace(r) || unicode.IsControl(r):
			l.shown[i] = ' '
		}
	}
}

// mark gives the code points from start to end to a region, unless a stage before has given them to another.
func (l *letter) mark(start, end int, to region) {
	for i := start; i < end; i++ {
		if l.part[i] == own {
			l.part[i] = to
		}
	}
}

// line is one line of what is shown and still the candidate's own.
type line struct {
	// start and end are code points; the line break is not part of it.
	start, end int
	// text is folded: lower case, without accents, single blanks.
	text string
}

func (ln line) empty() bool { return ln.text == "" }

// lines returns the lines; what is not own is left out of their text.
func (l *letter) lines() []line {
	var lines []line
	start := 0
	for i := 0; i <= len(l.shown); i++ {
		if i < len(l.shown) && l.shown[i] != '\n' {
			continue
		}
		lines = append(lines, line{start: start, end: i, text: l.foldedLine(start, i)})
		start = i + 1
	}
	return lines
}

func (l *letter) foldedLine(start, end int) string {
	var b []byte
	for i := start; i < end; i++ {
		if l.part[i] != own || l.shown[i] == 0 {
			continue
		}
		for _, c := range []byte(fold(l.shown[i], false)) {
			if c != ' ' || len(b) > 0 && b[len(b)-1] != ' ' {
				b = append(b, c)
			}
		}
	}
	if n := len(b); n > 0 && b[n-1] == ' ' {
		b = b[:n-1]
	}
	return string(b)
}

// span returns the part of a range that is shown, without blanks around it.
func (l *letter) span(start, end int) Span {
	hidden := func(i int) bool { return l.shown[i] == 0 || unicode.IsSpace(l.shown[i]) }
	for start < end && hidden(start) {
		start++
	}
	for end > start && hidden(end-1) {
		end--
	}
	return Span{start, end}
}

// words counts the words of the regions: what stands between blanks and has a letter or digit.
func (l *letter) words(regions ...region) int {
	counts := [order + 1]bool{}
	for _, r := range regions {
		counts[r] = true
	}
	n, inside := 0, false
	for i, r := range l.shown {
		switch {
		case r == 0 && l.part[i] != markup:
		case r == 0 || !counts[l.part[i]] || unicode.IsSpace(r):
			inside = false
		case !inside && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			inside = true
			n++
		}
	}
	return n
}
