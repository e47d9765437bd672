package notifier

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// skip ends a delivery unsent, unless an earlier attempt has sent it or may have.
func (n *Notifier) skip(ctx context.Context, d *delivery, v verdict) verdict {
	h, err := d.claimed, error(nil)
	if h == nil {
		h, err = n.claims.peek(ctx, d.claimKey(), n.freshClaim(d))
	}
	if err != nil {
		return retryFor(ruleUnavailable, 0, fmt.Errorf("look at the claim of reminder %s: %w", d.order.Reminder.ID, err))
	}
	now, moved := n.o.Clock.Now(), !h.DueAt.Equal(d.order.Reminder.DueAt)
	switch {
	case moved && v.rule == ruleWithdrawn:
		// The claim is another due instant's, perhaps one that is wanted and under way.
		return n.published(n.publishSkipped(ctx, d, v.rule, v.reason, now))
	case h.unsent() && moved:
		h.claim = n.freshClaim(d)
	case h.ended() && moved:
		return n.published(n.publishSkipped(ctx, d, v.rule, v.reason, now))
	case h.ended():
		return n.sayAgain(ctx, d, h)
	case h.State == stateSending && d.now.Before(h.Lease):
		return holdUntil(ruleInHand, h.Lease)
	case h.State == stateSending || h.Ambiguous > 0:
		h.State, h.DueAt, h.Rule, h.At = stateUnknown, d.order.Reminder.DueAt, string(v.rule), now
		d.claimed = h
		return n.end(ctx, d)
	}
	if v.rule == ruleWithdrawn {
		return n.withdraw(ctx, d, v)
	}
	h.State, h.DueAt, h.At = stateSkipped, d.order.Reminder.DueAt, now
	h.Rule, h.Told, h.Reason, h.FallBack = string(v.rule), v.told, v.reason, v.next
	d.claimed = h
	return n.end(ctx, d)
}

// withdraw says that nobody wants the reminder any more. It leaves no end behind: a fact that is taken back may make
// the same reminder wanted again.
func (n *Notifier) withdraw(ctx context.Context, d *delivery, v verdict) verdict {
	if h := d.claimed; h != nil {
		h.Lease = time.Time{}
		if err := n.claims.write(ctx, h); err != nil && !errors.Is(err, errLostClaim) {
			return retryFor(ruleUnavailable, 0, fmt.Errorf("give the claim of reminder %s back: %w", d.order.Reminder.ID, err))
		}
	}
	return n.published(n.publishSkipped(ctx, d, v.rule, v.reason, n.o.Clock.Now()))
}

// unsent goes on from a delivery that has ended unsent: the next channel has its turn where that is due, and where
// none is left the advisers are told.
func (n *Notifier) unsent(ctx context.Context, d *delivery, h *held) error {
	if d.toAdviser() {
		return nil
	}
	ends := append(slices.Clone(d.order.Ended), events.ChannelEnd{
		Channel: d.order.Channel, Rule: cmp.Or(h.Told, h.Rule, ruleRefused),
	})
	return n.goOn(ctx, d, ends, h.FallBack)
}

// What the advisers are told of an end that has no rule of its own.
const (
	ruleRefused     = "refused"
	ruleUndelivered = "undelivered"
)

func (n *Notifier) goOn(ctx context.Context, d *delivery, ends []events.ChannelEnd, next bool) error {
	if next {
		var ordered bool
		var err error
		if ends, ordered, err = n.fallBack(ctx, d, ends); err != nil || ordered {
			return err
		}
	}
	return n.alertIfNothingArrived(ctx, d, ends)
}

// fallBack orders the next channel that the candidate has not refused; the refused ones are ends, too.
func (n *Notifier) fallBack(ctx context.Context, d *delivery, ends []events.ChannelEnd) (_ []events.ChannelEnd, ordered bool, err error) {
	if !n.o.Clock.Now().Before(d.order.Reminder.ExpiresAt) {
		return ends, false, nil
	}
	for i, ch := range d.order.Fallback {
		if d.refused(ch) {
			ends = append(ends, events.ChannelEnd{Channel: ch, Rule: string(ruleOptedOut)})
			continue
		}
		next := d.order
		next.Channel, next.Fallback, next.Ended = ch, slices.Clone(d.order.Fallback[i+1:]), ends
		return ends, true, n.request(ctx, d.event, next)
	}
	return ends, false, nil
}
