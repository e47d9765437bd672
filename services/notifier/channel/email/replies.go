package email

import (
	"errors"
	"net/textproto"
	"strconv"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// meaning says what a reply means beyond its first digit.
type meaning struct {
	// prefix of the enhanced status code without its class: "1.1" is x.1.1 of RFC 3463.
	prefix string
	// later tries again although the reply begins with 5.
	later    bool
	suppress string
	operator bool
	reason   string
}

// meanings is searched from the top; the first prefix that fits counts.
func meanings() []meaning {
	return []meaning{
		{prefix: "1.1", suppress: events.RuleBounce, reason: "there is no such mailbox"},
		{prefix: "1.2", suppress: events.RuleBounce, reason: "the address's domain does not take mail"},
		{prefix: "1.6", suppress: events.RuleBounce, reason: "the mailbox has moved"},
		{prefix: "1.10", suppress: events.RuleBounce, reason: "the address takes no mail"},
		{prefix: "1.7", operator: true, reason: "the sender's address is refused"},
		{prefix: "1.8", operator: true, reason: "the sender's domain is refused"},
		// It may speak of the sender's address as well.
		{prefix: "1.0", reason: "an address is refused"},
		{prefix: "1", suppress: events.RuleBounce, reason: "the address is refused"},
		{prefix: "2.1", reason: "the mailbox is disabled"},
		{prefix: "2.2", later: true, reason: "the mailbox is full"},
		{prefix: "2.3", operator: true, reason: "the message is too long for the mailbox"},
		{prefix: "3.4", operator: true, reason: "the message is too big for the server"},
		{prefix: "4.4", suppress: events.RuleBounce, reason: "there is no way to the address's domain"},
		// Exchange's own: the domain does not exist.
		{prefix: "4.310", suppress: events.RuleBounce, reason: "the address's domain does not exist"},
		{prefix: "6", operator: true, reason: "the server cannot take this kind of message"},
		{prefix: "7", operator: true, reason: "refused by policy or for want of a login"},
	}
}

// judge says whether the connection can be used again, and turns the library's
// error into one of ours, which quotes no address.
func judge(err error) (usable bool, failure error) {
	var sent *gomail.SendError
	if !errors.As(err, &sent) {
		return false, &channel.Ambiguous{Fault: channel.Fault{Reason: "the mail client failed in an unknown place"}}
	}
	code := sent.ErrorCode()
	switch {
	case code >= 400 && code < 600:
		return code != 421, judgeReply(code, sent.EnhancedStatusCode())
	case sent.Reason == gomail.ErrSMTPDataClose:
		return false, &channel.Ambiguous{Fault: channel.Fault{Reason: "the connection was lost after the final dot"}}
	default:
		return false, &channel.Temporary{Fault: channel.Fault{Reason: "the connection was lost before the final dot"}}
	}
}

// judgeReply classifies a reply such as 550 with an enhanced code such as 5.1.1, which may be empty.
func judgeReply(code int, enhanced string) error {
	fault := channel.Fault{Code: strings.TrimSpace(strconv.Itoa(code) + " " + enhanced), Reason: "the mail server refused the message"}
	m := meaningOf(enhanced)
	fault.Operator = m.operator && code >= 500
	if m.reason != "" {
		fault.Reason = m.reason
	}
	if code < 500 || m.later {
		return &channel.Temporary{Fault: fault}
	}
	return &channel.Permanent{Fault: fault, Suppress: m.suppress}
}

func meaningOf(enhanced string) meaning {
	_, detail, found := strings.Cut(enhanced, ".")
	if !found {
		return meaning{}
	}
	for _, m := range meanings() {
		if detail == m.prefix || strings.HasPrefix(detail, m.prefix+".") {
			return m
		}
	}
	return meaning{}
}

// replyCode is the code of an SMTP reply among the causes of err, or "".
func replyCode(err error) string {
	var reply *textproto.Error
	if !errors.As(err, &reply) {
		return ""
	}
	return strconv.Itoa(reply.Code)
}
