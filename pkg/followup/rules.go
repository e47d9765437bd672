package followup

// Rule names what dropped a reminder. It is the one word that plans, logs,
// metrics and tests share; the reminder's reason says the same in a sentence.
type Rule string

// The rules.
const (
	// RuleNoteSent: every interviewer has been thanked.
	RuleNoteSent Rule = "note_sent"
	// RuleTopicsKnown: the promise and the topics are on record, so there is nothing to ask in a debrief.
	RuleTopicsKnown Rule = "topics_known"
	// RuleTooClose: it would come less than 2 h after the reminder it follows up on.
	RuleTooClose Rule = "too_close"
	// RuleCheckInFirst: the first check-in comes no later than this reminder of the late note.
	RuleCheckInFirst Rule = "check_in_first"
	// RuleCheckInSkipped: the check-in whose result it asks for was skipped.
	RuleCheckInSkipped Rule = "check_in_skipped"
	// RuleAnswered: since the check-in was sent, its result or other news has been heard.
	RuleAnswered Rule = "answered"
	// RulePast: its instant had passed when it was first known, and it makes no sense later.
	RulePast Rule = "past"
	// RuleInterviewOver: the interview was reported as completed before its closing brief was due.
	RuleInterviewOver Rule = "interview_over"
	// RuleSuperseded: a later reminder of several that were due at once says what matters now.
	RuleSuperseded Rule = "superseded"
	// RuleExpired: its due instant, or the first moment it could be sent, was not before its expiry.
	RuleExpired Rule = "expired"
	// RuleBudget: no check-in is left.
	RuleBudget Rule = "budget"
	// RuleOutcome: the follow-up has an outcome.
	RuleOutcome Rule = "outcome"
	// RuleCancelled: the interview was called off.
	RuleCancelled Rule = "cancelled"
	// RuleRescheduled: the interview it belongs to is held on another day after all.
	RuleRescheduled Rule = "rescheduled"
	// RuleRetracted: the fact that it came of was taken back.
	RuleRetracted Rule = "retracted"
	// RuleErased: the candidate's data was erased.
	RuleErased Rule = "erased"
	// RuleHardEnd: the follow-up was first known after its hard end.
	RuleHardEnd Rule = "hard_end"
)

// Rules lists every rule.
func Rules() []Rule {
	return []Rule{
		RuleNoteSent, RuleTopicsKnown, RuleTooClose, RuleCheckInFirst, RuleCheckInSkipped, RuleAnswered, RulePast,
		RuleInterviewOver, RuleSuperseded, RuleExpired, RuleBudget, RuleOutcome, RuleCancelled,
		RuleRescheduled, RuleRetracted, RuleErased, RuleHardEnd,
	}
}
