package portal

import (
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
)

// undo takes one thing back that was told here or by text. What is taken back already stays so.
func (sub *submission) undo() []statement {
	meant := func(f events.Event) bool {
		return isOwn(f) && f.Subject == sub.dossier.Followup && factRef(f.Source, f.ID) == sub.Get(fieldFact)
	}
	told := sub.told()
	if i := slices.IndexFunc(told, meant); i >= 0 {
		if _, ok := sub.describe(told[i]); ok {
			return []statement{{0, events.FactRetracted, events.Retraction{Source: told[i].Source, ID: told[i].ID}}}
		}
	} else if slices.ContainsFunc(sub.dossier.Facts, meant) {
		return nil
	}
	sub.fault(fieldFact, FaultGone, 0)
	return nil
}
