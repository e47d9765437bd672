package coach

import (
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// lexicon is what a language has of words and phrases. A language is one file that fills it;
// english.go is the model.
type lexicon struct {
	// thanks says thank you; noThanks looks like it but thanks for nothing ("thanks to my degree").
	thanks, noThanks *pattern
	// interest says that the candidate wants the position; noInterest looks like it but does not.
	interest, noInterest *pattern
	// value begins to say what the candidate's education or experience brings.
	value *pattern
	// noValue is a clause that says that the candidate has no experience of something, or that it is of no use.
	noValue *pattern
	// pushy asks for the decision, salary or an exception, apologises or pleads; noPushy looks like it but is a small apology in
	// passing, or tells of others.
	pushy, noPushy *pattern
	// timeline asks when or how it goes on; when is what makes a question one for the timeline.
	timeline, when *pattern
	// stock are phrases found in every template.
	stock *pattern
	// talk are words that refer to the conversation.
	talk *pattern
	// unsaid is a clause that says that something was not talked about.
	unsaid *pattern
	// me are words for the candidate who does or owns something.
	me *pattern
	// you are words for the employer's people, and for both sides together.
	you *pattern
	// about comes right before what was said, wasSaid right after it.
	about, wasSaid *pattern
	// struck has what was said inside: "that you ... surprised me".
	struck *pattern
	// joins comes right before the name of the employer; formerly tells of an earlier or another job.
	joins, formerly *pattern
	// joinsBefore and joinsAfter enclose the name where the verb comes last: "bei ... arbeiten".
	joinsBefore *pattern
	joinsAfter  map[string]bool
	// units are what numbers of a conversation count; see concrete.go.
	units *pattern
	// generic are words that could stand in a note to anybody, as stems.
	generic map[string]bool
	// departments are words that, in or after a name, say that it is a part of the employer.
	departments map[string]bool
	say         sayings
}

// sayings are the sentences of the findings. %[1]s and %[2]s are names, topics or words of the note.
type sayings struct {
	noThanks                        string
	wrongName, wrongVocative        string
	wrongEmployer                   string
	noName, noGreeting              string
	notSpecific, notSpecificUnknown string
	placeholder                     string
	copied, copiedOf                string
	noValue, noValueUnknown         string
	noInterest, noInterestIn        string
	tooLong, tooShort, stock, pushy string
	askTimeline, byPost             string
	// oneWord and manyWords count words, for tooLong and tooShort.
	oneWord, manyWords string
}

// genericStems makes the set of stems of a list of words.
func genericStems(l events.Language, words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[stem(word, l)] = true
	}
	return set
}

func lexiconOf(l events.Language) lexicon {
	switch l {
	case events.German:
		return german
	case events.Spanish:
		return spanish
	case events.French:
		return french
	default:
		return english
	}
}
