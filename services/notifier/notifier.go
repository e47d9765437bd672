package notifier

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"
	"golang.org/x/sync/errgroup"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/notifier/bounces"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/conversation"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// Options says what a notifier works with. Bus, Channels and MessageIDDomain are required.
type Options struct {
	Bus *bus.Bus
	// Clock shows the time that due instants are compared with; default the machine's.
	Clock clock.Clock
	// Channels are the ways to reach a candidate; a reminder for a channel that is not here is not sent by it.
	Channels map[events.Channel]channel.Channel
	// MessageIDDomain is the domain that Message-IDs end in: that of the From address. Required with email.
	MessageIDDomain string
	// Brand is the installation's own, for tenants whose brand leaves a field empty. Its senders are those
	// of the channels by default.
	Brand events.Brand
	// Links makes the links to the candidate's page; default none: then messages carry no links and no header to
	// unsubscribe with, and bounces lead to no letter.
	Links *link.Site
	// Public is this notifier's own public address, at which providers tell what becomes of a message and what was
	// answered; default none: then they are not asked to.
	Public *url.URL
	// Addr is where to listen for those callbacks; default none, for Handler to be mounted elsewhere.
	Addr string
	// ReturnDomain is the domain that bounces come to; default none: then they go to the sender. It needs Links,
	// whose keys sign the return addresses.
	ReturnDomain string
	// ReturnListen is the address at which mail for ReturnDomain is taken; default a free port of this machine.
	// ReturnProtocol is what is spoken there, default bounces.LMTP.
	ReturnListen   string
	ReturnProtocol bounces.Protocol
	// SES reads what Amazon SES says of emails, and SendGrid what that does; default neither. They are heard at the
	// address of the other callbacks.
	SES      *email.SNS
	SendGrid *email.SendGrid
	// SendTimeout limits one attempt at the provider, in real time. Default 2 min.
	SendTimeout time.Duration
	// AckWait is after how long, in real time, a message whose notifier died is given to another.
	// It must be longer than SendTimeout. Default SendTimeout and a minute.
	AckWait time.Duration
	// MaxHeld limits how many messages of one channel wait for their instant at once. Default 200,000.
	MaxHeld int
	// Concurrency is how many messages of one channel are sent at once. Default 16.
	Concurrency int
	// Backoff are the waits, as the clock shows them, after the first temporary failure, the second and
	// so on; the last one repeats. Default 1 min, 5 min, 30 min, 2 h, 5 h.
	Backoff []time.Duration
	// MaxAmbiguous is how many attempts of one message may end without an answer. Default 3.
	MaxAmbiguous int
	// Logger; default none.
	Logger *zap.Logger
	// Registerer for the metrics; default none.
	Registerer prometheus.Registerer
	// Tracer gets the spans of callbacks, each in a trace of its own; default none. Those of messages go to the Bus's.
	Tracer trace.TracerProvider
	// Health gets a check that the tenants have been read; default none.
	Health *telemetry.Health
}

func (o Options) withDefaults() (Options, error) {
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	if o.Registerer == nil {
		o.Registerer = prometheus.NewRegistry()
	}
	o.SendTimeout = cmp.Or(o.SendTimeout, 2*time.Minute)
	o.AckWait = cmp.Or(o.AckWait, o.SendTimeout+time.Minute)
	o.MaxHeld = cmp.Or(o.MaxHeld, 200_000)
	o.Concurrency = cmp.Or(o.Concurrency, 16)
	o.MaxAmbiguous = cmp.Or(o.MaxAmbiguous, 3)
	if named, ok := o.Channels[events.Email].(channel.Named); ok {
		usual := named.Sender()
		o.Brand.SenderName = cmp.Or(o.Brand.SenderName, usual.Name)
		o.Brand.SenderEmail = cmp.Or(o.Brand.SenderEmail, usual.Email)
		o.Brand.ReplyTo = cmp.Or(o.Brand.ReplyTo, usual.ReplyTo)
	}
	if named, ok := o.Channels[events.SMS].(channel.Named); ok {
		o.Brand.SMSSender = cmp.Or(o.Brand.SMSSender, named.Sender().Number)
	}
	if len(o.Backoff) == 0 {
		o.Backoff = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour}
	}
	var wrong []error
	say := func(text string) { wrong = append(wrong, errors.New("notifier: "+text)) }
	if o.Bus == nil {
		say("Bus is required")
	}
	if len(o.Channels) == 0 {
		say("at least one of Channels is required: email or sms")
	}
	for name, ch := range o.Channels {
		if name != events.Email && name != events.SMS {
			say(fmt.Sprintf("channel %q is none of email, sms", name))
		}
		if ch == nil {
			say(fmt.Sprintf("channel %q is nil", name))
		}
	}
	if o.Channels[events.Email] != nil && o.MessageIDDomain == "" {
		say("MessageIDDomain is required with email: the domain of the From address")
	}
	if o.ReturnDomain != "" && o.Links == nil {
		say("ReturnDomain needs Links: its keys sign the return addresses")
	}
	if o.AckWait <= o.SendTimeout {
		say("AckWait must be longer than SendTimeout, or a message still being sent is given to a second notifier")
	}
	if o.SendTimeout < 0 || o.MaxHeld < 0 || o.Concurrency < 0 || o.MaxAmbiguous < 0 || slices.Min(o.Backoff) < 0 {
		say("SendTimeout, MaxHeld, Concurrency, Backoff and MaxAmbiguous must not be negative")
	}
	return o, errors.Join(wrong...)
}

