package coach

import (
	"slices"
	"strings"
)

// maxHead is how many lines, empty ones not counted, may stand above a greeting: a date, addresses, a reference.
const maxHead = 12

// markGreeting finds the line that greets. Short lines above it are a letterhead.
func (l *letter) markGreeting() {
	lines := l.lines()
	seen := 0
	for i := 0; i < len(lines) && seen < maxHead; i++ {
		ln := lines[i]
		if ln.empty() {
			continue
		}
		if greet.MatchString(ln.text) && !closingLine.MatchString(ln.text) {
			l.mark(ln.start, l.greetingEnd(ln), greeting)
			for _, above := range lines[:i] {
				l.mark(above.start, above.end, header)
			}
			return
		}
		if seen == 0 && isBareName(l.shownText(ln)) {
			l.mark(ln.start, ln.end, greeting)
			return
		}
		if isProse(ln.text) {
			return
		}
		seen++
	}
}

// greetingEnd returns where the greeting of a line ends: with the line when that is all there is on it, else at
// the sign after the name.
func (l *letter) greetingEnd(ln line) int {
	if len(strings.Fields(ln.text)) <= 6 && strings.ContainsAny(ln.text[len(ln.text)-1:], ",:;-") {
		return ln.end
	}
	if rest := strings.TrimLeft(ln.text[len(greet.FindString(ln.text)):], ", "); len(strings.Fields(ln.text)) <= 6 && !strings.ContainsAny(rest, ",:!;") && !strings.Contains(rest, " - ") {
		return ln.end // "Hello again, Mr. Finn"
	}
	words := 0
	for i := ln.start; i < ln.end; i++ {
		switch r := l.shown[i]; {
		case r == ',' || r == ':' || r == '!' || r == ';' || r == '\u2013' || r == '\u2014' || r == '-' && i+1 < ln.end && l.shown[i+1] == ' ':
			if l.continuesNames(i+1, ln.end) {
				continue
			}
			return i + 1
		case r == ' ':
			words++
			if words > 16 {
				return i
			}
		}
	}
	return ln.end
}

// continuesNames reports whether a list of people goes on: after one or two capitalised words comes a comma or "and".
func (l *letter) continuesNames(start, end int) bool {
	rest := strings.TrimSpace(string(l.visible(start, end)))
	if rest == "" {
		return false
	}
	for conjunction := range conjunctions {
		if strings.HasPrefix(rest, conjunction+" ") {
			return true
		}
	}
	head, _, found := strings.Cut(rest, ",")
	words := strings.Fields(head)
	return found && len(words) <= 3 && !slices.ContainsFunc(words, func(w string) bool { return !startsUpper(w) && !conjunctions[w] })
}

func (l *letter) visible(start, end int) []rune {
	var out []rune
	for i := start; i < end; i++ {
		if l.shown[i] != 0 {
			out = append(out, l.shown[i])
		}
	}
	return out
}

func (l *letter) shownText(ln line) string {
	var out []rune
	for i := ln.start; i < ln.end; i++ {
		if l.part[i] == own && l.shown[i] != 0 {
			out = append(out, l.shown[i])
		}
	}
	return strings.TrimSpace(string(out))
}

// isBareName reports whether a line greets with a name only: "Mr. Finn," or "Robert:".
func isBareName(s string) bool {
	trimmed := strings.TrimRight(s, ",:-\u2013\u2014 ")
	if trimmed == s || trimmed == "" {
		return false
	}
	words := strings.Fields(trimmed)
	if len(words) > 4 || thanksLine.MatchString(foldText(s, false)) || closingLine.MatchString(foldText(s, false)) {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool { return !startsUpper(w) && !particles[w] && !conjunctions[w] })
}

// isProse reports whether a line is a sentence rather than a line of an address.
func isProse(text string) bool {
	return len(strings.Fields(text)) > 9 || strings.HasSuffix(text, ".") && len(strings.Fields(text)) > 4
}

// markClosing finds the closing formula, the candidate's bare name or the signature mark, and gives all below to
// closing, but for a postscript.
func (l *letter) markClosing(names []string) {
	lines := l.lines()
	began := false
	for i, ln := range lines {
		switch {
		case ln.empty():
			continue
		case !began && !signatureMark.MatchString(ln.text):
			began = true // the first line of a letter does not close it
			if at := l.inlineClosing(ln); at >= 0 && after(lines, i+1) == len(lines) {
				l.mark(at, ln.end, closing)
			}
			continue
		case signatureMark.MatchString(ln.text):
			l.mark(ln.start, len(l.part), closing)
			return
		case closingLine.MatchString(ln.text) && !postscript.MatchString(ln.text), thanksLine.MatchString(ln.text) && shortTo(lines, i+1), isNameOnly(ln.text, names):
			l.markBelow(lines, i)
			return
		default:
			if at := l.inlineClosing(ln); at >= 0 && shortTo(lines, i+1) {
				l.mark(at, ln.end, closing)
				l.markBelow(lines, i+1)
				return
			}
		}
	}
}

// markBelow gives the lines from i on to closing. A postscript is the candidate's own again, to its last line.
func (l *letter) markBelow(lines []line, i int) {
	inPostscript := false
	for _, ln := range lines[i:] {
		if postscript.MatchString(ln.text) {
			inPostscript = true
		}
		if signatureMark.MatchString(ln.text) {
			inPostscript = false
		}
		if !inPostscript {
			l.mark(ln.start, ln.end, closing)
		}
	}
}

// inlineClosing returns where a formula at the end of a line begins, or -1.
func (l *letter) inlineClosing(ln line) int {
	tail := ln.text[max(0, len(ln.text)-120):]
	loc := closingInline.FindStringIndex(tail)
	if loc == nil {
		return -1
	}
	// The folded line is not as long as the line; walk back over as many words.
	words := len(strings.Fields(tail[loc[0]+1:]))
	for i := ln.end - 1; i > ln.start; i-- {
		if l.shown[i] == ' ' && i+1 < ln.end && l.shown[i+1] != ' ' {
			if words--; words == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// maxSignature is how many lines may stand below a formula.
const maxSignature = 8

// shortTo reports whether from line i on there are only the short lines of a signature, up to a postscript.
func shortTo(lines []line, i int) bool {
	n := 0
	for _, ln := range lines[min(i, len(lines)):] {
		if postscript.MatchString(ln.text) {
			return true
		}
		if isProse(ln.text) {
			return false
		}
		if !ln.empty() {
			n++
		}
		if n > maxSignature {
			return false
		}
	}
	return true
}

// isNameOnly reports whether a line is the candidate's name, or a part of it.
func isNameOnly(text string, names []string) bool {
	words := wordsOf(text)
	return len(words) > 0 && len(words) <= 4 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(names, w) && len(w) > 1 })
}
