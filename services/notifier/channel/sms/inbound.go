package sms

import (
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
)

// Inbound is a text that came.
type Inbound struct {
	// ID is the provider's id of it: letters and digits, or empty if what came is none.
	ID string
	// Number is who has sent it.
	Number string
	// Senders are what it was sent to, by all the names under which texts may have gone out to the number: the number
	// that was written to, and the messaging service it belongs to.
	Senders []string
	Text    string
	// OptOut is STOP, START or HELP if the provider has understood the text as that by itself, and has answered it or
	// is about to (Twilio's Advanced Opt-Out).
	OptOut string
}

// ReadInbound reads the form of a callback; ok is false if it is not that of a text.
func ReadInbound(form url.Values) (in Inbound, ok bool) {
	in = Inbound{
		ID: form.Get("MessageSid"), Number: form.Get("From"), Text: form.Get("Body"), OptOut: strings.ToUpper(form.Get("OptOutType")),
	}
	for _, sender := range []string{form.Get("To"), form.Get("MessagingServiceSid")} {
		if sender != "" && !slices.Contains(in.Senders, sender) {
			in.Senders = append(in.Senders, sender)
		}
	}
	if !validSID(in.ID) {
		in.ID = ""
	}
	return in, in.Number != "" && len(in.Senders) > 0
}

// validSID reports whether an id of the provider can be that of an event: letters and digits.
func validSID(id string) bool {
	odd := func(r rune) bool { return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') }
	return id != "" && len(id) <= 64 && !strings.ContainsFunc(id, odd)
}

// Answer is the document (TwiML) that answers a text: with nothing if text is empty.
func Answer(text string) []byte {
	answer := struct {
		XMLName xml.Name `xml:"Response"`
		Message string   `xml:"Message,omitempty"`
	}{Message: text}
	// A struct of strings can always be written.
	document, _ := xml.Marshal(answer)
	return append([]byte(xml.Header), document...)
}
