package daemon

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/telemetry"

	_ "time/tzdata" // a scratch image has no zones

	_ "golang.org/x/crypto/x509roots/fallback" // nor certificate authorities
)

// The exit codes of every service.
const (
	ExitFailed = 1
	ExitUsage  = 2
)

// Command is one service's command. All fields are required but Settings, Check and Facts.
type Command struct {
	// Name is the service's: of the binary, in logs, and on the bus.
	Name string
	// About is one sentence for -help.
	About string
	// Settings adds what only this service is told.
	Settings func(*Settings)
	// Check says what is wrong with these settings once they are known.
	Check func() error
	// Facts are constants of this build that /readyz?verbose shows beside the build's own name.
	Facts map[string]string
	// Run builds the service and runs it until ctx is done.
	Run func(ctx context.Context, p Process) error
}

// Process is what a service is given.
type Process struct {
	Bus        *bus.Bus
	Logger     *zap.Logger
	Registerer prometheus.Registerer
	// Tracer is where the service's spans go; never nil.
	Tracer trace.TracerProvider
	Health *telemetry.Health
}

// Main runs the command until a signal and ends the process.
func Main(c Command) { os.Exit(c.execute()) }

func (c Command) execute() int {
	ctx, cancel := UntilSignal()
	defer cancel()
	return c.Execute(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
}

// Execute is the command without the process around it: it runs until ctx is done and returns the exit code.
func (c Command) Execute(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	own, healthcheck, err := c.parse(args, getenv, stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "%s: %v; see %s -help\n", c.Name, err, c.Name)
		return ExitUsage
	case healthcheck:
		err = askHealth(ctx, own.admin)
	default:
		err = c.serve(ctx, own)
	}
	if err != nil {
		fmt.Fprintf(stderr, "%s: %v\n", c.Name, err)
		return ExitFailed
	}
	return 0
}

// settings are those of every service.
type settings struct {
	nats      string
	replicas  int
	admin     string
	logFormat string
	logLevel  string
}

func (c Command) parse(args []string, getenv func(string) string, out io.Writer) (own settings, healthcheck bool, err error) {
	flags := flag.NewFlagSet(c.Name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	s := NewSettings(flags, getenv)
	s.Text(&own.nats, "nats", "AFTERWORD_NATS_URL", "nats://127.0.0.1:4222", "URL of the NATS server, credentials included")
	s.Number(&own.replicas, "nats-replicas", "AFTERWORD_NATS_REPLICAS", 1, "copies of every stream and bucket: 1 on one machine, 3 in a cluster")
	s.Text(&own.admin, "admin", "AFTERWORD_ADMIN_LISTEN", "127.0.0.1:9090", "address of /healthz, /readyz, /metrics and /version")
	s.Text(&own.logFormat, "log-format", "AFTERWORD_LOG_FORMAT", "json", "json or console")
	s.Text(&own.logLevel, "log-level", "AFTERWORD_LOG_LEVEL", "info", "debug, info, warn or error")
	if c.Settings != nil {
		c.Settings(s)
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			c.help(flags, out)
		}
		return own, false, err
	}
	switch rest := flags.Args(); {
	case len(rest) == 1 && rest[0] == "healthcheck":
		return own, true, nil
	case len(rest) > 0:
		return own, false, fmt.Errorf("there is no command %q", rest[0])
	}
	if err := s.Check(); err != nil || c.Check == nil {
		return own, false, err
	}
	return own, false, c.Check()
}

func (c Command) help(flags *flag.FlagSet, out io.Writer) {
	fmt.Fprintf(out, `%s

  %s [flags]               serve until SIGTERM
  %s [flags] healthcheck   exit 0 if the service at -admin answers, else 1

Each flag, with the variable that stands in for it:
`, c.About, c.Name, c.Name)
	flags.SetOutput(out)
	flags.PrintDefaults()
	fmt.Fprint(out, `
Traces go where OpenTelemetry's own variables say, such as
OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318; without them there are none.
`)
}
