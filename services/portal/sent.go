package portal

import (
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
)

// everyNote is the value of the button that says that all notes are sent.
const everyNote = "all"

// interviewerRef names an interviewer in fields and paths without telling the id, which could be an address.
func interviewerRef(id string) string { return link.RefOf("interviewer", id).String()[:16] }

// sent tells that a note is sent, or all of them.
func (sub *submission) sent() []statement {
	ref := sub.Get(fieldSent)
	thanks := events.Thankyou{}
	for _, i := range sub.brief.Meeting.Interviewers {
		if interviewerRef(i.ID) == ref {
			thanks.InterviewerIDs = []string{i.ID}
			thanks.Method = chosen(sub.input, fieldMethodPrefix+ref, events.ByEmail, events.ByHand, events.ByPost, events.ByOther)
		}
	}
	switch {
	case ref == "":
		sub.fault(fieldSent, FaultEmpty, 0)
	case ref != everyNote && len(thanks.InterviewerIDs) == 0:
		sub.fault(fieldSent, FaultChoice, 0)
	}
	return []statement{{0, events.ThankyouSent, thanks}}
}

// drafts reports that the form has notes other than the one that was sent.
func (sub *submission) drafts() bool {
	ref := sub.Get(fieldSent)
	for name, values := range sub.Values {
		other, isNote := strings.CutPrefix(name, fieldNotePrefix)
		if isNote && other != ref && ref != everyNote && strings.TrimSpace(strings.Join(values, "")) != "" {
			return true
		}
	}
	return false
}
