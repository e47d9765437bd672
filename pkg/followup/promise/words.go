package promise

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestText bounds what is read; nobody needs more to name a day.
const longestText = 1000

// scanner cuts plain text into telephone numbers, amounts, marks for more, clock times, written dates, ordinals, numbers, words and joins.
var scanner = regexp.MustCompile(
	`(?P<telephone>\b0\d(?:[ .-]?\d\d){4}\b|\+\d[\d ()/.-]{6,}\d|\b0\d{2,4}[ /-]+\d[\d /-]{3,}\d\b` +
		`|(?:\(\d{3}\) ?|\b\d{3}[-. ])?\b\d{3}[-. ]\d{4}\b|\b[6-9]\d\d(?: \d\d\d){2}\b|\b[6-9]\d\d(?: \d\d){3}\b|\b9\d(?: \d{2,3}){3}\b|\b\d{1,5}/\d{1,7}-\d{3,}\b)` +
		`|(?P<amount>[$€£¥] ?\d+(?:[.,]\d+)*|\b\d+(?:[.,]\d+)* ?(?:k?[$€£¥%]|(?:eur|euros?|usd|dollars?|pounds?|prozent|percent)\b))` +
		`|(?P<more>>|\b\d+ ?\+|(?:^|\b(?:in|within|en|dentro de|dans|sous|binnen) )- ?\d+)` +
		`|(?P<iso>\b\d{4}[-/]\d{1,2}[-/]\d{1,2}\b)` +
		`|(?P<clock>\b\d{1,2}(?::\d{2})? ?(?:[ap]\.?m\b\.?|oclock\b)|\b\d{1,2}\.\d{2}[ap]m\b` +
		`|\b\d{1,2}(?:[:.]\d{2})? ?uhr\b|\b\d{1,2} ?h ?\d{2}\b|\b\d{1,2}:\d{2}(?: ?h(?:rs?)?)?\b)` +
		`|(?P<slash>\b\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?\b|\b\d{1,2}-\d{1,2}-\d{4}\b)` +
		`|(?P<dot>\b\d{1,2}\. ?\d{1,2}\. ?\d{4}\b|\b\d{1,2}\.\d{1,2}\.\d{2}\b|\b\d{1,2}\. ?\d{1,2}\.|\b\d{1,2}\.\d{1,2}\b)` +
		`|(?P<ordinal>\b\d{1,2}(?:st|nd|rd|th|er|re|eme|e|ro|ero)\b|\b\d{1,2}\.?[ºª°])` +
		`|(?P<number>\d+)` +
		`|(?P<word>[\pL]+)` +
		`|(?P<join>[-/&])` +
		`|(?P<stop>[.;!?])`)

var groups = scanner.SubexpNames()

// elision matches the French words that lose their vowel before another one: "d'ici", "jusqu'au".
var elision = regexp.MustCompile(`\b([cdjlmnst]|(?:jus|lors|puis|quel)?qu)'(\pL)`)

// The letters that are written in more than one way, as they are compared.
var (
	bare = strings.NewReplacer(
		"à", "a", "á", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ç", "c", "è", "e", "é", "e", "ê", "e", "ë", "e",
		"ì", "i", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ò", "o", "ó", "o", "ô", "o", "ö", "o", "õ", "o",
		"ù", "u", "ú", "u", "û", "u", "ü", "u", "ÿ", "y", "œ", "oe", "æ", "ae", "ß", "ss",
		"–", "-", "—", "-", "‑", "-", "‐", "-", "−", "-", "’", "'", "ʼ", "'", "‘", "'", "´", "'", "`", "'")
	// spelledOut is how umlauts are written on a keyboard without them.
	spelledOut = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")
)

// word is one piece of the text.
type word struct {
	form string // the name of the scanner's group
	text string
}

// wordsOf returns the pieces of a text; case, accents, apostrophes and other punctuation are gone.
func wordsOf(text string) []word {
	if utf8.RuneCountInString(text) > longestText || !utf8.ValidString(text) {
		return nil
	}
	text = plainText(text)
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

// plainText makes texts that differ only in how they were typed the same: case, accents
// (composed, decomposed or left out), kinds of spaces, hyphens and apostrophes, and marks nobody sees.
func plainText(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Mn, unicode.Cf) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
	text = strings.Join(strings.Fields(bare.Replace(text)), " ")
	text = elision.ReplaceAllString(text, "$1 $2")
	return strings.ReplaceAll(text, "'", "")
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

func firstNumber(text string) int {
	numbers := numbersIn(text)
	if len(numbers) == 0 {
		return -1
	}
	return numbers[0]
}

func phrase(words []word) string {
	if len(words) == 1 {
		return words[0].text
	}
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}
