package reply

import (
	"slices"
	"unicode/utf8"
)

// fiveLetters is from which length on a word may hold one mistake: in shorter ones too many would be other words.
const fiveLetters = 5

// slip reads the first word as the command word from which one mistake has made it, if there is just one.
func (r *reading) slip() Command {
	typed := r.tokens[0].text
	var (
		found Word
		meant string
	)
	for _, table := range r.tables {
		if slices.ContainsFunc(table.ordinary, func(o string) bool { return phrase(o) == " "+typed+" " }) {
			return Command{}
		}
		for _, c := range table.commands {
			if c.place != alone && c.place != first {
				continue
			}
			for _, entry := range c.phrases {
				said := tokensOf(entry)
				if len(said) != 1 || !slipped(typed, said[0].text) || c.place == alone && len(r.tokens) > 1 {
					continue
				}
				if found != Unclear && found != c.word {
					return Command{}
				}
				found, meant = c.word, said[0].text
			}
		}
	}
	if found == Unclear {
		return Command{}
	}
	corrected := reading{text: r.text, tables: r.tables, tokens: slices.Clone(r.tokens)}
	corrected.tokens[0].text = meant
	c, _ := corrected.look()
	return c
}

// slipped reports whether one insertion, omission, exchange or swap makes typed of a word of five letters or more.
func slipped(typed, word string) bool {
	if utf8.RuneCountInString(word) < fiveLetters || utf8.RuneCountInString(typed) < fiveLetters-1 {
		return false
	}
	a, b := []rune(typed), []rune(word)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) < len(b):
		return slices.Equal(a[i:], b[i+1:])
	case i == len(a):
		return false // It is the word itself.
	case slices.Equal(a[i+1:], b[i+1:]):
		return true
	default:
		return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
	}
}
