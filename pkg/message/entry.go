package message

import (
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"
)

const (
	// entryDomain ends the UID of an entry. It is the same for every installation, so that a follow-up which
	// moves house keeps its entries.
	entryDomain = "reminders.afterword.io"
	entryLength = "PT15M"
)

// entry is a check-in as something for the reader's calendar: published, not an invitation, so that nobody is
// asked to accept it (RFC 5546 section 3.2.1).
//
// Whoever imports a later one for the same reminder has the old one moved: the UID is the reminder's, and
// SEQUENCE grows with the due instant, in minutes since 1970. A message leaves at its due instant or after it, so
// among the entries that somebody may have, the later due instant is always the newer one.
func entry(s Situation, m Message) ([]byte, error) {
	r := s.Reminder
	due := r.DueAt.UTC()
	c := ics.NewCalendar()
	c.SetProductId("-//Afterword//Afterword//EN")
	c.SetMethod(ics.MethodPublish)
	e := c.AddEvent(r.ID + "@" + entryDomain)
	// The stamp is the due instant as well: every attempt to send writes the same bytes.
	e.SetDtStampTime(due)
	e.SetSequence(int(due.Unix() / 60))
	if s.Brand.SenderEmail != "" {
		e.SetOrganizer("mailto:" + s.Brand.SenderEmail)
	}
	e.SetStartAt(due)
	e.SetProperty(ics.ComponentPropertyDuration, entryLength)
	e.SetSummary(m.Subject)
	e.SetDescription(strings.TrimSpace(m.Text))
	// A colleague who may see the calendar need not see a search for another job, nor a quarter of an hour less to book.
	e.SetClass(ics.ClassificationPrivate)
	e.SetTimeTransparency(ics.TransparencyTransparent)
	alarm := e.AddAlarm()
	alarm.SetAction(ics.ActionDisplay)
	alarm.SetTrigger("PT0S")
	alarm.SetDescription(m.Subject)

	var b strings.Builder
	// The line break is that of the machine unless it is given; the format wants CRLF everywhere.
	if err := c.SerializeTo(&b, ics.WithNewLineWindows); err != nil {
		return nil, fmt.Errorf("write the calendar entry of reminder %s: %w", r.ID, err)
	}
	return []byte(b.String()), nil
}
