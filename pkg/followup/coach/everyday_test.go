package coach

import (
	"regexp/syntax"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestTellingWords(t *testing.T) {
	for _, c := range []struct {
		language  events.Language
		word      string
		inNote    bool
		inSubject bool
	}{
		{events.English, "gauntlets", true, true},
		{events.English, "smiled", false, false},
		{events.English, "because", false, false},
		{events.English, "Tuesday", false, false},
		{events.English, "1702", false, false},
		{events.English, "oat", false, true},
		{events.English, "ox", false, false},
		{events.English, "PCR", true, true},
		{events.English, "sustainability", false, true},
		{events.German, "Kantinentisch", true, true},
		{events.German, "Familienbetrieb", false, false},
	} {
		r := &reading{language: c.language, words: lexiconOf(c.language)}
		folded, st := foldText(c.word, c.language == events.German), stem(c.word, c.language)
		if got := r.tells(c.word, folded, st); got != c.inNote {
			t.Errorf("%s in a note: %v, want %v", c.word, got, c.inNote)
		}
		if got := r.tellsOfSubject(c.word, folded, st); got != c.inSubject {
			t.Errorf("%s in a topic: %v, want %v", c.word, got, c.inSubject)
		}
	}
}

// TestHeads: what a match can begin with is in the heads, and most else is not.
func TestHeads(t *testing.T) {
	for _, c := range []struct {
		expression, in, out string
	}{
		{"thanks", "th", "ta"},
		{"(very )?kind", "ve ki", "ka vi"},
		{"(i|we) like", "i_ we", "il wi"},
		{"[a-c]+d", "ab cc ad", "dd ae"},
		{"(x)*yz", "xx xy yz", "xz zy"},
		{"a{0,2}bc", "aa ab bc", "ac cb"},
		{".b", "ab zb", "aa"},
		{"q\\b", "q_ qz", "aq"},
	} {
		parsed, err := syntax.Parse(c.expression, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		pairs := headsOf(parsed).all()
		for list, want := range map[string]bool{c.in: true, c.out: false} {
			for _, pair := range wordsOfTest(list) {
				if got := pairs.has(pair[0], pair[1]); got != want {
					t.Errorf("%s may begin with %q: %v, want %v", c.expression, pair, got, want)
				}
			}
		}
	}
}

// wordsOfTest splits a list of pairs; _ is a blank.
func wordsOfTest(list string) []string {
	pairs := strings.Fields(list)
	for i := range pairs {
		pairs[i] = strings.ReplaceAll(pairs[i], "_", " ")
	}
	return pairs
}
