package followup

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// onsite is the format of an interview that was held at the employer's.
const onsite = "onsite"

// CarryByHand returns when a handwritten note can be carried to the employer's office: the first hours from now on at which it
// is open before the deadline, both ends in UTC. ok is false when the note is better sent by email: the
// candidate does not prefer handwriting, is not near the office, or the office does not open in time (DOMAIN.md section 7, the
// advice on delivery). The post is never advised.
//
// Nobody tells us where a candidate lives. Near is who was in the office for the interview and lives by its clock.
func CarryByHand(b events.Brief, office events.AllowedWindow, now time.Time) (from, to time.Time, ok bool) {
	m := b.Meeting
	if m.Candidate.Prefers != "handwriting" || m.Interview.Format != onsite || !now.Before(b.Deadline) {
		return time.Time{}, time.Time{}, false
	}
	site, home := calendar.ZoneOrUTC(m.Employer.TimeZone), calendar.ZoneOrUTC(m.Candidate.TimeZone)
	_, there := now.In(site).Zone()
	if _, here := now.In(home).Zone(); here != there {
		return time.Time{}, time.Time{}, false
	}
	hours := calendar.Hours{Open: office.From, Close: office.To}
	business := calendar.NewBusiness(site, m.Employer.Calendar, m.Employer.Closures, hours, calendar.PublicHolidays())
	day := business.DateOf(now)
	if !business.IsBusinessDay(day) || !now.Before(business.Closes(day)) {
		day = business.Add(day, 1)
	}
	from, to = business.Opens(day), business.Closes(day)
	if from.Before(now) {
		from = now.UTC()
	}
	if to.After(b.Deadline) {
		to = b.Deadline.UTC()
	}
	return from, to, from.Before(to)
}
