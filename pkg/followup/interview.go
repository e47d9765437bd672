package followup

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// interview is what the facts say about one meeting: announced, held, called off.
// The follow-up has one of its own, and one for each other round it hears of.
type interview struct {
	application string

	announced        bool
	startsAt, endsAt time.Time

	// reported: somebody said that it took place, and when it ended.
	reported bool
	// assumed: nobody did, and the announced end has passed.
	assumed bool
	endedAt time.Time

	cancelled bool
}

// announce takes in interview.scheduled. takenBack reports that a completion which
// had only been assumed is undone, because the meeting now lies ahead.
func (i *interview) announce(m events.Interview, now time.Time) (takenBack bool) {
	i.join(m)
	if i.reported {
		return false
	}
	startsAt, endsAt := m.StartsAt, m.EndsAt
	if endsAt.IsZero() {
		endsAt = startsAt
	}
	takenBack = i.assumed && endsAt.After(now)
	i.announced, i.startsAt, i.endsAt = true, startsAt.UTC(), endsAt.UTC()
	i.cancelled, i.assumed, i.endedAt = false, false, time.Time{}
	return takenBack
}

// complete takes in interview.completed.
func (i *interview) complete(m events.Interview) {
	i.join(m)
	i.reported, i.assumed = true, false
	i.endedAt = m.EndedAt.UTC()
}

// cancel takes in interview.cancelled, which changes nothing once the interview was reported.
func (i *interview) cancel() {
	if !i.reported {
		i.cancelled = true
	}
}

func (i *interview) join(m events.Interview) {
	if m.ApplicationID != "" {
		i.application = m.ApplicationID
	}
}

// known reports whether any fact told of the meeting.
func (i *interview) known() bool { return i.announced || i.reported }

// over reports whether it has ended, as far as we know.
func (i *interview) over() bool { return i.reported || i.assumed && !i.cancelled }

// assumeAt returns when silence about an announced meeting turns into its completion.
func (i *interview) assumeAt(after time.Duration) (time.Time, bool) {
	if !i.announced || i.reported || i.assumed || i.cancelled {
		return time.Time{}, false
	}
	return i.endsAt.Add(after), true
}

// assume makes it so.
func (i *interview) assume() { i.assumed, i.endedAt = true, i.endsAt }

// end returns when it ended or is to end.
func (i *interview) end() time.Time {
	if i.over() {
		return i.endedAt
	}
	return i.endsAt
}
