package cli

import (
	"strings"
	"unicode"

	"github.com/afterword-io/afterword/pkg/followup/coach"
)

// noteWidth is how much of a note's line is shown: what the terminal holds beside the margin, else a usual line.
func noteWidth(terminal int) int {
	const usual = 76
	if terminal == 0 {
		return usual
	}
	return max(terminal-4, 24)
}

// underlined returns the line of a text in which a span begins, cut to a width around the span, and the marks to put under it. Of
// a span over several lines it marks the first.
func underlined(text string, span coach.Span, width int) (line, marks string) {
	runes := []rune(text)
	start := min(max(span.Start, 0), len(runes))
	end := min(max(span.End, start), len(runes))
	for start < end && unicode.IsSpace(runes[start]) {
		start++
	}
	from, to := start, start
	for from > 0 && runes[from-1] != '\n' {
		from--
	}
	for to < len(runes) && runes[to] != '\n' && runes[to] != '\r' {
		to++
	}
	before, after := "", ""
	if to-from > width {
		if cut := wordAfter(runes, start-width/3, start); cut > from {
			from, before = cut, "… "
		}
		if cut := from + width - 4; cut < to {
			to, after = cut, " …"
		}
	}
	end = max(min(end, to), start)
	visible := func(part []rune) string { return strings.ReplaceAll(string(part), "\t", " ") }
	return before + visible(runes[from:to]) + after,
		strings.Repeat(" ", columns([]rune(before))+columns(runes[from:start])) + strings.Repeat("^", max(columns(runes[start:end]), 1))
}

// wordAfter returns where the next word after at begins, but at most most.
func wordAfter(runes []rune, at, most int) int {
	if at <= 0 {
		return 0
	}
	for at < most && !unicode.IsSpace(runes[at-1]) {
		at++
	}
	return at
}

// columns counts what takes room: an accent that is written apart takes none.
func columns(runes []rune) int {
	n := 0
	for _, r := range runes {
		if !unicode.Is(unicode.Mn, r) {
			n++
		}
	}
	return n
}

// between returns the words of a span on one line.
func between(text string, span coach.Span) string {
	runes := []rune(text)
	start := min(max(span.Start, 0), len(runes))
	end := min(max(span.End, start), len(runes))
	return strings.Join(strings.Fields(string(runes[start:end])), " ")
}
