package book

import (
	"context"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

const deliveryColumns = "tenant, followup, kind, n, channel, result, due_at, at, sends, attempts, class, message_id, code, rule, reason, receipt, receipt_at"

func columnAt() column      { return column{"at", false} }
func columnChannel() column { return column{"channel", true} }
func columnResult() column  { return column{"result", true} }

func deliveriesByTime() list[record.Delivery] {
	return list[record.Delivery]{
		table: "deliveries", columns: deliveryColumns, scan: scanDelivery, descending: true,
		order: []column{columnAt(), columnFollowup(), columnKind(), columnN(), columnChannel()},
		place: func(d record.Delivery) []any {
			return []any{micros(d.At), d.Followup, string(d.Kind), int64(d.N), string(d.Channel)}
		},
	}
}

// Deliveries answers a list. A page may hold less than its limit and have a next one: see walk.go.
func (b *Book) Deliveries(ctx context.Context, q DeliveryQuery) (Page[record.Delivery], error) {
	if q.Tenant == "" {
		return Page[record.Delivery]{}, errTenant
	}
	asked := q
	asked.Cursor, asked.Limit = "", 0
	sum, err := sumOf("deliveries", asked)
	if err != nil {
		return Page[record.Delivery]{}, err
	}
	s := search{sum: sum, cursor: q.Cursor, limit: q.Limit, few: q.Followup != ""}
	results := distinct(q.Results)
	if s.few {
		s.ways = []way{{is("tenant = ?", q.Tenant), is("followup = ?", q.Followup)}}
		if len(results) > 0 {
			s.filters = append(s.filters, oneOf(columnResult(), results))
		}
	} else {
		s.ways = waysOf(q.Tenant, columnResult(), results, record.Results())
	}
	if channels := distinct(q.Channels); len(channels) > 0 {
		s.filters = append(s.filters, oneOf(columnChannel(), channels))
	}
	s.within(between(columnAt(), q.From, q.To, !s.few))
	return deliveriesByTime().page(ctx, b, s)
}

// DeliveriesOf returns all deliveries of a follow-up, the latest first, or ErrNotFound.
func (b *Book) DeliveriesOf(ctx context.Context, tenant, id string) ([]record.Delivery, error) {
	if tenant == "" {
		return nil, errTenant
	}
	if err := b.has(ctx, tenant, id); err != nil {
		return nil, err
	}
	return allOf(ctx, b, deliveriesByTime(), tenant, id)
}

func scanDelivery(row scanner) (record.Delivery, error) {
	var (
		d                            record.Delivery
		kind, channel, result, class string
		due, at, receipt             int64
	)
	if err := row.Scan(&d.Tenant, &d.Followup, &kind, &d.N, &channel, &result, &due, &at, &d.Sends, &d.Attempts, &class,
		&d.MessageID, &d.Code, &d.Rule, &d.Reason, &d.Receipt, &receipt); err != nil {
		return record.Delivery{}, err
	}
	d.Kind, d.Channel, d.Result, d.Class = events.Kind(kind), events.Channel(channel), record.Result(result), events.DeliveryClass(class)
	d.Reminder = events.ReminderID(d.Followup, d.Kind, d.N)
	d.DueAt, d.At, d.ReceiptAt = instant(due), instant(at), instant(receipt)
	return d, nil
}
