package followup

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/followup/promise"
)

const (
	// shortLater is how long "later" is when it names no day.
	shortLater = 3 * time.Hour
	// laterMargin is how long before it expires a reminder comes at the latest.
	laterMargin = time.Hour
)

// Later says until when, UTC, a candidate who answers "later" on a channel wants to be left alone: until the first allowed
// minute of the day that the words name, seen from the candidate's own place, else for three hours; but not so long
// that the next reminder would be of no use any more. Of an empty Dossier nothing but the three hours is known.
func (d Dossier) Later(p Policy, now time.Time, words string, on events.Channel) time.Time {
	until := now.Add(shortLater)
	if d.Followup == "" {
		return until.UTC()
	}
	decision := d.Evaluate(p, now)
	candidate := decision.Brief.Meeting.Candidate
	home := calendar.ZoneOrUTC(candidate.TimeZone)
	today := events.DateOf(now.In(home))
	days := calendar.NewBusiness(home, p.calendarOf(events.Employer{TimeZone: candidate.TimeZone}), nil, p.hours(), calendar.PublicHolidays())
	day := promise.Read(events.Promise{Said: words}, today, days, events.LanguageOf(candidate.Locale)).By
	if day.After(today) {
		until = calendar.At(day, p.WindowOn(candidate, on).From, home)
	}
	for _, next := range decision.Snapshot.Plan {
		if next.State != events.Planned {
			continue
		}
		if latest := next.ExpiresAt.Add(-laterMargin); latest.After(now) && latest.Before(until) {
			until = latest
		}
		break
	}
	return until.UTC()
}
