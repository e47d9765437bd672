package promise

import (
	"sync"

	"github.com/afterword-io/afterword/pkg/events"
)

// tongue is a language that is understood.
type tongue struct {
	language events.Language
	lexicon  lexicon
}

// tongues are compiled when the first promise is read: most commands read none.
var tongues = sync.OnceValue(func() []tongue {
	return []tongue{
		{events.English, english()}, {events.German, german()}, {events.Spanish, spanish()}, {events.French, french()},
	}
})

// heard returns what the words say in the language they are in, or in each
// language they can equally well be in; nothing where that is not certain:
//
//   - The language that knows most of the words is meant.
//   - It must know more than half of them, and no foreign language may know more;
//     else one would read the date in "ikke før 5. april" and miss the "not before".
//   - Of several that know as many, the hinted one is meant; if it is not among them, all
//     are returned, and must agree. Figures without words are the same in all.
func heard(words []word, hint events.Language) [][]sense {
	total, best := countWords(words), 0
	var all [][]sense
	var hinted bool
	for _, t := range tongues() {
		senses, known := t.lexicon.sensesOf(words)
		if known < best {
			continue
		}
		if known > best {
			best, all, hinted = known, nil, false
		}
		if t.language == hint {
			all, hinted = nil, true
		} else if hinted {
			continue
		}
		all = append(all, senses)
	}
	if total > 0 && 2*best <= total {
		return nil
	}
	for _, l := range foreign() {
		if _, known := l.sensesOf(words); known > best {
			return nil
		}
	}
	return all
}
