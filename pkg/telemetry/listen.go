package telemetry

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Limits that Serve gives a server which does not set its own.
const (
	// HeaderTimeout is how long a client may take to send the request's headers.
	HeaderTimeout = 5 * time.Second
	// ReadTimeout is how long a client may take to send the whole request.
	ReadTimeout = 30 * time.Second
	// IdleTimeout is how long a connection may wait for its next request.
	IdleTimeout = 2 * time.Minute
	// MaxHeaderBytes is the size of a request's headers.
	MaxHeaderBytes = 32 << 10
	// Grace is how long running requests may go on once the service stops.
	Grace = 10 * time.Second
)

// Serve serves s on l until ctx is done; then it closes l, lets running requests
// finish for up to Grace, cuts off the rest, and returns nil. It returns an error only if serving itself fails.
//
// The limits above apply where s leaves a field zero. There is no limit for
// writing, so that responses may stream; a handler that streams for ever must end when its
// request's context does, which is at the end of Grace.
func Serve(ctx context.Context, l net.Listener, s *http.Server) error {
	requests, endRequests := context.WithCancel(context.WithoutCancel(ctx))
	defer endRequests()
	if s.BaseContext == nil {
		s.BaseContext = func(net.Listener) context.Context { return requests }
	}
	setIfZero(&s.ReadHeaderTimeout, HeaderTimeout)
	setIfZero(&s.ReadTimeout, ReadTimeout)
	setIfZero(&s.IdleTimeout, IdleTimeout)
	setIfZero(&s.MaxHeaderBytes, MaxHeaderBytes)

	failed := make(chan error, 1)
	go func() { failed <- s.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), Grace)
	defer cancel()
	if err := s.Shutdown(grace); err != nil {
		endRequests()
		// Shutdown closed the listener; what is left are connections that did not finish in time.
		_ = s.Close()
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve on %s: %w", l.Addr(), err)
	}
	return nil
}

func setIfZero[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
