package simulator

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// endedLayout is that of an input of type datetime-local.
const endedLayout = "2006-01-02T15:04"

// form is what somebody typed. Its fields are named as in the page's address.
type form struct {
	Said     string
	Ended    string
	Employer string
	Calendar string
	// Candidate is a zone; empty is the employer's.
	Candidate string
	Channel   events.Channel
	Locale    events.Language
	// Faults are sentences by the name of the field.
	Faults map[string]string
}

// read returns what was typed; a page that is opened without a question asks about an interview of this afternoon.
func read(q url.Values, now time.Time) form {
	f := form{
		Said: q.Get("said"), Ended: q.Get("ended"), Employer: q.Get("employer"), Calendar: q.Get("calendar"), Candidate: q.Get("candidate"),
		Channel: events.Email, Locale: events.LanguageOf(q.Get("locale")), Faults: map[string]string{},
	}
	if q.Get("channel") == string(events.SMS) {
		f.Channel = events.SMS
	}
	if !q.Has("ended") {
		f.Ended = now.UTC().Format(time.DateOnly) + "T15:00"
	}
	if !q.Has("employer") {
		f.Employer, f.Calendar = "America/New_York", "US"
	}
	if len(q) == 0 {
		f.Said = "you'll hear by Thursday"
	}
	return f
}

// fieldOf returns the field that filled a place in the interview's data.
func fieldOf(location string) string {
	switch location {
	case "data.interview.ended_at":
		return "ended"
	case "data.employer.time_zone":
		return "employer"
	case "data.employer.calendar":
		return "calendar"
	case "data.candidate.time_zone":
		return "candidate"
	default:
		return "said"
	}
}

// interview makes the fact of it, or finds the faults.
func (f *form) interview() (events.Event, *time.Location) {
	zone, err := calendar.Zone(f.Employer)
	if err != nil {
		f.Faults["employer"] = "must be an IANA time zone such as Europe/Berlin"
		return events.Event{}, nil
	}
	wall, err := time.Parse(endedLayout, f.Ended)
	if err != nil {
		f.Faults["ended"] = "must be a day and a time such as 2026-03-03T15:00"
		return events.Event{}, nil
	}
	ended := calendar.At(events.DateOf(wall), events.NewTimeOfDay(wall.Hour(), wall.Minute()), zone)
	candidate := f.Candidate
	if candidate == "" {
		candidate = f.Employer
	}
	m := events.Meeting{
		Interview: events.Interview{ID: "int-1", EndedAt: ended},
		Candidate: events.Candidate{
			Name: "Candidate", Email: "candidate@example.com", Phone: "+14155550123", TimeZone: candidate, Locale: string(f.Locale),
			Channels: []events.Channel{f.Channel},
		},
		Employer:     events.Employer{Name: "Employer", TimeZone: f.Employer, Calendar: strings.ToUpper(strings.TrimSpace(f.Calendar))},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Interviewer"}},
	}
	if said := strings.TrimSpace(f.Said); said != "" {
		m.Promise = &events.Promise{Said: said}
	}
	fact, err := events.New(events.InterviewCompleted, "/simulate", "interview", "local", m.Interview.ID, ended, m)
	if err == nil {
		err = events.Validate(fact, ended)
	}
	if invalid := new(events.InvalidError); errors.As(err, &invalid) {
		for _, fault := range invalid.Fields {
			f.Faults[fieldOf(fault.Location)] = fault.Message
		}
	} else if err != nil {
		f.Faults["said"] = "cannot be read"
	}
	return fact, zone
}
