package intake

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// answer is a success: a status, headers and a JSON body. It is also what an
// Idempotency-Key keeps, so it never holds anything personal.
type answer struct {
	Status int               `json:"status"`
	Header map[string]string `json:"header,omitempty"`
	Body   json.RawMessage   `json:"body,omitempty"`
}

func reply(status int, body any) (answer, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return answer{}, fmt.Errorf("encode the answer: %w", err)
	}
	return answer{Status: status, Body: raw}, nil
}

func (a answer) With(name, value string) answer {
	header := map[string]string{name: value}
	for n, v := range a.Header {
		header[n] = v
	}
	a.Header = header
	return a
}

func (a *answer) orNone() answer {
	if a == nil {
		return answer{}
	}
	return *a
}

func (a answer) write(w http.ResponseWriter) {
	header := w.Header()
	for name, value := range a.Header {
		header.Set(name, value)
	}
	if header.Get("Cache-Control") == "" {
		header.Set("Cache-Control", "no-store")
	}
	if len(a.Body) > 0 && header.Get("Content-Type") == "" {
		header.Set("Content-Type", "application/json")
	}
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body)
}
