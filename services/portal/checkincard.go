package portal

import (
	"html/template"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

// checkinCard is the card for asking how the decision is coming along. The words are those of the check-in message.
func (s *Service) checkinCard(v *visit) Checkin {
	first, last := v.promiseBounds()
	c := Checkin{
		Form: v.form(actCheckin), Asked: v.decision.Snapshot.Stage == events.CheckingIn, Method: events.ByCall, Hours: v.officeHours(),
		MinBy: first, MaxBy: last,
	}
	if contact, ok := contactOf(v.brief.Meeting.Interviewers); ok {
		c.Contact = Contact{Name: contact.Name, Title: contact.Title, Email: contact.Email, Phone: contact.Phone}
		c.Tel = tel(contact.Phone)
		if contact.Phone == "" {
			c.Method = events.ByEmail
		}
	}
	card, err := s.messages.Card(message.Situation{
		Reminder: v.checkinReminder(), Brief: v.brief, Brand: v.brand, Locale: v.brief.Meeting.Candidate.Locale, Office: v.policy.OfficeHours, Now: v.now,
	})
	if err != nil {
		s.log.Error("the words of the check-in card cannot be written")
		return c
	}
	c.Script, c.SomebodyElse = card.Script, card.SomebodyElse
	c.DraftSubject, c.DraftBody = card.DraftSubject, card.DraftBody
	c.Mailto, _ = mailto(c.Contact.Email, card.DraftSubject, card.DraftBody)
	return c
}

// checkinReminder is the check-in that the card is for: the latest that was sent, else the next to come.
func (v *visit) checkinReminder() events.Reminder {
	found := events.Reminder{Kind: events.CheckIn, N: 1}
	for _, r := range v.decision.Snapshot.Plan {
		if r.Kind != events.CheckIn || r.State == events.Skipped {
			continue
		}
		if r.State == events.Planned {
			if found.ID == "" {
				found = r
			}
			break
		}
		found = r
	}
	return found
}

// contactOf is the first interviewer with a phone or an email, else the first one, as in the messages.
func contactOf(people []events.Interviewer) (events.Interviewer, bool) {
	for _, p := range people {
		if p.Phone != "" || p.Email != "" {
			return p, true
		}
	}
	if len(people) > 0 {
		return people[0], true
	}
	return events.Interviewer{}, false
}

// tel is the link that calls a number in E.164 form (RFC 3966); empty for anything else.
func tel(phone string) template.URL {
	digits, ok := strings.CutPrefix(phone, "+")
	if !ok || strings.Trim(digits, "0123456789") != "" || digits == "" {
		return ""
	}
	return template.URL("tel:" + phone)
}
