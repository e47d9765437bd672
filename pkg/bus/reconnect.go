package bus

import (
	"context"
	"errors"
)

// errReconnected is the cause of a session's end.
var errReconnected = errors.New("the connection was lost and restored meanwhile")

// session is the time between two reconnects: a context that ends when the
// connection is restored the next time. What waits for an answer from before then may wait in vain.
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
	b.current.end(errReconnected)
	b.current = newSession()
}

func (b *Bus) currentSession() session {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.current
}

// withinSession returns a context that ends with ctx or, with errReconnected as its cause, with the current session.
func (b *Bus) withinSession(ctx context.Context) (context.Context, context.CancelFunc) {
	s := b.currentSession()
	ctx, cancel := context.WithCancelCause(ctx)
	unhook := context.AfterFunc(s, func() { cancel(errReconnected) })
	return ctx, func() { unhook(); cancel(nil) }
}

// once runs call; if the connection was restored while it ran, its answer may be lost and its error is errReconnected.
func (b *Bus) once(ctx context.Context, call func(context.Context) error) error {
	ctx, cancel := b.withinSession(ctx)
	defer cancel()
	err := call(ctx)
	if err != nil && errors.Is(context.Cause(ctx), errReconnected) {
		return errReconnected
	}
	return err
}

// again is once, repeated until an answer came or ctx is done: for what may be asked twice.
func (b *Bus) again(ctx context.Context, call func(context.Context) error) error {
	for {
		err := b.once(ctx, call)
		if !errors.Is(err, errReconnected) || ctx.Err() != nil {
			return err
		}
	}
}
