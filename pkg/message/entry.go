package message

import (
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/afterword-io/afterword/pkg/events"
)

const (
	// entryDomain ends the UID of an entry. It is the same for every installation, so that a follow-up which
	// moves house keeps its entries.
	entryDomain = "reminders.afterword.io"
	entryLength = "PT15M"
)

// EntryUID is the UID of the calendar entry for a reminder, in an email as in a feed.
func EntryUID(r events.Reminder) string { return r.ID + "@" + entryDomain }

// EntrySequence is the SEQUENCE of the entry: the due instant in minutes since 1970, see entry.
func EntrySequence(r events.Reminder) int { return int(r.DueAt.Unix() / 60) }

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
	e := c.AddEvent(EntryUID(r))
	// The stamp is the due instant as well: every attempt to send writes the same bytes.
	e.SetDtStampTime(due)
	e.SetSequence(EntrySequence(r))
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
