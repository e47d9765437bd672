package events

import "time"

// Kind is what a reminder asks the candidate to do, or tells them.
type Kind string

// The kinds, in the order of the table in DOMAIN.md section 6, which is also
// the order of reminders at equal instants.
const (
	ClosingBrief   Kind = "closing_brief"
	DebriefPrompt  Kind = "debrief"
	ThankYou       Kind = "thank_you"
	ThankYouLate   Kind = "thank_you_late"
	CheckIn        Kind = "check_in"
	CheckInResult  Kind = "check_in_result"
	OfferDeadline  Kind = "offer_deadline"
	Congratulation Kind = "congratulations"
	Regroup        Kind = "regroup"
	MoveOn         Kind = "move_on"
)

// Kinds lists the kinds in the order of DOMAIN.md.
func Kinds() []Kind {
	return []Kind{
		ClosingBrief, DebriefPrompt, ThankYou, ThankYouLate, CheckIn, CheckInResult,
		OfferDeadline, Congratulation, Regroup, MoveOn,
	}
}

// ReminderState says where a reminder stands.
type ReminderState string

// The states of a reminder.
const (
	// Planned reminders lie in the future and may still change.
	Planned ReminderState = "planned"
	// Due reminders have been emitted: handed to the notifier, their instant reached.
	Due ReminderState = "due"
	// Skipped reminders will not be sent; Rule says why.
	Skipped ReminderState = "skipped"
)

