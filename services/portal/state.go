package portal

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

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
