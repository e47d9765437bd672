package followup

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Emitted is the record of one reminder that was emitted: its due instant came
// while it was wanted. The caller keeps these and gives them back to Evaluate.
type Emitted struct {
	Kind      events.Kind `json:"kind"`
	N         int         `json:"n"`
	DueAt     time.Time   `json:"due_at"`
	ExpiresAt time.Time   `json:"expires_at"`
	// Day is the business day a check_in or check_in_result serves, in the employer's zone.
	Day    events.Date `json:"day,omitzero"`
	Reason string      `json:"reason"`
}

// Decision is the answer of Evaluate: what is so, what to send now, what will come.
type Decision struct {
	// Snapshot is the state and the whole plan with reasons. Its Revision is the caller's to set.
	Snapshot events.Snapshot
	// Due are the reminders to emit now: due, not expired and not in the record yet.
	Due []events.Reminder
	// Ahead are the planned reminders that will be due if nothing else becomes known.
	Ahead []events.Reminder
	// Emitted is the record with Due added: what to give back at the next call.
	Emitted []Emitted
	// Brief is what the notifier needs to write any of the messages.
	Brief events.Brief
	// NextWake is when to evaluate again at the latest; zero once closed.
	NextWake time.Time
}

// Evaluate is the whole of Afterword's judgement: facts in, plan out. It is
// pure. The facts may come in any order and more than once; emitted is the
// record that the last call returned; now is the current instant.
//
// Facts of other subjects that share the interview's application_id may be
// among them and serve DOMAIN.md's "Rounds" only; subject names the follow-up.
func Evaluate(policy Policy, subject string, facts []events.Event, emitted []Emitted, now time.Time) Decision {
	return Decision{}
}

// Story is what Simulate tells: a follow-up from the first fact to its end.
type Story struct {
	Followup  string            `json:"followup"`
	Outcome   events.Outcome    `json:"outcome,omitempty"`
	ClosedAt  time.Time         `json:"closed_at,omitzero"`
	Reminders []events.Reminder `json:"reminders"`
}

// Simulate runs Evaluate through to the end, or until the given instant (zero: to the
// end), each fact becoming known at its Time. The follow-up told is the first fact's.
func Simulate(policy Policy, facts []events.Event, until time.Time) Story {
	return Story{}
}