// Notifier is the service. It is made by New and lives in Run.
type Notifier struct {
	o            Options
	log          *zap.Logger
	templates    *message.Templates
	tenants      *tenants
	status       bus.Bucket[events.Snapshot]
	suppressions *suppression.List
	gate         *gate
	letters      *letter.Letters
	// conversations are what was texted to whom.
	conversations *conversation.Conversations
	dossiers      bus.Bucket[followup.Dossier]
	tallies       bus.Bucket[tally]
	claims        *claims
	metrics       *metrics
	callbacks     *callbacks
	// returns takes bounces; nil without a ReturnDomain.
	returns *bounces.Server

	// The ways of a message, each made once: stages.go, lastlook.go, and alert.go for an adviser's.
	way, look, alertWay, alertLook []stage
}

// New checks the options and reads every template. It needs the topology that bus.EnsureTopology makes.
func New(o Options) (*Notifier, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	templates, err := message.New()
	if err != nil {
		return nil, fmt.Errorf("notifier: %w", err)
	}
	m, err := newMetrics(o.Registerer, lines(o.Channels))
	if err != nil {
		return nil, fmt.Errorf("notifier: register the metrics: %w", err)
	}
	n := &Notifier{
		o: o, log: o.Logger, templates: templates, metrics: m,
		tenants:       newTenants(bus.OpenBucket[events.Tenant](o.Bus, bus.TenantsBucket), templates, o.Logger),
		status:        bus.OpenBucket[events.Snapshot](o.Bus, bus.StatusBucket),
		suppressions:  suppression.Open(o.Bus),
		gate:          newGate(),
		letters:       letter.Open(o.Bus),
		conversations: conversation.Open(o.Bus),
		dossiers:      bus.OpenBucket[followup.Dossier](o.Bus, bus.DossiersBucket),
		tallies:       bus.OpenBucket[tally](o.Bus, bus.SendsBucket),
		claims: &claims{
			bucket: bus.OpenBucket[claim](o.Bus, bus.SendsBucket), clock: o.Clock,
			// A claim outlives the attempt it was made for by half of what redelivery waits.
			lease: o.SendTimeout + (o.AckWait-o.SendTimeout)/2, unwritten: map[string]claim{},
		},
	}
	n.way, n.look, n.alertWay, n.alertLook = n.stages(), n.lastLook(), n.alertStages(), n.alertLastLook()
	if err := n.listen(); err != nil {
		return nil, err
	}
	if err := n.takeReturns(); err != nil {
		return nil, errors.Join(err, n.callbacks.close())
	}
	if o.Health != nil {
		o.Health.Add("tenants", n.tenants.check)
	}
	return n, nil
}

// Run serves until ctx is done, finishes what it has begun, and returns nil.
func (n *Notifier) Run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return n.tenants.run(ctx) })
	group.Go(func() error { return n.callbacks.serve(ctx) })
	if n.returns != nil {
		group.Go(func() error { return n.returns.Run(ctx) })
	}
	group.Go(func() error {
		if !n.tenants.wait(ctx) {
			return nil
		}
		return n.o.Bus.Consume(ctx, bus.Consumer{
			Stream: events.StreamFollowups, Durable: "notifier-fanout", Filter: []string{"afterword.followups.*.reminder.due"},
			MaxAttempts: maxAttempts,
		}, n.fanOut)
	})
	for _, name := range lines(n.o.Channels) {
		group.Go(func() error {
			if !n.tenants.wait(ctx) {
				return nil
			}
			return n.o.Bus.Consume(ctx, bus.Consumer{
				Stream: events.StreamDeliveries, Durable: "notifier-" + string(name),
				Filter:  []string{"afterword.deliveries.*." + string(name) + ".requested"},
				AckWait: n.o.AckWait, MaxAckPending: n.o.MaxHeld, MaxAttempts: maxAttempts, Concurrency: n.o.Concurrency,
			}, n.deliver)
		})
	}
	if err := group.Wait(); err != nil {
		return fmt.Errorf("notifier: %w", err)
	}
	return nil
}

// lines are the channels that have a consumer each: an adviser's emails do not wait behind the candidates'.
func lines(channels map[events.Channel]channel.Channel) []events.Channel {
	lines := slices.Sorted(maps.Keys(channels))
	if channels[events.Email] != nil {
		lines = append(lines, events.Adviser)
	}
	return lines
}

// maxAttempts is no limit in practice: a message ends with its expiry, and a
// notifier that cannot reach its stores must not give messages up for that.
const maxAttempts = 10_000
