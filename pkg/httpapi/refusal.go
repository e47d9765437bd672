package httpapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// Refusal is an error that knows its problem.
type Refusal struct {
	Kind Kind
	// Detail is for the caller.
	Detail string
	// Faults names every field at fault.
	Faults []Fault
	// Header goes with the answer.
	Header http.Header
	// Cause is for the log.
	Cause error
}

// Refuse makes a refusal with a detail for the caller.
func Refuse(k Kind, format string, args ...any) *Refusal {
	return &Refusal{Kind: k, Detail: fmt.Sprintf(format, args...)}
}

// RefuseFields refuses a request for fields that are at fault.
func RefuseFields(faults []Fault) *Refusal {
	return &Refusal{Kind: Invalid, Faults: faults, Detail: DetailOf(faults, "")}
}

// DetailOf says what is wrong in one sentence where one fault is all there is.
func DetailOf(faults []Fault, otherwise string) string {
	switch {
	case len(faults) == 1:
		return strings.TrimSpace(faults[0].Location + " " + faults[0].Message)
	case len(faults) > 1:
		return fmt.Sprintf("%d fields are at fault.", len(faults))
	default:
		return otherwise
	}
}

// With sets a header of the answer.
func (r *Refusal) With(name, value string) *Refusal {
	if r.Header == nil {
		r.Header = http.Header{}
	}
	r.Header.Set(name, value)
	return r
}

// Because keeps the error behind it, for the log.
func (r *Refusal) Because(err error) *Refusal {
	r.Cause = err
	return r
}

// At names a field at fault; the message completes the sentence that begins with the location.
func (r *Refusal) At(location, message string) *Refusal {
	r.Faults = append(r.Faults, Fault{Location: location, Message: message})
	return r
}

// Error implements error; it holds nothing of the request.
func (r *Refusal) Error() string {
	if r.Cause != nil {
		return r.Kind.Word + ": " + r.Cause.Error()
	}
	return r.Kind.Word
}

func (r *Refusal) Unwrap() error { return r.Cause }

// RefusalOf is the one map from an error to what the caller sees of it. What it does not know is internal, and its text
// stays here.
func RefusalOf(err error) *Refusal {
	if known := new(Refusal); errors.As(err, &known) {
		return known
	}
	if bad := new(events.MalformedError); errors.As(err, &bad) {
		location := bad.Location
		if location == "" {
			location = "body"
		}
		return Refuse(Malformed, "%s", bad.Error()).At(location, bad.Reason)
	}
	if bad := new(events.InvalidError); errors.As(err, &bad) {
		faults := make([]Fault, 0, len(bad.Fields))
		for _, f := range bad.Fields {
			faults = append(faults, Fault{Location: f.Location, Message: f.Message})
		}
		return RefuseFields(faults)
	}
	if bad := new(events.MediaTypeError); errors.As(err, &bad) {
		return Refuse(MediaType, "%s", bad.Error())
	}
	if down := new(bus.UnavailableError); errors.As(err, &down) || errors.Is(err, context.DeadlineExceeded) {
		return Refuse(Unavailable, "The bus did not confirm the write; nothing is promised. Send the same request again in a moment.").
			Because(err).With("Retry-After", "2")
	}
	return Refuse(Internal, "The request was not carried out.").Because(err)
}
