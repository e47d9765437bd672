package record

import (
	"encoding/json"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Followup is one follow-up as a line in a list. All instants are UTC and zero where nothing is known.
type Followup struct {
	Tenant string `json:"-"`
	ID     string `json:"id"`
	// Candidate is the name; it is personal data, and empty once the candidate is erased.
	Candidate   string `json:"candidate,omitempty"`
	CandidateID string `json:"candidate_id,omitempty"`
	// Employer is the name for people, EmployerKey what groups the follow-ups of one employer: its id, else its name folded.
	Employer    string `json:"employer,omitempty"`
	EmployerKey string `json:"employer_key,omitempty"`
	Position    string `json:"position,omitempty"`
	Application string `json:"application,omitempty"`
	// EmployerZone and CandidateZone are IANA names.
	EmployerZone  string       `json:"employer_zone,omitempty"`
	CandidateZone string       `json:"candidate_zone,omitempty"`
	Stage         events.Stage `json:"stage"`
	// Outcome is the outcome so far; DecidedAt is when the employer's answer became known, zero for silence.
	Outcome   events.Outcome `json:"outcome,omitempty"`
	DecidedAt time.Time      `json:"decided_at,omitzero"`
	// OpenedAt is when the first fact became known.
	OpenedAt time.Time `json:"opened_at,omitzero"`
	EndedAt  time.Time `json:"ended_at,omitzero"`
	ClosedAt time.Time `json:"closed_at,omitzero"`
	Assumed  bool      `json:"assumed,omitempty"`
	// PromisedBy is the promise in force, a date in the employer's zone.
	PromisedBy events.Date `json:"promised_by,omitzero"`
	NotesOwed  int         `json:"notes_owed"`
	// NextDueAt and NextKind are of the first reminder that is planned or due and has not ended; it is overdue when the
	// instant has passed by more than a grace.
	NextDueAt time.Time   `json:"next_due_at,omitzero"`
	NextKind  events.Kind `json:"next_kind,omitempty"`
	// Revision and PlannedWith are those of the latest snapshot, Facts how many distinct facts it has taken into account.
	Revision    int    `json:"revision"`
	PlannedWith string `json:"planned_with,omitempty"`
	Facts       int    `json:"facts"`
	// Erased reports that the candidate's data are gone.
	Erased bool `json:"erased,omitempty"`
}

// State says how far a reminder has come. The first three are the plan's own words.
type State string

// The states of a reminder in the record.
const (
	Planned State = "planned"
	// Due: handed to the notifier, and nothing is known yet of any channel.
	Due State = "due"
	// Skipped: by the plan, or on every channel; Rule says why.
	Skipped State = "skipped"
	// Sent: accepted by a provider on at least one channel.
	Sent State = "sent"
	// Failed: refused on every channel that was tried.
	Failed State = "failed"
	// Ambiguous: nobody knows whether the provider has it; a person decides.
	Ambiguous State = "ambiguous"
	// Withdrawn: handed over, and then not wanted any more.
	Withdrawn State = "withdrawn"
)

// States lists the states in the order in which a reminder may go through them.
func States() []State { return []State{Planned, Due, Sent, Ambiguous, Failed, Skipped, Withdrawn} }

// Reminder is one reminder, whatever became of it.
type Reminder struct {
	Tenant   string `json:"-"`
	Followup string `json:"followup"`
	// ID is <followup>.<kind>.<n>.
	ID        string      `json:"id"`
	Kind      events.Kind `json:"kind"`
	N         int         `json:"n"`
	State     State       `json:"state"`
	DueAt     time.Time   `json:"due_at"`
	ExpiresAt time.Time   `json:"expires_at"`
	// HandedAt is when reminder.due was said, SentAt when the first provider accepted it.
	HandedAt time.Time `json:"handed_at,omitzero"`
	SentAt   time.Time `json:"sent_at,omitzero"`
	// Rule names what skipped it or made it of no use.
	Rule   string `json:"rule,omitempty"`
	Reason string `json:"reason"`
}

// Result is what became of a reminder on one channel.
type Result string

// The results.
const (
	Requested         Result = "requested"
	DeliverySent      Result = "sent"
	DeliveryAmbiguous Result = "ambiguous"
	DeliveryFailed    Result = "failed"
	DeliverySkipped   Result = "skipped"
)

// Results lists the results in the order in which a delivery may go through them.
func Results() []Result {
	return []Result{Requested, DeliverySent, DeliveryAmbiguous, DeliveryFailed, DeliverySkipped}
}

// Delivery is one reminder on one channel. It holds no address.
type Delivery struct {
	Tenant   string         `json:"-"`
	Followup string         `json:"followup"`
	Reminder string         `json:"reminder"`
	Kind     events.Kind    `json:"kind"`
	N        int            `json:"n"`
	Channel  events.Channel `json:"channel"`
	Result   Result         `json:"result"`
	DueAt    time.Time      `json:"due_at"`
	// At is when it came to Result.
	At time.Time `json:"at"`
	// Sends counts the messages that a provider has accepted: more than one is a double. Of advisers, who each get one, it
	// counts those to the same of them; Result is then of one whom it did not reach, if there is any.
	Sends     int                  `json:"sends,omitempty"`
	Attempts  int                  `json:"attempts,omitempty"`
	Class     events.DeliveryClass `json:"class,omitempty"`
	MessageID string               `json:"message_id,omitempty"`
	// Code is the provider's own, such as 550 or 21610; Rule names what skipped it.
	Code   string `json:"code,omitempty"`
	Rule   string `json:"rule,omitempty"`
	Reason string `json:"reason,omitempty"`
	// Receipt is what the provider said later: delivered, bounced, undelivered, complaint.
	Receipt   string    `json:"receipt,omitempty"`
	ReceiptAt time.Time `json:"receipt_at,omitzero"`
}

// Entry is one event of a follow-up as it lies in the ledger.
type Entry struct {
	Tenant   string `json:"-"`
	Followup string `json:"-"`
	// Stream and Sequence are its place on the bus.
	Stream   string `json:"stream"`
	Sequence uint64 `json:"sequence"`
	// StoredAt is when the bus stored it, Time when it became known; both UTC.
	StoredAt time.Time   `json:"stored_at"`
	Time     time.Time   `json:"time"`
	Type     events.Type `json:"type"`
	Source   string      `json:"source"`
	ID       string      `json:"id"`
	// Data is the fact's own data (personal; null once the candidate is erased), of a plan what changed in it, of a
	// delivery its record.
	Data json.RawMessage `json:"data,omitempty"`
}

// Same reports whether two reminders are the same in all that is kept.
func (r Reminder) Same(other Reminder) bool { return r == other }

// Same reports whether two deliveries are the same in all that is kept.
func (d Delivery) Same(other Delivery) bool { return d == other }
