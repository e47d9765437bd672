package bus

import (
	"context"
	"errors"
)

// errLost is the cause of a session's end.
var errLost = errors.New("the connection was lost meanwhile")

// session is the time between two losses of the connection: a context that ends at the next one.
//
// What was sent in a session that ended may never have arrived, and its answer never will. What is sent
// while there is no connection is kept by the client library and sent as soon as there is one: it belongs
// to the next session already.
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

// again is once, repeated until an answer came or ctx is done: for what may be asked twice.
func (b *Bus) again(ctx context.Context, call func(context.Context) error) error {
	for {
		err := b.once(ctx, call)
		if !errors.Is(err, errLost) || ctx.Err() != nil {
			return err
		}
	}
}