// Reminder is one message to the candidate, planned, due or skipped.
type Reminder struct {
	// ID is <followup>.<kind>.<n>.
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`
	// N counts the reminders of this kind in the follow-up from 1.
	N     int           `json:"n"`
	State ReminderState `json:"state"`
	// DueAt is the instant, in UTC, before which it is not sent.
	DueAt time.Time `json:"due_at"`
	// ExpiresAt is the instant, in UTC, from which it is no longer sent.
	ExpiresAt time.Time `json:"expires_at"`
	// Rule names what skipped it; empty unless State is skipped.
	Rule string `json:"rule,omitempty"`
	// Reason is the sentence a career adviser would say.
	Reason string `json:"reason"`
}

// Stage says what a follow-up is waiting for.
type Stage string

// The stages of a follow-up, in the order they are usually lived through.
const (
	// AwaitingInterview: facts have arrived, the interview itself has not.
	AwaitingInterview Stage = "awaiting_interview"
	// InterviewAhead: announced and not yet over.
	InterviewAhead Stage = "interview_ahead"
	// OwesNotes: over, a thank-you note is unsent and its 24 hours run.
	OwesNotes Stage = "owes_notes"
	// AwaitingDecision: the employer's day has not come yet.
	AwaitingDecision Stage = "awaiting_decision"
	// CheckingIn: a check-in was asked for and its result is not known.
	CheckingIn Stage = "checking_in"
	// Decided: there is an outcome, its own message is still to come.
	Decided Stage = "decided"
	// Closed: nothing more will be sent.
	Closed Stage = "closed"
)

// Stages lists the stages in that order.
func Stages() []Stage {
	return []Stage{AwaitingInterview, InterviewAhead, OwesNotes, AwaitingDecision, CheckingIn, Decided, Closed}
}

// Snapshot is what is known of one follow-up at one instant. It is the data of
// followup.opened, followup.planned and followup.closed, the value in the
// STATUS bucket and the answer of GET /v1/followups/{id}. It holds nothing
// personal: no names, addresses or words of the candidate.
type Snapshot struct {
	Followup string `json:"followup"`
	Stage    Stage  `json:"stage"`
	// Outcome is empty while there is none.
	Outcome Outcome `json:"outcome,omitempty"`
	// ClosedAt is UTC, and zero while the follow-up is open.
	ClosedAt time.Time `json:"closed_at,omitzero"`
	// EndedAt is when the interview ended, or is assumed to have ended.
	EndedAt time.Time `json:"ended_at,omitzero"`
	// Assumed reports that the end was not confirmed by anybody.
	Assumed bool `json:"assumed,omitempty"`
	// NotesOwed counts the interviewers not yet thanked.
	NotesOwed int `json:"notes_owed"`
	// PromisedBy is the promise in force, a date in the employer's zone.
	PromisedBy Date `json:"promised_by,omitzero"`
	// PromiseReason is the sentence that explains how PromisedBy was understood, or why it was not.
	PromiseReason string `json:"promise_reason,omitempty"`
	// Plan holds every reminder so far and to come, by due instant, then in the order of the kinds.
	Plan []Reminder `json:"plan"`
	// Moot says by which rule a reminder of the plan, by its id, was emitted and is of no use any more. The plan keeps
	// it; whoever still has it to send does not.
	Moot map[string]string `json:"moot,omitempty"`
	// Consents are the candidate's latest words about each channel; a channel not named was never
	// spoken of. The notifier reads them here right before it sends.
	Consents map[Channel]bool `json:"consents,omitempty"`
	// NextWake is when the plan will be looked at again without a new fact; zero once closed.
	NextWake time.Time `json:"next_wake,omitzero"`
	// EvaluatedAt is when this snapshot was true.
	EvaluatedAt time.Time `json:"evaluated_at"`
	// Revision counts the snapshots of this follow-up from 1; a reader keeps the highest.
	Revision int `json:"revision"`
	// Facts counts the distinct facts that were taken into account.
	Facts int `json:"facts"`
	// PlannedWith names all that the plan rests on beside the facts: followup.Basis of the tenant's policy,
	// the calendars and the rules. It tells nothing of them; another value means another plan, perhaps.
	PlannedWith string `json:"planned_with,omitempty"`
	// PlannedSince is when that took the place of what the follow-up was planned with before, UTC; zero if it never did.
	PlannedSince time.Time `json:"planned_since,omitzero"`
}

// Wants reports whether the reminder with this id is still wanted at this due
// instant: what the notifier asks right before it sends.
func (s Snapshot) Wants(reminder string, dueAt time.Time) bool {
	for _, r := range s.Plan {
		if r.ID == reminder {
			return r.State != Skipped && r.DueAt.Equal(dueAt)
		}
	}
	return false
}

// Brief is what a messenger has to know to write to the candidate: the facts of
// one follow-up, merged. It is personal data and stays inside event payloads.
type Brief struct {
	Meeting Meeting `json:"meeting"`
	// Unthanked are the interviewers whose note is unsent.
	Unthanked []Interviewer `json:"unthanked,omitempty"`
	// Deadline is the end of the 24 hours for thank-you notes, UTC.
	Deadline time.Time `json:"deadline,omitzero"`
	// PromisedBy is the promise in force, a date in the employer's zone.
	PromisedBy Date `json:"promised_by,omitzero"`
	// Outcome is the outcome so far, if any.
	Outcome Outcome `json:"outcome,omitempty"`
	// RespondBy is the date, in the candidate's zone, by which an offer wants an answer.
	RespondBy Date `json:"respond_by,omitzero"`
	// Silent counts the check-ins in a row that brought no news.
	Silent int `json:"silent,omitempty"`
	// LastCheckin is the result of the latest check-in, if any, and if nothing else was heard of the decision since.
	LastCheckin CheckinResult `json:"last_checkin,omitempty"`
	// LastCheckinN is the number of the check_in that comes of LastCheckin; it says nothing of the ones after that.
	LastCheckinN int `json:"last_checkin_n,omitempty"`
	// Consents are the candidate's latest words about each channel; a channel not named was never spoken of.
	Consents map[Channel]bool `json:"consents,omitempty"`
}

// ReminderNotice is the data of reminder.due, reminder.skipped and reminder.withdrawn.
type ReminderNotice struct {
	Reminder Reminder `json:"reminder"`
	// Brief is set on reminder.due only.
	Brief *Brief `json:"brief,omitempty"`
}

// DeliveryOrder is the data of delivery.requested: one reminder on one channel, or the word to an adviser that it
// has arrived on none.
type DeliveryOrder struct {
	Reminder Reminder `json:"reminder"`
	Brief    Brief    `json:"brief"`
	Channel  Channel  `json:"channel"`
	// Fallback is tried, in order, when Channel fails permanently within the reminder's expiry.
	Fallback []Channel `json:"fallback,omitempty"`
	// Beside are the other channels that the reminder goes out on at the same time.
	Beside []Channel `json:"beside,omitempty"`
	// Ended says how the channels before this one ended.
	Ended []ChannelEnd `json:"ended,omitempty"`
	// Alert is set if, and only if, Channel is Adviser.
	Alert *Alert `json:"alert,omitempty"`
}

// ChannelEnd says by which rule a reminder did not arrive on a channel.
type ChannelEnd struct {
	Channel Channel `json:"channel"`
	// Rule is opted_out, no_address, no_words, expired, refused or undelivered, or for an address on the list of
	// suppressions the Rule constant that it is there by.
	Rule string `json:"rule"`
}

// Alert is for an adviser: nothing of the order's reminder has reached the candidate. How it ended is in Ended.
type Alert struct {
	// To is the adviser's email address.
	To string `json:"to"`
	// ExpiresAt is the instant, in UTC, from which it is no longer sent.
	ExpiresAt time.Time `json:"expires_at"`
}

// DeliveryClass says what became of an attempt.
type DeliveryClass string

// The classes.
const (
	Accepted  DeliveryClass = "accepted"
	Temporary DeliveryClass = "temporary"
	Permanent DeliveryClass = "permanent"
	// Ambiguous: the provider may or may not have it.
	Ambiguous DeliveryClass = "ambiguous"
)

// Delivery is the data of delivery.sent, delivery.failed, delivery.skipped and
// delivery.receipt. It holds no address.
type Delivery struct {
	Reminder string    `json:"reminder"`
	Kind     Kind      `json:"kind"`
	N        int       `json:"n"`
	Channel  Channel   `json:"channel"`
	DueAt    time.Time `json:"due_at"`
	// At is when it happened, UTC.
	At time.Time `json:"at"`
	// MessageID is the email's Message-ID or the SMS provider's id.
	MessageID string        `json:"message_id,omitempty"`
	Attempts  int           `json:"attempts,omitempty"`
	Class     DeliveryClass `json:"class,omitempty"`
	// State is what a delivery.receipt says of the message: delivered, undelivered and so on.
	State string `json:"state,omitempty"`
	// Code is the provider's own code, such as 550 or 21610.
	Code string `json:"code,omitempty"`
	// Rule names what skipped it.
	Rule string `json:"rule,omitempty"`
	// Reason is a sentence without personal data.
	Reason string `json:"reason,omitempty"`
}
