package events

import "time"

// Suppression says that an address must not be written to any more, within the scope of the key it is kept
// under: one tenant, or one sender (package suppression). It does not hold the address.
type Suppression struct {
	// Rule is one of the Rule constants.
	Rule string `json:"rule"`
	// At is when, UTC.
	At time.Time `json:"at"`
	// Reason is a sentence without the address.
	Reason string `json:"reason,omitempty"`
	// Tenant is whose messages are concerned; empty where Sender says so.
	Tenant  string  `json:"tenant,omitempty"`
	Channel Channel `json:"channel,omitempty"`
	// Sender is the number that was told to stop.
	Sender string `json:"sender,omitempty"`
	// Followup is the follow-up, within Tenant, whose message led to it; empty if it is not known.
	Followup string `json:"followup,omitempty"`
}

// The rules of a Suppression, the strongest first.
const (
	// RuleStop: the reader has answered STOP to the sender, or has told the provider so.
	RuleStop = "stop"
	// RuleComplaint: the reader has called a message spam.
	RuleComplaint = "complaint"
	// RuleUnsubscribe: the reader has used the link or their mail program's button.
	RuleUnsubscribe = "unsubscribe"
	// RuleOperator: a person at the tenant has put it on the list.
	RuleOperator = "operator"
	// RuleBounce: the address does not exist or cannot receive. It is nobody's wish: another channel may take its place.
	RuleBounce = "bounce"
)
