package notifier

import (
	"context"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// stages is the way of a message from the order to the record, read from the top.
func (n *Notifier) stages() []stage {
	return []stage{
		{"held until due", n.heldUntilDue},         // timing.go
		{"still wanted", n.stillWanted},            // wanted.go
		{"not expired", n.notExpired},              // timing.go
		{"allowed hours", n.allowedHours},          // timing.go
		{"reachable", n.reachable},                 // consent.go
		{"consent", n.consent},                     // consent.go
		{"not suppressed", n.notSuppressed},        // consent.go
		{"claim", n.claim},                         // claim.go
		{"render", n.render},                       // send.go
		{"send", n.send},                           // send.go, and lastlook.go right before the first byte
		{"record and publish", n.recordAndPublish}, // result.go
	}
}

// stage decides on one delivery or does one thing for it.
type stage struct {
	name string
	run  func(context.Context, *delivery) verdict
}

// delivery is one message on its way through the stages.
type delivery struct {
	event events.Event
	order events.DeliveryOrder
	// sequence is the order's place in its stream.
	sequence uint64
	// now is what the clock shows as the stages begin.
	now time.Time
	// attempt is how often the bus has asked for a try.
	attempt int

	// Set by the stages, in this order.
	snapshot events.Snapshot
	address  string
	claimed  *held
	message  message.Message
	// leave gives the place at the gate back; nil outside it.
	leave   func()
	receipt channel.Receipt
	failure error
}

func (n *Notifier) newDelivery(m bus.Message, order events.DeliveryOrder) *delivery {
	return &delivery{event: m.Event, order: order, sequence: m.Sequence, now: n.o.Clock.Now(), attempt: m.Attempt}
}

func (d *delivery) tenant() string { return d.event.Tenant }

func (d *delivery) followup() string { return d.event.Subject }

// toAdviser reports that the message is not for the candidate.
func (d *delivery) toAdviser() bool { return d.order.Alert != nil }

// carrier is the channel that the message goes by: an adviser's is an email.
func (d *delivery) carrier() events.Channel {
	if d.toAdviser() {
		return events.Email
	}
	return d.order.Channel
}

// expires is when the message is of no use any more.
func (d *delivery) expires() time.Time {
	if d.toAdviser() {
		return d.order.Alert.ExpiresAt
	}
	return d.order.Reminder.ExpiresAt
}

// verdict is a stage's answer. The zero verdict lets the delivery pass.
type verdict struct {
	rule rule
	end  end
	// reason is a sentence without personal data.
	reason string
	// next gives the next channel its turn; for skip.
	next bool
	// told is the rule as the advisers are told it, where rule is too general; for skip.
	told string
	// until is when to look again, as the clock shows it; for hold.
	until time.Time
	// after is how long to wait in real time, zero for the bus's own back-off; for retry.
	after time.Duration
	err   error
}

// end says how a verdict ends the stages.
type end int

const (
	pass end = iota
	// hold looks again at an instant; nothing went wrong.
	hold
	// retry looks again after a while because something went wrong.
	retry
	// skip ends the delivery unsent, and says so.
	skip
	// done ends it; what there was to say has been said.
	done
)

// rule names why a delivery does not simply go on: one word for events, metrics, logs and tests.
type rule string

// The rules.
const (
	ruleNotDue       rule = "not_due"
	ruleWithdrawn    rule = "withdrawn"
	ruleStatusBehind rule = "status_behind"
	ruleUnavailable  rule = "unavailable"
	ruleExpired      rule = "expired"
	ruleOutsideHours rule = "outside_hours"
	ruleNoAddress    rule = "no_address"
	ruleOptedOut     rule = "opted_out"
	ruleSuppressed   rule = "suppressed"
	ruleAlreadySent  rule = "already_sent"
	ruleInHand       rule = "in_hand"
	ruleLostClaim    rule = "lost_claim"
	ruleNoWords      rule = "no_words"
	ruleTemporary    rule = "temporary"
	ruleAmbiguous    rule = "ambiguous"
)

func passed() verdict { return verdict{} }

func finished() verdict { return verdict{end: done} }

func holdUntil(r rule, t time.Time) verdict { return verdict{end: hold, rule: r, until: t} }

func skipFor(r rule, reason string) verdict { return verdict{end: skip, rule: r, reason: reason} }

func retryFor(r rule, after time.Duration, err error) verdict {
	return verdict{end: retry, rule: r, after: after, err: err}
}

// deliver takes one order through the stages.
func (n *Notifier) deliver(ctx context.Context, m bus.Message) bus.Outcome {
	order, err := events.DataOf[events.DeliveryOrder](m.Event)
	if err != nil {
		return bus.GiveUp("the data of delivery.requested cannot be read", err)
	}
	if (order.Channel == events.Adviser) != (order.Alert != nil) {
		return bus.GiveUp("an order is half an alert", nil)
	}
	n.metrics.arrived(order.Channel, m.Sequence)
	d := n.newDelivery(m, order)
	way := n.way
	if d.toAdviser() {
		way = n.alertWay
	}
	v, at := walk(ctx, d, way)
	if v.end == skip {
		v = n.skip(ctx, d, v)
	}
	return n.outcome(m, d, at, v)
}

// walk takes a delivery from stage to stage until one of them does not let it pass, and says which.
func walk(ctx context.Context, d *delivery, way []stage) (v verdict, at string) {
	for _, s := range way {
		if v := s.traced(ctx, d); v.end != pass {
			return v, s.name
		}
	}
	return passed(), ""
}

// outcome translates a verdict for the bus.
func (n *Notifier) outcome(m bus.Message, d *delivery, stage string, v verdict) bus.Outcome {
	fields := []zap.Field{
		zap.String("reminder", d.order.Reminder.ID), zap.String("channel", string(d.order.Channel)),
		zap.String("stage", stage), zap.String("rule", string(v.rule)),
	}
	switch v.end {
	case hold:
		delay := v.until.Sub(d.now)
		n.metrics.hold(d.order.Channel, m.Sequence, n.o.Clock.Real(delay))
		n.log.Debug("held", append(fields, zap.Duration("for", delay))...)
		return bus.Hold(n.o.Clock.Real(delay))
	case retry:
		n.metrics.retries.WithLabelValues(string(d.order.Channel), string(v.rule)).Inc()
		n.log.Info("to be tried again", append(fields, zap.Duration("after", v.after), zap.Error(v.err))...)
		return bus.Retry(v.after, v.err)
	default:
		return bus.Done()
	}
}
