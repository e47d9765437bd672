package httpapi

import (
	"encoding/json"
	"net/http"
)

// Problem is the body of every answer that is not a success (RFC 9457).
type Problem struct {
	// Type is a reference that names the kind of problem; where it is an address, it explains it.
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

// write answers with a refusal. prefix comes before the kind's word in the type.
func write(w http.ResponseWriter, r *Refusal, prefix, requestID string) {
	header := w.Header()
	for name, values := range r.Header {
		header[name] = values
	}
	body, err := json.Marshal(Problem{
		Type: prefix + r.Kind.Word, Title: r.Kind.Title, Status: r.Kind.Status, Detail: r.Detail, Errors: r.Faults, RequestID: requestID,
	})
	if err != nil {
		body = []byte(`{"type":"about:blank","title":"Internal Server Error","status":500}`)
	}
	header.Set("Content-Type", "application/problem+json")
	header.Set("Cache-Control", "no-store")
	w.WriteHeader(r.Kind.Status)
	_, _ = w.Write(body)
}
