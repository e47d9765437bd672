package coach

import (
	"embed"
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// Words that anybody uses anywhere. One of them says nothing of a conversation; a word that is none of them, and is not
// in the job's data either, tells of something.

//go:embed everyday/*.txt
var everydayFiles embed.FS

// everyday are their stems.
var everyday = func() map[events.Language]map[string]bool {
	lists := map[events.Language]map[string]bool{}
	for _, l := range events.Languages() {
		file, err := everydayFiles.ReadFile("everyday/" + string(l) + ".txt")
		if err != nil {
			panic(err) // The file is embedded: it is there or the program does not build.
		}
		_, words, _ := strings.Cut(string(file), "\n") // The first line says what the list is.
		lists[l] = genericStems(l, words)
	}
	return lists
}()

// abstract are the ends of words for qualities and states, of which empty notes are made.
var abstract = map[events.Language][]string{
	events.English: {"ness", "ity", "ment", "ship", "ism", "ful", "ive", "able", "ible", "ous", "ly", "ance", "ence"},
	events.German:  {"heit", "keit", "schaft", "lich", "ism", "ismus", "voll", "haft", "orientiert", "freudig", "fahig"},
	events.Spanish: {"dad", "dades", "mente", "encia", "ancia", "ismo", "tud", "oso", "osa"},
	events.French:  {"alite", "alites", "ilite", "ilites", "ivite", "ivites", "osite", "arite", "icite", "inite", "ment", "ance", "ence", "isme", "eux", "euse"},
}

// How many letters a telling word has, but for acronyms: in a note, and in a topic.
const (
	minTelling   = 4
	minOfSubject = 3
)

// tells reports whether a word, by its text, its folded form and its stem, tells of something by itself.
func (r *reading) tells(text, folded, st string) bool {
	empty := func(end string) bool { return strings.HasSuffix(folded, end) }
	return r.tellsOfSubject(text, folded, st) && (isAcronym(text) || len(folded) >= minTelling && !slices.ContainsFunc(abstract[r.language], empty))
}

// tellsOfSubject is the same for a word of a topic: there qualities, states and short words have been chosen.
func (r *reading) tellsOfSubject(text, folded, st string) bool {
	switch {
	case everyday[r.language][st], r.words.generic[st], stopWords[r.language][folded], calendarWords[folded], isDigits(text):
		return false
	case r.language == events.German && (r.everydayCompound(st) || r.everydayForm(st)):
		return false
	}
	return isAcronym(text) || len(folded) >= minOfSubject
}

// everydayCompound reports whether a German stem is two everyday words in one, with or without a joint: Familienbetrieb.
func (r *reading) everydayCompound(st string) bool {
	const maxJoint = 4 // -s-, -en-, -ungs-
	known := func(part string) bool { return everyday[r.language][part] || r.words.generic[part] }
	for i := minTelling; i+minTelling <= len(st); i++ {
		if !known(st[:i]) {
			continue
		}
		for k := i; k <= min(i+maxJoint, len(st)-minTelling); k++ {
			if known(st[k:]) {
				return true
			}
		}
	}
	return false
}
