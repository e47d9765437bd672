package record

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// conclude works out what depends on more than one stream, from all that is known of each. So it does not matter which of
// them was read first.
func (r *Record) conclude() {
	f := &r.Followup
	if !r.Memory.Planned {
		f.EndedAt = r.Memory.Ended.Time()
	}
	f.DecidedAt = r.decidedAt()
	for i := range r.Deliveries {
		r.callBack(&r.Deliveries[i])
	}
	r.Reminders = slices.DeleteFunc(r.Reminders, func(row Reminder) bool {
		m := r.mark(row.Kind, row.N)
		return m.State == "" && m.Handed == 0
	})
	for i := range r.Reminders {
		r.judge(&r.Reminders[i])
	}
	r.next()
}

// decidedAt is when the answer that stands became known first; silence has none.
func (r *Record) decidedAt() time.Time {
	switch r.Followup.Outcome {
	case events.Offer, events.Rejection, events.Advanced:
	default:
		return time.Time{}
	}
	for _, s := range r.standing() {
		if s.Outcome == r.Followup.Outcome {
			return s.Time.Time()
		}
	}
	// The next round has said it, which is a fact of another follow-up.
	return r.Followup.ClosedAt
}

// callBack ends a delivery that was called back, and begins it again when that no longer holds.
func (r *Record) callBack(d *Delivery) {
	back := d.Channel != events.Adviser && r.mark(d.Kind, d.N).Withdrawn != 0 && r.mark(d.Kind, d.N).Withdrawn == At(d.DueAt)
	switch {
	case back && d.Result == Requested:
		d.Result, d.Rule = DeliverySkipped, ruleWithdrawn
	case !back && d.Result == DeliverySkipped && d.Rule == ruleWithdrawn && d.Reason == "":
		d.Result, d.Rule = Requested, ""
	}
}

// judge says how far a reminder has come.
func (r *Record) judge(row *Reminder) {
	m := r.mark(row.Kind, row.N)
	row.State, row.Rule, row.SentAt = r.byPlan(m), m.Rule, time.Time{}
	var failed, skipped, pending, ambiguous bool
	var rule string
	for _, d := range r.Deliveries {
		if d.Kind != row.Kind || d.N != row.N || d.Channel == events.Adviser {
			continue
		}
		switch d.Result {
		case DeliverySent:
			if row.SentAt.IsZero() || d.At.Before(row.SentAt) {
				row.SentAt = d.At
			}
		case DeliveryAmbiguous:
			ambiguous = true
		case DeliveryFailed:
			failed = true
		case DeliverySkipped:
			if d.Rule != ruleWithdrawn {
				skipped, rule = true, d.Rule
			}
		case Requested:
			// An order for an instant that is not the plan's any more waits for nothing.
			pending = pending || m.State == "" || At(d.DueAt) == m.Due
		}
	}
	switch {
	case !row.SentAt.IsZero():
		row.State, row.Rule = Sent, ""
	case ambiguous:
		row.State = Ambiguous
	case pending && row.State != Skipped && row.State != Withdrawn:
		row.State = Due
	case pending:
	case failed:
		row.State = Failed
	case skipped && row.State != Planned:
		row.State, row.Rule = Skipped, rule
	}
}

// byPlan is the state of a reminder of which the notifier has said nothing.
func (r *Record) byPlan(m *Mark) State {
	switch {
	case m.State == events.Skipped:
		return Skipped
	case m.State == "" && m.Handed != 0:
		return Withdrawn
	case m.State == events.Due, m.Handed != 0 && m.Handed == m.Due && m.Withdrawn != m.Due:
		return Due
	default:
		return Planned
	}
}

// next finds the first reminder that is still to come or still out.
func (r *Record) next() {
	f := &r.Followup
	f.NextDueAt, f.NextKind = time.Time{}, ""
	for _, row := range r.Reminders {
		if row.State != Planned && row.State != Due {
			continue
		}
		if f.NextDueAt.IsZero() || row.DueAt.Before(f.NextDueAt) {
			f.NextDueAt, f.NextKind = row.DueAt, row.Kind
		}
	}
}
