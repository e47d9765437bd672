package message

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
)

// FieldError says what is wrong with one field, and what would be right.
type FieldError struct {
	// Field is the field's name in JSON, such as sender_email.
	Field string
	// Reason completes "<field> ...": "must be an https address".
	Reason string
}

// Error implements error.
func (e *FieldError) Error() string { return e.Field + " " + e.Reason }

const (
	// MaxSenderName is in characters.
	MaxSenderName = 70
	// MaxFooter is in characters; a footer may have several lines.
	MaxFooter = 500
	// MaxLogoURL is in bytes: what mail programs and image proxies take.
	MaxLogoURL = 2000
)

// CheckBrand says everything that is wrong with a brand, as *FieldError joined, or nil. Empty fields are
// right: they take the installation's values. It is asked before a brand is saved.
func CheckBrand(b events.Brand) error {
	var wrong []error
	must := func(holds bool, field, format string, args ...any) {
		if !holds {
			wrong = append(wrong, &FieldError{Field: field, Reason: fmt.Sprintf(format, args...)})
		}
	}
	must(utf8.RuneCountInString(b.SenderName) <= MaxSenderName, "sender_name", "must have at most %d characters", MaxSenderName)
	must(!strings.ContainsFunc(b.SenderName, unicode.IsControl), "sender_name", "must be one line without control characters")
	must(b.SenderName == strings.TrimSpace(b.SenderName), "sender_name", "must not begin or end with a space")
	must(b.SenderEmail == "" || events.IsEmail(b.SenderEmail), "sender_email", "must be a bare email address such as careers@example.com")
	must(b.ReplyTo == "" || events.IsEmail(b.ReplyTo), "reply_to", "must be a bare email address such as careers@example.com")
	must(b.SMSSender == "" || events.IsPhone(b.SMSSender), "sms_sender", "must be a number in E.164 form, such as +14155550100")
	must(b.Color == "" || isColor(b.Color), "color", "must be #rgb or #rrggbb, such as %s", defaultAccent)
	must(b.Logo == "" || isLogo(b.Logo), "logo_url", "must be an https address of an image, such as https://example.com/logo.png, of at most %d bytes", MaxLogoURL)
	must(utf8.RuneCountInString(b.Footer) <= MaxFooter, "footer", "must have at most %d characters", MaxFooter)
	must(utf8.ValidString(b.Footer) && !strings.ContainsFunc(b.Footer, isControl), "footer", "must have no control characters but line breaks")
	return errors.Join(wrong...)
}

// isLogo: an image that is fetched over an encrypted line, without a password in its address.
func isLogo(address string) bool {
	u, err := url.Parse(address)
	return err == nil && len(address) <= MaxLogoURL && u.Scheme == "https" && u.Hostname() != "" && u.User == nil &&
		!strings.ContainsFunc(address, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
}

// isColor accepts #rgb and #rrggbb only: anything else could be more than a colour.
func isColor(color string) bool {
	digits, ok := strings.CutPrefix(color, "#")
	return ok && (len(digits) == 3 || len(digits) == 6) && strings.Trim(strings.ToLower(digits), "0123456789abcdef") == ""
}

// isControl is unicode.IsControl but for the characters that lay a text out.
func isControl(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }
