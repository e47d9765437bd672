package loadgen

import (
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// deliver tells what becomes of a reminder at the notifier's: mostly one order, and that it was sent a moment after its
// instant. One in two thousand is never heard of again.
func (l *life) deliver(now time.Time, r events.Reminder, brief events.Brief) {
	order := events.DeliveryOrder{Reminder: r, Brief: brief, Channel: l.plot.channel}
	if l.plot.both {
		order.Fallback = []events.Channel{events.Email}
	}
	l.order(now, order)
	at := r.DueAt
	if at.Before(now) {
		at = now
	}
	at = at.Add(time.Duration(1+l.chance.IntN(9)) * time.Second)

	switch fate := l.chance.IntN(2000); {
	case fate == 0:
		return
	case fate < 10:
		l.report(events.DeliveryFailed, r, order.Channel, at.Add(3*time.Minute), events.Delivery{
			Class: events.Ambiguous, Attempts: 4, Code: "timeout", Reason: "the provider did not answer",
		})
	case fate < 50:
		l.report(events.DeliveryFailed, r, order.Channel, at, events.Delivery{
			Class: events.Permanent, Attempts: 1, Code: refusal(order.Channel), Reason: "the provider refuses the address",
		})
		l.fallBack(at, order)
	case fate < 90:
		l.report(events.DeliverySkipped, r, order.Channel, at, events.Delivery{Rule: "opted_out", Reason: "the candidate does not want it"})
	default:
		l.report(events.DeliverySent, r, order.Channel, at, events.Delivery{Class: events.Accepted, Attempts: 1, MessageID: l.messageID(r, order.Channel)})
		l.receipt(r, order.Channel, at)
	}
}

func refusal(c events.Channel) string {
	if c == events.SMS {
		return "21614"
	}
	return "550"
}

// fallBack sends on the next channel, where there is one.
func (l *life) fallBack(at time.Time, order events.DeliveryOrder) {
	if len(order.Fallback) == 0 {
		return
	}
	next := order
	next.Channel, next.Fallback = order.Fallback[0], nil
	next.Ended = []events.ChannelEnd{{Channel: order.Channel, Rule: "refused"}}
	l.order(at.Add(time.Second), next)
	l.report(events.DeliverySent, order.Reminder, next.Channel, at.Add(3*time.Second), events.Delivery{
		Class: events.Accepted, Attempts: 1, MessageID: l.messageID(order.Reminder, next.Channel),
	})
}

// receipt tells what the provider says later: of texts mostly something, of emails hardly ever.
func (l *life) receipt(r events.Reminder, c events.Channel, at time.Time) {
	state, class := "delivered", events.Accepted
	switch chance := l.chance.IntN(100); {
	case c == events.Email && chance < 2:
		state, class = "bounced", events.Permanent
	case c == events.SMS && chance < 3:
		state, class = "undelivered", events.Permanent
	case c == events.Email || chance < 10:
		return
	}
	l.report(events.DeliveryReceipt, r, c, at.Add(time.Duration(2+l.chance.IntN(90))*time.Second), events.Delivery{
		Class: class, State: state, MessageID: l.messageID(r, c),
	})
}

func (l *life) messageID(r events.Reminder, c events.Channel) string {
	if c == events.SMS {
		return "SM" + r.ID
	}
	return r.ID + "@mail.example.com"
}

func (l *life) order(at time.Time, order events.DeliveryOrder) {
	id := deliveryID(order.Reminder, order.Channel, "requested")
	l.told = append(l.told, said{stream: events.StreamDeliveries, event: l.event(events.DeliveryRequested, sourceNotifier, id, at, order)})
}

// report says what became of a reminder on a channel.
func (l *life) report(t events.Type, r events.Reminder, c events.Channel, at time.Time, d events.Delivery) {
	d.Reminder, d.Kind, d.N, d.Channel, d.DueAt, d.At = r.ID, r.Kind, r.N, c, r.DueAt, at
	_, verb, _ := strings.Cut(t.Name(), ".")
	e := l.event(t, sourceNotifier, deliveryID(r, c, verb), at, d)
	l.told = append(l.told, said{stream: events.StreamDeliveries, event: e})
}

func deliveryID(r events.Reminder, c events.Channel, verb string) string {
	return r.ID + "." + mark(r.DueAt) + "." + string(c) + "." + verb
}

// isOf reports whether a delivery event is about a reminder at its instant.
func isOf(s said, r events.Reminder) bool {
	return strings.HasPrefix(s.event.ID, r.ID+"."+mark(r.DueAt)+".")
}
