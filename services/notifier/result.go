package notifier

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// recordAndPublish writes down how the attempt ended and says so.
func (n *Notifier) recordAndPublish(ctx context.Context, d *delivery) verdict {
	// The result is known now; a service that is told to stop still records it.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	defer cancel()
	var (
		temporary *channel.Temporary
		permanent *channel.Permanent
		ambiguous *channel.Ambiguous
	)
	switch {
	case d.failure == nil:
		return n.accepted(ctx, d)
	case errors.As(d.failure, &temporary):
		return n.postponed(ctx, d, temporary)
	case errors.As(d.failure, &permanent):
		return n.refused(ctx, d, permanent)
	case errors.As(d.failure, &ambiguous):
		return n.unanswered(ctx, d, ambiguous)
	default:
		return n.unanswered(ctx, d, &channel.Ambiguous{Fault: channel.Fault{Reason: "the channel failed in its own way", Cause: d.failure}})
	}
}

// recordTimeout limits writing a result down, in real time.
const recordTimeout = 10 * time.Second

func (n *Notifier) accepted(ctx context.Context, d *delivery) verdict {
	h, now := d.claimed, n.o.Clock.Now()
	h.State, h.ProviderID, h.Code, h.At = stateSent, d.receipt.ProviderID, d.receipt.Code, now
	n.metrics.sent(d.order.Channel, events.Accepted)
	if !d.toAdviser() {
		n.metrics.lateness.WithLabelValues(string(d.order.Channel)).Observe(now.Sub(d.order.Reminder.DueAt).Seconds())
	}
	n.log.Info("sent", zap.String("reminder", d.order.Reminder.ID), zap.String("channel", string(d.order.Channel)),
		zap.Int("attempts", h.Attempts), zap.Bool("found", d.receipt.Found))
	return n.end(ctx, d)
}

// postponed waits and tries again, unless the reminder expires before.
func (n *Notifier) postponed(ctx context.Context, d *delivery, why *channel.Temporary) verdict {
	n.metrics.sent(d.order.Channel, events.Temporary)
	h := d.claimed
	h.State, h.Lease, h.Code, h.Reason = stateClaimed, time.Time{}, why.Code, why.Reason
	wait := max(n.backoff(h.Delays), n.shown(why.RetryAfter))
	h.Delays++
	n.tellOperator(d, why.Fault)
	if n.expiresWithin(d, wait) {
		if h.Ambiguous > 0 {
			return n.unknown(ctx, d, why.Fault)
		}
		h.State, h.Rule, h.At = stateFailed, string(ruleExpired), n.o.Clock.Now()
		return n.end(ctx, d)
	}
	return n.again(ctx, d, ruleTemporary, n.o.Clock.Real(wait), why)
}

// refused ends it on this channel. An opt-out is an answer, not a failure to work around.
func (n *Notifier) refused(ctx context.Context, d *delivery, why *channel.Permanent) verdict {
	n.metrics.sent(d.order.Channel, events.Permanent)
	h, now := d.claimed, n.o.Clock.Now()
	n.tellOperator(d, why.Fault)
	if why.Suppress != "" {
		if err := n.suppress(ctx, d, why.Suppress, why.Reason); err != nil {
			return n.again(ctx, d, ruleUnavailable, 0, fmt.Errorf("suppress the address of reminder %s: %w", d.order.Reminder.ID, err))
		}
	}
	h.State, h.Code, h.Reason, h.At = stateFailed, why.Code, why.Reason, now
	h.FallBack, h.Told = why.Suppress != events.RuleStop, why.Suppress
	return n.end(ctx, d)
}

// unanswered tries again in the channel's own careful way, a few times.
func (n *Notifier) unanswered(ctx context.Context, d *delivery, why *channel.Ambiguous) verdict {
	h := d.claimed
	h.State, h.Lease, h.Code, h.Reason = stateClaimed, time.Time{}, why.Code, why.Reason
	n.tellOperator(d, why.Fault)
	if why.Final {
		return n.unknown(ctx, d, why.Fault)
	}
	n.metrics.sent(d.order.Channel, events.Ambiguous)
	wait := n.backoff(h.Ambiguous)
	h.Ambiguous++
	if h.Ambiguous >= n.o.MaxAmbiguous || n.expiresWithin(d, wait) {
		return n.unknown(ctx, d, why.Fault)
	}
	return n.again(ctx, d, ruleAmbiguous, n.o.Clock.Real(wait), why)
}

// unknown leaves it to a person.
func (n *Notifier) unknown(ctx context.Context, d *delivery, why channel.Fault) verdict {
	h := d.claimed
	h.State, h.Code, h.Reason, h.At = stateUnknown, why.Code, why.Reason, n.o.Clock.Now()
	return n.end(ctx, d)
}

// again gives the claim back and comes back after a wait of real time. If it cannot be given back it runs out by itself.
func (n *Notifier) again(ctx context.Context, d *delivery, r rule, wait time.Duration, why error) verdict {
	if err := n.claims.write(ctx, d.claimed); err != nil {
		n.log.Warn("a claim could not be given back", zap.String("reminder", d.order.Reminder.ID), zap.Error(err))
	}
	return retryFor(r, wait, why)
}

// end records the end and publishes it.
func (n *Notifier) end(ctx context.Context, d *delivery) verdict {
	if err := n.claims.settle(ctx, d.claimed); err != nil {
		return retryFor(ruleUnavailable, 0, fmt.Errorf("record the result of reminder %s: %w", d.order.Reminder.ID, err))
	}
	return n.sayAgain(ctx, d, d.claimed)
}

// backoff is the wait, as the clock shows it, after so many failures before this one.
func (n *Notifier) backoff(before int) time.Duration {
	return n.o.Backoff[min(before, len(n.o.Backoff)-1)]
}

// shown converts a span of real time, which is what providers speak of, to the clock's.
func (n *Notifier) shown(span time.Duration) time.Duration {
	return time.Duration(float64(span) * n.o.Clock.Speed())
}

// expiresWithin reports that the reminder is of no use any more after a wait, as the clock shows it.
func (n *Notifier) expiresWithin(d *delivery, wait time.Duration) bool {
	return !n.o.Clock.Now().Add(wait).Before(d.expires())
}

// tellOperator logs what only a person can mend.
func (n *Notifier) tellOperator(d *delivery, why channel.Fault) {
	if why.Operator {
		n.log.Error("a provider refuses our settings", zap.String("channel", string(d.order.Channel)),
			zap.String("code", why.Code), zap.String("reason", why.Reason))
	}
}
