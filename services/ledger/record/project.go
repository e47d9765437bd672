package record

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Incoming is one message of a stream, as it was read.
type Incoming struct {
	Stream   string
	Sequence uint64
	// Stored is when the bus stored it, UTC.
	Stored time.Time
	Event  events.Event
}

// Record is all that the ledger has of one follow-up, beside its entries.
type Record struct {
	Followup Followup
	// Reminders are in the order of their kind and number, Deliveries too, and then of their channel.
	Reminders  []Reminder
	Deliveries []Delivery
	Memory     Memory
}

// Memory is what the next event needs to be understood, and no list shows. There are millions of them: it is small.
type Memory struct {
	// Interview is when the fact was known that the names of Followup come from, Held whether it said that the interview
	// took place.
	Interview Instant `json:"i,omitzero"`
	Held      bool    `json:"h,omitempty"`
	// Name and Zone are the candidate's by that fact. They are personal data, and empty once the candidate is erased.
	Name string `json:"n,omitempty"`
	Zone string `json:"z,omitempty"`
	// Ended is when the interview ended by the facts alone.
	Ended Instant `json:"e,omitzero"`
	// Interviewers are the ids of those who are owed a note.
	Interviewers []string `json:"w,omitempty"`
	// Said are the reports that names and measures need; Retracted are the keys of those that were taken back.
	Said      []Said   `json:"s,omitempty"`
	Retracted []string `json:"r,omitempty"`
	// Plan has a mark for each reminder.
	Plan []Mark `json:"p,omitempty"`
	// Planned reports that a snapshot was seen.
	Planned bool `json:"k,omitempty"`
	// Told are the messages that advisers were sent.
	Told []Told `json:"t,omitempty"`
}

// Told is one message to an adviser. All of them share the row of a reminder, and each has a Message-ID of their own.
type Told struct {
	Kind      events.Kind `json:"k"`
	N         int         `json:"n"`
	MessageID string      `json:"m"`
	At        Instant     `json:"a"`
}

// Said is one report.
type Said struct {
	// Key stands for source and id.
	Key  string `json:"k"`
	Type string `json:"t"`
	// Time is when it became known, At when it happened.
	Time Instant `json:"m"`
	At   Instant `json:"a,omitzero"`
	// Interviewers are those who were thanked; none is all.
	Interviewers []string `json:"w,omitempty"`
	// Outcome is what it says of the answer, empty if nothing; By who reported it, empty if nobody said.
	Outcome events.Outcome  `json:"o,omitempty"`
	By      events.Reporter `json:"b,omitempty"`
	// Name and Zone are what the candidate said of themselves. They are personal data, too.
	Name string `json:"n,omitempty"`
	Zone string `json:"z,omitempty"`
}

// Mark is what the plan says of one reminder.
type Mark struct {
	Kind events.Kind `json:"k"`
	N    int         `json:"n"`
	// State is the plan's own word, empty when the reminder is in the plan no more.
	State events.ReminderState `json:"s,omitempty"`
	// Rule and Due are the plan's.
	Rule string  `json:"r,omitempty"`
	Due  Instant `json:"d,omitzero"`
	// Handed is the due instant for which it was handed over last, Withdrawn that for which it was called back.
	Handed    Instant `json:"h,omitzero"`
	Withdrawn Instant `json:"w,omitzero"`
}

// Instant is a number of microseconds since 1970, in UTC; 0 is unknown. It takes less room than a time.
type Instant int64

// At writes an instant.
func At(t time.Time) Instant {
	if t.IsZero() {
		return 0
	}
	return Instant(t.UnixMicro())
}

// Time reads it back, in UTC.
func (i Instant) Time() time.Time {
	if i == 0 {
		return time.Time{}
	}
	return time.UnixMicro(int64(i)).UTC()
}

// New is the record of a follow-up of which nothing is known.
func New(tenant, id string) *Record {
	return &Record{Followup: Followup{Tenant: tenant, ID: id, Stage: events.AwaitingInterview}}
}

// Apply takes in one message and returns the entry to keep. Those of one stream must come in the order of their sequence.
// What an event has that cannot be read changes nothing but the entries.
func (r *Record) Apply(in Incoming) Entry {
	e := in.Event
	entry := Entry{
		Tenant: e.Tenant, Followup: e.Subject, Stream: in.Stream, Sequence: in.Sequence, StoredAt: in.Stored, Time: e.Time,
		Type: e.Type, Source: e.Source, ID: e.ID, Data: json.RawMessage("null"),
	}
	switch in.Stream {
	case events.StreamFacts:
		r.hear(e)
		if !r.Followup.Erased {
			entry.Data = e.Data
		}
	case events.StreamFollowups:
		entry.Data = r.plan(e)
	case events.StreamDeliveries:
		entry.Data = r.deliver(e)
	}
	r.conclude()
	return entry
}

// kept reports that numbers can be kept: of those that nobody counts to, PostgreSQL's columns hold less than SQLite's.
func kept(numbers ...int) bool {
	return !slices.ContainsFunc(numbers, func(n int) bool { return n != int(int32(n)) })
}

// Erased reports that the candidate's data must be gone, from the entries of facts too.
func (r *Record) Erased() bool { return r.Followup.Erased }

// encode writes what an entry keeps. What these types hold can always be written.
func encode(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return text
}

// reminder returns the place of a reminder in the list, made if it is missing.
func (r *Record) reminder(kind events.Kind, n int) *Reminder {
	i, found := slices.BinarySearchFunc(r.Reminders, Reminder{Kind: kind, N: n}, byNumber)
	if !found {
		r.Reminders = slices.Insert(r.Reminders, i, Reminder{
			Tenant: r.Followup.Tenant, Followup: r.Followup.ID, ID: events.ReminderID(r.Followup.ID, kind, n), Kind: kind, N: n,
		})
	}
	return &r.Reminders[i]
}

func byNumber(a, b Reminder) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.N, b.N)) }

// mark returns what the plan says of a reminder, made if it is missing.
func (r *Record) mark(kind events.Kind, n int) *Mark {
	i, found := slices.BinarySearchFunc(r.Memory.Plan, Mark{Kind: kind, N: n}, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.N, b.N))
	})
	if !found {
		r.Memory.Plan = slices.Insert(r.Memory.Plan, i, Mark{Kind: kind, N: n})
	}
	return &r.Memory.Plan[i]
}

// exact is an instant as precise as the ledger keeps it, in UTC: what was read back is then the same as what was not.
func exact(t time.Time) time.Time { return At(t).Time() }
