package sms

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/afterword-io/afterword/pkg/events"
)

// Status is how far the provider has come with a text that it has taken.
type Status struct {
	// ID is the provider's id of the text.
	ID string
	// Word is the provider's: queued, sending, sent, delivered, undelivered, failed and so on.
	Word string
	// Code is the provider's code for what went wrong; empty if nothing did.
	Code string
	// Suppress is the rule under which the number must not be written to any more, or empty.
	Suppress string
	// Operator reports that it is not the number's fault and a person has to look at the settings.
	Operator bool
	// Reason is a short sentence of ours about the code; empty without one.
	Reason string
}

// ReadStatus reads the form of a status callback; ok is false if it is not that of one. What a code means is what it
// means when a text is refused (classes.go); that a passing trouble made it fail says nothing against the number.
func ReadStatus(form url.Values) (s Status, ok bool) {
	s = Status{ID: form.Get("MessageSid"), Word: form.Get("MessageStatus")}
	if !validSID(s.ID) || s.Word == "" || len(s.Word) > 40 {
		return Status{}, false
	}
	code, err := strconv.Atoi(form.Get("ErrorCode"))
	if err != nil || code <= 0 {
		return s, true
	}
	s.Code, s.Reason = strconv.Itoa(code), "the text did not arrive"
	if i := slices.IndexFunc(classes(), func(c class) bool { return slices.Contains(c.codes, code) }); i >= 0 {
		c := classes()[i]
		s.Suppress, s.Operator, s.Reason = c.suppress, c.operator, c.reason
	}
	return s, true
}

// StopsTexts reports a status that says that the reader has told the provider to stop.
func (s Status) StopsTexts() bool { return s.Suppress == events.RuleStop }
