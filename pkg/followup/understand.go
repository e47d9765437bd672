package followup

import (
	"encoding/json"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Understand says which day a fact that tells a promise means, in the employer's zone, and the sentence that explains
// it, or why it means none; then the day is zero. What others have said of the decision does not count: a promise that
// was known before must not make nonsense look understood.
func (d Dossier) Understand(p Policy, now time.Time, told events.Event) (by events.Date, reason string) {
	d.Facts = silent(d.Facts)
	s := d.Evaluate(p, now, told).Snapshot
	return s.PromisedBy, s.PromiseReason
}

// silent is the facts without what anybody said of the decision: what remains says when and where the interview
// was, which is what a promise is read against.
func silent(facts []events.Event) []events.Event {
	kept := make([]events.Event, 0, len(facts))
	for _, f := range facts {
		switch f.Type {
		case events.DebriefRecorded, events.CheckinMade, events.DecisionPostponed, events.OutcomeRecorded:
			continue
		case events.InterviewScheduled, events.InterviewCompleted:
			f.Data = withoutPromise(f.Data)
		}
		kept = append(kept, f)
	}
	return kept
}

func withoutPromise(data json.RawMessage) json.RawMessage {
	var fields map[string]json.RawMessage
	if json.Unmarshal(data, &fields) != nil || fields["promise"] == nil {
		return data
	}
	delete(fields, "promise")
	rest, err := json.Marshal(fields)
	if err != nil {
		return data
	}
	return rest
}
