package events

func (c *checker) meeting(t Type, m *Meeting) {
	c.interview(t, m.Interview)
	c.candidate(m.Candidate)
	c.employer(m.Employer)
	c.text("position.title", m.Position.Title, MaxName)
	c.texts("position.required", m.Position.Required)
	c.interviewers(m.Interviewers)
	c.texts("topics", m.Topics)
	c.texts("strengths", m.Strengths)
	c.promise(m.Promise)
}

func (c *checker) interview(t Type, i Interview) {
	c.requiredID("interview.id", i.ID)
	if c.subject != "" && i.ID != c.subject {
		c.add("interview.id", "must be the event's subject: a follow-up has the id of its interview")
	}
	if t == InterviewScheduled && i.StartsAt.IsZero() {
		c.add("interview.starts_at", "is required: when the interview begins")
	}
	if t == InterviewScheduled && i.EndsAt.IsZero() {
		c.add("interview.ends_at", "is required: when the interview is planned to end")
	}
	if t == InterviewCompleted && i.EndedAt.IsZero() {
		c.add("interview.ended_at", "is required: when the interview ended")
	}
	if !i.EndsAt.IsZero() && !i.EndsAt.After(i.StartsAt) {
		c.add("interview.ends_at", "must be after starts_at")
	}
	if !i.EndedAt.IsZero() && !i.EndedAt.After(i.StartsAt) {
		c.add("interview.ended_at", "must be after starts_at")
	}
	c.happened("interview.ended_at", i.EndedAt)
	c.notLongAgo("interview.ends_at", i.EndsAt)
	c.notForgotten("interview.starts_at", i.StartsAt)
	c.notFarAhead("interview.starts_at", i.StartsAt)
	c.notFarAhead("interview.ends_at", i.EndsAt)
	c.text("interview.format", i.Format, MaxName)
	if i.Round < 0 {
		c.add("interview.round", "must be 1 or more")
	}
	c.id("interview.application_id", i.ApplicationID)
}

func (c *checker) candidate(p Candidate) {
	c.id("candidate.id", p.ID)
	c.requiredText("candidate.name", p.Name, MaxName)
	if p.Email == "" && p.Phone == "" && !c.faults.has("candidate.phone") {
		c.add("candidate.email", "is required, or else candidate.phone")
	}
	c.requiredZone("candidate.time_zone", p.TimeZone)
	c.reachable("candidate", CandidateUpdate{
		Email: p.Email, Phone: p.Phone, Locale: p.Locale, Channels: p.Channels, Allowed: p.Allowed, Prefers: p.Prefers,
	})
	for i, channel := range p.Channels {
		if channel == Email && p.Email == "" && !c.faults.has("candidate.email") {
			c.add(element("candidate.channels", i), "needs candidate.email")
		}
		if channel == SMS && p.Phone == "" && !c.faults.has("candidate.phone") {
			c.add(element("candidate.channels", i), "needs candidate.phone")
		}
	}
}

func (c *checker) employer(e Employer) {
	c.id("employer.id", e.ID)
	c.requiredText("employer.name", e.Name, MaxName)
	c.requiredZone("employer.time_zone", e.TimeZone)
	if e.Calendar != "" && !ValidCalendar(e.Calendar) {
		c.add("employer.calendar", "must be an existing ISO 3166-1 or 3166-2 code such as US or DE-BY")
	}
	c.atMost("employer.closures", len(e.Closures), MaxClosures)
}

func (c *checker) interviewers(list []Interviewer) {
	if len(list) == 0 {
		c.add("interviewers", "is required: at least one interviewer with a name")
	}
	c.atMost("interviewers", len(list), MaxInterviewers)
	seen := map[string]bool{}
	for i, p := range list {
		place := element("interviewers", i)
		c.id(member(place, "id"), p.ID)
		if p.ID != "" && seen[p.ID] {
			c.add(member(place, "id"), "must be unique among the interviewers")
		}
		seen[p.ID] = true
		c.requiredText(member(place, "name"), p.Name, MaxName)
		c.text(member(place, "title"), p.Title, MaxName)
		c.email(member(place, "email"), p.Email)
		c.phone(member(place, "phone"), p.Phone)
	}
}
