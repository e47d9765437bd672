package notifier

import (
	"context"
	"time"

	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// heldUntilDue holds a message that was handed over early (DESIGN.md section 4).
func (n *Notifier) heldUntilDue(_ context.Context, d *delivery) verdict {
	if due := d.order.Reminder.DueAt; d.now.Before(due) {
		return holdUntil(ruleNotDue, due)
	}
	return passed()
}

// notExpired drops what is of no use any more: nothing is ever delivered stale.
func (n *Notifier) notExpired(_ context.Context, d *delivery) verdict {
	if !d.now.Before(d.expires()) {
		return skipFor(ruleExpired, "it could not be sent before it expired")
	}
	return passed()
}

// allowedHours holds a message that comes late until the candidate may be
// written to again (DOMAIN.md section 4): a plan keeps to the window by itself.
func (n *Notifier) allowedHours(_ context.Context, d *delivery) verdict {
	next := n.nextAllowed(d)
	switch {
	case next.Equal(d.now):
		return passed()
	case !next.Before(d.order.Reminder.ExpiresAt):
		return skipFor(ruleExpired, "it expires before the candidate may be written to again")
	default:
		return holdUntil(ruleOutsideHours, next)
	}
}

// nextAllowed is now if the candidate may be written to now, else the next instant at which they may.
func (n *Notifier) nextAllowed(d *delivery) time.Time {
	candidate := d.order.Brief.Meeting.Candidate
	open := n.tenants.of(d.tenant()).policy.WindowOn(candidate, d.order.Channel)
	return calendar.Window{Loc: calendar.ZoneOrUTC(candidate.TimeZone), From: open.From, To: open.To}.FirstAllowed(d.now)
}
