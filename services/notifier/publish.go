package notifier

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// source names the notifier in its events.
const source = "/afterword/notifier"

// messageID is the email's Message-ID without its angle brackets. Texts have none.
func (n *Notifier) messageID(d *delivery) string {
	switch {
	case d.toAdviser():
		return events.EmailMessageID(d.tenant(), d.claimKey(), n.o.MessageIDDomain)
	case d.order.Channel == events.Email:
		return events.EmailMessageID(d.tenant(), d.order.Reminder.ID, n.o.MessageIDDomain)
	default:
		return ""
	}
}

// deliveryID is the id of an event about one reminder at one due instant on one
// channel, and to one adviser: the same however often it is said.
func deliveryID(tenant string, o events.DeliveryOrder, verb string) string {
	id := o.Reminder.ID + "." + strconv.FormatInt(o.Reminder.DueAt.Unix(), 10) + "." + string(o.Channel)
	if o.Alert != nil {
		id += "." + bus.Key(tenant, addressOf(o))[:16]
	}
	return id + "." + verb
}

// sayAgain publishes what a claim that has ended says about this delivery, after what follows from it has been
// ordered. Saying it twice changes nothing.
func (n *Notifier) sayAgain(ctx context.Context, d *delivery, h *held) verdict {
	if !h.DueAt.Equal(d.order.Reminder.DueAt) {
		return n.published(n.publishSkipped(ctx, d, ruleAlreadySent, d.alreadySent(), n.o.Clock.Now()))
	}
	if h.unsent() {
		if err := n.unsent(ctx, d, h); err != nil {
			return retryFor(ruleUnavailable, 0, fmt.Errorf("go on from reminder %s: %w", d.order.Reminder.ID, err))
		}
	}
	if h.State == stateSkipped {
		return n.published(n.publishSkipped(ctx, d, rule(h.Rule), h.Reason, h.At))
	}
	data := n.report(d, h.At)
	data.MessageID, data.Attempts, data.Code, data.Reason, data.Rule = cmp.Or(h.ProviderID, h.MessageID), h.Attempts, h.Code, h.Reason, h.Rule
	switch h.State {
	case stateSent:
		if err := n.noteTheText(ctx, d, h); err != nil {
			return retryFor(ruleUnavailable, 0, fmt.Errorf("note the text of reminder %s: %w", d.order.Reminder.ID, err))
		}
		data.Class, data.Reason = events.Accepted, ""
		return n.published(n.publish(ctx, d, events.DeliverySent, sentVerb(h), data))
	case stateUnknown:
		data.Class = events.Ambiguous
	default:
		data.Class = events.Permanent
		if h.Rule == string(ruleExpired) {
			data.Class = events.Temporary
		}
	}
	return n.published(n.publish(ctx, d, events.DeliveryFailed, "failed", data))
}

// sentVerb is the end of the id of delivery.sent. It names the message, so that the bus does not take a second one for
// the first one said again: a text by the provider's id, an email by when it was sent, as two of them have one
// Message-ID.
func sentVerb(h *held) string {
	return "sent." + cmp.Or(h.ProviderID, strconv.FormatInt(h.At.UnixNano(), 10))
}

// alreadySent says what happened to a message that another due instant has been sent for.
func (d *delivery) alreadySent() string {
	if d.toAdviser() {
		return "this adviser has been told of this follow-up"
	}
	return "it was sent before its due instant moved"
}

func (n *Notifier) publishSkipped(ctx context.Context, d *delivery, r rule, reason string, at time.Time) error {
	n.metrics.skips.WithLabelValues(string(d.order.Channel), string(r)).Inc()
	data := n.report(d, at)
	data.Rule, data.Reason = string(r), reason
	return n.publish(ctx, d, events.DeliverySkipped, "skipped", data)
}

func (n *Notifier) report(d *delivery, at time.Time) events.Delivery {
	r := d.order.Reminder
	return events.Delivery{Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: d.order.Channel, DueAt: r.DueAt, At: at}
}

func (n *Notifier) publish(ctx context.Context, d *delivery, t events.Type, verb string, data events.Delivery) error {
	id := deliveryID(d.tenant(), d.order, verb)
	e, err := events.New(t, source, id, d.tenant(), d.event.Subject, data.At, data)
	if err != nil {
		return err
	}
	_, err = n.o.Bus.Publish(ctx, e, events.MsgID(e.Tenant, e.Source, e.ID))
	return err
}

// published is done if the bus has the event, else it is said again later.
func (n *Notifier) published(err error) verdict {
	if err != nil {
		return retryFor(ruleUnavailable, 0, fmt.Errorf("publish the result: %w", err))
	}
	return finished()
}
