package coach

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// pattern is a list of phrases over folded text. Each is a regular expression in which a blank is a blank and ~
// stands for up to three words; it is tried where a word begins, and only if it can begin with the two letters there (heads.go),
// which makes a few hundred phrases cheap. Of phrases that match at one place the first in the list counts.
type pattern struct {
	alternatives []alternative
}

type alternative struct {
	expression *regexp.Regexp
	heads      pairs
}

func phrases(list ...string) *pattern {
	p := &pattern{}
	for _, phrase := range list {
		phrase = strings.ReplaceAll(phrase, "~", `(?:[a-z0-9'-]+,? ){0,3}?`)
		parsed, err := syntax.Parse(phrase, syntax.Perl)
		if err != nil {
			panic(err) // The phrases are part of the program: each of its tests reads them.
		}
		p.alternatives = append(p.alternatives, alternative{regexp.MustCompile(`^(?:` + phrase + `)`), headsOf(parsed).all()})
	}
	return p
}

// wholePhrases are phrases that end with a word.
func wholePhrases(list ...string) *pattern {
	whole := make([]string, len(list))
	for i, phrase := range list {
		whole[i] = `(?:` + phrase + `)\b`
	}
	return phrases(whole...)
}

// longestPhrase is how many bytes a phrase may take; none reaches into the next sentence.
const longestPhrase = 160

// next returns the first match that begins at or after a byte of text.
func (p *pattern) next(text string, from int) (start, end int, ok bool) {
	line := from
	for i := from; i < len(text); i++ {
		if !beginsWord(text, i) {
			continue
		}
		for line < len(text) && (line < i || text[line] != '\n') {
			line++
		}
		window := text[i:min(line, i+longestPhrase)]
		second := byte('\n')
		if len(window) > 1 {
			second = window[1]
		}
		for k := range p.alternatives {
			a := &p.alternatives[k]
			if !a.heads.has(text[i], second) {
				continue
			}
			if m := a.expression.FindStringIndex(window); m != nil && m[1] > 0 {
				return i, i + m[1], true
			}
		}
	}
	return 0, 0, false
}

// all returns the matches, which do not overlap, up to a limit; a negative one is none.
func (p *pattern) all(text string, limit int) [][2]int {
	var found [][2]int
	for from := 0; limit < 0 || len(found) < limit; {
		start, end, ok := p.next(text, from)
		if !ok {
			break
		}
		found = append(found, [2]int{start, end})
		from = end
	}
	return found
}

// in reports whether the text has a match.
func (p *pattern) in(text string) bool {
	_, _, ok := p.next(text, 0)
	return ok
}

// beginsWord reports whether a word, or an amount of money, begins at byte i of a folded text.
func beginsWord(text string, i int) bool {
	return text[i] == '$' || isWordByte(text[i]) && (i == 0 || !isWordByte(text[i-1]))
}

func isWordByte(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' }
