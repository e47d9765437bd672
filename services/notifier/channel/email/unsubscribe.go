package email

import (
	"net/url"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// The headers of one-click unsubscribe (RFC 8058 section 3.1), and the one value that the second may have.
const (
	headerUnsubscribe     = "List-Unsubscribe"
	headerUnsubscribePost = "List-Unsubscribe-Post"
	oneClick              = "List-Unsubscribe=One-Click"
)

// maxLine is the most characters of a line (RFC 5322 section 2.1.1).
const maxLine = 998

// offerUnsubscribe adds the headers by which a mail program ends the emails with one request. The link stands on the
// header's own line, however long it is: the library would begin a new line before it, which leaves the first one
// empty, and there are signers and readers which make nothing of that.
func offerUnsubscribe(msg *gomail.Msg, link string) error {
	parsed, err := url.Parse(link)
	if err != nil || parsed.Host == "" || strings.ContainsAny(link, "<> \t\r\n,") || len(headerUnsubscribe+": <>")+len(link) > maxLine {
		return refused("the link to unsubscribe cannot be used", true)
	}
	// Only one header may be written this way: the library keeps those in no order.
	msg.SetGenHeaderPreformatted(headerUnsubscribe, "<"+link+">")
	msg.SetGenHeader(headerUnsubscribePost, oneClick)
	return nil
}
