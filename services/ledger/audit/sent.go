package audit

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// line is what the record says of one reminder.
type line struct {
	// handed are the due instants for which it was given to the notifier.
	handed []events.Reminder
	// dropped are the plan's words that it is skipped.
	dropped []drop
	// again is when the plan came to want it last. Only what is said later can end it: for one due instant, too, it may be called
	// back, and wanted when a fact is heard late that takes back what had stopped it.
	again time.Time
	// channels are those it was tried on; told those that advisers were sent, by Message-ID: each adviser has one of their own.
	channels map[events.Channel]*way
	told     map[string][]send
}

// drop is a word that a reminder is skipped, and when it was said.
type drop struct {
	events.Reminder
	at time.Time
}

// way is what became of a reminder on one channel.
type way struct {
	// sends are distinct: the same word said twice is one.
	sends []send
	// orders are those of each due instant. What ended one says nothing of another: a reminder that was withdrawn is wanted
	// again when a fact is taken back, and one that was moved has yet to go out.
	orders []*order
}

// order is what is known of a reminder on one channel for one due instant.
type order struct {
	dueAt time.Time
	// failed and skipped are the last words of their kind.
	failed, skipped *events.Delivery
}

// sameInstant compares due instants. The replay goes by the ledger's facts, whose times are as exact as the ledger keeps them; who has
// sent and planned went by more exact ones.
func sameInstant(a, b time.Time) bool { return record.At(a) == record.At(b) }

// send is one message that a provider has accepted.
type send struct {
	at        time.Time
	dueAt     time.Time
	messageID string
}

func (s send) same(o send) bool { return s.at.Equal(o.at) && s.messageID == o.messageID }

// ended reports that nothing more will come of it. A withdrawal leaves no end behind: what was wanted again after it goes on.
func (o *order) ended(again time.Time) bool {
	return o.failed != nil || o.skipped != nil && (o.skipped.Rule != withdrawn || !o.skipped.At.Before(again))
}

// ambiguous returns the word that nobody knows whether the provider has it, nil if there is none. It holds for every due
// instant: the notifier sends nothing after it.
func (w *way) ambiguous() *events.Delivery {
	for _, o := range w.orders {
		if o.failed != nil && o.failed.Class == events.Ambiguous {
			return o.failed
		}
	}
	return nil
}

// orderFor returns the order for a due instant, nil if there is none.
func (w *way) orderFor(due time.Time) *order {
	i := slices.IndexFunc(w.orders, func(o *order) bool { return sameInstant(o.dueAt, due) })
	if i < 0 {
		return nil
	}
	return w.orders[i]
}

// takeOrder is orderFor, made if it is missing.
func (w *way) takeOrder(due time.Time) *order {
	if w.orderFor(due) == nil {
		w.orders = append(w.orders, &order{dueAt: due})
	}
	return w.orderFor(due)
}

// lineOf returns the line of a reminder.
func (h *history) lineOf(id string) *line {
	l := h.lines[id]
	if l == nil {
		l = &line{channels: map[events.Channel]*way{}, told: map[string][]send{}}
		h.lines[id] = l
	}
	return l
}

// takeWord takes in what was said of one reminder.
func (h *history) takeWord(e record.Entry) {
	switch e.Type {
	case events.ReminderDue, events.ReminderSkipped:
		var notice events.ReminderNotice
		if json.Unmarshal(e.Data, &notice) != nil || notice.Reminder.ID == "" {
			return // Altered: the comparison with the stream says so.
		}
		l := h.lineOf(notice.Reminder.ID)
		if e.Type == events.ReminderDue {
			l.handed = append(l.handed, notice.Reminder)
			return
		}
		l.dropped = append(l.dropped, drop{notice.Reminder, e.Time})
	case events.DeliveryRequested, events.DeliverySent, events.DeliveryFailed, events.DeliverySkipped:
		h.takeDelivery(e)
	}
}

