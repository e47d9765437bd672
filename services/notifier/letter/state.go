package letter

import (
	"slices"
	"strings"
)

// State says how far a letter has come.
type State string

// The states, in their order.
const (
	// Noted: the letter is about to be handed over. Nobody has said anything of it.
	Noted State = ""
	// Queued: the provider has it.
	Queued State = "queued"
	// Sending: the provider is handing it on.
	Sending State = "sending"
	// Sent: somebody else has it, the carrier or another mail server; whether it arrives is not known.
	Sent State = "sent"
	// Delayed: whoever has it could not deliver it yet, and keeps trying.
	Delayed State = "delayed"
	// Delivered: it has arrived, as far as providers can tell.
	Delivered State = "delivered"
	// Undelivered: the carrier says that it has not arrived.
	Undelivered State = "undelivered"
	// Failed: it could not be delivered. That says nothing of the address: a full mailbox, a policy.
	Failed State = "failed"
	// Bounced: it came back, for there is nobody at the address.
	Bounced State = "bounced"
	// Unsubscribed: the reader has told the provider that they want no more.
	Unsubscribed State = "unsubscribed"
	// Complained: the reader has called it spam.
	Complained State = "complained"
)

// Source is who speaks of a letter.
type Source int

// The sources, each with where its words are explained.
const (
	// Twilio: the MessageStatus of a status callback (Twilio, "Message status values").
	Twilio Source = iota
	// DSN: the Action of a delivery status notification (RFC 3464 section 2.3.3).
	DSN
	// SES: the eventType or notificationType of a notification (Amazon SES, "Event publishing contents").
	SES
	// SendGrid: the event of the Event Webhook (SendGrid, "Event Webhook Reference").
	SendGrid
)

// rank is one state with the words for it.
type rank struct {
	state State
	words map[Source][]string
}

// ranks are all states in their order. Whether a bounce says something of the address is more than one word tells:
// the words for it mean the milder Failed here.
func ranks() []rank {
	return []rank{
		{Noted, nil},
		{Queued, map[Source][]string{Twilio: {"accepted", "scheduled", "queued"}, SES: {"send"}, SendGrid: {"processed"}}},
		{Sending, map[Source][]string{Twilio: {"sending"}}},
		{Sent, map[Source][]string{Twilio: {"sent"}, DSN: {"relayed", "expanded"}}},
		{Delayed, map[Source][]string{DSN: {"delayed"}, SES: {"deliverydelay"}, SendGrid: {"deferred"}}},
		{Delivered, map[Source][]string{
			Twilio: {"delivered", "read", "partially_delivered"}, DSN: {"delivered"}, SES: {"delivery"}, SendGrid: {"delivered"},
		}},
		{Undelivered, map[Source][]string{Twilio: {"undelivered"}}},
		{Failed, map[Source][]string{
			Twilio: {"failed", "canceled"}, DSN: {"failed"}, SES: {"bounce", "reject", "rendering failure"}, SendGrid: {"bounce", "dropped"},
		}},
		{Bounced, nil},
		{Unsubscribed, map[Source][]string{SES: {"subscription"}, SendGrid: {"unsubscribe", "group_unsubscribe"}}},
		{Complained, map[Source][]string{SES: {"complaint"}, SendGrid: {"spamreport"}}},
	}
}

// StateOf is what a source means by a word, whatever its case. ok is false for one that says nothing of how far the letter
// has come, or that is not known.
func StateOf(s Source, word string) (state State, ok bool) {
	for _, r := range ranks() {
		if slices.Contains(r.words[s], strings.ToLower(word)) {
			return r.state, true
		}
	}
	return Noted, false
}

// rank is the place of a state. One that a later version has added is the furthest.
func (s State) rank() int {
	all := ranks()
	if i := slices.IndexFunc(all, func(r rank) bool { return r.state == s }); i >= 0 {
		return i
	}
	return len(all)
}

// After reports whether s lies further than t.
func (s State) After(t State) bool { return s.rank() > t.rank() }

// Lost reports that the letter has not arrived, and will not.
func (s State) Lost() bool { return s == Undelivered || s == Failed || s == Bounced }
