package portal

import (
	"html/template"
	"net/url"
	"strings"
)

// maxMailto is how long a mailto link may be. Mail programs and systems take different lengths and say nothing when
// one is too long; what is longer than this is copied instead.
const maxMailto = 8000

// mailto is the link that opens a mail program (RFC 6068): percent-encoded throughout, since a plus sign is no space
// there, with CR LF between lines. Where the text makes it too long, it has none, and cut is true.
func mailto(address, subject, text string) (link template.URL, cut bool) {
	if address == "" {
		return "", false
	}
	at := strings.LastIndexByte(address, '@')
	to := "mailto:" + encoded(address[:at]) + "@" + encoded(address[at+1:])
	var fields []string
	if subject != "" {
		fields = append(fields, "subject="+encoded(subject))
	}
	if text = strings.TrimSpace(text); text != "" {
		body := "body=" + encoded(strings.ReplaceAll(text, "\n", "\r\n"))
		if cut = len(to)+len(subject)+len(body) > maxMailto; !cut {
			fields = append(fields, body)
		}
	}
	if len(fields) > 0 {
		to += "?" + strings.Join(fields, "&")
	}
	// Every part of it is encoded.
	return template.URL(to), cut
}

// encoded leaves only the unreserved characters of RFC 3986 as they are.
func encoded(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
