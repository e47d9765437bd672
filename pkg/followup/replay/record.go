package replay

import (
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
)

// Record holds the facts of many follow-ups of one tenant.
type Record struct {
	// order is that in which the follow-ups were first heard of.
	order []string
	facts map[string][]events.Event
	// applications are those that a follow-up's interviews name; rounds are the follow-ups of an application.
	applications map[string][]string
	rounds       map[string][]string
	zones        map[string]string
}

// NewRecord returns an empty record.
func NewRecord() *Record {
	return &Record{
		facts: map[string][]events.Event{}, applications: map[string][]string{}, rounds: map[string][]string{}, zones: map[string]string{},
	}
}

// Add takes in a fact that is well formed. Its order among the facts does not matter.
func (r *Record) Add(fact events.Event) {
	id := fact.Subject
	if _, known := r.facts[id]; !known {
		r.order = append(r.order, id)
	}
	r.facts[id] = append(r.facts[id], fact)
	if fact.Type != events.InterviewScheduled && fact.Type != events.InterviewCompleted {
		return
	}
	meeting, err := events.DataOf[events.Meeting](fact)
	if err != nil {
		return // Nobody could read it when it was recorded either.
	}
	r.zones[id] = meeting.Employer.TimeZone
	application := meeting.Interview.ApplicationID
	if application == "" || slices.Contains(r.applications[id], application) {
		return
	}
	r.applications[id] = append(r.applications[id], application)
	r.rounds[application] = append(r.rounds[application], id)
}

// Len returns the number of follow-ups.
func (r *Record) Len() int { return len(r.order) }

// Followup returns the id of the i-th follow-up.
func (r *Record) Followup(i int) string { return r.order[i] }

// Zone returns the IANA name of the employer's zone; empty when no interview names it.
func (r *Record) Zone(followup string) string { return r.zones[followup] }

// Facts returns the facts of a follow-up, its own first, then those of the other rounds of its application.
func (r *Record) Facts(followup string) []events.Event {
	facts := slices.Clone(r.facts[followup])
	for _, application := range r.applications[followup] {
		for _, round := range r.rounds[application] {
			if round != followup {
				facts = append(facts, r.facts[round]...)
			}
		}
	}
	return facts
}
