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

// outcome is how it ended, as far as the candidate may learn it here. What only an ATS has reported may close the
// follow-up before the employer has told anybody (DOMAIN.md section 6, "Nobody learns an answer from us"); until somebody
// else says it, there is no response.
func (v *visit) outcome() events.Outcome {
	o := v.decision.Snapshot.Outcome
	if o != events.Offer && o != events.Rejection || v.policy.AnnounceATSOutcomes || v.heardBesidesATS(o) {
		return o
	}
	return events.NoResponse
}

// heardBesidesATS reports that the candidate or staff have told an outcome.
func (v *visit) heardBesidesATS(o events.Outcome) bool {
	gone := v.retracted()
	return slices.ContainsFunc(v.dossier.Facts, func(f events.Event) bool {
		if f.Subject != v.dossier.Followup || gone[said{f.Source, f.ID}] {
			return false
		}
		switch f.Type {
		case events.OutcomeRecorded:
			report, err := events.DataOf[events.OutcomeReport](f)
			return err == nil && report.Outcome == o && report.ReportedBy != events.ReportedByATS
		case events.CheckinMade:
			checkin, err := events.DataOf[events.Checkin](f)
			return err == nil && string(checkin.Result) == string(o)
		default:
			return false
		}
	})
}
