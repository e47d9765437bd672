package notifier

import (
	"context"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
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
	if !d.now.Before(d.order.Reminder.ExpiresAt) {
		return skipFor(ruleExpired, "it could not be sent before it expired")
	}
	return passed()
}

// allowedHours holds a message that comes late until the candidate may be
// written to again (DOMAIN.md section 4): a plan keeps to the window by itself.
func (n *Notifier) allowedHours(_ context.Context, d *delivery) verdict {
	next := nextAllowed(d.now, d.order.Brief.Meeting.Candidate, d.order.Channel)
	switch {
	case next.Equal(d.now):
		return passed()
	case !next.Before(d.order.Reminder.ExpiresAt):
		return skipFor(ruleExpired, "it expires before the candidate may be written to again")
	default:
		return holdUntil(ruleOutsideHours, next)
	}
}

// The windows of DOMAIN.md section 4. The first is a default; the others bound what anybody may set.
const (
	usualFrom, usualTo   = events.TimeOfDay(8 * 60), events.TimeOfDay(20 * 60)
	widestFrom, widestTo = events.TimeOfDay(7 * 60), events.TimeOfDay(22 * 60)
	smsFrom, smsTo       = events.TimeOfDay(8 * 60), events.TimeOfDay(21 * 60)
)

// windowOf is when the candidate may be written to on a channel: start included, end not.
func windowOf(c events.Candidate, ch events.Channel) events.AllowedWindow {
	w := events.AllowedWindow{From: usualFrom, To: usualTo}
	if c.Allowed != nil && c.Allowed.From < c.Allowed.To {
		w = *c.Allowed
	}
	from, to := widestFrom, widestTo
	if ch == events.SMS {
		from, to = smsFrom, smsTo
	}
	clipped := events.AllowedWindow{From: max(w.From, from), To: min(w.To, to)}
	if clipped.From >= clipped.To {
		return events.AllowedWindow{From: usualFrom, To: usualTo}
	}
	return clipped
}

// nextAllowed is t if it is in the window, else the next start of the window.
func nextAllowed(t time.Time, c events.Candidate, ch events.Channel) time.Time {
	zone, err := time.LoadLocation(c.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	w := windowOf(c, ch)
	day := events.DateOf(t.In(zone))
	for _, d := range []events.Date{day, day.AddDays(1)} {
		start, end := wall(d, w.From, zone), wall(d, w.To, zone)
		if t.Before(start) {
			return start
		}
		if t.Before(end) {
			return t
		}
	}
	return wall(day.AddDays(2), w.From, zone)
}

// wall is the first instant at which a clock in the zone shows the time of day. No zone
// has ever changed its clocks inside the widest window's hours except at its edges,
// where time.Date's choice is at most the length of the gap away.
func wall(d events.Date, at events.TimeOfDay, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, int(at)/60, int(at)%60, 0, 0, zone)
}
