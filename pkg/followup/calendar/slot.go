package calendar

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// daysToMeet is how many business days, the first included, a candidate's window
// and the office hours are given to meet (DOMAIN.md: "B or the two business days after it").
const daysToMeet = 3

// Slot is an instant at which a candidate can be asked to call an employer.
type Slot struct {
	// At is UTC.
	At time.Time
	// Day is the business day whose office hours it serves.
	Day events.Date
	// Morning is when the office opens on the first business day that was considered.
	Morning time.Time
	// Apart reports that window and office hours did not meet; At is then the
	// last moment at which the candidate may be written to before Morning.
	Apart bool
}

// CheckIn returns the slot after the employer's day d: DOMAIN.md's CheckIn(D).
func (b *Business) CheckIn(d events.Date, w Window) Slot {
	first := b.Add(d, 1)
	slot := Slot{Day: first, Morning: b.Opens(first)}
	day := first
	for range daysToMeet {
		if at, ok := b.meeting(day, b.Opens(day), w); ok {
			slot.At, slot.Day = at, day
			return slot
		}
		day = b.Add(day, 1)
	}
	slot.At, slot.Apart = w.LastAllowed(slot.Morning), true
	return slot
}

// FirstSlot returns the first slot at or after t that is CheckIn(D) for some D.
func (b *Business) FirstSlot(t time.Time, w Window) Slot {
	// A slot lies at most daysToMeet business days after the one it is asked for.
	for d := b.Add(b.DateOf(t), -daysToMeet-1); ; d = b.Add(d, 1) {
		if slot := b.CheckIn(d, w); !slot.At.Before(t) {
			return slot
		}
	}
}

// NextMeeting returns the first instant at or after t that lies in office hours
// of a business day and in the window, ok false when they do not meet within three business days.
func (b *Business) NextMeeting(t time.Time, w Window) (at time.Time, ok bool) {
	day := b.DateOf(t)
	if !b.IsBusinessDay(day) || !t.Before(b.Closes(day)) {
		day = b.Add(day, 1)
	}
	for range daysToMeet + 1 {
		if at, ok := b.meeting(day, latest(t, b.Opens(day)), w); ok {
			return at, true
		}
		day = b.Add(day, 1)
	}
	return time.Time{}, false
}

// meeting returns the first instant at or after from that lies in the window and
// before the office closes on the day.
func (b *Business) meeting(day events.Date, from time.Time, w Window) (time.Time, bool) {
	at := w.FirstAllowed(from)
	return at, at.Before(b.Closes(day))
}
