package notifier

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// source names the notifier in its events.
const source = "/afterword/notifier"

// messageID is the email's Message-ID without its angle brackets. Texts have none.
func (n *Notifier) messageID(d *delivery) string {
	if d.order.Channel != events.Email {
		return ""
	}
	return strings.Trim(events.EmailMessageID(d.tenant(), d.order.Reminder.ID, n.o.MessageIDDomain), "<>")
}

// deliveryID is the id of an event about one reminder at one due instant on one
// channel: the same however often it is said.
func deliveryID(o events.DeliveryOrder, verb string) string {
	return o.Reminder.ID + "." + strconv.FormatInt(o.Reminder.DueAt.Unix(), 10) + "." + string(o.Channel) + "." + verb
}

// sayAgain publishes what a claim that has ended says about this delivery, and gives the next channel
// its turn where that is due. Saying it twice changes nothing.
func (n *Notifier) sayAgain(ctx context.Context, d *delivery, h *held) verdict {
	if !h.DueAt.Equal(d.order.Reminder.DueAt) {
		return n.published(n.publishSkipped(ctx, d, ruleAlreadySent, "it was sent before its due instant moved"))
	}
	data := n.report(d, h.At)
	data.MessageID, data.Attempts, data.Code, data.Reason, data.Rule = h.MessageID, h.Attempts, h.Code, h.Reason, h.Rule
	if h.ProviderID != "" {
		data.MessageID = h.ProviderID
	}
	switch h.State {
	case stateSent:
		data.Class, data.Reason = events.Accepted, ""
		return n.published(n.publish(ctx, d, events.DeliverySent, "sent", data))
	case stateUnknown:
		data.Class = events.Ambiguous
	default:
		data.Class = events.Permanent
		if h.Rule == string(ruleExpired) {
			data.Class = events.Temporary
		}
	}
	if h.FallBack {
		if err := n.fallBack(ctx, d); err != nil {
			return n.published(err)
		}
	}
	return n.published(n.publish(ctx, d, events.DeliveryFailed, "failed", data))
}

// skip ends a delivery unsent, unless an earlier attempt has sent it or may have.
func (n *Notifier) skip(ctx context.Context, d *delivery, v verdict) verdict {
	h, found, err := n.claims.peek(ctx, n.claimKey(d))
	switch {
	case err != nil:
		return retryFor(ruleUnavailable, 0, fmt.Errorf("look at the claim of reminder %s: %w", d.order.Reminder.ID, err))
	case !found || !h.DueAt.Equal(d.order.Reminder.DueAt):
	case h.ended():
		return n.sayAgain(ctx, d, h)
	case h.State == stateSending && d.now.Before(h.Lease):
		return holdUntil(ruleInHand, h.Lease)
	case h.State == stateSending || h.Ambiguous > 0:
		h.State, h.Rule, h.At = stateUnknown, string(v.rule), n.o.Clock.Now()
		d.claimed = h
		return n.end(ctx, d)
	}
	if v.next {
		if err := n.fallBack(ctx, d); err != nil {
			return n.published(err)
		}
	}
	return n.published(n.publishSkipped(ctx, d, v.rule, v.reason))
}

// fallBack orders the next channel that the candidate has not refused.
func (n *Notifier) fallBack(ctx context.Context, d *delivery) error {
	if !n.o.Clock.Now().Before(d.order.Reminder.ExpiresAt) {
		return nil
	}
	for i, ch := range d.order.Fallback {
		if d.refused(ch) {
			continue
		}
		next := d.order
		next.Channel, next.Fallback = ch, slices.Clone(d.order.Fallback[i+1:])
		return n.request(ctx, d.event, next)
	}
	return nil
}

func (n *Notifier) publishSkipped(ctx context.Context, d *delivery, r rule, reason string) error {
	n.metrics.skips.WithLabelValues(string(d.order.Channel), string(r)).Inc()
	data := n.report(d, n.o.Clock.Now())
	data.Rule, data.Reason = string(r), reason
	return n.publish(ctx, d, events.DeliverySkipped, "skipped", data)
}

func (n *Notifier) report(d *delivery, at time.Time) events.Delivery {
	r := d.order.Reminder
	return events.Delivery{Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: d.order.Channel, DueAt: r.DueAt, At: at}
}

func (n *Notifier) publish(ctx context.Context, d *delivery, t events.Type, verb string, data events.Delivery) error {
	id := deliveryID(d.order, verb)
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
