package notifier

import (
	"context"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// fanOut makes of one reminder.due one delivery.requested per channel.
func (n *Notifier) fanOut(ctx context.Context, m bus.Message) bus.Outcome {
	notice, err := events.DataOf[events.ReminderNotice](m.Event)
	if err != nil {
		return bus.GiveUp("the data of reminder.due cannot be read", err)
	}
	if notice.Brief == nil {
		return bus.GiveUp("a reminder.due came without its brief", nil)
	}
	orders := n.orders(m.Event.Tenant, notice)
	if len(orders) == 0 {
		// The candidate can be reached by no channel of this installation: said once, under the channel they would have.
		return n.skipUnreachable(ctx, m.Event, notice)
	}
	for _, order := range orders {
		if err := n.request(ctx, m.Event, order); err != nil {
			return bus.Retry(0, err)
		}
	}
	return bus.Done()
}

// orders decides on the channels: those of the candidate, in their order, that
// this installation has. A channel the candidate has refused stays in its place,
// so that what it would have carried goes nowhere else.
func (n *Notifier) orders(slug string, notice events.ReminderNotice) []events.DeliveryOrder {
	candidate := notice.Brief.Meeting.Candidate
	channels := slices.DeleteFunc(channelsOf(candidate), func(c events.Channel) bool { return n.o.Channels[c] == nil })
	if len(channels) == 0 {
		return nil
	}
	order := func(c events.Channel, fallback []events.Channel) events.DeliveryOrder {
		return events.DeliveryOrder{Reminder: notice.Reminder, Brief: *notice.Brief, Channel: c, Fallback: fallback}
	}
	if n.tenants.of(slug).policy.Delivery != deliverAll {
		return []events.DeliveryOrder{order(channels[0], channels[1:])}
	}
	all := make([]events.DeliveryOrder, 0, len(channels))
	for _, c := range channels {
		all = append(all, order(c, nil))
	}
	return all
}

// channelsOf lists the channels of a candidate whose contact is given, in order of preference.
func channelsOf(c events.Candidate) []events.Channel {
	wished := c.Channels
	if len(wished) == 0 {
		wished = []events.Channel{events.Email, events.SMS}
	}
	var reachable []events.Channel
	for _, ch := range wished {
		if addressOf(c, ch) != "" && !slices.Contains(reachable, ch) {
			reachable = append(reachable, ch)
		}
	}
	return reachable
}

// addressOf returns the candidate's address on a channel, or "".
func addressOf(c events.Candidate, ch events.Channel) string {
	switch ch {
	case events.Email:
		return c.Email
	case events.SMS:
		return c.Phone
	default:
		return ""
	}
}

func (n *Notifier) skipUnreachable(ctx context.Context, notice events.Event, data events.ReminderNotice) bus.Outcome {
	ch := events.Email
	if wished := data.Brief.Meeting.Candidate.Channels; len(wished) > 0 {
		ch = wished[0]
	}
	d := &delivery{
		event: notice, now: n.o.Clock.Now(),
		order: events.DeliveryOrder{Reminder: data.Reminder, Brief: *data.Brief, Channel: ch},
	}
	if err := n.publishSkipped(ctx, d, ruleNoAddress, "no channel of this installation reaches the candidate"); err != nil {
		return bus.Retry(0, err)
	}
	return bus.Done()
}

// request publishes an order. Its time is that of the reminder.due it comes
// from: a snapshot older than that cannot know of the reminder.
func (n *Notifier) request(ctx context.Context, from events.Event, order events.DeliveryOrder) error {
	id := deliveryID(order, "requested")
	e, err := events.New(events.DeliveryRequested, source, id, from.Tenant, from.Subject, from.Time, order)
	if err != nil {
		return err
	}
	ack, err := n.o.Bus.Publish(ctx, e, id)
	if err != nil {
		return err
	}
	n.log.Debug("delivery requested", zap.String("reminder", order.Reminder.ID), zap.String("channel", string(order.Channel)),
		zap.Duration("ahead", order.Reminder.DueAt.Sub(n.o.Clock.Now()).Round(time.Second)), zap.Bool("duplicate", ack.Duplicate))
	return nil
}
