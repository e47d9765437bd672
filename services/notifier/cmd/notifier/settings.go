package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
)

type settings struct {
	natsURL      string
	natsReplicas int
	adminListen  string
	logFormat    string
	logLevel     string
	// smtp and twilio are sent through if Host and Account are set.
	smtp   email.Options
	twilio sms.Options
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

const usage = `Notifier sends the reminders that are due, by email and by SMS.

  notifier [flags]               serve
  notifier [flags] healthcheck   exit 0 if the service at -admin answers, else 1

Secrets are variables only, or files that a variable names:
  AFTERWORD_SMTP_PASSWORD        or AFTERWORD_SMTP_PASSWORD_FILE
  AFTERWORD_TWILIO_TOKEN         or AFTERWORD_TWILIO_TOKEN_FILE

Flags, each with the variable that stands in for it:
`

// parse reads flags, else variables, else defaults.
func parse(args []string, getenv func(string) string, out io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("notifier", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.Usage = func() {
		fmt.Fprint(out, usage)
		flags.PrintDefaults()
	}
	text := func(p *string, name, variable, def, usage string) {
		if v := getenv(variable); v != "" {
			def = v
		}
		flags.StringVar(p, name, def, usage+" ("+variable+")")
	}
	var replicas, port, encryption, missing string
	text(&s.natsURL, "nats", "AFTERWORD_NATS_URL", "nats://127.0.0.1:4222", "URL of the NATS server")
	text(&replicas, "nats-replicas", "AFTERWORD_NATS_REPLICAS", "1", "copies of every stream and bucket: 1 on one machine, 3 in a cluster")
	text(&s.adminListen, "admin", "AFTERWORD_ADMIN_LISTEN", "127.0.0.1:9090", "address of /healthz, /readyz, /metrics and /version")
	text(&s.logFormat, "log-format", "AFTERWORD_LOG_FORMAT", "json", "json or console")
	text(&s.logLevel, "log-level", "AFTERWORD_LOG_LEVEL", "info", "debug, info, warn or error")

	text(&s.smtp.Host, "smtp-host", "AFTERWORD_SMTP_HOST", "", "mail server; without it no email is sent")
	text(&port, "smtp-port", "AFTERWORD_SMTP_PORT", "", "port of the mail server; default 587, 465 with implicit, 25 with none")
	text(&encryption, "smtp-tls", "AFTERWORD_SMTP_TLS", "starttls", "starttls, implicit or none")
	text(&s.smtp.Username, "smtp-username", "AFTERWORD_SMTP_USERNAME", "", "name to log in with")
	text(&s.smtp.From, "smtp-from", "AFTERWORD_SMTP_FROM", "", "sender, such as \"Afterword <hello@example.org>\"")
	text(&s.smtp.ReplyTo, "smtp-reply-to", "AFTERWORD_SMTP_REPLY_TO", "", "where answers go; default the sender")

	text(&s.twilio.Account, "twilio-account", "AFTERWORD_TWILIO_ACCOUNT", "", "account SID; without it no SMS is sent")
	text(&s.twilio.Key, "twilio-key", "AFTERWORD_TWILIO_KEY", "", "API key SID to log in with; default the account")
	text(&s.twilio.From, "twilio-from", "AFTERWORD_TWILIO_FROM", "", "sending number, or instead of it")
	text(&s.twilio.MessagingService, "twilio-service", "AFTERWORD_TWILIO_SERVICE", "", "messaging service SID")
	text(&s.twilio.BaseURL, "twilio-base-url", "AFTERWORD_TWILIO_BASE_URL", "https://api.twilio.com", "where the API lives")
	text(&missing, "twilio-on-missing", "AFTERWORD_TWILIO_ON_MISSING", "hold", "hold or resend a text whose acceptance was never confirmed and that the provider does not show")

	if err := flags.Parse(args); err != nil {
		return s, &usageError{err: err, help: errors.Is(err, flag.ErrHelp)}
	}
	s.smtp.TLS, s.twilio.OnMissing = email.TLS(encryption), sms.OnMissing(missing)
	var wrong []error
	number := func(name, value string) int {
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 {
			wrong = append(wrong, fmt.Errorf("-%s must be a positive number", name))
		}
		return n
	}
	s.natsReplicas = number("nats-replicas", replicas)
	if port != "" {
		s.smtp.Port = number("smtp-port", port)
	}
	for variable, p := range map[string]*string{"AFTERWORD_SMTP_PASSWORD": &s.smtp.Password, "AFTERWORD_TWILIO_TOKEN": &s.twilio.Token} {
		var err error
		if *p, err = secret(getenv, variable); err != nil {
			wrong = append(wrong, err)
		}
	}
	switch rest := flags.Args(); {
	case len(rest) == 0:
	case len(rest) == 1 && rest[0] == "healthcheck":
		s.healthcheck = true
		return s, nil
	default:
		wrong = append(wrong, fmt.Errorf("there is no command %q; see -help", rest[0]))
	}
	if s.smtp.Host == "" && s.twilio.Account == "" {
		wrong = append(wrong, errors.New("set -smtp-host or -twilio-account: there is no way to send anything"))
	}
	if err := errors.Join(wrong...); err != nil {
		return s, &usageError{err: err}
	}
	return s, nil
}

// secret reads a variable, or the file that the variable with _FILE behind its name names.
func secret(getenv func(string) string, variable string) (string, error) {
	file := getenv(variable + "_FILE")
	if file == "" {
		return getenv(variable), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", variable, err)
	}
	return strings.TrimRight(string(data), "\r\n"), nil
}
