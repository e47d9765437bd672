package reply

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is one word of a text: its letters and digits in lower case without accents.
type token struct {
	text string
	// from and to are its place in the text, in bytes.
	from, to int
}

// apostrophes join what they stand between: "don't" is one word.
const apostrophes = "'’‘ʼ`´′"

// tokensOf takes a text apart.
func tokensOf(text string) []token {
	var (
		tokens []token
		word   strings.Builder
		open   token
	)
	end := func() {
		if word.Len() > 0 {
			open.text = squeeze(word.String())
			tokens = append(tokens, open)
		}
		word.Reset()
	}
	for i, r := range text {
		letters := fold(r)
		switch {
		case letters != "":
			if word.Len() == 0 {
				open.from = i
			}
			word.WriteString(letters)
			open.to = i + len(string(r))
		case word.Len() > 0 && joins(r):
		default:
			end()
		}
	}
	end()
	return spelledOut(tokens)
}

// fold returns the letters and digits that a rune stands for, in lower case and without accents; none for another rune.
func fold(r rune) string {
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'ø', 'Ø':
		return "o"
	case 'ı', 'İ':
		return "i"
	}
	if r < unicode.MaxASCII {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return string(r)
		case 'A' <= r && r <= 'Z':
			return string(r + 'a' - 'A')
		}
		return ""
	}
	if strings.ContainsRune(apostrophes, r) {
		return ""
	}
	plain := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}
	return strings.Map(plain, norm.NFKD.String(string(r)))
}

// joins reports a rune that does not end a word: an accent of its own, an apostrophe, what cannot be seen.
func joins(r rune) bool {
	return unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(apostrophes, r)
}

// squeeze makes one letter of three and more: "stoppppp".
func squeeze(word string) string {
	var b strings.Builder
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRuneInString(word[i:])
		n := 1
		for strings.HasPrefix(word[i+n*size:], word[i:i+size]) {
			n++
		}
		keep := n
		if n > 2 && unicode.IsLetter(r) {
			keep = 1
		}
		b.WriteString(word[i : i+keep*size])
		i += n * size
	}
	return b.String()
}

// spelledOut puts single letters together, three and more in a row: "S.T.O.P".
func spelledOut(tokens []token) []token {
	var out []token
	for i := 0; i < len(tokens); {
		j := i
		for j < len(tokens) && len(tokens[j].text) == 1 {
			j++
		}
		if j-i < 3 {
			j = max(j, i+1)
			out = append(out, tokens[i:j]...)
			i = j
			continue
		}
		whole := token{from: tokens[i].from, to: tokens[j-1].to}
		for _, t := range tokens[i:j] {
			whole.text += t.text
		}
		out = append(out, whole)
		i = j
	}
	return out
}

// words are tokens as one string, between spaces: so that a phrase between spaces is found in it word by word.
func words(tokens []token) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, t := range tokens {
		b.WriteString(t.text)
		b.WriteByte(' ')
	}
	return b.String()
}

// phrase is an entry of a table in the form of words. Most of them are in that form already, which is worth a look:
// a text is compared with thousands.
func phrase(entry string) string {
	odd := func(r rune) bool { return (r < 'a' || r > 'z') && r != ' ' }
	if strings.ContainsFunc(entry, odd) {
		return words(tokensOf(entry))
	}
	return " " + entry + " "
}

// length is the number of words in what words has made.
func length(words string) int { return strings.Count(words, " ") - 1 }
