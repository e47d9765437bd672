package standalone

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"go.uber.org/zap"
)

// stack holds the parts that were started, and stops them in the opposite order.
type stack struct {
	log   *zap.Logger
	parts []part
	// failed gets the first error of a part that ended by itself.
	failed chan error
}

// errEnded is the error of a part that ended without one.
var errEnded = errors.New("ended by itself")

type part struct {
	name string
	stop func() error
}

func newStack(log *zap.Logger) *stack {
	return &stack{log: log, failed: make(chan error, 1)}
}

// push adds a part that runs already.
func (s *stack) push(name string, stop func() error) {
	s.parts = append(s.parts, part{name, stop})
}

// run starts a part that runs until its context is done. The context has the values of ctx, not its end.
func (s *stack) run(ctx context.Context, name string, run func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan error, 1)
	go func() {
		err := run(ctx)
		if ctx.Err() == nil {
			s.fail(fmt.Errorf("%s: %w", name, cmp.Or(err, errEnded)))
			err = nil
		}
		ended <- err
	}()
	s.push(name, func() error {
		cancel()
		return <-ended
	})
}

func (s *stack) fail(err error) {
	select {
	case s.failed <- err:
	default:
		s.log.Error("another part has failed too", zap.Error(err))
	}
}

// stop stops every part, the last one first.
func (s *stack) stop() error {
	var errs []error
	for len(s.parts) > 0 {
		last := s.parts[len(s.parts)-1]
		s.parts = s.parts[:len(s.parts)-1]
		s.log.Debug("stop", zap.String("part", last.name))
		if err := last.stop(); err != nil {
			errs = append(errs, fmt.Errorf("stop %s: %w", last.name, err))
		}
	}
	return errors.Join(errs...)
}
