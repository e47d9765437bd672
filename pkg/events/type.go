package events

import (
	"slices"
	"strings"
)

// Type is the CloudEvents type of an event: io.afterword.<noun>.<verb>.v1.
type Type string

const (
	typePrefix = "io.afterword."
	typeSuffix = ".v1"
)

// The facts: said by an ATS, a platform, staff or the candidate.
const (
	InterviewScheduled Type = "io.afterword.interview.scheduled.v1"
	InterviewCompleted Type = "io.afterword.interview.completed.v1"
	InterviewCancelled Type = "io.afterword.interview.cancelled.v1"
	DebriefRecorded    Type = "io.afterword.debrief.recorded.v1"
	ThankyouSent       Type = "io.afterword.thankyou.sent.v1"
	CheckinMade        Type = "io.afterword.checkin.made.v1"
	DecisionPostponed  Type = "io.afterword.decision.postponed.v1"
	OutcomeRecorded    Type = "io.afterword.outcome.recorded.v1"
	ReminderSnoozed    Type = "io.afterword.reminder.snoozed.v1"
	CandidateUpdated   Type = "io.afterword.candidate.updated.v1"
	ConsentChanged     Type = "io.afterword.consent.changed.v1"
	CandidateErased    Type = "io.afterword.candidate.erased.v1"
	FactRetracted      Type = "io.afterword.fact.retracted.v1"
)

// The system events: said by Afterword's own services only.
const (
	FollowupOpened    Type = "io.afterword.followup.opened.v1"
	FollowupPlanned   Type = "io.afterword.followup.planned.v1"
	FollowupClosed    Type = "io.afterword.followup.closed.v1"
	ReminderDue       Type = "io.afterword.reminder.due.v1"
	ReminderSkipped   Type = "io.afterword.reminder.skipped.v1"
	ReminderWithdrawn Type = "io.afterword.reminder.withdrawn.v1"
	DeliveryRequested Type = "io.afterword.delivery.requested.v1"
	DeliverySent      Type = "io.afterword.delivery.sent.v1"
	DeliveryFailed    Type = "io.afterword.delivery.failed.v1"
	DeliverySkipped   Type = "io.afterword.delivery.skipped.v1"
	DeliveryReceipt   Type = "io.afterword.delivery.receipt.v1"
)

// FactTypes lists the facts in the order of DOMAIN.md's story.
func FactTypes() []Type {
	return []Type{
		InterviewScheduled, InterviewCompleted, InterviewCancelled, DebriefRecorded, ThankyouSent, CheckinMade,
		DecisionPostponed, OutcomeRecorded, ReminderSnoozed, CandidateUpdated, ConsentChanged, CandidateErased, FactRetracted,
	}
}

// IsRetractable reports whether a fact.retracted can take back a fact of the type: a report that somebody made by
// mistake. What happened to the interview itself is put right by a newer fact, and an erasure is final.
func (t Type) IsRetractable() bool {
	switch t {
	case DebriefRecorded, ThankyouSent, CheckinMade, DecisionPostponed, OutcomeRecorded, ReminderSnoozed, CandidateUpdated, ConsentChanged:
		return true
	default:
		return false
	}
}

// SystemTypes lists the system events.
func SystemTypes() []Type {
	return []Type{
		FollowupOpened, FollowupPlanned, FollowupClosed, ReminderDue, ReminderSkipped, ReminderWithdrawn,
		DeliveryRequested, DeliverySent, DeliveryFailed, DeliverySkipped, DeliveryReceipt,
	}
}

// TypeNamed returns the type with the short name, such as "interview.completed".
// Whether Afterword knows it is for IsFact and IsSystem to say.
func TypeNamed(name string) Type { return Type(typePrefix + name + typeSuffix) }

// Name returns the short name <noun>.<verb>, and "" for a type that is not of Afterword's form.
func (t Type) Name() string {
	name, ok := strings.CutPrefix(string(t), typePrefix)
	if !ok {
		return ""
	}
	name, ok = strings.CutSuffix(name, typeSuffix)
	if !ok || strings.Count(name, ".") != 1 {
		return ""
	}
	return name
}

// IsFact reports whether t is a fact that Afterword knows.
func (t Type) IsFact() bool { return slices.Contains(FactTypes(), t) }

// IsSystem reports whether t is a system event, which outside callers may not send.
func (t Type) IsSystem() bool { return slices.Contains(SystemTypes(), t) }
