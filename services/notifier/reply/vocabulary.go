package reply

import "github.com/afterword-io/afterword/pkg/events"

// vocabulary is the table of one language. Its entries are phrases as people write them, with their accents.
type vocabulary struct {
	stop stopWords
	// commands are tried in this order; of those of one kind that fit, the longest phrase counts.
	commands []command
	// polite are words that may stand around a command and change nothing.
	polite []string
	// doubts are words beside which a report is not to be trusted: "not", "yet", "if".
	doubts []string
	// whole are phrases that end in something polite and mean another thing without it: "no thanks".
	whole []string
	// ordinary are words of the language that one slip of the finger would make a command of.
	ordinary []string
}

// stopWords are the ways to end the texts.
type stopWords struct {
	// alone are the words and phrases that mean it when they are all that was said.
	alone []string
	// strong are those of them that mean it at the beginning and at the end of a text of any length too, and
	// anywhere in a short one.
	strong []string
	// wishes mean it wherever they stand.
	wishes []string
	// idioms contain one of the above and mean something else.
	idioms []string
	// denials turn a wish into its contrary when they stand right before it.
	denials []string
	// others are those whom a wish after which they stand concerns instead of us: "stop texting them".
	others []string
}

// command is one of the words with the phrases that stand for it.
type command struct {
	word    Word
	place   place
	phrases []string
}

// place is where a phrase has to stand.
type place int

const (
	// alone: it is the whole text.
	alone place = iota
	// first: it begins the text. What comes after it is the rest, which must hold no doubt where word is a report.
	first
	// telling: it begins the text and is itself part of what was said.
	telling
	// anywhere, if there is no doubt around it.
	anywhere
)

// vocabularyOf returns the table of a language; the second is false for one that has none.
func vocabularyOf(l events.Language) (vocabulary, bool) {
	switch l {
	case events.English:
		return english(), true
	case events.German:
		return german(), true
	case events.Spanish:
		return spanish(), true
	case events.French:
		return french(), true
	default:
		return vocabulary{}, false
	}
}

// spoken are the tables in which a candidate's text is read: their language's and English.
func spoken(l events.Language) []vocabulary {
	own, ok := vocabularyOf(l)
	if !ok || l == events.English {
		return []vocabulary{english()}
	}
	return []vocabulary{own, english()}
}
