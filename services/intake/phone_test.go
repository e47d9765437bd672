package intake

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestAPhoneNumberInAnotherFormIsToldTheFormMeant(t *testing.T) {
	d := openDoor(t)
	for _, c := range []struct {
		given, zone, calendar string
		interviewer           bool
		want                  string
	}{
		{given: "(415) 555-2671", zone: "America/New_York", calendar: "US", want: "+14155552671"},
		{given: "030 901820", zone: "Europe/Berlin", calendar: "US", want: "+4930901820"},
		{given: "030 901820", zone: "UTC", calendar: "DE-BY", want: "+4930901820"},
		{given: "+49 30 901820", zone: "America/New_York", calendar: "US", want: "+4930901820"},
		{given: "020 7946 0958", zone: "Europe/London", calendar: "US", want: "+442079460958"},
		{given: "020 7946 0958", zone: "America/New_York", calendar: "GB-SCT", interviewer: true, want: "+442079460958"},
		// A number that is one in both countries is of the person's own.
		{given: "2079460958", zone: "America/New_York", calendar: "GB", want: "+12079460958"},
		{given: "2079460958", zone: "America/New_York", calendar: "GB", interviewer: true, want: "+442079460958"},
		{given: "12", zone: "America/New_York", calendar: "US", want: ""},
		{given: "call me", zone: "America/New_York", calendar: "US", want: ""},
	} {
		location := "candidate.phone"
		r := d.post("/v1/interviews", meeting(t, func(m *events.Meeting) {
			m.Candidate.TimeZone, m.Employer.Calendar = c.zone, c.calendar
			if c.interviewer {
				location = "interviewers[0].phone"
				m.Interviewers[0].Phone = c.given
				return
			}
			m.Candidate.Phone = c.given
		}))
		p := r.problem(t)
		if r.StatusCode != http.StatusUnprocessableEntity || len(p.Errors) != 1 || p.Errors[0].Location != location {
			t.Errorf("%s: %d %+v", c.given, r.StatusCode, p.Errors)
			continue
		}
		hint := strings.Contains(p.Errors[0].Message, "is probably meant")
		if hint != (c.want != "") || !strings.Contains(p.Errors[0].Message, c.want) {
			t.Errorf("%s in %s, %s: %q, want %q", c.given, c.zone, c.calendar, p.Errors[0].Message, c.want)
		}
	}
}

func TestAHintNeedsACountryAndAPlace(t *testing.T) {
	fault := func(location string) error {
		return &events.InvalidError{Fields: []events.FieldError{{Location: location, Message: "is wrong"}}}
	}
	for _, c := range []struct{ data, location, want string }{
		{`{"phone":"(415) 555-2671","time_zone":"America/Denver"}`, "phone", "+14155552671"},
		{`{"phone":"(415) 555-2671","time_zone":"America/Denver"}`, "data.phone", "+14155552671"},
		{`{"phone":"(415) 555-2671"}`, "data.phone", ""},
		{`{"phone":5}`, "data.phone", ""},
		{`{"candidate":{"phone":"(415) 555-2671","time_zone":"America/Denver"}}`, "data.candidate.email", ""},
		{`{"interviewers":[{"phone":"(415) 555-2671"}],"candidate":{"time_zone":"America/Denver"}}`, "data.interviewers[0].phone", "+14155552671"},
		{`{"interviewers":[]}`, "data.interviewers[7].phone", ""},
		{`{"interviewers":[]}`, "data.interviewers[99999999999999999999].phone", ""},
		{`nonsense`, "data.phone", ""},
	} {
		bad := new(events.InvalidError)
		if !errors.As(withPhoneHints(fault(c.location), []byte(c.data)), &bad) {
			t.Fatal("the error changed its type")
		}
		want := "is wrong"
		if c.want != "" {
			want += "; " + c.want + " is probably meant"
		}
		if got := bad.Fields[0].Message; got != want {
			t.Errorf("%s at %s: %q, want %q", c.data, c.location, got, want)
		}
	}
}
