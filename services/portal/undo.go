package portal

import (
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
)

// undo takes one thing back that was told here or by text. What is taken back already stays so.
func (sub *submission) undo() []statement {
	ref := sub.Get(fieldFact)
	for _, f := range slices.Backward(sub.dossier.Facts) {
		mine := f.Source == sourcePortal || f.Source == sourceSMS
		if !mine || f.Subject != sub.dossier.Followup || factRef(f.Source, f.ID) != ref {
			continue
		}
		if sub.retracted()[said{f.Source, f.ID}] {
			return nil
		}
		if _, ok := sub.describe(f); ok {
			return []statement{{0, events.FactRetracted, events.Retraction{Source: f.Source, ID: f.ID}}}
		}
	}
	sub.fault(fieldFact, FaultGone, 0)
	return nil
}
