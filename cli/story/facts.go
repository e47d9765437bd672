package story

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// InvalidError says what is wrong with the events of a document.
type InvalidError struct {
	// Faults are sentences that begin with the field's path, such as
	// "[1].data.candidate.name is required".
	Faults []string
}

// Error puts each fault on a line of its own, unless there is only one.
func (e *InvalidError) Error() string {
	if len(e.Faults) == 1 {
		return e.Faults[0]
	}
	return fmt.Sprintf("%d fields are at fault\n  %s", len(e.Faults), strings.Join(e.Faults, "\n  "))
}

// Facts decodes the events, normalises them as the server would, and judges each at
// its own time: that is when it becomes known. The order is that of the file.
// The error is an *InvalidError that names every field at fault.
func (d Document) Facts() ([]events.Event, error) {
	if d.Interview != nil {
		return nil, &InvalidError{Faults: []string{"specversion is required: a story is told in CloudEvents"}}
	}
	var faults []string
	facts := make([]events.Event, 0, len(d.Events))
	for i, raw := range d.Events {
		place := ""
		if len(d.Events) > 1 {
			place = fmt.Sprintf("[%d]", i)
		}
		fact, err := factOf(raw)
		if err != nil {
			faults = append(faults, faultsOf(place, err)...)
			continue
		}
		facts = append(facts, fact)
	}
	if len(faults) > 0 {
		return nil, &InvalidError{Faults: faults}
	}
	return facts, nil
}

func factOf(raw json.RawMessage) (events.Event, error) {
	fact, err := events.ParseEvent(raw)
	if err != nil {
		return events.Event{}, err
	}
	if fact.Time.IsZero() {
		return events.Event{}, &events.InvalidError{Fields: []events.FieldError{
			{Location: "time", Message: "is required: it says when the fact becomes known"},
		}}
	}
	fact = events.Normalize(fact)
	return fact, events.Validate(fact, fact.Time)
}

// faultsOf makes a sentence of each field that err names.
func faultsOf(place string, err error) []string {
	if bad := new(events.InvalidError); errors.As(err, &bad) {
		faults := make([]string, 0, len(bad.Fields))
		for _, f := range bad.Fields {
			faults = append(faults, fault(place, f.Location, f.Message))
		}
		return faults
	}
	if bad := new(events.MalformedError); errors.As(err, &bad) {
		return []string{fault(place, bad.Location, bad.Reason)}
	}
	return []string{fault(place, "", err.Error())}
}

func fault(place, location, message string) string {
	if place != "" && location != "" && !strings.HasPrefix(location, "[") {
		place += "."
	}
	return strings.TrimSpace(place + location + " " + message)
}

// Zones are whose clocks a follow-up is told by.
type Zones struct {
	Employer *time.Location
	// Candidate is nil when no fact names the candidate's zone.
	Candidate *time.Location
}

// ZonesOf returns the zones of the last interview event of the follow-up, and
// UTC where there is none.
func ZonesOf(followup string, facts []events.Event) (Zones, error) {
	zones := Zones{Employer: time.UTC}
	for _, e := range facts {
		if e.Subject != followup || (e.Type != events.InterviewScheduled && e.Type != events.InterviewCompleted) {
			continue
		}
		meeting, err := events.DataOf[events.Meeting](e)
		if err != nil {
			return zones, err
		}
		employer, errEmployer := time.LoadLocation(meeting.Employer.TimeZone)
		candidate, errCandidate := time.LoadLocation(meeting.Candidate.TimeZone)
		if err := errors.Join(errEmployer, errCandidate); err != nil {
			return zones, fmt.Errorf("load the zones of %s: %w", followup, err)
		}
		zones = Zones{Employer: employer, Candidate: candidate}
	}
	return zones, nil
}
