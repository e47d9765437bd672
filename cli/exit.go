package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/afterword-io/afterword/cli/client"
	"github.com/afterword-io/afterword/pkg/bus"
)

// The exit codes of every command.
const (
	ExitOK          = 0
	ExitRuntime     = 1   // it went wrong while running
	ExitUsage       = 2   // usage or input is wrong; running it again will not help
	ExitUnavailable = 4   // the server or the bus cannot be reached or cannot store now
	ExitPartial     = 5   // a part was done, the rest was not
	ExitInterrupted = 130 // ended by Ctrl-C
)

const exitCodesHelp = `Exit codes:
  0    ok
  1    it went wrong while running
  2    usage or input is wrong
  4    the server or the bus cannot be reached, or cannot store now
  5    a part was done, the rest was not
  130  interrupted`

// exitError carries the exit code that belongs to an error.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

func badInput(err error) error { return &exitError{ExitUsage, err} }

func badInputf(format string, args ...any) error { return badInput(fmt.Errorf(format, args...)) }

func partly(err error) error { return &exitError{ExitPartial, err} }

// errAnswered ends a command with code 1, or the code around it: the answer is on stdout, and there is nothing to be said.
var errAnswered = &exitError{ExitRuntime, errors.New("the answer is in the exit code")}

// exitCode reads the code off an error: the command's own word first, then what
// the server or the bus said.
func exitCode(ctx context.Context, err error) int {
	var (
		exit        *exitError
		unreachable *client.UnreachableError
		problem     *client.Problem
		unavailable *bus.UnavailableError
	)
	switch {
	case err == nil:
		return ExitOK
	case ctx.Err() != nil:
		return ExitInterrupted
	case errors.As(err, &exit):
		return exit.code
	case errors.As(err, &unreachable), errors.As(err, &unavailable):
		return ExitUnavailable
	case errors.As(err, &problem):
		switch {
		case problem.Temporary():
			return ExitUnavailable
		case problem.AboutInput():
			return ExitUsage
		}
	}
	return ExitRuntime
}
