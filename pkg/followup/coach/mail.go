package coach

import "strings"

// markMail gives to quoted what a mail program has added of other mails, and to header the lines of its head.
//
// A line that begins with > is quoted. Below "On ... wrote:", below "Original message" and
// below a head in the middle everything is, unless lines with > say where the quotation ends.
func (l *letter) markMail() {
	lines := l.lines()
	wrote := false // a candidate's own words have been seen
	for i := 0; i < len(lines); i++ {
		ln := lines[i]
		switch {
		case ln.empty():
		case ln.text[0] == '>':
			l.mark(ln.start, ln.end, quoted)
		case forwardMark.MatchString(ln.text):
			l.mark(ln.start, len(l.part), quoted)
			return
		case l.attributes(lines, i) > 0:
			n := l.attributes(lines, i)
			next := after(lines, i+n)
			if next < len(lines) && lines[next].text[0] != '>' {
				l.mark(ln.start, len(l.part), quoted)
				return
			}
			l.mark(ln.start, lines[i+n-1].end, quoted)
			i += n - 1
		case headerLine.MatchString(ln.text):
			if wrote && i+1 < len(lines) && fromLine.MatchString(ln.text) && headerLine.MatchString(lines[i+1].text) {
				l.mark(ln.start, len(l.part), quoted)
				return
			}
			if !wrote || mailOnly.MatchString(ln.text) {
				l.mark(ln.start, ln.end, header)
			} else {
				wrote = true
			}
		default:
			wrote = true
		}
	}
}

// attributes returns how many lines from i on say who wrote what follows: 0, 1, or 2 where it was wrapped.
func (l *letter) attributes(lines []line, i int) int {
	if !attributionStart.MatchString(lines[i].text) {
		return 0
	}
	if attribution.MatchString(lines[i].text) {
		return 1
	}
	if i+1 < len(lines) && len(lines[i].text) < 200 && strings.HasSuffix(lines[i+1].text, ":") && attribution.MatchString(lines[i].text+" "+lines[i+1].text) {
		return 2
	}
	return 0
}

// after returns the index of the next line that is not empty.
func after(lines []line, i int) int {
	for i < len(lines) && lines[i].empty() {
		i++
	}
	return i
}
