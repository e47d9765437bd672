package portal

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/message"
)

// when says an instant as the candidate reads it: "Friday 6 March, 9:00 in New York"; the zero time is "".
func (v *visit) when(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return message.When(at, v.brief, v.language, v.now)
}

// day says a date: "Thursday 5 March", or only the weekday within six days; the zero date is "".
func (v *visit) day(d events.Date, today events.Date) string {
	if d.IsZero() {
		return ""
	}
	return message.LanguageOf(v.language).DayName(d, today)
}

// theirDay says a date in the employer's zone, and myDay one in the candidate's.
func (v *visit) theirDay(d events.Date) string { return v.day(d, events.DateOf(v.now.In(v.site()))) }
func (v *visit) myDay(d events.Date) string    { return v.day(d, v.today()) }

// officeHours says when the employer can be called, with the place where its clock is not the candidate's.
func (v *visit) officeHours() string {
	language, site := message.LanguageOf(v.language), v.site()
	today := events.DateOf(v.now.In(site))
	clock := func(at events.TimeOfDay) string { return language.Clock(calendar.At(today, at, site).In(site)) }
	place := ""
	if offset(v.now.In(site)) != offset(v.now.In(v.home())) {
		place = language.Place(v.brief.Meeting.Employer.TimeZone)
	}
	return language.Hours(clock(v.policy.OfficeHours.From), clock(v.policy.OfficeHours.To), place)
}

// offset is seconds east of UTC.
func offset(t time.Time) int { _, seconds := t.Zone(); return seconds }

// site and home are the zones of the employer and of the candidate.
func (v *visit) site() *time.Location { return calendar.ZoneOrUTC(v.brief.Meeting.Employer.TimeZone) }

func (v *visit) home() *time.Location { return calendar.ZoneOrUTC(v.brief.Meeting.Candidate.TimeZone) }

// today is the candidate's date.
func (v *visit) today() events.Date { return events.DateOf(v.now.In(v.home())) }

// morning is when the candidate may first be written to on a day.
func (v *visit) morning(d events.Date) time.Time {
	c := v.brief.Meeting.Candidate
	open := v.policy.Window
	if channels := followup.Channels(c); len(channels) > 0 {
		open = v.policy.WindowOn(c, channels[0])
	}
	return calendar.At(d, open.From, v.home())
}
