package coach

import (
	"embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	englishStemmer "github.com/blevesearch/snowballstem/english"
	frenchStemmer "github.com/blevesearch/snowballstem/french"
	germanStemmer "github.com/blevesearch/snowballstem/german"
	spanishStemmer "github.com/blevesearch/snowballstem/spanish"
	"golang.org/x/text/unicode/norm"

	"github.com/afterword-io/afterword/pkg/events"
)

//go:embed stopwords/*.txt
var stopFiles embed.FS

// stopWords are Snowball's lists, folded.
var stopWords = func() map[events.Language]map[string]bool {
	lists := map[events.Language]map[string]bool{}
	for _, l := range events.Languages() {
		file, err := stopFiles.ReadFile("stopwords/" + string(l) + ".txt")
		if err != nil {
			panic(err) // The file is embedded: it is there or the program does not build.
		}
		lists[l] = map[string]bool{}
		for line := range strings.Lines(string(file)) {
			if !strings.HasPrefix(line, "#") {
				for _, word := range wordsIn(line, l == events.German) {
					lists[l][word] = true
				}
			}
		}
	}
	return lists
}()

// longestStemmed bounds what is given to the stemmer; no word is that long.
const longestStemmed = 64

// stem returns the folded stem of a word: what its inflections have in common.
func stem(word string, l events.Language) string {
	word = norm.NFC.String(strings.ToLower(word))
	if utf8.RuneCountInString(word) > longestStemmed {
		return string([]rune(word)[:longestStemmed])
	}
	if digits, ok := numbers[foldText(word, l == events.German)]; ok {
		return digits
	}
	env := snowballstem.NewEnv(word)
	switch l {
	case events.German:
		germanStemmer.Stem(env)
	case events.Spanish:
		spanishStemmer.Stem(env)
	case events.French:
		frenchStemmer.Stem(env)
	default:
		englishStemmer.Stem(env)
	}
	s := foldText(env.Current(), false)
	switch l {
	case events.English:
		s = american(s)
		if family, ok := families[s]; ok {
			s = family
		}
	case events.German: // Snowball keeps the ending of short nouns: Bindung, binden.
		if cut, ok := strings.CutSuffix(s, "ung"); ok && len(cut) >= 4 {
			s = cut
		}
	}
	return s
}

// american spells a stem as Americans do, so that both spellings meet: optimis-, colour, centr.
func american(s string) string {
	switch {
	case strings.HasSuffix(s, "is") && len(s) > 5:
		return s[:len(s)-2] + "iz"
	case strings.HasSuffix(s, "our") && len(s) > 4:
		return s[:len(s)-3] + "or"
	case strings.HasSuffix(s, "yse"):
		return s[:len(s)-3] + "yz"
	case s == "programm":
		return "program"
	case s == "centr":
		return "center"
	}
	return s
}

// families are stems of one word whose spelling changes more than a stemmer follows.
var families = map[string]string{
	"retent": "retain", "mainten": "maintain", "reduct": "reduc", "introduct": "introduc", "decis": "decid", "acquisit": "acquir", "sale": "sell",
	"growth": "grow", "choic": "choos", "thought": "think", "strength": "strong", "length": "long", "loss": "lose", "depth": "deep", "solut": "solv", "safeti": "safe",
	"speech": "speak", "proof": "prove", "belief": "believ", "recept": "receiv", "bought": "buy", "built": "build", "taught": "teach", "sold": "sell", "grew": "grow", "grown": "grow",
	"led": "lead", "ran": "run", "children": "child", "deliveri": "deliv",
	"kid": "child", "teenag": "teen", "xmas": "christma", "photo": "photograph", "fridg": "refriger",
}

// numbers are the number words that people write as digits too.
var numbers = map[string]string{
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "twenty": "20", "thirty": "30",
	"zwei": "2", "drei": "3", "vier": "4", "fuenf": "5", "sechs": "6", "sieben": "7", "acht": "8", "neun": "9", "zehn": "10", "zwoelf": "12", "zwanzig": "20",
	"dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9", "diez": "10", "doce": "12", "veinte": "20",
	"deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "sept": "7", "huit": "8", "neuf": "9", "dix": "10", "douze": "12", "vingt": "20",
}

// akin reports whether two stems belong to words of one family: the same stem, a derivation
// (expand, expansion), a compound with its part (Depotplanung, Depot), or a longer word with one typing error.
func akin(a, b string, compounds bool) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 || a[0] <= '9' || b[0] <= '9' {
		return false
	}
	if a[0] == b[0] {
		same := 0
		for same < len(a) && a[same] == b[same] {
			same++
		}
		switch {
		case same >= 5 && len(a)-same <= 2 && len(b)-same <= 2:
			return true
		case same == len(a) && len(a) >= 5 && (compounds || len(b)-same <= 4):
			return true
		case same == len(a) && (b[same:] == "th" || compounds && len(b) >= 8):
			return true
		case len(a) >= 7 && len(b)-len(a) <= 1 && distance(a, b) <= 1:
			return true
		}
	}
	return compounds && len(a) >= 5 && len(b)-len(a) >= 3 && strings.HasSuffix(b, a)
}

// distance is how many letters must be put in, left out, replaced or swapped with their neighbour to make
// b of a; more than 1 is told as 2.
func distance(a, b string) int {
	if a == b {
		return 0
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case len(b)-len(a) > 1:
		return 2
	case len(b) > len(a):
		if a[i:] == b[i+1:] {
			return 1
		}
	case a[i+1:] == b[i+1:]:
		return 1
	case i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]:
		return 1
	}
	return 2
}

// wordsIn returns the folded words of a text.
func wordsIn(s string, german bool) []string {
	return strings.FieldsFunc(foldText(s, german), func(r rune) bool { return !isWordRune(r) })
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
