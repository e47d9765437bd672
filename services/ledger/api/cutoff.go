package api

import (
	"net/http"
	"time"
)

// cutShort is an error after the answer has begun: its status is said, so no problem can be.
type cutShort struct{ err error }

func (c *cutShort) Error() string { return "cut short: " + c.err.Error() }

func (c *cutShort) Unwrap() error { return c.err }

// cutOff keeps what was streamed so far from looking whole: the connection ends without the end of the answer.
func cutOff(w http.ResponseWriter, err error) error {
	// Not every writer can: then the answer is merely short.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Unix(1, 0))
	return &cutShort{err}
}
