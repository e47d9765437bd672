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
	// dropped is the plan's last word that it is skipped, nil if there is none; droppedAt is when that was said.
	dropped   *events.Reminder
	droppedAt time.Time
	// channels are those it was tried on; told the words about advisers, by event.
	channels map[events.Channel]*way
	told     map[string][]send
}

// way is what became of a reminder on one channel.
type way struct {
	requested bool
	// sends are distinct: the same word said twice is one.
	sends []send
	// failed and skipped are the last words of their kind.
	failed, skipped *events.Delivery
}

// send is one message that a provider has accepted.
type send struct {
	at        time.Time
	dueAt     time.Time
	messageID string
}

func (s send) same(o send) bool { return s.at.Equal(o.at) && s.messageID == o.messageID }

// ended reports that nothing more will come of it.
func (w way) ended() bool { return len(w.sends) > 0 || w.failed != nil || w.skipped != nil }

// ambiguous reports that nobody knows whether the provider has it.
func (w way) ambiguous() bool {
	return len(w.sends) == 0 && w.failed != nil && w.failed.Class == events.Ambiguous
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
		l.dropped, l.droppedAt = &notice.Reminder, e.Time
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
		if e.Type == events.DeliverySent && !slices.ContainsFunc(l.told[e.ID], sent.same) {
			l.told[e.ID] = append(l.told[e.ID], sent)
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
		w.requested = true
	case events.DeliverySent:
		if !slices.ContainsFunc(w.sends, sent.same) {
			w.sends = append(w.sends, sent)
		}
	case events.DeliveryFailed:
		w.failed = &d
	case events.DeliverySkipped:
		w.skipped = &d
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
	return l != nil && slices.ContainsFunc(l.handed, func(r events.Reminder) bool { return r.DueAt.Equal(due) })
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
		if r.DueAt.Equal(due) {
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
