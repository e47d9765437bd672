package email

import (
	"errors"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// Report is what a mail server or a provider says of one letter after it was taken. It quotes nothing.
type Report struct {
	// Word is how the source calls what became of it; package letter knows what each source means by it.
	Word string
	// Code is a reply and an enhanced code, such as "550 5.1.1", or what there is of them.
	Code string
	// Reason is a short sentence of ours; empty where the word says it all.
	Reason string
	// Suppress is the rule under which the address must not be written to any more: events.RuleBounce,
	// events.RuleUnsubscribe, events.RuleComplaint, or empty.
	Suppress string
}

// Notice is a Report from a provider, with what the letter can be found by: either may be empty.
type Notice struct {
	// Return is the envelope sender of the letter, and MessageID its Message-ID without angle brackets.
	Return, MessageID string
	Report
}

// ErrForged is the answer to what does not come from the provider, or not now. Which of these, nobody is told.
var ErrForged = errors.New("the provider has not signed this")

// failedBy fills in what a code says of a letter that has not arrived: replies.go is the table. Only a permanent code
// (RFC 3463 class 5) says something of the address: who has waited in vain reports the temporary one.
func (r Report) failedBy(reply, enhanced string) Report {
	r.Code = strings.TrimSpace(reply + " " + enhanced)
	m := meaningOf(enhanced)
	r.Reason = firstSet(m.reason, "the letter came back")
	if strings.HasPrefix(enhanced, "5.") {
		r.Suppress = m.suppress
	}
	return r
}

// bounced is failedBy where it is known, whatever the code, that the address takes no letters.
func (r Report) bounced(reply, enhanced string) Report {
	r = r.failedBy(reply, enhanced)
	r.Suppress = events.RuleBounce
	return r
}

// refusedBy is failedBy where it is known that the address is not to blame.
func (r Report) refusedBy(reply, enhanced string) Report {
	r = r.failedBy(reply, enhanced)
	r.Suppress = ""
	return r
}

// unwanted is a report of a reader who wants no more letters.
func (r Report) unwanted(rule, reason string) Report {
	r.Suppress, r.Reason = rule, reason
	return r
}

// replyAt reads an SMTP reply at the beginning of a text, such as "550 5.1.1 ..." or "550-#5.1.1 ...": each of the two
// may be missing.
func replyAt(text string) (reply, enhanced string) {
	if len(text) >= 3 && isClass(text[0]) && digits(text[:3]) == 3 && digits(text) == 3 {
		reply, text = text[:3], strings.TrimLeft(text[3:], " -\t")
	}
	return reply, enhancedAt(text)
}

// enhancedAt reads an enhanced status code (RFC 3463 section 2) at the beginning of a text: "" if there is none.
func enhancedAt(text string) string {
	text = strings.TrimLeft(text, "#(")
	end := strings.IndexFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if end < 0 {
		end = len(text)
	}
	// A full stop behind it is the sentence's.
	code := strings.TrimSuffix(text[:end], ".")
	parts := strings.Split(code, ".")
	if len(parts) != 3 || len(parts[0]) != 1 || !isClass(parts[0][0]) {
		return ""
	}
	for _, part := range parts[1:] {
		if len(part) < 1 || len(part) > 3 {
			return ""
		}
	}
	return code
}

func isClass(c byte) bool { return c == '2' || c == '4' || c == '5' }

// digits counts the digits at the beginning.
func digits(text string) int {
	return len(text) - len(strings.TrimLeft(text, "0123456789"))
}
