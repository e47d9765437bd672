package channel

import (
	"context"
	"time"
)

// Channel is one way to reach a candidate. Implementations are safe for concurrent use.
type Channel interface {
	// Send hands the letter to the provider and returns once the provider has
	// taken it or it is known, as far as it can be known, that it has not.
	//
	// Send calls begin once, when everything else is ready and right before the
	// first byte that could make the provider accept the letter. If begin returns
	// an error nothing is sent and Send returns that error.
	//
	// Every other error is a *Temporary, a *Permanent or an *Ambiguous. Send
	// returns before the deadline of ctx; an exchange that has begun is not
	// broken off by a mere cancellation.
	Send(ctx context.Context, letter Letter, begin Begin) (Receipt, error)
}

// Begin is asked for leave to send: see Channel.
type Begin func(ctx context.Context) error

// HeaderReminder is the header, of an email or of a request to a provider, that holds the reminder's id.
const HeaderReminder = "X-Afterword-Reminder"

// Letter is one message to one candidate on one channel, ready to go.
type Letter struct {
	// Reminder is the reminder's id. It goes along as the header HeaderReminder, where the transport has headers.
	Reminder string
	// MessageID names the letter for ever: the same at every attempt. No angle brackets.
	MessageID string
	// To is the address: a bare email address or an E.164 number.
	To string
	// ToName is the candidate's name; a channel without names ignores it.
	ToName string
	// From may override who the letter comes from; a channel that cannot ignores it.
	From Sender
	// Subject and HTML are empty for a channel that has only text.
	Subject string
	Text    string
	HTML    string
	// Calendar is an entry for the reader's calendar (iCalendar), to be attached; empty without one. A channel
	// that has only text ignores it.
	Calendar []byte
	// Date is the instant, as the service's clock shows it, of the first attempt: the same at every attempt.
	Date time.Time
	// Useful is for how much longer, in real time, the letter is of use to its reader.
	Useful time.Duration
	// Unsubscribe is the address, https, at which one POST ends the emails to the reader (RFC 8058); empty for none.
	Unsubscribe string
	// Return names the letter in the return address that bounces come to: the text that link.Keys.SignReturn has
	// written; empty for none.
	Return string
	// ReturnDomain is the domain of that address; empty with Return.
	ReturnDomain string
	// StatusURL is where the provider shall tell what becomes of the letter; empty for nowhere.
	StatusURL string
	// MaybeSent is true if an earlier attempt may have been accepted.
	MaybeSent bool
}

// Sender is who a letter comes from. Empty fields mean the channel's own setting.
type Sender struct {
	Name    string
	Email   string
	ReplyTo string
	// Number is what texts come from: a number in E.164 form, or what else the provider knows the sender by.
	Number string
}

// Named is a Channel whose letters come from somebody unless they say otherwise.
type Named interface {
	Channel
	// Sender is who that is.
	Sender() Sender
}

// Receipt is the provider's word that it has taken the letter.
type Receipt struct {
	// ProviderID is the provider's own id of the letter, if it has one.
	ProviderID string
	// Code is the provider's code for success.
	Code string
	// Found reports that nothing was sent now: an earlier attempt had been accepted.
	Found bool
}
