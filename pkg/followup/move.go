package followup

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// given is the memory of one planned reminder from one plan to the next: a due
// instant is late only if it had passed when it was given, not because time went by.
type given struct {
	raw   time.Time
	since time.Time
	base  time.Time
	// lifted: since is when a snooze or a window that held it back went away, or when the rules changed.
	lifted bool
}

// place moves a reminder from the instant of the table to its due instant:
// known late first, then snooze, then spacing.
func (w *walk) place(c *candidate) given {
	g, known := w.given[c.key]
	if !known || !g.raw.Equal(c.raw) {
		g.raw, g.since, g.lifted = c.raw, w.now, false
	}
	w.moveBase(c, g)
	if known && !c.base.Equal(g.base) && c.base.Before(w.now) {
		// A snooze was lifted or hours were changed: this instant is given only now.
		g.since, g.lifted = w.now, true
		w.moveBase(c, g)
	}
	g.base = c.base
	c.due = w.keepDistance(c)
	return g
}

// moveBase applies known late and snooze.
func (w *walk) moveBase(c *candidate, g given) {
	c.base, c.lateFrom, c.lateAt, c.lifted = c.raw, time.Time{}, time.Time{}, g.lifted
	if g.lifted || everLate(c.kind) && c.raw.Before(g.since) {
		c.lateFrom = g.since
		if onOfficeTime(c.kind) {
			c.slot = w.office.FirstSlot(g.since, w.window)
			c.day, c.expires = c.slot.Day, w.officeEnd(c.slot.Day)
			c.base = c.slot.At
		} else {
			c.base = w.window.FirstAllowed(g.since)
		}
		c.lateAt = c.base
	}
	if c.base.Before(w.snoozed) && !isOutcomeKind(c.kind) {
		c.base = w.firstFrom(c.kind, w.snoozed)
	}
}

// firstFrom returns the first instant from t on at which the kind may be due.
func (w *walk) firstFrom(k events.Kind, t time.Time) time.Time {
	if onOfficeTime(k) {
		return w.office.FirstSlot(t, w.window).At
	}
	return w.window.FirstAllowed(t)
}

// keepDistance returns the due instant at least the spacing after the reminder before.
func (w *walk) keepDistance(c *candidate) time.Time {
	free := w.lastSent.Add(time.Duration(w.policy.Spacing))
	if !spaced(c.kind) || w.lastSent.IsZero() || !c.base.Before(free) {
		return c.base
	}
	if !c.base.Before(w.now) && w.condition(*c) != "" {
		return c.base // It will not be sent, so nothing has to make way.
	}
	if onOfficeTime(c.kind) {
		if at, ok := w.office.NextMeeting(free, w.window); ok {
			return at
		}
	}
	return w.window.FirstAllowed(free)
}
