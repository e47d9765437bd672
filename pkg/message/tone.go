package message

import (
	"fmt"
	"regexp"
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
// nothing is shouted, and an email speaks to its reader and ends in exactly one next step. The footer is not
// judged apart from the rest.
//
// Names count as words, so a name that shouts is a breach as well: the rules are for samples, not for letters
// to real people.
func Tone(language events.Language, m Message) []Breach {
	if m.Subject == "" && m.HTML == "" {
		return toneOf(language, smsBlock, m.Text)
	}
	breaches := toneOf(language, subjectBlock, m.Subject)
	breaches = append(breaches, toneOf(language, preheaderBlock, m.Preheader)...)
	breaches = append(breaches, toneOf(language, emailBlock, m.Text)...)
	return append(breaches, oneStep(strings.Count("\n"+m.Text, "\n"+stepMark))...)
}

// toneOf judges one block of any kind.
func toneOf(language events.Language, block, text string) []Breach {
	text = strings.ReplaceAll(text, "’", "'")
	var breaches []Breach
	say := func(found, reason string) {
		breaches = append(breaches, Breach{Block: block, Found: found, Reason: reason})
	}
	words := toneWords(language)
	for _, rule := range []struct {
		sayings []string
		reason  string
	}{
		{words.blame, "it blames the reader or dwells on what went wrong; say what is possible now"},
		{words.pressure, "it presses; name the day and leave the rest to the reader"},
		{words.stale, "it is what everybody writes; say what the message is about"},
	} {
		if found := saying(rule.sayings, text); found != "" {
			say(found, rule.reason)
		}
	}
	if found := pileUp().FindString(text); found != "" {
		say(found, "one sign is enough")
	} else if strings.Count(text, "!") > maxExclamations {
		say("!", fmt.Sprintf("more than %d exclamation marks; end sentences with a full stop", maxExclamations))
	}
	if found := shouted(text); found != "" {
		say(found, "capitals shout; write it in small letters")
	}
	if block == emailBlock && saying(words.you, text) == "" {
		say("", "does not speak to the reader; say "+words.you[0])
	}
	return breaches
}

func oneStep(steps int) []Breach {
	if steps == 1 {
		return nil
	}
	return []Breach{{Block: emailBlock, Reason: fmt.Sprintf(`has %d next steps; mark exactly one line with "=> "`, steps)}}
}

// maxExclamations is the most exclamation marks a block may have: one for joy, one for a wish.
const maxExclamations = 2

// pileUp finds signs that were not enough by themselves.
func pileUp() *regexp.Regexp {
	return regexp.MustCompile(`[!?][\s\x{00a0}\x{202f}]*!|![\s\x{00a0}\x{202f}]*\?`)
}

// shouted returns the first word of capitals that is too long for an abbreviation such as SQL.
func shouted(text string) string {
	const longest = 4
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if len([]rune(word)) > longest && strings.ToUpper(word) == word && strings.ToLower(word) != word {
			return word
		}
	}
	return ""
}

// saying returns the first of the sayings, which are regular expressions of whole words, that the text contains.
func saying(sayings []string, text string) string {
	found := regexp.MustCompile(`(?i)(?:^|[^\p{L}])(` + strings.Join(sayings, "|") + `)(?:$|[^\p{L}])`).FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	return found[1]
}
