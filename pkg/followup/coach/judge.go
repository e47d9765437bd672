package coach

import (
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

func judge(n Note) Review {
	var found []Finding
	add := func(c Code, message string) {
		found = append(found, Finding{Code: c, Severity: c.Severity(), Message: message})
	}
	words := len(strings.Fields(n.Text))
	if words > 250 {
		add(TooLong, "Shorten the note to at most 250 words.")
	}
	if words < 40 {
		add(TooShort, "Write a little more: 40 words or so.")
	}
	if n.Method == events.ByPost {
		add(ByPost, "Carry the note to the office or email it: post may arrive after the decision.")
	}
	if n.Meeting.Promise == nil {
		add(AskTimeline, "One polite question about the timeline fits here.")
	}
	return sum(found, nil)
}
