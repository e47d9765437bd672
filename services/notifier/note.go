package notifier

import (
	"context"
	"fmt"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/conversation"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// noteTheLetter writes down what receipts and bounces will be matched with, before the bytes leave: a bounce may come at once.
func (n *Notifier) noteTheLetter(ctx context.Context, d *delivery) verdict {
	if err := n.letters.Put(ctx, n.noted(d)); err != nil {
		return retryFor(ruleUnavailable, 0, fmt.Errorf("note the letter of reminder %s: %w", d.order.Reminder.ID, err))
	}
	return passed()
}

// noted is the letter as it is kept: nothing personal.
func (n *Notifier) noted(d *delivery) letter.Letter {
	r := d.order.Reminder
	l := letter.Letter{
		Tenant: d.tenant(), Followup: d.followup(), Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: d.order.Channel,
		DueAt: r.DueAt, ExpiresAt: d.expires(), SentAt: d.now, Address: d.ownScope(), MessageID: d.claimed.MessageID,
		Sequence: d.sequence,
	}
	if d.order.Channel == events.SMS {
		l.Sender = n.numberOf(d.tenant())
	}
	return l
}

// noteTheText remembers what was texted to the number, so that an answer to it is understood.
func (n *Notifier) noteTheText(ctx context.Context, d *delivery, h *held) error {
	if d.order.Channel != events.SMS {
		return nil
	}
	r := d.order.Reminder
	return n.conversations.Note(ctx, n.numberOf(d.tenant()), addressOf(d.order), conversation.Text{
		Tenant: d.tenant(), Followup: d.followup(), Kind: r.Kind, N: r.N, Reminder: r.ID,
		Locale: d.order.Brief.Meeting.Candidate.Locale, At: h.At,
	})
}
