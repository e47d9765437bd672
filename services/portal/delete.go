package portal

import (
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// delete tells that everything is to be forgotten. Nothing brings it back, so a word must be typed: it is what keeps
// a program that presses every button from it.
func (sub *submission) delete() []statement {
	typed := oneLine(sub.Get(fieldWord))
	switch {
	case typed == "":
		sub.fault(fieldWord, FaultEmpty, 0)
	case !strings.EqualFold(strings.Trim(typed, `."'“”„«» `), sub.words.Delete.Word):
		sub.fault(fieldWord, FaultWord, 0)
	}
	return []statement{{0, events.CandidateErased, events.Erasure{}}}
}
