package record

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxWord is how many letters of a word are kept, maxWords how many words.
const (
	maxWord  = 40
	maxWords = 30
)

// Words takes a text apart into what a search compares: words of letters and digits, in lower case and without accents,
// each once and in order.
func Words(text string) []string {
	fields := strings.FieldsFunc(norm.NFD.String(strings.ToLower(text)), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.Is(unicode.Mn, c)
	})
	words := make([]string, 0, len(fields))
	for _, field := range fields {
		word := strings.Map(func(c rune) rune {
			if unicode.Is(unicode.Mn, c) {
				return -1
			}
			return c
		}, field)
		word = strings.ReplaceAll(word, "ß", "ss")
		if letters := []rune(word); len(letters) > maxWord {
			word = string(letters[:maxWord])
		}
		if word != "" {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	return words[:min(len(words), maxWords)]
}

// Words are what the follow-up is found by.
func (r *Record) Words() []string {
	return Words(r.Followup.Candidate + " " + r.Followup.Employer + " " + r.Followup.Position)
}
