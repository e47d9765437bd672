package events

import (
	"fmt"
	"strings"
)

// FieldError says what is wrong with one field. Neither part holds the field's value.
type FieldError struct {
	// Location is the field's path, such as candidate.email, data.interviewers[1].name or, in
	// a batch, [3].data.promise. It is empty for the document as a whole.
	Location string `json:"location"`
	// Message completes the sentence that begins with the location and says how to mend it,
	// such as "must be before to".
	Message string `json:"message"`
}

// String is the whole sentence.
func (f FieldError) String() string { return sentence(f.Location, f.Message) }

// InvalidError says that an event was read but is not valid (HTTP 422). It names
// every field at fault, up to 100 of them.
type InvalidError struct{ Fields []FieldError }

// Error implements error with one sentence for each field.
func (e *InvalidError) Error() string {
	sentences := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		sentences[i] = f.String()
	}
	return strings.Join(sentences, "; ")
}

// MalformedError says that something cannot be read at all (HTTP 400): no JSON, or an
// envelope that breaks the CloudEvents specification. It names the first fault only.
type MalformedError struct {
	// Location is the path of the field or the name of the attribute; empty for the whole document.
	Location string
	// Reason completes the sentence that begins with the location; without one it is a sentence of its own.
	Reason string
}

// Error implements error.
func (e *MalformedError) Error() string { return sentence(e.Location, e.Reason) }

// MediaTypeError says that a body is in a format that is not understood (HTTP 415).
type MediaTypeError struct {
	// Wanted are the formats that are.
	Wanted []string
}

// Error implements error.
func (e *MediaTypeError) Error() string {
	return "the media type is not understood; it must be " + alternatives(e.Wanted)
}

func malformed(location, format string, args ...any) *MalformedError {
	reason := fmt.Sprintf(format, args...)
	if location == "" {
		reason = "the document " + reason
	}
	return &MalformedError{Location: location, Reason: reason}
}

func invalid(location, message string) *InvalidError {
	return &InvalidError{Fields: []FieldError{{Location: location, Message: message}}}
}

func sentence(location, message string) string {
	if location == "" {
		return message
	}
	return location + " " + message
}
