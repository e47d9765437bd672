package reply

import (
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// certainty is how sure it is that a text is a wish to end the texts.
type certainty int

const (
	no certainty = iota
	perhaps
	meant
)

// shortText is the most words of a text that is taken to mean a stop word in it.
const shortText = 4

// stopIn judges a text: all its words, and those without the politeness around them. By 47 CFR 64.1200(a)(10) every
// reasonable way to say it counts, not only the words that are asked for.
func stopIn(all, bare string, language events.Language) certainty {
	// What ends the texts alone does so in any language: who moved to another one keeps the words of the first.
	tables := []vocabulary{}
	for _, l := range events.Languages() {
		t, _ := vocabularyOf(l)
		if equals(bare, t.stop.alone) || equals(all, t.stop.alone) {
			return meant
		}
		if l == language || l == events.English || language == "" {
			tables = append(tables, t)
		}
	}
	if slices.ContainsFunc(tables, func(t vocabulary) bool { return misspelt(bare, t) }) {
		return meant
	}
	said := without(all, tables)
	for _, t := range tables {
		if t.wished(said) {
			return meant
		}
	}
	best := no
	for _, t := range tables {
		for _, s := range t.stop.strong {
			word := phrase(s)
			switch {
			case !strings.Contains(said, word):
			case length(bare) <= shortText, strings.HasPrefix(bare, word), strings.HasSuffix(bare, word):
				return meant
			default:
				best = perhaps
			}
		}
	}
	return best
}

// cut marks the place of an idiom. No token can be it.
const cut = " | "

// without cuts out the idioms, which contain stop words and mean something else.
func without(all string, tables []vocabulary) string {
	for _, t := range tables {
		for _, idiom := range t.stop.idioms {
			all = strings.ReplaceAll(all, phrase(idiom), cut)
		}
	}
	return all
}

// wished reports a wish to us that nothing denies.
func (t vocabulary) wished(said string) bool {
	for _, w := range t.stop.wishes {
		for rest, before, wish := said, " ", phrase(w); ; {
			head, tail, found := strings.Cut(rest, wish)
			if !found {
				break
			}
			before += head + " "
			denied := slices.ContainsFunc(t.stop.denials, func(d string) bool { return strings.HasSuffix(before, phrase(d)) })
			elsewhere := slices.ContainsFunc(t.stop.others, func(o string) bool { return strings.HasPrefix(" "+tail, phrase(o)) })
			if !denied && !elsewhere {
				return true
			}
			before, rest = before+strings.TrimPrefix(wish, " "), " "+tail
		}
	}
	return false
}

// misspelt reports a single word that one mistake has made of a word that ends the texts.
func misspelt(bare string, t vocabulary) bool {
	if length(bare) != 1 || equals(bare, t.ordinary) {
		return false
	}
	typed := strings.TrimSpace(bare)
	for _, c := range t.commands {
		if equals(bare, c.phrases) {
			return false
		}
	}
	return slices.ContainsFunc(t.stop.alone, func(s string) bool {
		said := tokensOf(s)
		return len(said) == 1 && slipped(typed, said[0].text)
	})
}

// equals reports whether the words are one of the phrases.
func equals(words string, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return phrase(p) == words })
}
