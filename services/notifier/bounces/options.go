package bounces

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

// Protocol is what the listener speaks.
type Protocol string

// The protocols.
const (
	// LMTP is how mail servers hand over to what delivers finally (RFC 2033).
	LMTP Protocol = "lmtp"
	// SMTP is for mail servers that cannot speak LMTP.
	SMTP Protocol = "smtp"
)

// Options says what is listened to. Listen, Domain, Keys and Receive are required.
type Options struct {
	// Listen is the TCP address.
	Listen string
	// Protocol is LMTP by default.
	Protocol Protocol
	// Domain is that of the return addresses, and Keys have signed them.
	Domain string
	Keys   *link.Keys
	// Receive takes in what became of a letter. After an error the mail server is told to send the message again.
	Receive func(ctx context.Context, ref link.Ref, report email.Report) error
	// MaxBytes limits a message. Default 1 MiB: a report holds a letter of ours at most.
	MaxBytes int64
	// Patience limits, in real time, one command or message and again what follows from it. Default 1 min.
	Patience time.Duration
	// Life limits, in real time, a connection. Default 10 min.
	Life time.Duration
	// MaxConnections limits the connections at once. Default 32.
	MaxConnections int
	// Rate is how many messages are taken a second on average, and twice as many at once; the others are told to come
	// again. Default 50.
	Rate int
	// Logger; default none.
	Logger *zap.Logger
	// Registerer for the metrics; default none.
	Registerer prometheus.Registerer
}

func (o Options) withDefaults() (Options, error) {
	o.Protocol = cmp.Or(o.Protocol, LMTP)
	o.MaxBytes = cmp.Or(o.MaxBytes, 1<<20)
	o.Patience = cmp.Or(o.Patience, time.Minute)
	o.Life = cmp.Or(o.Life, 10*time.Minute)
	o.MaxConnections = cmp.Or(o.MaxConnections, 32)
	o.Rate = cmp.Or(o.Rate, 50)
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	if o.Registerer == nil {
		o.Registerer = prometheus.NewRegistry()
	}
	var wrong []error
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf("bounces: "+format, args...)) }
	if o.Listen == "" {
		say("Listen is required: the address to take bounces at")
	}
	if o.Protocol != LMTP && o.Protocol != SMTP {
		say("Protocol %q is none of lmtp, smtp", o.Protocol)
	}
	if o.Domain == "" {
		say("Domain is required: that of the return addresses")
	}
	if o.Keys == nil {
		say("Keys are required: they have signed the return addresses")
	}
	if o.Receive == nil {
		say("Receive is required")
	}
	if o.MaxBytes < 0 || o.Patience < 0 || o.Life < 0 || o.MaxConnections < 0 || o.Rate < 0 {
		say("MaxBytes, Patience, Life, MaxConnections and Rate must not be negative")
	}
	return o, errors.Join(wrong...)
}
