package coach

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/followup/promise"
)

// promised reports whether it is known when the employer decides. Words that promise cannot read are no date: the plan
// does not guess either (DOMAIN.md section 5).
func promised(m events.Meeting, language events.Language) bool {
	if m.Promise == nil {
		return false
	}
	loc, err := calendar.Zone(m.Employer.TimeZone)
	if err != nil {
		loc = time.UTC
	}
	hours := calendar.Hours{Open: events.NewTimeOfDay(9, 0), Close: events.NewTimeOfDay(17, 0)}
	office := calendar.NewBusiness(loc, m.Employer.Calendar, m.Employer.Closures, hours, calendar.PublicHolidays())
	return !promise.Read(*m.Promise, office.DateOf(m.Interview.EndedAt), office, language).By.IsZero()
}
