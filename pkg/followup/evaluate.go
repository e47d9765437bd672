package followup

import (
	"slices"
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
	// Days are the business days, in the employer's zone, that the check_ins and check_in_results of Ahead
	// serve, by the reminder's id: what their record will say once they are emitted.
	Days map[string]events.Date
	// Standing are the facts of this follow-up that count: known at now, each once, by time, and not taken back.
	Standing []events.Event
	// Emitted is the record with Due added: what to give back at the next call.
	Emitted []Emitted
	// Brief is what the notifier needs to write any of the messages.
	Brief events.Brief
	// Sayable is the outcome as far as the candidate may be told of it: what only an ATS has reported, and no
	// policy announces, is the silence that it looks like (DOMAIN.md section 6, "Nobody learns an answer from us").
	Sayable events.Outcome
	// SnoozedUntil is until when reminders are held back, UTC, also when that has passed; zero if nobody has asked for it.
	SnoozedUntil time.Time
	// NextWake is when to evaluate again at the latest; zero when nothing will happen
	// any more without a new fact. A closed follow-up has one only while a late
	// offer or rejection waits for its message (DOMAIN.md, "Late facts"), or while a
	// later round is announced whose completion would mend what silence concluded.
	NextWake time.Time
}

// patience is how long facts wait for their interview (DESIGN.md section 4).
const patience = 24 * time.Hour

// Evaluate is the whole of Afterword's judgement: facts in, plan out. It is
// pure. The facts may come in any order and more than once; emitted is the
// record that the last call returned; now is the current instant. Facts whose
// time lies after now are not known yet.
//
// A policy that is not valid counts as the default one: whoever takes a policy in
// refuses it by Validate, and a plan must never hang on an impossible window.
//
// Facts of other subjects that share the interview's application_id may be
// among them and serve DOMAIN.md's "Rounds" only; subject names the follow-up.
//
// While no interview is known, Snapshot.Stage is AwaitingInterview and NextWake
// is 24 h after the first fact: then the caller gives the facts up.
func Evaluate(policy Policy, subject string, facts []events.Event, emitted []Emitted, now time.Time) Decision {
	return newWalk(policy, subject, facts, emitted, now).decide(emitted, now)
}

// decide walks to now, says what is to be done, and walks on to see what will come.
func (w *walk) decide(emitted []Emitted, now time.Time) Decision {
	w.advance(now)

	d := Decision{
		Snapshot: w.snapshot(now), Brief: w.brief(), Sayable: w.outcome.sayable(), SnoozedUntil: w.snoozed, Standing: w.standing(),
		Emitted: slices.Clone(emitted), Days: map[string]events.Date{},
	}
	past := len(w.history)
	for i, e := range w.history {
		if e.State != events.Due || e.pinned {
			continue
		}
		if rule := w.tooLate(e, now); rule != "" {
			w.history[i].State, w.history[i].Rule = events.Skipped, rule
			w.history[i].Reason = w.explainSkip(e, rule)
			continue
		}
		d.Due = append(d.Due, w.reminder(e))
		d.Emitted = append(d.Emitted, e.emitted())
	}

	if moots := w.moots(now); len(moots) > 0 {
		d.Snapshot.Moot = moots
	}

	d.NextWake, _ = w.nextInstant()
	if first := slices.IndexFunc(w.facts, w.isOwn); first >= 0 && d.Snapshot.Stage == events.AwaitingInterview {
		d.NextWake = w.facts[first].Time.UTC().Add(patience)
	}
	w.advance(endOfTime)
	for i, e := range w.history {
		if i >= past && e.State == events.Due {
			e.State = events.Planned
			r := w.reminder(e)
			d.Ahead = append(d.Ahead, r)
			if !e.Day.IsZero() {
				d.Days[r.ID] = e.Day
			}
		}
		d.Snapshot.Plan = append(d.Snapshot.Plan, w.reminder(e))
	}
	sortReminders(d.Due)
	sortReminders(d.Ahead)
	sortReminders(d.Snapshot.Plan)
	d.Snapshot.NextWake = d.NextWake
	return d
}

// endOfTime is later than the end of any follow-up.
var endOfTime = time.Date(9999, time.January, 1, 0, 0, 0, 0, time.UTC)

// sortReminders orders by due instant, then as the table of DOMAIN.md section 6.
func sortReminders(list []events.Reminder) {
	slices.SortStableFunc(list, func(a, b events.Reminder) int {
		if c := a.DueAt.Compare(b.DueAt); c != 0 {
			return c
		}
		if c := kindOrder(a.Kind) - kindOrder(b.Kind); c != 0 {
			return c
		}
		return a.N - b.N
	})
}

func kindOrder(k events.Kind) int { return slices.Index(kinds, k) }

var kinds = events.Kinds()
