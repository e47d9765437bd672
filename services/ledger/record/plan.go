package record

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Change is what an entry of a plan says of one reminder.
type Change struct {
	// Reminder is <followup>.<kind>.<n>.
	Reminder string `json:"reminder"`
	// Was and Is are the plan's states; an absent one is not being in the plan.
	Was events.ReminderState `json:"was,omitempty"`
	Is  events.ReminderState `json:"is,omitempty"`
	// DueAt is the new due instant, WasDueAt the one before, if there was one.
	DueAt    time.Time `json:"due_at,omitzero"`
	WasDueAt time.Time `json:"was_due_at,omitzero"`
	Rule     string    `json:"rule,omitempty"`
	Reason   string    `json:"reason,omitempty"`
}

// Changes is the data of an entry of followup.opened, followup.planned and followup.closed: what is so, and what changed in the plan.
type Changes struct {
	Stage      events.Stage   `json:"stage"`
	Outcome    events.Outcome `json:"outcome,omitempty"`
	PromisedBy events.Date    `json:"promised_by,omitzero"`
	NotesOwed  int            `json:"notes_owed"`
	Revision   int            `json:"revision"`
	Facts      int            `json:"facts"`
	// EvaluatedAt is when it was so.
	EvaluatedAt time.Time `json:"evaluated_at"`
	// Changes are never null.
	Changes []Change `json:"changes"`
}

// plan takes in what the workflow says, and returns what to keep of it.
func (r *Record) plan(e events.Event) json.RawMessage {
	switch e.Type {
	case events.FollowupOpened, events.FollowupPlanned, events.FollowupClosed:
		s, err := events.DataOf[events.Snapshot](e)
		if err != nil || !kept(s.NotesOwed, s.Revision, s.Facts) || slices.ContainsFunc(s.Plan, func(p events.Reminder) bool { return !kept(p.N) }) {
			return json.RawMessage("null")
		}
		return encode(r.see(s))
	default:
		notice, err := events.DataOf[events.ReminderNotice](e)
		if err != nil || !kept(notice.Reminder.N) {
			return json.RawMessage("null")
		}
		r.notice(e, notice.Reminder)
		notice.Brief = nil
		return encode(notice)
	}
}

// see takes over a snapshot, unless a newer one was seen.
func (r *Record) see(s events.Snapshot) Changes {
	f := &r.Followup
	told := Changes{
		Stage: s.Stage, Outcome: s.Outcome, PromisedBy: s.PromisedBy, NotesOwed: s.NotesOwed, Revision: s.Revision, Facts: s.Facts,
		EvaluatedAt: s.EvaluatedAt, Changes: []Change{},
	}
	if s.Revision < f.Revision || s.Revision == f.Revision && s.Facts < f.Facts {
		return told
	}
	r.Memory.Planned = true
	f.Stage, f.Outcome, f.ClosedAt, f.Assumed = s.Stage, s.Outcome, exact(s.ClosedAt), s.Assumed
	f.EndedAt, f.PromisedBy, f.NotesOwed = exact(s.EndedAt), s.PromisedBy, s.NotesOwed
	f.Revision, f.PlannedWith, f.Facts = s.Revision, s.PlannedWith, s.Facts
	for _, p := range s.Plan {
		if change, changed := r.settle(p); changed {
			told.Changes = append(told.Changes, change)
		}
	}
	for i := range r.Memory.Plan {
		m := &r.Memory.Plan[i]
		if m.State == "" || slices.ContainsFunc(s.Plan, func(p events.Reminder) bool { return p.Kind == m.Kind && p.N == m.N }) {
			continue
		}
		told.Changes = append(told.Changes, Change{
			Reminder: events.ReminderID(f.ID, m.Kind, m.N), Was: m.State, WasDueAt: m.Due.Time(),
		})
		m.State, m.Rule = "", ""
	}
	return told
}

// settle takes over what a plan says of one reminder.
func (r *Record) settle(p events.Reminder) (Change, bool) {
	m, due := r.mark(p.Kind, p.N), At(p.DueAt)
	changed := m.State != p.State || m.Due != due || m.Rule != p.Rule
	change := Change{
		Reminder: p.ID, Was: m.State, Is: p.State, DueAt: exact(p.DueAt), Rule: p.Rule, Reason: p.Reason,
	}
	if m.Due != due {
		change.WasDueAt = m.Due.Time()
	}
	m.State, m.Due, m.Rule = p.State, due, p.Rule
	row := r.reminder(p.Kind, p.N)
	row.DueAt, row.ExpiresAt, row.Reason = exact(p.DueAt), exact(p.ExpiresAt), p.Reason
	return change, changed
}

// notice takes over what was said of one reminder.
func (r *Record) notice(e events.Event, p events.Reminder) {
	m := r.mark(p.Kind, p.N)
	switch e.Type {
	case events.ReminderDue:
		m.Handed = At(p.DueAt)
		m.Withdrawn = 0
		row := r.reminder(p.Kind, p.N)
		row.HandedAt = exact(e.Time)
		if m.State == "" {
			row.DueAt, row.ExpiresAt, row.Reason = exact(p.DueAt), exact(p.ExpiresAt), p.Reason
		}
	case events.ReminderWithdrawn:
		m.Withdrawn = At(p.DueAt)
	case events.ReminderSkipped:
		r.settle(p)
	}
}
