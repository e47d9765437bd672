package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
)

type settings struct {
	natsURL      string
	natsReplicas int
	listen       string
	adminListen  string
	logFormat    string
	logLevel     string
	// healthcheck asks the running service instead of being one.
	healthcheck bool
}

// usageError says that the command was called wrongly, or only asked for help.
type usageError struct {
	err  error
	help bool
}

func (e *usageError) Error() string { return e.err.Error() }

func (e *usageError) code() int {
	if e.help {
		return 0
	}
	return exitUsage
}

// parse reads flags, else variables, else defaults.
func parse(args []string, getenv func(string) string, out io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("intake", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.Usage = func() {
		fmt.Fprint(out, `Intake takes facts about job interviews over HTTP and puts them on the bus.

  intake [flags]               serve
  intake [flags] healthcheck   exit 0 if the service at -admin answers, else 1

Flags, each with the variable that stands in for it:
`)
		flags.PrintDefaults()
	}
	text := func(p *string, name, variable, def, usage string) {
		if v := getenv(variable); v != "" {
			def = v
		}
		flags.StringVar(p, name, def, usage+" ("+variable+")")
	}
	text(&s.natsURL, "nats", "AFTERWORD_NATS_URL", "nats://127.0.0.1:4222", "URL of the NATS server")
	text(&s.listen, "listen", "AFTERWORD_LISTEN", "127.0.0.1:8080", "address of the API")
	text(&s.adminListen, "admin", "AFTERWORD_ADMIN_LISTEN", "127.0.0.1:9090", "address of /healthz, /readyz, /metrics and /version")
	text(&s.logFormat, "log-format", "AFTERWORD_LOG_FORMAT", "json", "json or console")
	text(&s.logLevel, "log-level", "AFTERWORD_LOG_LEVEL", "info", "debug, info, warn or error")
	var replicas string
	text(&replicas, "nats-replicas", "AFTERWORD_NATS_REPLICAS", "1", "copies of every stream and bucket: 1 on one machine, 3 in a cluster")

	if err := flags.Parse(args); err != nil {
		return s, &usageError{err: err, help: errors.Is(err, flag.ErrHelp)}
	}
	n, err := strconv.Atoi(replicas)
	if err != nil || n < 1 {
		return s, &usageError{err: errors.New("-nats-replicas must be a positive number")}
	}
	s.natsReplicas = n
	switch rest := flags.Args(); {
	case len(rest) == 0:
	case len(rest) == 1 && rest[0] == "healthcheck":
		s.healthcheck = true
	default:
		return s, &usageError{err: fmt.Errorf("there is no command %q; see -help", rest[0])}
	}
	if s.listen == "" {
		return s, &usageError{err: errors.New("-listen must not be empty")}
	}
	return s, nil
}
