package portal

import (
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
)

// read says what a promise would come to if this form told it now: the day that is understood, and when the next
// check-in would be. It is what followup says of the facts with one more, so that the page promises nothing else
// than what will be.
func (v *visit) read(form string, p *events.Promise) Reading {
	first, last := v.promiseBounds()
	reading := Reading{W: v.words, Form: form, MinBy: first, MaxBy: last}
	if p == nil {
		reading.Empty = true
		return reading
	}
	told := v.hypothesis(form, p)
	by, reason := v.dossier.Understand(v.policy, v.now, told)
	reading.Reason = reason
	if by.IsZero() {
		return reading
	}
	reading.Understood, reading.Day = true, v.theirDay(by)
	for _, r := range v.dossier.Evaluate(v.policy, v.now, told).Ahead {
		if r.Kind == events.CheckIn {
			reading.At = v.when(r.DueAt)
			break
		}
	}
	return reading
}

// hypothesis is the fact that a form would tell. Its id is one that no fact has.
func (v *visit) hypothesis(form string, p *events.Promise) events.Event {
	kind, data := events.DebriefRecorded, any(events.Debrief{Promise: p})
	if form == formCheckin {
		kind, data = events.CheckinMade, events.Checkin{Result: events.StillDeciding, Promise: p}
	}
	e, err := events.New(kind, sourcePortal, "hypothesis", v.dossier.Tenant, v.dossier.Followup, v.now, data)
	if err != nil {
		return events.Event{} // It names no follow-up and changes nothing.
	}
	return e
}

// promiseBounds are the first and the last date that a promise can name: from the day of the interview, as far as a
// fact may speak of.
func (v *visit) promiseBounds() (first, last string) {
	today := events.DateOf(v.now.In(v.site()))
	from := today
	if ended := v.decision.Snapshot.EndedAt; !ended.IsZero() {
		from = events.DateOf(ended.In(v.site()))
	}
	return from.String(), today.AddDays(365).String()
}

// ownPromise reads the two fields of a form: a date outweighs the words. nil means that neither was filled in.
func ownPromise(in *input) *events.Promise {
	if by := in.date(fieldBy); !by.IsZero() {
		return &events.Promise{By: by}
	}
	if said := in.line(fieldSaid, events.MaxText); said != "" {
		return &events.Promise{Said: said}
	}
	return nil
}

// inBounds reports whether a date lies between two others in the form 2006-01-02, both included.
func inBounds(d events.Date, first, last string) bool {
	return slices.IsSorted([]string{first, d.String(), last})
}
