package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// api speaks to a running Afterword as its users do.
type api struct {
	base string
	key  string
	// traceparent is the span from which it is spoken to; empty for none.
	traceparent string
}

// message is one entry of the outbox.
type message struct {
	Channel    string              `json:"channel"`
	To         string              `json:"to"`
	Subject    string              `json:"subject"`
	Text       string              `json:"text"`
	HTML       string              `json:"html"`
	Headers    map[string][]string `json:"headers"`
	AcceptedAt time.Time           `json:"accepted_at"`
	Reminder   string              `json:"reminder"`
	Copies     int                 `json:"copies"`
}

func (a api) do(method, path string, header map[string]string, body []byte) (*http.Response, []byte, error) {
	request, err := http.NewRequest(method, a.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, nil, err
	}
	request.Header.Set("Authorization", "Bearer "+a.key)
	if a.traceparent != "" {
		request.Header.Set("Traceparent", a.traceparent)
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		return nil, nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	return response, answer, err
}

func (a api) get(path string, into any) error {
	response, body, err := a.do(http.MethodGet, path, nil, nil)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s: %s", path, response.Status, body)
	}
	return json.Unmarshal(body, into)
}

// post sends JSON and wants a 202.
func (a api) post(path, contentType string, body []byte) (*http.Response, error) {
	response, answer, err := a.do(http.MethodPost, path, map[string]string{"Content-Type": contentType}, body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusAccepted {
		return nil, fmt.Errorf("POST %s: %s: %s", path, response.Status, answer)
	}
	return response, nil
}

// tell posts a fact as a CloudEvent.
func (a api) tell(e events.Event) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = a.post("/v1/events", "application/cloudevents+json", body)
	return err
}

func (a api) ready() error {
	response, body, err := a.do(http.MethodGet, "/readyz", nil, nil)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", body)
	}
	return nil
}

func (a api) followup(id string) (events.Snapshot, error) {
	var s events.Snapshot
	return s, a.get("/v1/followups/"+url.PathEscape(id), &s)
}

func (a api) outbox() ([]message, error) {
	var all []message
	return all, a.get("/outbox/messages", &all)
}

// clock returns what the server's clock shows.
func (a api) clock() (time.Time, error) {
	var reading struct {
		Now time.Time `json:"now"`
	}
	return reading.Now, a.get("/clock", &reading)
}
