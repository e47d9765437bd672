package promise

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// longestText bounds what is read; nobody needs more to name a day.
const longestText = 1000

// scanner cuts lower-case text into written dates, clock times, ordinals, numbers, words and joins.
var scanner = regexp.MustCompile(
	`(?P<iso>\b\d{4}[-/]\d{1,2}[-/]\d{1,2}\b)` +
		`|(?P<slash>\b\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?\b)` +
		`|(?P<dot>\b\d{1,2}\. ?\d{1,2}\. ?\d{4}\b|\b\d{1,2}\. ?\d{1,2}\.|\b\d{1,2}\.\d{1,2}\b)` +
		`|(?P<clock>\b\d{1,2}(?::\d{2})? ?(?:[ap]\.?m\b\.?|oclock)|\b\d{1,2}:\d{2}\b)` +
		`|(?P<ordinal>\b\d{1,2}(?:st|nd|rd|th)\b)` +
		`|(?P<number>\d+)` +
		`|(?P<word>[\pL]+)` +
		`|(?P<join>[-/&])` +
		`|(?P<stop>[.;!?])`)

var groups = scanner.SubexpNames()

// word is one piece of the text.
type word struct {
	form string // the name of the scanner's group
	text string
}

// wordsOf returns the pieces of a text; case, apostrophes and other punctuation are gone.
func wordsOf(text string) []word {
	if utf8.RuneCountInString(text) > longestText || !utf8.ValidString(text) {
		return nil
	}
	text = strings.ToLower(text)
	text = strings.NewReplacer("–", "-", "—", "-", "‑", "-", "−", "-", "'", "", "’", "", "ʼ", "", "`", "").Replace(text)
	var words []word
	for _, match := range scanner.FindAllStringSubmatch(text, -1) {
		for i, group := range match {
			if i > 0 && group != "" {
				words = append(words, word{form: groups[i], text: group})
				break
			}
		}
	}
	return words
}

// numbersIn returns the digit runs of a piece.
func numbersIn(text string) []int {
	var numbers []int
	for _, digits := range strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' }) {
		n, err := strconv.Atoi(digits)
		if err != nil {
			return nil
		}
		numbers = append(numbers, n)
	}
	return numbers
}
