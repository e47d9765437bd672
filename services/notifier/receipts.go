package notifier

import (
	"context"
	"errors"
	"fmt"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// emailSource names, in facts, what readers say of our emails to their mail program or to who sends them for us.
const emailSource = "/afterword/email"

// Receipt is what a provider, or a mail server, says of a letter that it has taken.
type Receipt struct {
	// State is how far the letter has come.
	State letter.State
	// Code is the provider's code, and Reason a sentence of ours; neither holds anything personal.
	Code, Reason string
	// Suppress is the rule under which the tenant must not write to the address any more: events.RuleBounce,
	// events.RuleUnsubscribe, events.RuleComplaint, or empty. events.RuleStop says that the reader has ended all texts of
	// the sender, which is more than one tenant's: whoever reports that has put it on the list.
	Suppress string
}

// Receive takes in what is said of a letter. Said late, twice or in any order, it has its consequences once: the
// address is suppressed, delivery.receipt is published, and a letter that is lost gives the next channel its turn.
//
// What is said of a letter that is not kept is counted and nothing else: providers repeat what is not taken, and it
// would not be known later either. An error means that it shall be said again; what was done of it until
// then does no harm when it is done twice.
func (n *Notifier) Receive(ctx context.Context, ref link.Ref, r Receipt) error {
	l, _, err := n.letters.Advance(ctx, ref, r.State, r.Code)
	if errors.Is(err, bus.ErrNotFound) {
		n.metrics.receipts.WithLabelValues("", unknownLetter).Inc()
		n.log.Debug("a receipt for a letter that is not kept", zap.String("state", string(r.State)))
		return nil
	}
	if err != nil {
		return err
	}
	if l.State != r.State || !r.State.After(l.Told) {
		return nil // It is known, or more than that is.
	}
	if err := n.follow(ctx, ref, l, r); err != nil {
		return fmt.Errorf("take in that a letter of reminder %s is %s: %w", l.Reminder, r.State, err)
	}
	if err := n.letters.Told(ctx, ref, r.State); err != nil {
		return err
	}
	n.metrics.receipts.WithLabelValues(string(l.Channel), string(r.State)).Inc()
	n.log.Info("receipt", zap.String("reminder", l.Reminder), zap.String("channel", string(l.Channel)),
		zap.String("state", string(r.State)), zap.String("code", r.Code))
	return nil
}

// unknownLetter stands for the state, in the metric, of what is said of a letter that is not kept.
const unknownLetter = "unknown"

// follow does what follows from a receipt, what must not be lost first.
func (n *Notifier) follow(ctx context.Context, ref link.Ref, l letter.Letter, r Receipt) error {
	if err := n.suppressFor(ctx, l, r); err != nil {
		return err
	}
	if err := n.recordRefusal(ctx, ref, l, r); err != nil {
		return err
	}
	if err := n.publishReceipt(ctx, ref, l, r); err != nil {
		return err
	}
	switch {
	case !r.State.Lost():
		return nil
	case r.Suppress == events.RuleStop:
		// A no is an answer, and nothing to work around.
		return n.lostAfterwards(ctx, l, r.Suppress, false)
	default:
		return n.failedAfterwards(ctx, l)
	}
}

// suppressFor puts the address on the tenant's list.
func (n *Notifier) suppressFor(ctx context.Context, l letter.Letter, r Receipt) error {
	if r.Suppress == "" || r.Suppress == events.RuleStop {
		return nil
	}
	_, err := n.suppressions.Add(ctx, l.Address, events.Suppression{
		Rule: r.Suppress, At: n.o.Clock.Now(), Reason: r.Reason, Tenant: l.Tenant, Channel: l.Channel, Followup: l.Followup,
	})
	return err
}

// recordRefusal puts into the record that the candidate wants no more emails. An adviser has no record.
func (n *Notifier) recordRefusal(ctx context.Context, ref link.Ref, l letter.Letter, r Receipt) error {
	evidence := map[string]string{events.RuleComplaint: "complaint", events.RuleUnsubscribe: "unsubscribe at the provider"}[r.Suppress]
	if evidence == "" || l.Channel != events.Email {
		return nil
	}
	e, err := events.New(events.ConsentChanged, emailSource, r.Suppress+"-"+ref.String(), l.Tenant, l.Followup, n.o.Clock.Now(),
		events.Consent{Channel: events.Email, Allowed: false, Evidence: evidence})
	if err != nil {
		return err
	}
	_, err = n.o.Bus.Publish(ctx, e, events.MsgID(e.Tenant, e.Source, e.ID))
	return err
}

// publishReceipt says delivery.receipt. Its id is the same however often it is said.
func (n *Notifier) publishReceipt(ctx context.Context, ref link.Ref, l letter.Letter, r Receipt) error {
	data := events.Delivery{
		Reminder: l.Reminder, Kind: l.Kind, N: l.N, Channel: l.Channel, DueAt: l.DueAt, At: n.o.Clock.Now(),
		MessageID: l.MessageID, Class: classOf(r.State), State: string(r.State), Code: r.Code, Rule: r.Suppress, Reason: r.Reason,
	}
	e, err := events.New(events.DeliveryReceipt, source, "receipt-"+ref.String()+"."+string(r.State), l.Tenant, l.Followup, data.At, data)
	if err != nil {
		return err
	}
	_, err = n.o.Bus.Publish(ctx, e, events.MsgID(e.Tenant, e.Source, e.ID))
	return err
}

// classOf is a state as the class of an attempt. A letter that was complained of had arrived.
func classOf(s letter.State) events.DeliveryClass {
	switch {
	case s.Lost():
		return events.Permanent
	case s == letter.Delayed:
		return events.Temporary
	default:
		return events.Accepted
	}
}
