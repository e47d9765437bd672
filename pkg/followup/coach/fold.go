package coach

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold returns how patterns and names see a letter: lower case and in ASCII, so that é, É and an e with a
// combining accent are the same. In German umlauts are spelled out (ä is ae), as people without the keys do.
// What has no ASCII form is a blank.
func fold(r rune, german bool) string {
	if r < unicode.MaxASCII {
		if r == '\n' || r == '\t' {
			return " "
		}
		return lowerASCII[r]
	}
	if german {
		if spelled, ok := umlauts[unicode.ToLower(r)]; ok {
			return spelled
		}
	}
	if s, ok := lookalikes[unicode.ToLower(r)]; ok {
		return s
	}
	if unicode.Is(unicode.Mn, r) {
		return ""
	}
	var b strings.Builder
	for _, c := range norm.NFKD.String(string(r)) {
		if c < unicode.MaxASCII {
			b.WriteRune(unicode.ToLower(c))
		}
	}
	if b.Len() == 0 {
		return " "
	}
	return b.String()
}

// lowerASCII is the lower case of each ASCII letter and sign, ready made: most of every note is of them.
var lowerASCII = func() (lower [unicode.MaxASCII]string) {
	for r := range rune(unicode.MaxASCII) {
		lower[r] = string(unicode.ToLower(r))
	}
	return lower
}()

var umlauts = map[rune]string{'ä': "ae", 'ö': "oe", 'ü': "ue"}

// lookalikes are letters and signs that have no decomposition in Unicode.
var lookalikes = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ı': "i", 'þ': "th",
	'\u2018': "'", '\u2019': "'", '\u201a': "'", '\u2032': "'", '\u00b4': "'", '\u02bc': "'",
	'\u201c': `"`, '\u201d': `"`, '\u201e': `"`, '«': `"`, '»': `"`,
	'\u2010': "-", '\u2011': "-", '\u2012': "-", '\u2013': "-", '\u2014': "-", '\u2212': "-",
	'¿': "", '¡': "", '€': "$", '£': "$", '•': "*", '·': "*",
}

// foldText folds a whole text; blanks are single and none is at the ends.
func foldText(s string, german bool) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(fold(r, german))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// wordsOf returns the folded words of a name or title.
func wordsOf(s string) []string {
	return strings.FieldsFunc(foldText(s, false), func(r rune) bool { return !isWordRune(r) })
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}
