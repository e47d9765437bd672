package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// This file is the one map from an error to what the caller sees of it.

// kind is a sort of problem. Its word is the anchor in /docs and the label in the metrics.
type kind string

const (
	malformed        kind = "malformed"
	unauthorized     kind = "unauthorized"
	otherTenant      kind = "other-tenant"
	noSuchPath       kind = "no-such-path"
	noSuchFollowup   kind = "no-such-followup"
	methodNotAllowed kind = "method-not-allowed"
	keyInUse         kind = "idempotency-key-in-use"
	tooLarge         kind = "too-large"
	mediaType        kind = "media-type"
	invalid          kind = "invalid"
	keyReused        kind = "idempotency-key-reused"
	rateLimited      kind = "rate-limited"
	internal         kind = "internal"
	unavailable      kind = "unavailable"
)

type kindFacts struct {
	Kind    kind
	Status  int
	Title   string
	Meaning string
}

// kinds lists every problem there is, by status.
func kinds() []kindFacts {
	return []kindFacts{
		{malformed, 400, "The request cannot be read", "The body is not one JSON document, holds a key twice, is not UTF-8, is nested too deeply, or its CloudEvents envelope breaks the specification. errors[].location says where."},
		{unauthorized, 401, "A valid API key is needed", "Send Authorization: Bearer aw_... with a key that has neither expired nor been removed."},
		{otherTenant, 403, "The event belongs to another tenant", "The tenant attribute of an event must be the one of the API key. Leave it out: it is set from the key."},
		{noSuchPath, 404, "There is nothing at this path", "See the list of operations on this page."},
		{noSuchFollowup, 404, "There is no such follow-up", "Your tenant has no follow-up with this id, or its first plan is not written yet, which takes a moment after its first fact was accepted."},
		{methodNotAllowed, 405, "The method is not allowed here", "The Allow header lists the methods of this path."},
		{keyInUse, 409, "A request with this Idempotency-Key is still running", "Ask again after the seconds in Retry-After; you will get the answer of the first request."},
		{tooLarge, 413, "The request is too large", "A body may have 256 KiB, a batch of events 4 MiB and 1,000 events."},
		{mediaType, 415, "The media type is not understood", "Send application/json, application/cloudevents+json or application/cloudevents-batch+json, without a Content-Encoding."},
		{invalid, 422, "The request is not valid", "The request was read, but fields are missing or break a rule. Every field at fault is in errors[], with its location."},
		{keyReused, 422, "The Idempotency-Key was used for another request", "A key stands for one request: the same method, path and body. Take a new key for a new request."},
		{rateLimited, 429, "Too many requests", "Ask again after the seconds in Retry-After. The RateLimit headers tell how much is left."},
		{internal, 500, "Something went wrong here", "Not your fault. Give the request id when you report it."},
		{unavailable, 503, "It cannot be stored now", "The bus did not confirm that it stored anything, so nothing is promised. Send the same request again after the seconds in Retry-After; with the same Idempotency-Key it cannot count twice."},
	}
}

func (k kind) facts() kindFacts {
	for _, f := range kinds() {
		if f.Kind == k {
			return f
		}
	}
	return kindFacts{internal, 500, "Something went wrong here", ""}
}

// Problem is the body of every answer that is not a success (RFC 9457).
type Problem struct {
	// Type is a reference to the problem's explanation in /docs.
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	// Errors names every field at fault.
	Errors []Fault `json:"errors,omitempty"`
	// RequestID is also in the X-Request-Id header and in the log.
	RequestID string `json:"request_id,omitempty"`
}

// Fault is one field at fault.
type Fault struct {
	// Location is the field's path, such as interviewers[0].name.
	Location string `json:"location"`
	// Message completes the sentence that begins with the location.
	Message string `json:"message"`
}

// refusal is an error that knows its problem. Detail is for the caller; cause is for the log.
type refusal struct {
	kind   kind
	detail string
	faults []Fault
	header http.Header
	cause  error
}

func refuse(k kind, format string, args ...any) *refusal {
	return &refusal{kind: k, detail: fmt.Sprintf(format, args...)}
}

func (r *refusal) with(name, value string) *refusal {
	if r.header == nil {
		r.header = http.Header{}
	}
	r.header.Set(name, value)
	return r
}

func (r *refusal) because(err error) *refusal {
	r.cause = err
	return r
}

// Error implements error; it holds nothing of the request.
func (r *refusal) Error() string {
	if r.cause != nil {
		return string(r.kind) + ": " + r.cause.Error()
	}
	return string(r.kind)
}

func (r *refusal) Unwrap() error { return r.cause }

// refusalOf is the map. What it does not know is internal, and its text stays here.
func refusalOf(err error) *refusal {
	if known := new(refusal); errors.As(err, &known) {
		return known
	}
	if bad := new(events.MalformedError); errors.As(err, &bad) {
		r := refuse(malformed, "")
		r.faults = []Fault{{Location: orDefault(bad.Location, "body"), Message: bad.Reason}}
		r.detail = bad.Error()
		return r
	}
	if bad := new(events.InvalidError); errors.As(err, &bad) {
		faults := make([]Fault, 0, len(bad.Fields))
		for _, f := range bad.Fields {
			faults = append(faults, Fault{Location: f.Location, Message: f.Message})
		}
		return refuseFields(faults)
	}
	if bad := new(events.MediaTypeError); errors.As(err, &bad) {
		return refuse(mediaType, "%s", bad.Error()).with("Accept-Post", acceptedMediaTypes)
	}
	if down := new(bus.UnavailableError); errors.As(err, &down) {
		return notStored(err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return notStored(err)
	}
	return refuse(internal, "The request was not carried out.").because(err)
}

func notStored(err error) *refusal {
	return refuse(unavailable, "The bus did not confirm the write; nothing is promised. Send the same request again in a moment.").
		because(err).with("Retry-After", "2")
}

func refuseFields(faults []Fault) *refusal {
	r := refuse(invalid, "")
	r.faults = faults
	r.detail = detailOf(faults, "")
	return r
}

// detailOf says what is wrong in one sentence where one fault is all there is.
func detailOf(faults []Fault, otherwise string) string {
	switch {
	case len(faults) == 1:
		return strings.TrimSpace(faults[0].Location + " " + faults[0].Message)
	case len(faults) > 1:
		return fmt.Sprintf("%d fields are at fault.", len(faults))
	default:
		return otherwise
	}
}

// writeProblem answers with r.
func writeProblem(w http.ResponseWriter, r *refusal, requestID string) {
	facts := r.kind.facts()
	header := w.Header()
	for name, values := range r.header {
		header[name] = values
	}
	body, err := json.Marshal(Problem{
		Type: "/docs#problem-" + string(r.kind), Title: facts.Title, Status: facts.Status,
		Detail: r.detail, Errors: r.faults, RequestID: requestID,
	})
	if err != nil {
		body = []byte(`{"type":"about:blank","title":"Internal Server Error","status":500}`)
	}
	header.Set("Content-Type", "application/problem+json")
	header.Set("Cache-Control", "no-store")
	w.WriteHeader(facts.Status)
	_, _ = w.Write(body)
}
