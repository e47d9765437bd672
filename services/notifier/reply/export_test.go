package reply

import "github.com/afterword-io/afterword/pkg/events"

// Phrases are the phrases of a language's table, with the word each stands for.
func Phrases(l events.Language) map[string]Word {
	table, _ := vocabularyOf(l)
	all := map[string]Word{}
	for _, s := range [][]string{table.stop.alone, table.stop.strong, table.stop.wishes} {
		for _, p := range s {
			all[p] = Stop
		}
	}
	for _, c := range table.commands {
		for _, p := range c.phrases {
			all[p] = c.word
		}
	}
	return all
}
