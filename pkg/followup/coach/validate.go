package coach

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
)

// Validate says what is wrong with a note before it is reviewed, apart from Meeting, which is held to the
// rules of its own fact. The error is an *events.InvalidError whose locations are those of the request of POST /v1/notes/check.
func Validate(n Note) error {
	var faults []events.FieldError
	add := func(location, message string) {
		faults = append(faults, events.FieldError{Location: location, Message: message})
	}
	text := func(location, s string) {
		switch {
		case !utf8.ValidString(s):
			add(location, "must be valid UTF-8")
		case utf8.RuneCountInString(s) > MaxText:
			add(location, fmt.Sprintf("must have at most %d characters", MaxText))
		case strings.TrimSpace(s) == "":
			add(location, "is required: the note as the candidate wrote it")
		}
	}
	text("text", n.Text)
	if n.Locale != "" && !localeForm.MatchString(n.Locale) {
		add("locale", "must be a language tag such as en or de-AT")
	}
	switch n.Method {
	case "", events.ByEmail, events.ByHand, events.ByPost, events.ByOther:
	default:
		add("method", "must be email, hand, post or other")
	}
	switch {
	case len(n.Meeting.Interviewers) == 0:
		add("interview.interviewers", "must name at least one interviewer")
	case n.InterviewerID == "" && len(n.Meeting.Interviewers) > 1:
		add("interviewer_id", "is required: the interview had several interviewers, and a note is to one of them")
	case n.InterviewerID != "" && whoIs(n.Meeting.Interviewers, n.InterviewerID) < 0:
		add("interviewer_id", "must be the id of one of the interview's interviewers")
	}
	if len(n.Others) > events.MaxInterviewers {
		add("other_notes", fmt.Sprintf("must have at most %d notes", events.MaxInterviewers))
	} else {
		for i, o := range n.Others {
			text(fmt.Sprintf("other_notes[%d].text", i), o.Text)
		}
	}
	if len(faults) > 0 {
		return &events.InvalidError{Fields: faults}
	}
	return nil
}

// localeForm is that of events: a language of 2 to 8 letters, then subtags.
var localeForm = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}$`)

// whoIs returns the index of the interviewer with the id, else of the one without an id whom intake
// would call so (iv-1, iv-2 ... by position), else of the one with that name; -1 for nobody.
func whoIs(panel []events.Interviewer, id string) int {
	for i, p := range panel {
		if p.ID != "" && p.ID == id {
			return i
		}
	}
	for i, p := range panel {
		if p.ID == "" && id == fmt.Sprintf("iv-%d", i+1) {
			return i
		}
	}
	for i, p := range panel {
		if id != "" && strings.EqualFold(p.Name, id) {
			return i
		}
	}
	return -1
}
