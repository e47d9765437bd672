package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
	"github.com/afterword-io/afterword/standalone"
)

type settings struct {
	options standalone.Options
}

const about = `Afterword-standalone looks after the days between a job interview and the answer: the
API, the durable waits, the messages, and the servers that they need, in one process.
Until a mail server or an SMS account is configured, messages go to an outbox of its own.

  afterword-standalone [flags]

Examples

  afterword-standalone --data ./data
        the real thing, in real time, on http://127.0.0.1:8080
  afterword-standalone --data ./lapse --speed 1440 --start 2026-03-03T12:00:00Z
        a day a minute, from that morning on
  afterword-standalone --data ./data --smtp-host smtp.example.org --smtp-username me \
      --smtp-password-file ./secret --smtp-from 'Career Center <care@example.org>'
        letters leave by your mail server; text messages still go to the outbox
  afterword-standalone --data ./data --listen 0.0.0.0:8080 --operator-password-file ./secret \
      --public-url https://afterword.example.org --proxies 1
        for your network, behind a proxy with TLS; messages lead to that address

Exit codes: 0 stopped by a signal, 1 failed, 2 called wrongly, 130 and 143 stopped at once by a second signal.

Flags, each with the variable that stands in for it:
`

// parse reads flags, else variables, else defaults.
func parse(args []string, getenv func(string) string, out io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("afterword-standalone", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	set := daemon.NewSettings(flags, getenv)
	var speed, start, encryption, missing, logFormat, logLevel string
	o := &s.options
	set.Text(&o.DataDir, "data", "AFTERWORD_DATA", "data", "directory that keeps everything")
	set.Text(&o.Listen, "listen", "AFTERWORD_LISTEN", standalone.DefaultListen, "address to serve")
	set.Text(&o.PublicURL, "public-url", "AFTERWORD_PUBLIC_URL", "", "where candidates and providers reach this address from outside, such as https://afterword.example.org: for links in messages and for callbacks")
	set.Number(&o.Proxies, "proxies", "AFTERWORD_PROXIES", 0, "how many proxies stand before this address, each of which adds to X-Forwarded-For")
	set.Secret(&o.OperatorPassword, "operator-password", "AFTERWORD_OPERATOR_PASSWORD", "the password of user operator for the pages; needed where others can reach the address")
	set.Text(&speed, "speed", "AFTERWORD_SPEED", "1", "how many times as fast as real time the clock runs: 1440 is a day a minute")
	set.Text(&start, "start", "AFTERWORD_START", "", "what the clock of a new time-lapse shows first, such as 2026-03-03T12:00:00Z; default now")
	set.Text(&logFormat, "log-format", "AFTERWORD_LOG_FORMAT", "console", "console or json")
	set.Text(&logLevel, "log-level", "AFTERWORD_LOG_LEVEL", "warn", "debug, info, warn or error")

	set.Text(&o.SMTP.Host, "smtp-host", "AFTERWORD_SMTP_HOST", "", "mail server; without it letters go to the outbox")
	set.Number(&o.SMTP.Port, "smtp-port", "AFTERWORD_SMTP_PORT", 0, "port of the mail server; default 587, 465 with implicit, 25 with none")
	set.Text(&encryption, "smtp-tls", "AFTERWORD_SMTP_TLS", string(email.StartTLS), "starttls, implicit or none")
	set.Text(&o.SMTP.Username, "smtp-username", "AFTERWORD_SMTP_USERNAME", "", "name to log in with")
	set.Secret(&o.SMTP.Password, "smtp-password", "AFTERWORD_SMTP_PASSWORD", "the password to log in with")
	set.Text(&o.SMTP.From, "smtp-from", "AFTERWORD_SMTP_FROM", "", `sender, such as "Career Center <care@example.org>"`)
	set.Text(&o.SMTP.ReplyTo, "smtp-reply-to", "AFTERWORD_SMTP_REPLY_TO", "", "where answers go; default the sender")

	set.Text(&o.ReturnDomain, "return-domain", "AFTERWORD_RETURN_DOMAIN", "", "domain whose mail your mail server hands to --return-listen: bounces come back to it")
	set.Text(&o.ReturnListen, "return-listen", "AFTERWORD_RETURN_LISTEN", "", "address to take bounces at, by LMTP; default a free port of this machine")

	set.Text(&o.Twilio.Account, "twilio-account", "AFTERWORD_TWILIO_ACCOUNT", "", "account SID; without it text messages go to the outbox")
	set.Text(&o.Twilio.Key, "twilio-key", "AFTERWORD_TWILIO_KEY", "", "API key SID to log in with; default the account")
	set.Secret(&o.Twilio.Token, "twilio-token", "AFTERWORD_TWILIO_TOKEN", "the auth token, or the secret of the API key")
	set.Text(&o.Twilio.From, "twilio-from", "AFTERWORD_TWILIO_FROM", "", "sending number, or instead of it")
	set.Text(&o.Twilio.MessagingService, "twilio-service", "AFTERWORD_TWILIO_SERVICE", "", "messaging service SID")
	set.Text(&o.Twilio.BaseURL, "twilio-base-url", "AFTERWORD_TWILIO_BASE_URL", "https://api.twilio.com", "where the API lives")
	set.Text(&missing, "twilio-on-missing", "AFTERWORD_TWILIO_ON_MISSING", string(sms.Hold), "hold or resend a text whose acceptance was never confirmed and that the provider does not show")
	flags.BoolVar(&o.TemporalUI, "temporal-ui", true, "serve Temporal's web interface at /temporal/")

	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(out, about)
			flags.SetOutput(out)
			flags.PrintDefaults()
		}
		return s, err
	}
	if flags.NArg() > 0 {
		return s, fmt.Errorf("there is no command %q", flags.Arg(0))
	}
	o.SMTP.TLS, o.Twilio.OnMissing = email.TLS(encryption), sms.OnMissing(missing)
	wrong := []error{set.Check()}
	var err error
	if o.Speed, err = strconv.ParseFloat(speed, 64); err != nil || !(o.Speed > 0) {
		wrong = append(wrong, fmt.Errorf("--speed must be a number greater than zero, not %q", speed))
	}
	if start != "" {
		if o.StartAt, err = time.Parse(time.RFC3339, start); err != nil {
			wrong = append(wrong, fmt.Errorf("--start must be a time such as 2026-03-03T12:00:00Z, not %q", start))
		}
	}
	if o.Logger, err = telemetry.NewLogger("standalone", logFormat, logLevel); err != nil {
		wrong = append(wrong, err)
	}
	if err := errors.Join(wrong...); err != nil {
		return s, err
	}
	return s, o.Check()
}
