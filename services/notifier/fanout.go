package notifier

import (
	"context"
	"slices"
	"strings"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
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
		d := n.newDelivery(m, unreachable(notice))
		v := n.skip(ctx, d, skipFor(ruleNoAddress, "no channel of this installation reaches the candidate"))
		return n.outcome(m, d, "fan out", v)
	}
	for _, order := range orders {
		if err := n.request(ctx, m.Event, order); err != nil {
			return bus.Retry(0, err)
		}
	}
	return bus.Done()
}

// orders decides on the channels: those of the candidate and of the tenant's policy that
// this installation has. A channel the candidate has refused keeps its place, so that what it
// would have carried goes nowhere else.
func (n *Notifier) orders(slug string, notice events.ReminderNotice) []events.DeliveryOrder {
	candidate := notice.Brief.Meeting.Candidate
	candidate.Channels = slices.DeleteFunc(followup.Channels(candidate), func(c events.Channel) bool { return n.o.Channels[c] == nil })
	if len(candidate.Channels) == 0 {
		return nil
	}
	routes := n.tenants.of(slug).policy.Routes(candidate)
	orders := make([]events.DeliveryOrder, len(routes))
	for i, route := range routes {
		orders[i] = events.DeliveryOrder{
			Reminder: notice.Reminder, Brief: *notice.Brief, Channel: route.Channel, Fallback: route.Fallback,
		}
		for _, other := range routes {
			if other.Channel != route.Channel {
				orders[i].Beside = append(orders[i].Beside, other.Channel)
			}
		}
	}
	return orders
}

// addressOf returns where an order goes to, or "".
func addressOf(o events.DeliveryOrder) string {
	candidate := o.Brief.Meeting.Candidate
	switch o.Channel {
	case events.Email:
		return candidate.Email
	case events.SMS:
		return candidate.Phone
	case events.Adviser:
		return strings.ToLower(o.Alert.To)
	default:
		return ""
	}
}

// unreachable is the order for a candidate whom no channel of this installation reaches: what there is to say
// of it is said under the channel they would have.
func unreachable(notice events.ReminderNotice) events.DeliveryOrder {
	ch := events.Email
	if wished := notice.Brief.Meeting.Candidate.Channels; len(wished) > 0 {
		ch = wished[0]
	}
	return events.DeliveryOrder{Reminder: notice.Reminder, Brief: *notice.Brief, Channel: ch}
}

// request publishes an order. Its time is that of the reminder.due it comes
// from: a snapshot older than that cannot know of the reminder.
func (n *Notifier) request(ctx context.Context, from events.Event, order events.DeliveryOrder) error {
	id := deliveryID(from.Tenant, order, "requested")
	e, err := events.New(events.DeliveryRequested, source, id, from.Tenant, from.Subject, from.Time, order)
	if err != nil {
		return err
	}
	ack, err := n.o.Bus.Publish(ctx, e, events.MsgID(e.Tenant, e.Source, e.ID))
	if err != nil {
		return err
	}
	n.log.Debug("delivery requested", zap.String("reminder", order.Reminder.ID), zap.String("channel", string(order.Channel)),
		zap.Duration("ahead", order.Reminder.DueAt.Sub(n.o.Clock.Now()).Round(time.Second)), zap.Bool("duplicate", ack.Duplicate))
	return nil
}
