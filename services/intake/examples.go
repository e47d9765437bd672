package intake

import (
	"encoding/json"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// meetingExample is an interview that ended yesterday at 15:00 in New York.
func (d *described) meetingExample() events.Meeting {
	ended := d.yesterdayInNewYork()
	return events.Meeting{
		Interview: events.Interview{ID: "int-42", StartsAt: ended.Add(-time.Hour), EndedAt: ended, Format: "onsite", Round: 1, ApplicationID: "app-7"},
		Candidate: events.Candidate{
			ID: "cand-1", Name: "Ada Park", Email: "ada@example.com", Phone: "+14155550123",
			TimeZone: "America/New_York", Locale: "en", Channels: []events.Channel{events.Email, events.SMS},
		},
		Employer:     events.Employer{ID: "emp-3", Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
		Position:     events.Position{Title: "Dispatcher", Required: []string{"route planning", "shift leadership"}},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn", Title: "Operations manager", Email: "finn@example.com"}},
		Topics:       []string{"the new depot in Newark"},
		Strengths:    []string{"five years of night dispatch"},
		Promise:      &events.Promise{By: events.DateOf(ended).AddDays(2)},
	}
}

// eventExample is the same interview as an event.
func (d *described) eventExample() CloudEvent {
	data, err := json.Marshal(d.meetingExample())
	if err != nil {
		data = nil // a Meeting always encodes; the tests hold the example to the contract
	}
	return CloudEvent{
		SpecVersion: events.SpecVersion, ID: "evt-1", Source: "/ats/example", Type: string(events.InterviewCompleted), Subject: "int-42",
		Time: d.yesterdayInNewYork(), DataContentType: "application/json", Data: data,
	}
}

// yesterdayInNewYork is 20:00 UTC of the day before now, which is 15:00 or 16:00 there.
func (d *described) yesterdayInNewYork() time.Time {
	y, m, day := d.now.UTC().Date()
	return time.Date(y, m, day-1, 20, 0, 0, 0, time.UTC)
}
