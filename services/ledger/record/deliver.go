package record

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
)

// ruleWithdrawn is the rule of a delivery that was called back before it had an end: the notifier says nothing of it.
const ruleWithdrawn = "withdrawn"

// Order is the data of an entry of delivery.requested: the order without what is personal in it.
type Order struct {
	Reminder events.Reminder     `json:"reminder"`
	Channel  events.Channel      `json:"channel"`
	Fallback []events.Channel    `json:"fallback,omitempty"`
	Beside   []events.Channel    `json:"beside,omitempty"`
	Ended    []events.ChannelEnd `json:"ended,omitempty"`
}

// deliver takes in what the notifier says, and returns what to keep of it.
func (r *Record) deliver(e events.Event) json.RawMessage {
	if e.Type == events.DeliveryRequested {
		order, err := events.DataOf[events.DeliveryOrder](e)
		if err != nil || !kept(order.Reminder.N) {
			return json.RawMessage("null")
		}
		r.request(e, order)
		return encode(Order{Reminder: order.Reminder, Channel: order.Channel, Fallback: order.Fallback, Beside: order.Beside, Ended: order.Ended})
	}
	data, err := events.DataOf[events.Delivery](e)
	if err != nil || !kept(data.N, data.Attempts) {
		return json.RawMessage("null")
	}
	row := r.delivery(data.Kind, data.N, data.Channel)
	if e.Type == events.DeliveryReceipt {
		row.Receipt, row.ReceiptAt = data.State, exact(data.At)
		row.Code, row.Reason = cmp.Or(data.Code, row.Code), cmp.Or(data.Reason, row.Reason)
		return e.Data
	}
	result := resultOf(e.Type, data)
	if result == DeliverySent && !r.count(row, data) || row.outweighs(result, data.MessageID) {
		return e.Data
	}
	row.Result, row.DueAt, row.At = result, exact(data.DueAt), exact(data.At)
	row.Attempts, row.Class, row.MessageID = data.Attempts, data.Class, data.MessageID
	row.Code, row.Rule, row.Reason = data.Code, data.Rule, data.Reason
	return e.Data
}

// count counts a message that a provider has accepted, and reports false if it is only said again.
func (r *Record) count(row *Delivery, data events.Delivery) bool {
	if row.Channel != events.Adviser {
		if row.Result == DeliverySent && row.At.Equal(exact(data.At)) && row.MessageID == data.MessageID {
			return false
		}
		row.Sends++
		return true
	}
	told := Told{Kind: row.Kind, N: row.N, MessageID: data.MessageID, At: At(data.At)}
	if slices.Contains(r.Memory.Told, told) {
		return false
	}
	// Each adviser gets a message: only the second to the same one is a double.
	if row.Sends == 0 || slices.ContainsFunc(r.Memory.Told, told.toTheSame) {
		row.Sends++
	}
	r.Memory.Told = append(r.Memory.Told, told)
	return true
}

// toTheSame reports whether two messages tell one adviser of one reminder.
func (t Told) toTheSame(o Told) bool {
	return t.Kind == o.Kind && t.N == o.N && t.MessageID == o.MessageID
}

// outweighs reports whether what is known of a delivery stays, whatever is said now. What was sent stays sent, also when a
// later order for it comes to nothing. But of several advisers the row shows one whom it did not reach, if there is one: that
// another was told must not hide it.
func (d Delivery) outweighs(result Result, messageID string) bool {
	if d.Channel == events.Adviser && d.MessageID != messageID && (d.Result.unmet() || result.unmet()) {
		return !result.unmet()
	}
	return d.Result == DeliverySent && result != DeliverySent
}

// unmet reports that it has, or may have, reached nobody, and that somebody should look at it.
func (r Result) unmet() bool { return r == DeliveryFailed || r == DeliveryAmbiguous }

func resultOf(t events.Type, data events.Delivery) Result {
	switch {
	case t == events.DeliverySent:
		return DeliverySent
	case t == events.DeliverySkipped:
		return DeliverySkipped
	case data.Class == events.Ambiguous:
		return DeliveryAmbiguous
	default:
		return DeliveryFailed
	}
}

// request takes over an order: it begins a delivery, unless that is sent already, or the same order has come to an end.
func (r *Record) request(e events.Event, order events.DeliveryOrder) {
	row := r.delivery(order.Reminder.Kind, order.Reminder.N, order.Channel)
	due := exact(order.Reminder.DueAt)
	if row.Sends > 0 || row.Result != "" && row.DueAt.Equal(due) && !row.givenUp() {
		return
	}
	*row = Delivery{
		Tenant: row.Tenant, Followup: row.Followup, Reminder: row.Reminder, Kind: row.Kind, N: row.N, Channel: row.Channel,
		Result: Requested, DueAt: due, At: exact(e.Time),
	}
}

// givenUp reports that the notifier has said itself that nobody wants it any more. What conclude has called back has no
// reason: it is taken up again by conclude, too.
func (d Delivery) givenUp() bool { return d.Rule == ruleWithdrawn && d.Reason != "" }

// delivery returns the place of a delivery in the list, made if it is missing.
func (r *Record) delivery(kind events.Kind, n int, ch events.Channel) *Delivery {
	i, found := slices.BinarySearchFunc(r.Deliveries, Delivery{Kind: kind, N: n, Channel: ch}, func(a, b Delivery) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.N, b.N), cmp.Compare(a.Channel, b.Channel))
	})
	if !found {
		r.Deliveries = slices.Insert(r.Deliveries, i, Delivery{
			Tenant: r.Followup.Tenant, Followup: r.Followup.ID, Reminder: events.ReminderID(r.Followup.ID, kind, n), Kind: kind, N: n, Channel: ch,
		})
	}
	return &r.Deliveries[i]
}
