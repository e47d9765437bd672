package events

import (
	"slices"
	"time"
)

// The span in which an interview's end is believed: a year back, a day ahead.
const (
	maxEndedAhead = 24 * time.Hour
	maxEndedBack  = 366 * 24 * time.Hour
)

func (v *validator) meeting(t Type, m Meeting, path, subject string) {
	v.interview(t, m.Interview, under(path, "interview"), subject)
	v.candidate(m.Candidate, under(path, "candidate"))
	v.employer(m.Employer, under(path, "employer"))
	v.text0(under(path, "position.title"), m.Position.Title, MaxName)
	v.texts(under(path, "position.required"), m.Position.Required, MaxRequired)
	v.interviewers(m.Interviewers, under(path, "interviewers"))
	v.texts(under(path, "topics"), m.Topics, MaxTopics)
	v.texts(under(path, "strengths"), m.Strengths, MaxStrengths)
	v.promise(under(path, "promise"), m.Promise)
}

func (v *validator) interview(t Type, i Interview, path, subject string) {
	v.id(under(path, "id"), i.ID)
	if subject != "" && i.ID != subject && !v.has(under(path, "id")) {
		v.add(under(path, "id"), "must be the event's subject: the follow-up's id is the interview's")
	}
	end, field := i.EndedAt, under(path, "ended_at")
	if t == InterviewScheduled {
		end, field = i.EndsAt, under(path, "ends_at")
		v.required(under(path, "starts_at"), !i.StartsAt.IsZero())
	}
	v.required(field, !end.IsZero())
	if !end.IsZero() && !i.StartsAt.IsZero() && !end.After(i.StartsAt) {
		v.add(field, "must be after starts_at")
	}
	if t == InterviewCompleted && !i.EndedAt.IsZero() {
		switch {
		case i.EndedAt.After(v.now.Add(maxEndedAhead)):
			v.add(field, "must be at most 24 hours ahead; announce a later interview as interview.scheduled")
		case i.EndedAt.Before(v.now.Add(-maxEndedBack)):
			v.add(field, "must be at most a year back")
		}
	}
	v.text0(under(path, "format"), i.Format, MaxName)
	if i.Round < 0 {
		v.add(under(path, "round"), "must be 1 or more")
	}
	if i.ApplicationID != "" {
		v.id(under(path, "application_id"), i.ApplicationID)
	}
}

func (v *validator) candidate(c Candidate, path string) {
	if c.ID != "" {
		v.id(under(path, "id"), c.ID)
	}
	v.text1(under(path, "name"), c.Name, MaxName)
	v.email(under(path, "email"), c.Email)
	v.phone(under(path, "phone"), c.Phone)
	if c.Email == "" && c.Phone == "" && !v.has(under(path, "email")) && !v.has(under(path, "phone")) {
		v.add(under(path, "email"), "is required, unless there is a phone number")
	}
	v.zone(under(path, "time_zone"), c.TimeZone)
	v.locale(under(path, "locale"), c.Locale)
	v.channels(under(path, "channels"), c.Channels)
	contact := map[Channel]string{Email: c.Email, SMS: c.Phone}
	for i, channel := range c.Channels {
		if address, known := contact[channel]; known && address == "" {
			v.add(item(under(path, "channels"), i), "needs the candidate's %s", map[Channel]string{Email: "email", SMS: "phone"}[channel])
		}
	}
	v.allowed(under(path, "allowed"), c.Allowed)
	oneOf(v, under(path, "prefers"), c.Prefers, true, "email", "handwriting")
}

func (v *validator) candidateUpdate(path string, c CandidateUpdate) {
	v.text0(under(path, "name"), c.Name, MaxName)
	v.email(under(path, "email"), c.Email)
	v.phone(under(path, "phone"), c.Phone)
	if c.TimeZone != "" {
		v.zone(under(path, "time_zone"), c.TimeZone)
	}
	v.locale(under(path, "locale"), c.Locale)
	v.channels(under(path, "channels"), c.Channels)
	v.allowed(under(path, "allowed"), c.Allowed)
	oneOf(v, under(path, "prefers"), c.Prefers, true, "email", "handwriting")
}

func (v *validator) employer(e Employer, path string) {
	if e.ID != "" {
		v.id(under(path, "id"), e.ID)
	}
	v.text1(under(path, "name"), e.Name, MaxName)
	v.zone(under(path, "time_zone"), e.TimeZone)
	if e.Calendar != "" && !ValidCalendar(e.Calendar) {
		v.add(under(path, "calendar"), "must be an ISO 3166 code such as US or DE-BY")
	}
	v.atMost(under(path, "closures"), len(e.Closures), MaxClosures)
}

func (v *validator) interviewers(all []Interviewer, path string) {
	v.required(path, len(all) > 0)
	v.atMost(path, len(all), MaxInterviewers)
	var ids []string
	for i, one := range all {
		at := item(path, i)
		if one.ID != "" {
			v.id(under(at, "id"), one.ID)
			if slices.Contains(ids, one.ID) {
				v.add(under(at, "id"), "must be unique among the interviewers")
			}
			ids = append(ids, one.ID)
		}
		v.text1(under(at, "name"), one.Name, MaxName)
		v.text0(under(at, "title"), one.Title, MaxName)
		v.email(under(at, "email"), one.Email)
		v.phone(under(at, "phone"), one.Phone)
	}
}

func (v *validator) thankyou(path string, t Thankyou) {
	v.atMost(under(path, "interviewer_ids"), len(t.InterviewerIDs), MaxInterviewers)
	for i, id := range t.InterviewerIDs {
		v.id(item(under(path, "interviewer_ids"), i), id)
	}
	oneOf(v, under(path, "method"), t.Method, true, ByEmail, ByHand, ByPost, ByOther)
	v.notFuture(under(path, "at"), t.At)
}

// notFuture allows a day ahead for clocks and zones that disagree.
func (v *validator) notFuture(path string, at time.Time) {
	if !at.IsZero() && at.After(v.now.Add(maxEndedAhead)) {
		v.add(path, "must not lie in the future")
	}
}
