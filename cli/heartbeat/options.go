package heartbeat

import (
	"errors"
	"net/http"
	"net/mail"
	"net/url"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/cli/client"
	"github.com/afterword-io/afterword/pkg/clock"
)

// Options says whose heart beats, and how often. Intake and To are required.
type Options struct {
	// Intake takes facts, with a key of a tenant that has no other purpose.
	Intake *client.Client
	// Ledger answers what was sent; default Intake, where one address serves both.
	Ledger *client.Client
	// To is the address that the reminders go to: a mailbox of the operators.
	To string
	// Every is how long after the start of one beat the next one starts, in real time. Default 1 min.
	Every time.Duration
	// Patience is how long a reminder may take from the interview to the record. For half as long the interview is handed in
	// again while it is not known whether intake has it. Default 2 min.
	Patience time.Duration
	// Poll is how long to wait between two questions to the ledger, and before an interview is handed in again. Default 500 ms.
	Poll time.Duration
	// Ping is an address outside that is asked for (GET) after each beat that came through; default none. It may hold a secret.
	Ping string
	// HTTP asks for Ping; default one with a time-out of 10 s.
	HTTP *http.Client
	// Clock shows the time that the interview is said to have ended by: that of the server. Default the machine's.
	Clock clock.Clock
	// Logger; default none.
	Logger *zap.Logger
	// Registerer for the metrics; default none.
	Registerer prometheus.Registerer
}

func (o Options) withDefaults() (Options, error) {
	var wrong []error
	say := func(text string) { wrong = append(wrong, errors.New("heartbeat: "+text)) }
	if o.Intake == nil {
		say("Intake is required")
	}
	if o.Ledger == nil {
		o.Ledger = o.Intake
	}
	if address, err := mail.ParseAddress(o.To); err != nil || address.Address != o.To {
		// The address itself is not repeated: it may be somebody's.
		say("To must be a bare email address")
	}
	if o.Every < 0 || o.Patience < 0 || o.Poll < 0 {
		say("Every, Patience and Poll must not be negative")
	}
	if o.Every == 0 {
		o.Every = time.Minute
	}
	if o.Patience == 0 {
		o.Patience = 2 * time.Minute
	}
	if o.Poll == 0 {
		o.Poll = 500 * time.Millisecond
	}
	if u, err := url.Parse(o.Ping); o.Ping != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		say("Ping must be an address such as https://example.org/ping")
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{Timeout: 10 * time.Second}
	}
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	if o.Registerer == nil {
		o.Registerer = prometheus.NewRegistry()
	}
	return o, errors.Join(wrong...)
}
