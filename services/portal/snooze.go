package portal

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// The buttons that put reminders off.
const (
	untilTomorrow  = "tomorrow"
	untilThreeDays = "three_days"
	untilDate      = "date"
)

// snoozeDays bounds how far ahead reminders can be put off here: a follow-up does not live longer.
const snoozeDays = 60

// snooze tells until when reminders are to wait: the morning of a day, when messages may come again.
func (sub *submission) snooze() []statement {
	until := events.Snooze{}
	switch choice(sub.input, fieldUntil, untilTomorrow, untilThreeDays, untilDate) {
	case untilTomorrow:
		until.Until = sub.inDays(1)
	case untilThreeDays:
		until.Until = sub.inDays(3)
	case untilDate:
		day := sub.date(fieldOn)
		first, last := sub.snoozeBounds()
		switch {
		case sub.wrong():
		case day.IsZero():
			sub.fault(fieldOn, FaultEmpty, 0)
		case day.String() < first:
			sub.fault(fieldOn, FaultPast, 0)
		case day.String() > last:
			sub.fault(fieldOn, FaultDate, 0)
		default:
			until.Until = sub.morning(day)
		}
	}
	return []statement{{0, events.ReminderSnoozed, until}}
}

// inDays is the morning of a day to come.
func (v *visit) inDays(n int) time.Time { return v.morning(v.today().AddDays(n)) }

func (v *visit) snoozeBounds() (first, last string) {
	return v.today().AddDays(1).String(), v.today().AddDays(snoozeDays).String()
}
