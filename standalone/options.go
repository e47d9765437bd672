package standalone

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"time"

	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
)

// DefaultListen is the address that is served unless another one is given.
const DefaultListen = "127.0.0.1:8080"

// MaxSpeed is more than a day a second; the services cannot follow a faster clock.
const MaxSpeed = 100_000

// Options says how to run. DataDir is required.
type Options struct {
	// DataDir is the directory that keeps everything; it is made if it is missing.
	DataDir string
	// Listen is the address to serve. Default DefaultListen. One that others can reach needs an OperatorPassword.
	Listen string
	// Speed is shown time per real time, at most MaxSpeed. Default 1, the machine's clock; anything else is time-lapse.
	// A data directory keeps to the one or the other.
	Speed float64
	// StartAt is what the clock of a time-lapse shows first, if the data directory is new. Default now.
	StartAt time.Time
	// SMTP is the mail server to send by. Without a Host, letters go to the outbox, from its From if that is set.
	SMTP email.Options
	// Twilio is the account to send text messages by. Without an Account, they go to the outbox.
	Twilio sms.Options
	// PublicURL is where candidates and providers reach what is served, such as https://afterword.example.org. Default URL,
	// which is good enough as long as nothing leaves this machine; without it, messages by a provider carry no links.
	PublicURL string
	// Proxies is how many proxies stand before Listen, each of which adds to X-Forwarded-For the address that it was called
	// from. Default none: the header is not believed, and all who come through a proxy share one caller's limits.
	Proxies int
	// ReturnDomain is the domain whose mail comes to ReturnListen: letters by SMTP.Host name an address in it to which
	// bounces go. Without one they go to the sender.
	ReturnDomain string
	// ReturnListen is the address to take bounces at, by LMTP. Default a free port of this machine.
	ReturnListen string
	// OperatorPassword protects the pages that show candidates' messages: user "operator".
	// Without one they are served to this machine only.
	OperatorPassword string
	// TemporalUI serves Temporal's web interface at /temporal/.
	TemporalUI bool
	// Tracer gets the spans of all services; default none.
	Tracer trace.TracerProvider
	// Logger; default none.
	Logger *zap.Logger
}

// Check says what is wrong with the options by themselves, as New does, but takes nothing.
func (o Options) Check() error {
	_, err := o.withDefaults()
	return err
}

func (o Options) withDefaults() (Options, error) {
	o.Listen = cmp.Or(o.Listen, DefaultListen)
	o.Speed = cmp.Or(o.Speed, 1)
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	if o.Tracer == nil {
		o.Tracer = noop.NewTracerProvider()
	}
	var wrong []error
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }
	if o.DataDir == "" {
		say("a data directory is required")
	}
	if !(o.Speed > 0 && o.Speed <= MaxSpeed) {
		say("the speed must be a number greater than zero and at most %d, not %v", MaxSpeed, o.Speed)
	}
	if o.Speed == 1 && !o.StartAt.IsZero() {
		say("only a time-lapse can start at another time than now: give a speed too")
	}
	if o.PublicURL != "" {
		if _, err := link.ParseBase(o.PublicURL); err != nil {
			say("%w", err)
		}
	}
	if o.Proxies < 0 {
		say("the number of proxies must not be negative")
	}
	local, err := onLoopback(o.Listen)
	switch {
	case err != nil:
		say("the address to listen on: %w", err)
	case !local && o.OperatorPassword == "":
		say("refusing to listen on %s: API callers need a key, but the outbox and the other pages show candidates' messages to whoever opens them; "+
			"set an operator password, or listen on 127.0.0.1", o.Listen)
	}
	return o, errors.Join(wrong...)
}

// onLoopback reports whether only this machine can reach an address.
func onLoopback(address string) (bool, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false, err
	}
	return isThisMachine(host), nil
}

// isThisMachine reports whether a host's name is one of this machine's own, by itself and not by looking it up.
func isThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
