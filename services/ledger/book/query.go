package book

import (
	"errors"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// MaxLimit is the most that one page holds; DefaultLimit is what it holds if nothing is asked for.
const (
	MaxLimit     = 500
	DefaultLimit = 50
)

// ErrCursor is returned for a cursor that this book has not given out for the same question.
var ErrCursor = errors.New("the cursor is not of this list")

// ErrNotFound is returned for what the tenant does not have.
var ErrNotFound = errors.New("not in the ledger")

// Page is a part of a list. It may hold fewer items than its limit, even none, and have a next one all the same: the list
// is at its end when Next is empty (walk.go says why).
type Page[T any] struct {
	// Items are never nil.
	Items []T
	// Next is the cursor of the following page, empty on the last one.
	Next string
}

// FollowupQuery asks for follow-ups of one tenant: every field that is set narrows the list.
type FollowupQuery struct {
	// Tenant is required: a question without one is an error, never a question about all.
	Tenant string
	// Search are the beginnings of words of the candidate's, employer's or position's name, or a whole id.
	Search   string
	Stages   []events.Stage
	Outcomes []events.Outcome
	// EmployerKey and CandidateID are exact.
	EmployerKey string
	CandidateID string
	// EndedFrom (included) and EndedTo (not included) bound the end of the interview.
	EndedFrom, EndedTo time.Time
	// DueFrom (included) and DueTo (not included) bound the next reminder that has not ended. DueTo = now - Grace asks for
	// what is overdue.
	DueFrom, DueTo time.Time
	// ByDue orders by NextDueAt, the earliest first, and leaves out what waits for no reminder; else the order is by EndedAt,
	// the latest first, with what has none last.
	ByDue  bool
	Cursor string
	// Limit is 1..MaxLimit; 0 is DefaultLimit.
	Limit int
}

// ReminderQuery asks for reminders of one tenant, by due instant, the earliest first.
type ReminderQuery struct {
	// Tenant is required.
	Tenant   string
	Followup string
	States   []record.State
	Kinds    []events.Kind
	// DueFrom is included, DueTo is not.
	DueFrom, DueTo time.Time
	Cursor         string
	Limit          int
}

// DeliveryQuery asks for deliveries of one tenant, the latest first.
type DeliveryQuery struct {
	// Tenant is required.
	Tenant   string
	Followup string
	Results  []record.Result
	Channels []events.Channel
	// From is included, To is not; both are of Delivery.At.
	From, To time.Time
	Cursor   string
	Limit    int
}

// StatsQuery asks for the statistics of one tenant.
type StatsQuery struct {
	// Tenant is required.
	Tenant string
	// From (included) and To (not included) are days, in UTC, on which interviews ended or messages were decided on. Zero is
	// no bound. Of one employer they widen to whole months.
	From, To events.Date
	// EmployerKey narrows to one employer, month by month; empty is all.
	EmployerKey string
	// MinGroup is the least number of follow-ups of which a rate is told. Default 5.
	MinGroup int
}

// Rate is a part of a whole. Share is meaningless, and Told false, for a whole smaller than the group asked for.
type Rate struct {
	Of    int     `json:"of"`
	Count int     `json:"count"`
	Share float64 `json:"share"`
	Told  bool    `json:"-"`
}

// Stats are a tenant's figures. What each counts is in package record, measure.go.
type Stats struct {
	Followups int `json:"followups"`
	// OnTime: of the interviews, those after which every interviewer was thanked within 24 hours. Interviews whose 24 hours
	// still run count neither way, but for one employer, where they count as not yet thanked.
	OnTime Rate `json:"thank_you_on_time"`
	// CheckedIn: of the check-ins that were asked for, those that the candidate then made.
	CheckedIn Rate `json:"checked_in"`
	// Answered: of the follow-ups that ended (closed, and neither cancelled nor withdrawn), those in which the employer gave an
	// answer.
	Answered Rate `json:"answered"`
	// PromiseKept: of those that ended with a promise, those decided by its day. Silent: of all that ended, those without a word.
	PromiseKept Rate `json:"promise_kept"`
	Silent      Rate `json:"silent"`
	// Outcomes counts closed follow-ups, Stages those that are not closed, both by name. Of one employer the outcomes are
	// empty below the group, and the stages always.
	Outcomes map[events.Outcome]int `json:"outcomes"`
	Stages   map[events.Stage]int   `json:"stages"`
	// DaysToDecision is the median, in whole days from the interview's end; -1 if too few are known.
	DaysToDecision int `json:"days_to_decision"`
	// Deliveries counts by channel and result; one employer's are not counted.
	Deliveries map[events.Channel]map[record.Result]int `json:"deliveries"`
	// Days are the same counts day by day, for charts: interviews ended and messages sent. Beyond chartDays, and of one
	// employer, they are months, each under its first day. Days without anything are left out.
	Days []DayCount `json:"days"`
}

// DayCount is one day of a chart, in UTC.
type DayCount struct {
	Day        events.Date            `json:"day"`
	Followups  int                    `json:"followups"`
	Sent       int                    `json:"sent"`
	Failed     int                    `json:"failed"`
	ByOutcomes map[events.Outcome]int `json:"outcomes,omitempty"`
}

// EmployerStats are one employer's figures over all time.
type EmployerStats struct {
	Key         string `json:"key"`
	Name        string `json:"name"`
	Followups   int    `json:"followups"`
	Answered    Rate   `json:"answered"`
	PromiseKept Rate   `json:"promise_kept"`
	Silent      Rate   `json:"silent"`
	// DaysToDecision is the median in whole days; -1 if too few are known.
	DaysToDecision int `json:"days_to_decision"`
}

// Today is what the first page of the dashboard counts, at one instant.
type Today struct {
	// Due are the reminders of the next 24 hours that are not handed over yet, Held those at the notifier's, Overdue those whose
	// instant has passed by more than the grace without any word of them.
	Due, Held, Overdue int
	// Sent, Failed, Ambiguous and Skipped are the deliveries since midnight, UTC.
	Sent, Failed, Ambiguous, Skipped int
	// OldestOverdue is the due instant of the oldest of them, zero if there is none.
	OldestOverdue time.Time
	// Open are the follow-ups that are not closed, Dead the dead letters that nobody has sent again.
	Open, Dead int
}

// DeadLetter is a message that was given up.
type DeadLetter struct {
	// Sequence is its place in DEAD.
	Sequence uint64 `json:"sequence"`
	// Tenant is empty when the message could not be read so far.
	Tenant   string `json:"tenant,omitempty"`
	Followup string `json:"followup,omitempty"`
	// Stream and StreamSequence are where it lay, Consumer is who gave it up.
	Stream         string      `json:"stream"`
	StreamSequence uint64      `json:"stream_sequence"`
	Consumer       string      `json:"consumer"`
	Type           events.Type `json:"type,omitempty"`
	// Reason is a sentence without personal data.
	Reason string `json:"reason"`
	// At is when it was given up.
	At time.Time `json:"at"`
	// ReplayedAt is when it was sent again, zero if it never was.
	ReplayedAt time.Time `json:"replayed_at,omitzero"`
}
