package audit

import (
	"encoding/json"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// Case is all that is known of one follow-up.
type Case struct {
	Tenant   string
	Followup string
	// Policy is the tenant's policy of today.
	Policy followup.Policy
	// Entries are the follow-up's events as they lie in the ledger, in any order.
	Entries []record.Entry
	// Rounds are the facts of the other rounds of its application.
	Rounds []events.Event
	// Status is what the workflow knows, nil if it knows nothing.
	Status *events.Snapshot
	// Now is what the clock shows, Grace how long, as the clock shows it, something may be on its way.
	Now   time.Time
	Grace time.Duration
	// Settled is before when the bus has to have stored a fact for the workflow to know it, in real time; zero is any.
	Settled time.Time
}

// known is a fact, and when it could be acted on at the earliest.
type known struct {
	events.Event
	at     time.Time
	stored time.Time
}

// decision is a plan that the workflow made: when, and on how many distinct facts of its own.
type decision struct {
	at      time.Time
	facts   int
	basis   string
	outcome events.Outcome
}

// history is a case, read.
type history struct {
	Case
	// own are the distinct facts, in the order in which they were stored; erased reports that their data are gone.
	own    []known
	erased bool
	// decisions are in the order in which they were made.
	decisions []decision
	lines     map[string]*line
}

// name makes a fact unique.
type name struct{ source, id string }

// read takes the entries apart.
func read(c Case) history {
	h := history{Case: c, lines: map[string]*line{}}
	seen := map[name]int{}
	for _, e := range inOrder(c.Entries) {
		switch {
		case e.Type.IsFact():
			h.takeFact(e, seen)
		case e.Type == events.FollowupOpened, e.Type == events.FollowupPlanned, e.Type == events.FollowupClosed:
			h.takeDecision(e)
		default:
			h.takeWord(e)
		}
	}
	return h
}

// takeFact adds a fact unless it is known. Of two with the same source and id the one with the smaller time counts.
func (h *history) takeFact(e record.Entry, seen map[name]int) {
	fact := FactOf(e)
	if i, ok := seen[name{e.Source, e.ID}]; ok {
		if fact.Time.Before(h.own[i].Time) {
			h.own[i].Event = fact
		}
		return
	}
	seen[name{e.Source, e.ID}] = len(h.own)
	h.own = append(h.own, known{Event: fact, at: fact.Time, stored: e.StoredAt})
	h.erased = h.erased || e.Type == events.CandidateErased
}

// FactOf returns the fact that an entry of FACTS holds.
func FactOf(e record.Entry) events.Event {
	return events.Event{
		ID: e.ID, Source: e.Source, Type: e.Type, Subject: e.Followup, Time: e.Time, Tenant: e.Tenant,
		DataContentType: "application/json", Data: e.Data,
	}
}

// isInterview reports whether a fact tells of the interview itself. Without one a follow-up waits.
func isInterview(t events.Type) bool {
	return t == events.InterviewScheduled || t == events.InterviewCompleted || t == events.InterviewCancelled
}

func wants(s events.ReminderState) bool { return s == events.Planned || s == events.Due }

func (h *history) takeDecision(e record.Entry) {
	var s struct {
		Facts       int             `json:"facts"`
		PlannedWith string          `json:"planned_with"`
		Outcome     events.Outcome  `json:"outcome"`
		Changes     []record.Change `json:"changes"`
	}
	// What cannot be read says nothing of when facts were known; the first replay does not need it.
	_ = json.Unmarshal(e.Data, &s)
	h.decisions = append(h.decisions, decision{at: e.Time, facts: s.Facts, basis: s.PlannedWith, outcome: s.Outcome})
	for _, c := range s.Changes {
		if !wants(c.Was) && wants(c.Is) {
			h.lineOf(c.Reminder).again = e.Time
		}
	}
}

// said returns how many distinct facts of its own the workflow has to know.
func (h *history) said() (n int) {
	for _, f := range h.own {
		if !f.Time.After(h.Now) && (h.Settled.IsZero() || f.stored.Before(h.Settled)) {
			n++
		}
	}
	return n
}

// factsOf returns the facts in the form that the domain takes, the follow-up's own first.
func factsOf(list []known) []events.Event {
	facts := make([]events.Event, len(list))
	for i, f := range list {
		facts[i] = f.Event
	}
	return facts
}
