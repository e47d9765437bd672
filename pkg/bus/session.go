package bus

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go"
)

// reconnectPatience is how long a call waits for a lost connection to come back: long enough for a
// server that restarts, short enough for a caller who has to be told that the bus is down.
const reconnectPatience = 2 * time.Second

// errLost is the cause of a session's end.
var errLost = errors.New("the connection was lost meanwhile")

// session is the time between two losses of the connection: a context that ends at the next one.
//
// What was sent in a session that ended may never have arrived, and its answer never will.
// While there is no connection, nothing is sent at all.
type session struct {
	context.Context
	end context.CancelCauseFunc
}

func newSession() session {
	ctx, cancel := context.WithCancelCause(context.Background())
	return session{ctx, cancel}
}

// beginSession ends the session before it.
func (b *Bus) beginSession() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.current.end(errLost)
	b.current = newSession()
}

func (b *Bus) currentSession() session {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.current
}

// withinSession returns a context that ends with ctx or, with errLost as its cause, with the current session.
func (b *Bus) withinSession(ctx context.Context) (context.Context, context.CancelFunc) {
	s := b.currentSession()
	ctx, cancel := context.WithCancelCause(ctx)
	unhook := context.AfterFunc(s, func() { cancel(errLost) })
	return ctx, func() { unhook(); cancel(nil) }
}

// once runs call; if the connection was lost while it ran, so is its answer, and the error is errLost.
func (b *Bus) once(ctx context.Context, call func(context.Context) error) error {
	ctx, cancel := b.withinSession(ctx)
	defer cancel()
	err := call(ctx)
	if err != nil && errors.Is(context.Cause(ctx), errLost) {
		return errLost
	}
	return err
}

// again is once, repeated until an answer came or ctx is done: for what may be
// asked twice. It bridges an interruption of up to reconnectPatience.
func (b *Bus) again(ctx context.Context, call func(context.Context) error) error {
	for {
		err := b.once(ctx, call)
		if ctx.Err() != nil {
			return err
		}
		switch {
		case errors.Is(err, errLost):
		case errors.Is(err, nats.ErrReconnectBufExceeded), errors.Is(err, nats.ErrConnectionReconnecting):
		default:
			return err
		}
		soon, cancel := context.WithTimeout(ctx, reconnectPatience)
		connected := b.awaitConnection(soon)
		cancel()
		if !connected {
			return err
		}
	}
}

// closedError is how a call that runs until its context is done ends when the bus is closed under it.
func (b *Bus) closedError(ctx context.Context, op string) error {
	if ctx.Err() != nil {
		return nil
	}
	return &UnavailableError{Op: op, Err: nats.ErrConnectionClosed}
}

// awaitConnection waits until there is a connection; it returns false once ctx is done or the bus closed.
func (b *Bus) awaitConnection(ctx context.Context) bool {
	changes := b.nc.StatusChanged(nats.CONNECTED, nats.CLOSED)
	defer b.nc.RemoveStatusListener(changes)
	for !b.nc.IsConnected() {
		select {
		case <-ctx.Done():
			return false
		case <-b.closed:
			return false
		case <-changes:
		}
	}
	return ctx.Err() == nil
}
