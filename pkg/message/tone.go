package message

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/afterword-io/afterword/pkg/events"
)

// Breach is a place where a message does not speak as a good adviser would.
type Breach struct {
	// Block is where: subject, preheader, email or sms.
	Block string
	// Found is what it says; empty if something is missing.
	Found string
	// Reason is what is wrong with it, and what to do.
	Reason string
}

// String says it in a sentence.
func (b Breach) String() string {
	if b.Found == "" {
		return b.Reason
	}
	return fmt.Sprintf("says %q: %s", b.Found, b.Reason)
}

// Tone returns the breaches of the rules of tone in a rendered message: nobody is blamed, pressed or bored,
// nothing is shouted, and an email speaks to its reader and has exactly one next step.
//
// Names count as words, so a name that shouts is a breach as well: the rules are for samples, not for letters
// to real people.
func Tone(language events.Language, m Message) []Breach {
	r := toneOf(language)
	if m.Subject == "" && m.HTML == "" {
		return r.judge(smsBlock, m.Text)
	}
	return slices.Concat(
		r.judge(subjectBlock, m.Subject), r.judge(preheaderBlock, m.Preheader), r.judge(emailBlock, m.Text), oneStep(m.Text),
	)
}

// tone is the rules of one language, ready to use.
type tone struct {
	rules  []rule
	pileUp *regexp.Regexp
	// you finds that the reader is spoken to; usual is how that is usually done.
	you   *regexp.Regexp
	usual string
	// answers are the words that are written in capitals for the reader to answer with.
	answers []string
}

type rule struct {
	sayings *regexp.Regexp
	reason  string
}

func toneOf(language events.Language) tone {
	w := toneWords(language)
	return tone{
		rules: []rule{
			{wholeWords(w.blame), "it blames the reader or dwells on what went wrong; say what is possible now"},
			{wholeWords(w.pressure), "it presses; name the day and leave the rest to the reader"},
			{wholeWords(w.stale), "it is what everybody writes; say what the message is about"},
		},
		// The space before a mark is French.
		pileUp: regexp.MustCompile(`[!?][\s\x{00a0}\x{202f}]*!|![\s\x{00a0}\x{202f}]*\?`),
		you:    wholeWords(w.you), usual: w.you[0],
		answers: ReplyWords(language).all(),
	}
}

// wholeWords finds sayings, which are regular expressions, in any case and not as parts of longer words.
func wholeWords(sayings []string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[^\p{L}])(` + strings.Join(sayings, "|") + `)(?:$|[^\p{L}])`)
}

// maxExclamations is the most exclamation marks a block may have: one for joy, one for a wish.
const maxExclamations = 2

// judge says what is wrong with the tone of one block.
func (t tone) judge(block, text string) []Breach {
	text = strings.ReplaceAll(text, "’", "'")
	var breaches []Breach
	say := func(found, reason string) {
		breaches = append(breaches, Breach{Block: block, Found: found, Reason: reason})
	}
	for _, rule := range t.rules {
		if found := rule.sayings.FindStringSubmatch(text); found != nil {
			say(found[1], rule.reason)
		}
	}
	if found := t.pileUp.FindString(text); found != "" {
		say(found, "one sign is enough")
	} else if strings.Count(text, "!") > maxExclamations {
		say("!", fmt.Sprintf("more than %d exclamation marks; end sentences with a full stop", maxExclamations))
	}
	if found := t.shouted(text); found != "" {
		say(found, "capitals shout; write it in small letters")
	}
	if block == emailBlock && !t.you.MatchString(text) {
		say("", fmt.Sprintf("does not speak to the reader; say %q", t.usual))
	}
	return breaches
}

// oneStep wants exactly one next step in the text part of an email.
func oneStep(text string) []Breach {
	steps := strings.Count("\n"+text, "\n"+stepMark)
	if steps == 1 {
		return nil
	}
	return []Breach{{Block: emailBlock, Reason: fmt.Sprintf(`has %d next steps; mark exactly one line with "=> "`, steps)}}
}

// shouted returns the first word of capitals that is too long for an abbreviation such as SQL, and no word to answer with.
func (t tone) shouted(text string) string {
	const longest = 4
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if len([]rune(word)) > longest && strings.ToUpper(word) == word && strings.ToLower(word) != word && !slices.Contains(t.answers, word) {
			return word
		}
	}
	return ""
}
