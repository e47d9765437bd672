package followup

import (
	"maps"

	"github.com/afterword-io/afterword/pkg/events"
)

// brief merges what a messenger has to know.
func (w *walk) brief() events.Brief {
	b := events.Brief{Meeting: w.meeting, Unthanked: w.unthanked(), Outcome: w.outcome.shown()}
	b.Meeting.Candidate = merged(w.meeting.Candidate, w.update)
	b.Meeting.Topics = union(w.meeting.Topics, w.debrief.Topics)
	b.Meeting.Strengths = union(w.meeting.Strengths, w.debrief.Strengths)
	if w.own.known() {
		b.Meeting.Interview.EndedAt = w.own.endedAt
	}
	if len(w.consents) > 0 {
		b.Consents = maps.Clone(w.consents)
	}
	if b.Outcome == events.Offer {
		b.RespondBy = w.outcome.respondBy
	}
	if w.own.over() {
		b.Deadline = w.deadline()
		r := w.reckon()
		b.PromisedBy, b.Silent = r.inForce, r.silent
		if r.latest != "" {
			b.LastCheckin, b.LastCheckinN = r.latest, r.leadsTo
		}
	}
	return b
}

// unthanked returns the interviewers whose note is unsent.
func (w *walk) unthanked() []events.Interviewer {
	if w.thankedAll {
		return nil
	}
	var owed []events.Interviewer
	for _, i := range w.meeting.Interviewers {
		if !w.thanked[i.ID] {
			owed = append(owed, i)
		}
	}
	return owed
}

// merged lays what the candidate told us of themselves over what the interview's
// facts say: an interview fact that comes later only repeats an older address.
func merged(c events.Candidate, u events.CandidateUpdate) events.Candidate {
	set := func(field *string, value string) {
		if value != "" {
			*field = value
		}
	}
	set(&c.Name, u.Name)
	set(&c.Email, u.Email)
	set(&c.Phone, u.Phone)
	set(&c.TimeZone, u.TimeZone)
	set(&c.Locale, u.Locale)
	set(&c.Prefers, u.Prefers)
	if len(u.Channels) > 0 {
		c.Channels = u.Channels
	}
	if u.Allowed != nil {
		c.Allowed = u.Allowed
	}
	return c
}

// overlay adds a newer update to the ones before.
func overlay(older, newer events.CandidateUpdate) events.CandidateUpdate {
	c := merged(events.Candidate{
		Name: older.Name, Email: older.Email, Phone: older.Phone, TimeZone: older.TimeZone, Locale: older.Locale,
		Channels: older.Channels, Allowed: older.Allowed, Prefers: older.Prefers,
	}, newer)
	return events.CandidateUpdate{
		Name: c.Name, Email: c.Email, Phone: c.Phone, TimeZone: c.TimeZone, Locale: c.Locale,
		Channels: c.Channels, Allowed: c.Allowed, Prefers: c.Prefers,
	}
}
