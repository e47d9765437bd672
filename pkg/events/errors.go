package events

import (
	"fmt"
	"strings"
)

// FieldError is one fault in what was sent.
type FieldError struct {
	// Location is the path of the field, such as data.interviewers[1].name.
	Location string `json:"location"`
	// Message says in one sentence what to do; it never repeats the value.
	Message string `json:"message"`
}

// MalformedError says that bytes could not be parsed at all (HTTP 400).
type MalformedError struct {
	// Location is the path or attribute at fault; empty when it is the document itself.
	Location string
	Reason   string
}

func (e *MalformedError) Error() string {
	if e.Location == "" {
		return "malformed: " + e.Reason
	}
	return fmt.Sprintf("malformed at %s: %s", e.Location, e.Reason)
}

// InvalidError lists every field that was parsed and is not valid (HTTP 422).
type InvalidError struct {
	Fields []FieldError
}

func (e *InvalidError) Error() string {
	said := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		said[i] = f.Location + ": " + f.Message
	}
	return "invalid: " + strings.Join(said, "; ")
}

// MediaTypeError says that the body is of a kind that is not understood (HTTP 415).
type MediaTypeError struct {
	// Wanted lists the media types that are.
	Wanted []string
}

func (e *MediaTypeError) Error() string {
	return "unknown media type; known are " + strings.Join(e.Wanted, ", ")
}

// faults collects field errors; the zero value is ready.
type faults struct {
	fields []FieldError
}

func (f *faults) add(location, format string, args ...any) {
	f.fields = append(f.fields, FieldError{Location: location, Message: fmt.Sprintf(format, args...)})
}

func (f *faults) err() error {
	if len(f.fields) == 0 {
		return nil
	}
	return &InvalidError{Fields: f.fields}
}

// under joins a path and a field's name.
func under(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// item is the path of the i-th element.
func item(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }
