package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// maxAnswer bounds what is read of an answer, in bytes.
const maxAnswer = 8 << 20

// Options says which Afterword to speak to.
type Options struct {
	// Server is the base address, such as http://127.0.0.1:8080. Required.
	Server string
	// Key is the tenant's API key; without one the server will refuse most requests.
	Key string
	// Timeout limits each request, connecting included. Default 30 s.
	Timeout time.Duration
}

// Client speaks to one Afterword for one tenant. It is safe for concurrent use.
type Client struct {
	base *url.URL
	key  string
	http *http.Client
}

// New checks the options. It does not connect.
func New(o Options) (*Client, error) {
	base, err := url.Parse(o.Server)
	if err != nil || base.Host == "" || (base.Scheme != "http" && base.Scheme != "https") {
		return nil, fmt.Errorf("the server %q is not an address such as http://127.0.0.1:8080", o.Server)
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	return &Client{base: base, key: o.Key, http: &http.Client{Timeout: o.Timeout}}, nil
}

// Receipt is what the server said when it had stored something durably.
type Receipt struct {
	// ID is the follow-up's id; empty for a batch.
	ID string
	// Location is the absolute address at which the follow-up can be read; empty if none was given.
	Location string
	// Duplicate reports that the server had this already and stored nothing new.
	Duplicate bool
	// Body is the answer as sent.
	Body json.RawMessage
}

// SubmitInterview posts one interview as plain JSON. Posting the same again changes
// nothing: the server takes the event's id from the content.
func (c *Client) SubmitInterview(ctx context.Context, interview []byte) (Receipt, error) {
	return c.post(ctx, "/v1/interviews", "application/json", interview, "")
}

// SubmitEvent posts one CloudEvent in structured mode. Sending it again changes nothing.
func (c *Client) SubmitEvent(ctx context.Context, event []byte) (Receipt, error) {
	return c.post(ctx, "/v1/events", "application/cloudevents+json", event, "")
}

// SubmitBatch posts CloudEvents as one batch, of which the server takes all or
// none: at most MaxBatchEvents and MaxBatchBytes.
func (c *Client) SubmitBatch(ctx context.Context, batch []json.RawMessage) (Receipt, error) {
	body, err := json.Marshal(batch)
	if err != nil {
		return Receipt{}, fmt.Errorf("encode a batch of %d events: %w", len(batch), err)
	}
	return c.post(ctx, "/v1/events", "application/cloudevents-batch+json", body, "")
}

// The limits of one batch, as the server has them.
const (
	MaxBatchEvents = 1000
	MaxBatchBytes  = 4 << 20
)

// SubmitFact posts the data of one fact, named <noun>.<verb>, to a follow-up. The
// idempotency key says which calls are the same one: two check-ins may look alike.
func (c *Client) SubmitFact(ctx context.Context, followup, name string, data []byte, idempotencyKey string) (Receipt, error) {
	path := "/v1/followups/" + url.PathEscape(followup) + "/facts/" + url.PathEscape(name)
	return c.post(ctx, path, "application/json", data, idempotencyKey)
}

// Followup reads the current snapshot of a follow-up.
func (c *Client) Followup(ctx context.Context, id string) (events.Snapshot, error) {
	var snapshot events.Snapshot
	if err := c.GetJSON(ctx, "/v1/followups/"+url.PathEscape(id), &snapshot); err != nil {
		return snapshot, fmt.Errorf("read follow-up %s: %w", id, err)
	}
	return snapshot, nil
}

// GetJSON reads the JSON document at path into v.
func (c *Client) GetJSON(ctx context.Context, path string, v any) error {
	got, err := c.do(ctx, http.MethodGet, path, "", nil, "")
	if err != nil {
		return err
	}
	if err := json.Unmarshal(got.body, v); err != nil {
		return fmt.Errorf("the answer of %s is not the JSON that was expected: %w", path, err)
	}
	return nil
}

func (c *Client) post(ctx context.Context, path, contentType string, body []byte, idempotencyKey string) (Receipt, error) {
	got, err := c.do(ctx, http.MethodPost, path, contentType, body, idempotencyKey)
	if err != nil {
		return Receipt{}, err
	}
	receipt := Receipt{Body: got.body}
	var said struct {
		ID        string `json:"id"`
		Duplicate bool   `json:"duplicate"`
	}
	// An answer without a body, or with another one, is still a receipt.
	if json.Unmarshal(got.body, &said) == nil {
		receipt.ID, receipt.Duplicate = said.ID, said.Duplicate
	}
	if at, err := url.Parse(got.location); err == nil && got.location != "" {
		receipt.Location = c.base.ResolveReference(at).String()
	}
	return receipt, nil
}

// answer is what a success says.
type answer struct {
	location string
	body     []byte
}

// do sends one request and returns the answer of a success, and a *Problem or
// an *UnreachableError otherwise.
func (c *Client) do(ctx context.Context, method, path, contentType string, body []byte, idempotencyKey string) (answer, error) {
	// path is already escaped; JoinPath would escape it once more.
	address := strings.TrimSuffix(c.base.String(), "/") + path
	request, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return answer{}, fmt.Errorf("make the request %s %s: %w", method, path, err)
	}
	request.Header.Set("Accept", "application/json, application/problem+json")
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	if c.key != "" {
		request.Header.Set("Authorization", "Bearer "+c.key)
	}
	if idempotencyKey != "" {
		request.Header.Set("Idempotency-Key", idempotencyKey)
	}
	response, err := c.http.Do(request)
	if err != nil {
		// The url.Error in between repeats method and address.
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		return answer{}, &UnreachableError{Server: c.base.Redacted(), Err: err}
	}
	defer func() { _ = response.Body.Close() }()
	said, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err != nil {
		return answer{}, &UnreachableError{Server: c.base.Redacted(), Err: fmt.Errorf("the answer broke off: %w", err)}
	}
	if len(said) > maxAnswer {
		return answer{}, fmt.Errorf("the answer of %s is longer than %d bytes", path, maxAnswer)
	}
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return answer{}, problemOf(response, said)
	}
	return answer{location: response.Header.Get("Location"), body: said}, nil
}
