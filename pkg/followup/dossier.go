package followup

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Dossier is what the workflow knows of one follow-up, for others to read. Whoever has it can evaluate the follow-up as the
// workflow does, also with facts that nobody has said yet. It holds names, addresses and words: it is personal data.
type Dossier struct {
	Tenant   string `json:"tenant"`
	Followup string `json:"followup"`
	// Facts are the distinct facts, also those of other rounds of the application.
	Facts []events.Event `json:"facts,omitempty"`
	// Emitted is the record of what was emitted.
	Emitted []Emitted `json:"emitted,omitempty"`
	// Since is when the policy, the calendars or the rules changed under the follow-up, zero if they never did.
	Since time.Time `json:"since,omitzero"`
	// Revision is that of the snapshot in STATUS that was written with it.
	Revision int `json:"revision"`
	// Run and History say where it was decided: in which run of the workflow, and how long that run's history was.
	Run     string `json:"run,omitempty"`
	History int    `json:"history,omitempty"`
}

// Evaluate says what is so at now, and what would be so if more had become known as well.
func (d Dossier) Evaluate(p Policy, now time.Time, more ...events.Event) Decision {
	return EvaluateSince(p, d.Since, d.Followup, slices.Concat(d.Facts, more), d.Emitted, now)
}

// Holds reports whether the workflow knows a fact: one with the same source and id.
func (d Dossier) Holds(e events.Event) bool {
	return slices.ContainsFunc(d.Facts, func(f events.Event) bool { return nameOf(f) == nameOf(e) })
}
