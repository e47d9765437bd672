package client

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// maxLine bounds one line of an answer of lines, in bytes.
const maxLine = 4 << 20

// Lines sends a request that is answered line by line, as JSON, while the server works on it, and shows see each line. It may take as
// long as it takes: only ctx ends it. An answer that breaks off is an *UnreachableError.
func (c *Client) Lines(ctx context.Context, method, path string, see func(line []byte) error) error {
	address := strings.TrimSuffix(c.base.String(), "/") + path
	request, err := http.NewRequestWithContext(ctx, method, address, http.NoBody)
	if err != nil {
		return fmt.Errorf("make the request %s %s: %w", method, path, err)
	}
	request.Header.Set("Accept", "application/x-ndjson, application/problem+json")
	if c.key != "" {
		request.Header.Set("Authorization", "Bearer "+c.key)
	}
	patient := *c.http
	patient.Timeout = 0
	response, err := patient.Do(request)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		return &UnreachableError{Server: c.base.Redacted(), Err: err}
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode < 200 || response.StatusCode > 299 {
		said, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
		if err != nil {
			return &UnreachableError{Server: c.base.Redacted(), Err: fmt.Errorf("the answer broke off: %w", err)}
		}
		return problemOf(response, said)
	}
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		if err := see(lines.Bytes()); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return &UnreachableError{Server: c.base.Redacted(), Err: fmt.Errorf("the answer broke off: %w", err)}
	}
	return nil
}
