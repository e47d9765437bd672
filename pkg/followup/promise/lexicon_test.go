package promise

import "testing"

// TestEachPhraseHasOneSense: of two senses the later one would win unseen.
func TestEachPhraseHasOneSense(t *testing.T) {
	t.Parallel()
	for name, entries := range map[string][][]entry{
		"english": {englishWords, englishNumbers, englishOrdinals, englishWeekLater}, "german": {germanWords, germanNumbers(), germanWeekLater},
		"spanish": {spanishWords, spanishNumbers}, "french": {frenchWords, frenchNumbers, frenchLater},
	} {
		senses := map[string]sense{}
		for _, table := range entries {
			for _, e := range table {
				for key, s := range newLexicon([]entry{e}).senses {
					if before, ok := senses[key]; ok && before != s {
						t.Errorf("%s: %q has the senses %v and %v", name, key, before, s)
					}
					senses[key] = s
				}
			}
		}
	}
}
