package client_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/cli/client"
)

// seen is what a server saw of a request.
type seen struct {
	Method, Path, ContentType, Authorization, IdempotencyKey, Body string
}

// serve answers every request with the status, header and body and keeps what it saw.
func serve(t *testing.T, status int, header http.Header, body string) (*client.Client, *seen) {
	t.Helper()
	last := &seen{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("read the request: %v", err)
		}
		*last = seen{
			r.Method, r.URL.EscapedPath(), r.Header.Get("Content-Type"), r.Header.Get("Authorization"),
			r.Header.Get("Idempotency-Key"), string(raw),
		}
		for name, values := range header {
			w.Header()[name] = values
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	c, err := client.New(client.Options{Server: server.URL, Key: "aw_key"})
	if err != nil {
		t.Fatal(err)
	}
	return c, last
}

func TestEachRequestIsOfTheFormTheServerWants(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	tests := map[string]struct {
		call func(*client.Client) error
		want seen
	}{
		"interview": {
			func(c *client.Client) error {
				_, err := c.SubmitInterview(ctx, []byte(`{"a":1}`))
				return err
			},
			seen{"POST", "/v1/interviews", "application/json", "Bearer aw_key", "", `{"a":1}`},
		},
		"event": {
			func(c *client.Client) error {
				_, err := c.SubmitEvent(ctx, []byte(`{"id":"e"}`))
				return err
			},
			seen{"POST", "/v1/events", "application/cloudevents+json", "Bearer aw_key", "", `{"id":"e"}`},
		},
		"batch": {
			func(c *client.Client) error {
				_, err := c.SubmitBatch(ctx, []json.RawMessage{[]byte(`{"id":"e"}`), []byte(`{"id":"f"}`)})
				return err
			},
			seen{"POST", "/v1/events", "application/cloudevents-batch+json", "Bearer aw_key", "", `[{"id":"e"},{"id":"f"}]`},
		},
		"fact of a follow-up whose id has a slash": {
			func(c *client.Client) error {
				_, err := c.SubmitFact(ctx, "ats/42", "thankyou.sent", []byte(`{}`), "once")
				return err
			},
			seen{"POST", "/v1/followups/ats%2F42/facts/thankyou.sent", "application/json", "Bearer aw_key", "once", `{}`},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, last := serve(t, 202, nil, `{}`)
			if err := tt.call(c); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, *last); diff != "" {
				t.Errorf("request differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReceiptNamesTheFollowupAndWhereItIs(t *testing.T) {
	t.Parallel()
	c, _ := serve(t, 202, http.Header{"Location": {"/v1/followups/int-42"}}, `{"id":"int-42","duplicate":true}`)
	receipt, err := c.SubmitInterview(context.Background(), []byte(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	if receipt.ID != "int-42" || !receipt.Duplicate || !strings.HasPrefix(receipt.Location, "http://127.0.0.1:") || !strings.HasSuffix(receipt.Location, "/v1/followups/int-42") {
		t.Errorf("receipt is %+v", receipt)
	}
}

func TestProblemIsToldInSentences(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		header http.Header
		body   string
		want   string
	}{
		"fields at fault": {
			422,
			http.Header{"Content-Type": {"application/problem+json"}},
			`{"title":"The request is not valid","status":422,"detail":"2 fields are at fault.","errors":[
			  {"location":"body.candidate.phone","message":"must be E.164"},{"location":"employer.name","message":"is required"}]}`,
			"the server refused it with 422: The request is not valid\n  candidate.phone must be E.164\n  employer.name is required",
		},
		"try again later": {
			503,
			http.Header{"Content-Type": {"application/problem+json"}, "Retry-After": {"2"}},
			`{"title":"It cannot be stored now","detail":"The bus did not confirm the write."}`,
			"the server refused it with 503: The bus did not confirm the write.\n  try again after 2 s",
		},
		"an answer of something else": {
			502,
			http.Header{"Content-Type": {"text/html"}},
			`<h1>oops</h1>`,
			"the server refused it with 502: Bad Gateway",
		},
		"an answer that is not what it says": {
			500,
			http.Header{"Content-Type": {"application/json"}},
			`<h1>oops</h1>`,
			"the server refused it with 500: Internal Server Error",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := serve(t, tt.status, tt.header, tt.body)
			_, err := c.SubmitEvent(context.Background(), []byte(`{}`))
			var problem *client.Problem
			if !errors.As(err, &problem) {
				t.Fatalf("error is %v, want a problem", err)
			}
			if diff := cmp.Diff(tt.want, problem.Error()); diff != "" {
				t.Errorf("text differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNoAnswerIsUnreachable(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	c, err := client.New(client.Options{Server: gone.URL})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Followup(context.Background(), "int-42")
	var unreachable *client.UnreachableError
	if !errors.As(err, &unreachable) {
		t.Fatalf("error is %v, want unreachable", err)
	}
}

func TestACancelledRequestSaysSo(t *testing.T) {
	t.Parallel()
	c, _ := serve(t, 200, nil, `{}`)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Followup(ctx, "int-42"); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v, want cancelled", err)
	}
}

func TestServerMustBeAnAddress(t *testing.T) {
	t.Parallel()
	for _, server := range []string{"", "127.0.0.1:8080", "ftp://example.com", "http://"} {
		if _, err := client.New(client.Options{Server: server}); err == nil {
			t.Errorf("%q was taken as a server", server)
		}
	}
}
