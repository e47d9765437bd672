package replay

import (
	"cmp"
	"fmt"
	"time"
)

// Line tells of the change in a line, on the clock of zone, which is best the employer's.
func (c Change) Line(zone *time.Location) string {
	const clock = "Mon 2 Jan 2006 15:04"
	instant := func(t time.Time) string { return t.In(zone).Format(clock + " MST") }
	move := func(from, to time.Time) string {
		if from.In(zone).Format("MST") == to.In(zone).Format("MST") {
			return from.In(zone).Format(clock) + " -> " + instant(to)
		}
		return instant(from) + " -> " + instant(to)
	}
	name := fmt.Sprintf("%s %d", c.Reminder.Kind, c.Reminder.N)
	switch c.Kind {
	case Removed:
		why := "no longer planned"
		if c.Why != "" {
			why = c.Why
		}
		return fmt.Sprintf("%-7s  %-17s  %s (%s)", c.Kind, name, instant(c.FromAt), why)
	case Added:
		return fmt.Sprintf("%-7s  %-17s  %s", c.Kind, name, instant(c.ToAt))
	case Moved:
		return fmt.Sprintf("%-7s  %-17s  %s", c.Kind, name, move(c.FromAt, c.ToAt))
	case Rule:
		return fmt.Sprintf("%-7s  %-17s  skipped either way: %s -> %s", c.Kind, name, c.From, c.To)
	case Outcome:
		return fmt.Sprintf("%-7s  %s -> %s", c.Kind, cmp.Or(c.From, "none"), cmp.Or(c.To, "none"))
	}
	switch { // Closed.
	case c.FromAt.IsZero():
		return fmt.Sprintf("%-7s  %s; it was still open", c.Kind, instant(c.ToAt))
	case c.ToAt.IsZero():
		return fmt.Sprintf("%-7s  still open; it closed %s", c.Kind, instant(c.FromAt))
	}
	return fmt.Sprintf("%-7s  %s", c.Kind, move(c.FromAt, c.ToAt))
}

// Because is why it would be so, or else why it was; empty if nobody said.
func (c Change) Because() string {
	if c.Reason == "" && c.OldReason != "" {
		return "Before: " + c.OldReason
	}
	return c.Reason
}

// String counts in a sentence; what there is nothing of, beyond the reminders, it leaves out.
func (s Summary) String() string {
	all := fmt.Sprintf("%d follow-ups", s.Followups)
	if s.Followups == 1 {
		all = "1 follow-up"
	}
	if s.Changed == 0 {
		return all + ", nothing would change"
	}
	line := fmt.Sprintf("%s, %d would change: %d reminders fewer, %d more, %d moved", all, s.Changed, s.Fewer, s.More, s.Moved)
	for _, more := range []struct {
		n    int
		what string
	}{{s.Rules, "dropped by another rule"}, {s.Outcomes, "with another outcome"}, {s.Closings, "closed at another time"}} {
		if more.n > 0 {
			line += fmt.Sprintf(", %d %s", more.n, more.what)
		}
	}
	return line
}