func (h *history) takeDelivery(e record.Entry) {
	d, ok := deliveryOf(e)
	if !ok {
		return
	}
	l := h.lineOf(d.Reminder)
	sent := send{at: d.At, dueAt: d.DueAt, messageID: d.MessageID}
	if d.Channel == events.Adviser {
		if e.Type == events.DeliverySent && !slices.ContainsFunc(l.told[d.MessageID], sent.same) {
			l.told[d.MessageID] = append(l.told[d.MessageID], sent)
		}
		return
	}
	w := l.channels[d.Channel]
	if w == nil {
		w = &way{}
		l.channels[d.Channel] = w
	}
	switch e.Type {
	case events.DeliveryRequested:
		w.takeOrder(d.DueAt)
	case events.DeliverySent:
		if !slices.ContainsFunc(w.sends, sent.same) {
			w.sends = append(w.sends, sent)
		}
	case events.DeliveryFailed:
		w.takeOrder(d.DueAt).failed = &d
	case events.DeliverySkipped:
		w.takeOrder(d.DueAt).skipped = &d
	}
}

// deliveryOf reads what was said of a reminder on a channel. In an order the reminder is more than its id.
func deliveryOf(e record.Entry) (events.Delivery, bool) {
	var d events.Delivery
	if e.Type == events.DeliveryRequested {
		var order struct {
			Reminder json.RawMessage `json:"reminder"`
			Channel  events.Channel  `json:"channel"`
		}
		if json.Unmarshal(e.Data, &order) != nil {
			return d, false
		}
		d.Channel = order.Channel
		var whole events.Reminder
		if json.Unmarshal(order.Reminder, &whole) == nil {
			d.Reminder, d.DueAt = whole.ID, whole.DueAt
		} else if json.Unmarshal(order.Reminder, &d.Reminder) != nil {
			return d, false
		}
	} else if json.Unmarshal(e.Data, &d) != nil {
		return d, false
	}
	return d, d.Reminder != "" && d.Channel != ""
}

// handedFor reports whether it was given to the notifier for a due instant.
func (l *line) handedFor(due time.Time) bool {
	return l != nil && slices.ContainsFunc(l.handed, func(r events.Reminder) bool { return sameInstant(r.DueAt, due) })
}

// droppedFor returns the plan's last word, from an instant on, that it is skipped at a due one; ok is false if there is none.
func (l *line) droppedFor(due, from time.Time) (last drop, ok bool) {
	for _, d := range l.dropped {
		if sameInstant(d.DueAt, due) && !d.at.Before(from) {
			last, ok = d, true
		}
	}
	return last, ok
}

// ordersFor returns what is known of each channel for a due instant.
func (l *line) ordersFor(due time.Time) map[events.Channel]*order {
	orders := map[events.Channel]*order{}
	for c, w := range l.channels {
		if o := w.orderFor(due); o != nil {
			orders[c] = o
		}
	}
	return orders
}

// sends returns all messages to the candidate, the earliest first.
func (l *line) sends() []send {
	var all []send
	for _, w := range l.channels {
		all = append(all, w.sends...)
	}
	slices.SortFunc(all, func(a, b send) int { return a.at.Compare(b.at) })
	return all
}

// doubled returns the channel on which it was sent more than once, empty if there is none.
func (l *line) doubled() events.Channel {
	for _, c := range slices.Sorted(maps.Keys(l.channels)) {
		if len(l.channels[c].sends) > 1 {
			return c
		}
	}
	for _, sends := range l.told {
		if len(sends) > 1 {
			return events.Adviser
		}
	}
	return ""
}

// expiry returns when it expired for a due instant, as the notifier was told; zero if it was not.
func (l *line) expiry(due time.Time) time.Time {
	for _, r := range l.handed {
		if sameInstant(r.DueAt, due) {
			return r.ExpiresAt
		}
	}
	return time.Time{}
}

// inOrder returns the entries as they were stored: of each stream by sequence, and those of FACTS first.
func inOrder(entries []record.Entry) []record.Entry {
	place := map[string]int{events.StreamFacts: 0, events.StreamFollowups: 1, events.StreamDeliveries: 2}
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b record.Entry) int {
		return cmp.Or(place[a.Stream]-place[b.Stream], cmp.Compare(a.Sequence, b.Sequence))
	})
	return sorted
}
