package message

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// AlertSituation is all that the email to an adviser is made of.
type AlertSituation struct {
	// Reminder is what has not arrived.
	Reminder events.Reminder
	Brief    events.Brief
	Brand    events.Brand
	// Locale is a BCP 47 tag: the language of the alert.
	Locale string
	// Now is when it is read, as far as we can tell.
	Now time.Time
	// Ends says how each channel ended; none means that there was no channel.
	Ends []events.ChannelEnd
}

// alertView is what the templates of alerts may name.
type alertView struct {
	view
	// Kind is the reminder's; Ends say how each channel ended.
	Kind events.Kind
	Ends []events.ChannelEnd
	// Phone and Email are the candidate's.
	Phone, Email string
}

// Alert writes the email that tells an adviser that a reminder has reached the candidate on no channel.
func (t *Templates) Alert(a AlertSituation) (Message, error) {
	b := t.book(a.Locale)
	s := Situation{Reminder: a.Reminder, Brief: a.Brief, Brand: a.Brand, Locale: a.Locale, Now: a.Now}
	return t.letter(b, b.parts[alertPart], s, func(limit int) (any, error) {
		return alertView{
			view: viewOf(s, b.language, limit), Kind: a.Reminder.Kind, Ends: a.Ends,
			Phone: a.Brief.Meeting.Candidate.Phone, Email: a.Brief.Meeting.Candidate.Email,
		}, nil
	})
}
