package bus

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// ErrNotFound says that the bucket has no such key.
var ErrNotFound = errors.New("not found")

// ErrConflict says that the key exists already, or that its revision is another one.
var ErrConflict = errors.New("conflict with another write")

// UnavailableError says that the bus did not confirm the write or the read: no
// connection, no answer in time, no room. As far as is known nothing was
// stored, and the same call may succeed later; a repeated publish needs the same message id.
type UnavailableError struct {
	// Op is what was being done.
	Op string
	// Full reports that the stream or the server has no room left: waiting alone will not help.
	Full bool
	Err  error
}

// Error implements error.
func (e *UnavailableError) Error() string {
	if e.Full {
		return e.Op + ": the bus is full: " + e.Err.Error()
	}
	return e.Op + ": the bus is unavailable: " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *UnavailableError) Unwrap() error { return e.Err }

// RefusedError says that this message can never be stored as it is: no subject, no
// message id, or too large. Trying again is pointless.
type RefusedError struct {
	// Op is what was being done.
	Op  string
	Err error
}

// Error implements error.
func (e *RefusedError) Error() string { return e.Op + ": refused: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *RefusedError) Unwrap() error { return e.Err }

// Error codes of the server that the client library does not name; see errors.json of nats-server.
const (
	codeAccountResourcesExceeded jetstream.ErrorCode = 10002
	codeInsufficientResources    jetstream.ErrorCode = 10023
	codeStorageExceeded          jetstream.ErrorCode = 10047
	codeStoreFailed              jetstream.ErrorCode = 10077
	codeRollupFailed             jetstream.ErrorCode = 10111
	codeBatchTooLarge            jetstream.ErrorCode = 10199
	codeBatchHasDuplicate        jetstream.ErrorCode = 10201
)

// code returns the server's error code in err, and 0 if there is none.
func code(err error) jetstream.ErrorCode {
	var js jetstream.JetStreamError
	if errors.As(err, &js) && js.APIError() != nil {
		return js.APIError().ErrorCode
	}
	return 0
}

// writeError gives the error of a write its type. What is not known to be permanent counts as
// unavailable: a write tried again too often costs little, a lost one costs a message.
func writeError(op string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, nats.ErrMaxPayload), errors.Is(err, nats.ErrBadSubject), errors.Is(err, nats.ErrHeadersNotSupported):
		return &RefusedError{Op: op, Err: err}
	}
	switch code(err) {
	case jetstream.JSErrCodeStreamMessageExceedsMaximum, codeBatchTooLarge:
		return &RefusedError{Op: op, Err: err}
	case codeAccountResourcesExceeded, codeInsufficientResources, codeStorageExceeded:
		return &UnavailableError{Op: op, Full: true, Err: err}
	case codeStoreFailed:
		// One code for every failure of the store; only its text tells a full stream from a broken disk.
		full := strings.Contains(err.Error(), "maximum")
		return &UnavailableError{Op: op, Full: full, Err: err}
	}
	return &UnavailableError{Op: op, Err: err}
}

// bounded gives ctx a deadline if it has none.
func bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, ok := ctx.Deadline(); ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, callTimeout)
}

// retry calls try until it succeeds or ctx is done, and returns its last error.
func retry(ctx context.Context, try func() error) error {
	var pause backoff
	for {
		err := try()
		if err == nil {
			return nil
		}
		if !pause.wait(ctx) {
			return fmt.Errorf("%w (gave up: %w)", err, ctx.Err())
		}
	}
}
