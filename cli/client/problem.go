package client

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Problem is a refusal: an RFC 9457 problem, or whatever could be learned of an
// answer that was none.
type Problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	// Errors name the fields at fault.
	Errors []FieldError `json:"errors"`
	// RetryAfter is the header of that name as sent: seconds or an HTTP date.
	RetryAfter string `json:"-"`
}

// FieldError says what is wrong with one field.
type FieldError struct {
	// Location is the field's path in what was sent, such as candidate.phone.
	Location string `json:"location"`
	// Message completes the sentence that begins with the location.
	Message string `json:"message"`
}

// Error tells the problem in sentences, one line for each field at fault.
func (p *Problem) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "the server refused it with %d", p.Status)
	// With fields at fault the detail only repeats or counts them.
	said := p.Detail
	if said == "" || len(p.Errors) > 0 {
		said = p.Title
	}
	if said == "" {
		said = http.StatusText(p.Status)
	}
	if said != "" {
		b.WriteString(": " + said)
	}
	for _, e := range p.Errors {
		b.WriteString("\n  " + strings.TrimSpace(e.Location+" "+e.Message))
	}
	if p.RetryAfter != "" {
		b.WriteString("\n  try again after " + p.RetryAfter)
		if strings.Trim(p.RetryAfter, "0123456789") == "" {
			b.WriteString(" s")
		}
	}
	return b.String()
}

// Temporary reports that the same request may succeed later.
func (p *Problem) Temporary() bool {
	switch p.Status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// AboutInput reports that what was sent is at fault, so that sending it again cannot help.
func (p *Problem) AboutInput() bool {
	switch p.Status {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return true
	}
	return false
}

// UnreachableError says that the server gave no answer, so that what was sent
// may or may not have been taken.
type UnreachableError struct {
	Server string
	Err    error
}

func (e *UnreachableError) Error() string {
	return fmt.Sprintf("no answer from %s: %v", e.Server, e.Err)
}

func (e *UnreachableError) Unwrap() error { return e.Err }

func problemOf(response *http.Response, body []byte) *Problem {
	problem := &Problem{}
	if strings.Contains(response.Header.Get("Content-Type"), "json") {
		// An answer that is not what its type says still has its status.
		_ = json.Unmarshal(body, problem)
	}
	problem.Status = response.StatusCode
	problem.RetryAfter = response.Header.Get("Retry-After")
	for i, e := range problem.Errors {
		problem.Errors[i].Location = strings.TrimPrefix(e.Location, "body.")
	}
	return problem
}
