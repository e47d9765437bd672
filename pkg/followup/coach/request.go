package coach

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Request is the body of POST /v1/notes/check, and the file of `afterword note check`.
type Request struct {
	Text   string `json:"text"`
	Locale string `json:"locale,omitempty"`
	// Interview is the data of interview.completed.
	Interview     json.RawMessage `json:"interview"`
	InterviewerID string          `json:"interviewer_id,omitempty"`
	Method        events.Method   `json:"method,omitempty"`
	OtherNotes    []OtherNote     `json:"other_notes,omitempty"`
}

// ParseRequest reads a request. The error is an *events.MalformedError for what is no JSON, else an
// *events.InvalidError that names every field at fault, such as interview.candidate.name.
func ParseRequest(data []byte) (Note, error) {
	var r Request
	err := events.DecodeStrict(data, &r)
	if malformed := new(events.MalformedError); errors.As(err, &malformed) {
		return Note{}, err
	}
	return r.note(faultsIn(err))
}

// Note returns the note of the request. The error is as for ParseRequest.
func (r Request) Note() (Note, error) { return r.note(nil) }

// note adds what else is wrong to what is known to be.
func (r Request) note(known []events.FieldError) (Note, error) {
	faults := requestFaults{fields: known}
	n := Note{Text: r.Text, Locale: r.Locale, InterviewerID: r.InterviewerID, Method: r.Method, Others: r.OtherNotes}
	meeting, err := meetingOf(r.Interview)
	faults.add(ofInterview(err))
	n.Meeting = meeting
	for _, f := range faultsIn(Validate(n)) {
		// Of an interview that is at fault itself nothing can be said about its panel.
		if err == nil || !strings.HasPrefix(f.Location, "interview") {
			faults.add([]events.FieldError{f})
		}
	}
	if len(faults.fields) > 0 {
		return Note{}, &events.InvalidError{Fields: faults.fields}
	}
	return n, nil
}

// meetingOf holds an interview to the rules of interview.completed, at the instant it ended: a note to an interview of long ago
// may be checked too.
func meetingOf(data json.RawMessage) (events.Meeting, error) {
	if len(data) == 0 || bytes.Equal(data, []byte("null")) {
		return events.Meeting{}, errNoInterview
	}
	var when struct {
		Interview struct {
			EndedAt time.Time `json:"ended_at"`
		} `json:"interview"`
	}
	// What cannot be read here is named by DecodeFact.
	_ = json.Unmarshal(data, &when)
	if _, err := events.DecodeFact(events.InterviewCompleted, data, "", when.Interview.EndedAt); err != nil {
		return events.Meeting{}, err
	}
	return events.DataOf[events.Meeting](events.Normalize(events.Event{Type: events.InterviewCompleted, Data: data}))
}

var errNoInterview = &events.InvalidError{Fields: []events.FieldError{{Message: "is required: the data of interview.completed"}}}

// ofInterview says where in the request the faults of its interview are.
func ofInterview(err error) []events.FieldError {
	fields := slices.Clone(faultsIn(err))
	for i, f := range fields {
		if f.Location == "" || f.Location == "body" {
			fields[i].Location = "interview"
		} else {
			fields[i].Location = "interview." + f.Location
		}
	}
	return fields
}

// requestFaults are the faults of a request, one for each field.
type requestFaults struct{ fields []events.FieldError }

// add leaves out what lies inside of, or around, a field that is at fault already.
func (f *requestFaults) add(more []events.FieldError) {
	known := f.fields
	for _, m := range more {
		told := false
		for _, k := range known {
			told = told || insideOf(m.Location, k.Location) || insideOf(k.Location, m.Location)
		}
		if !told {
			f.fields = append(f.fields, m)
		}
	}
}

// insideOf reports whether a location is another one or lies inside of it.
func insideOf(location, outer string) bool {
	rest, inside := strings.CutPrefix(location, outer)
	return inside && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

func faultsIn(err error) []events.FieldError {
	if invalid := new(events.InvalidError); errors.As(err, &invalid) {
		return invalid.Fields
	}
	if malformed := new(events.MalformedError); errors.As(err, &malformed) {
		return []events.FieldError{{Location: malformed.Location, Message: malformed.Reason}}
	}
	return nil
}
