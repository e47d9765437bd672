// Command afterword-standalone is the whole of Afterword on one machine; see package standalone.
// Its settings are flags, else the environment variables that --help names.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"runtime/debug"
	"time"

	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/standalone"

	// A machine without zone data must still know Lisbon from New York.
	_ "time/tzdata"
)

// memoryLimit is where the garbage collector begins to work harder, unless GOMEMLIMIT says otherwise.
const memoryLimit = 1 << 30

func main() {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	ctx, cancel := daemon.UntilSignal()
	code := run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	cancel()
	os.Exit(code)
}

// run is the command without the process around it; it returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	s, err := parse(args, getenv, stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "afterword-standalone: %v\nSee afterword-standalone --help.\n", err)
		return daemon.ExitUsage
	}
	if err := serve(ctx, s, stderr); err != nil {
		fmt.Fprintf(stderr, "afterword-standalone: %v\n", err)
		return daemon.ExitFailed
	}
	return 0
}

func serve(ctx context.Context, s settings, stderr io.Writer) error {
	begun := time.Now()
	defer func() { _ = s.options.Logger.Sync() }()
	tracer, flush, err := daemon.Tracing(ctx, "afterword-standalone", s.options.Logger)
	if err != nil {
		return err
	}
	defer flush()
	s.options.Tracer = tracer
	whole, err := standalone.New(s.options)
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- whole.Run(ctx) }()
	select {
	case err := <-ended:
		return err
	case <-whole.Ready():
	}
	welcome(stderr, whole, s, time.Since(begun))
	return <-ended
}

func welcome(out io.Writer, whole *standalone.Standalone, s settings, took time.Duration) {
	fmt.Fprintf(out, "\n  Afterword is ready, after %.1f s.\n\n", took.Seconds())
	fmt.Fprintf(out, "    start here  %s/start\n    dashboard   %s\n    outbox      %s/outbox\n    API key     %s (tenant local)\n", whole.URL(), whole.URL(), whole.URL(), whole.KeyFile())
	if host := s.options.SMTP.Host; host != "" {
		fmt.Fprintf(out, "    email       leaves by %s, not by the outbox\n", host)
	}
	if s.options.Twilio.Account != "" {
		fmt.Fprintln(out, "    SMS         leaves by your account, not by the outbox")
	}
	if (s.options.SMTP.Host != "" || s.options.Twilio.Account != "") && s.options.PublicURL == "" {
		fmt.Fprintln(out, "    links       none in messages, for nobody outside could open them: set --public-url")
	}
	if s.options.Speed != 1 {
		fmt.Fprintf(out, "    clock       %s, %g times as fast as real time\n", whole.Now().Format(time.RFC3339), s.options.Speed)
	}
	fmt.Fprint(out, "\n  Stop with Ctrl-C; nothing is lost.\n\n")
}
