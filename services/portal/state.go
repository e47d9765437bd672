package portal

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// snoozedUntil is until when reminders are put off: the latest word about it counts.
func (v *visit) snoozedUntil() time.Time {
	gone := v.retracted()
	var latest events.Event
	for _, f := range v.dossier.Facts {
		own := f.Type == events.ReminderSnoozed && f.Subject == v.dossier.Followup && !gone[said{f.Source, f.ID}]
		if own && !f.Time.Before(latest.Time) {
			latest = f
		}
	}
	snooze, err := events.DataOf[events.Snooze](latest)
	if err != nil {
		return time.Time{}
	}
	return snooze.Until
}

// lateNotesEnd is when nobody asks for a note any more.
func (v *visit) lateNotesEnd() time.Time {
	return v.brief.Deadline.Add(time.Duration(v.policy.LateNoteExpiry))
}

// ordered are the channels for which the address is known, those that are used first, in their order.
func (v *visit) ordered(c events.Candidate) []events.Channel {
	list := followup.Channels(c)
	for _, ch := range contacts(c) {
		if !slices.Contains(list, ch) {
			list = append(list, ch)
		}
	}
	return list
}
