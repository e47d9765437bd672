package audit

import (
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// gaps returns what lies between intake and workflow.
func (h *history) gaps() []Finding {
	gap := func(kind Kind, format string, args ...any) []Finding {
		return []Finding{{Kind: kind, Followup: h.Followup, Detail: fmt.Sprintf(format, args...)}}
	}
	said, knows := h.said(), 0
	if h.Status != nil {
		knows = h.Status.Facts
	}
	switch {
	case said > knows && h.Status == nil:
		return gap(Unheard, "The workflow does not know the follow-up: %d facts were said.", said)
	case said > knows:
		return gap(Unheard, "%d facts were said, and the workflow knows %d of them.", said, knows)
	case h.Status == nil || h.Status.Stage == events.Closed || h.Status.NextWake.IsZero():
		return nil
	case h.Status.Stage == events.AwaitingInterview:
		return nil // Facts that wait for their interview are given up in the end, and lie in DEAD.
	}
	// A reminder in the notifier's hands lets the workflow look up to its lead later.
	wake := h.Status.NextWake.Add(time.Duration(h.Policy.Lead.Max)).Add(h.Grace)
	if h.Now.After(wake) {
		return gap(Asleep, "The follow-up was to be looked at again at %s, and was not.", stamp(h.Status.NextWake))
	}
	return nil
}
