package letter

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
)

// Letter is one message. It holds nothing personal.
type Letter struct {
	Tenant   string      `json:"tenant"`
	Followup string      `json:"followup"`
	Reminder string      `json:"reminder"`
	Kind     events.Kind `json:"kind"`
	N        int         `json:"n"`
	// Channel is events.Adviser for a letter to an adviser.
	Channel events.Channel `json:"channel"`
	// DueAt, ExpiresAt and SentAt are UTC.
	DueAt     time.Time `json:"due_at"`
	ExpiresAt time.Time `json:"expires_at"`
	SentAt    time.Time `json:"sent_at"`
	// Address is the key under which the tenant suppresses the address.
	Address string `json:"address"`
	// Sender is the number that a text came from.
	Sender     string `json:"sender,omitempty"`
	MessageID  string `json:"message_id,omitempty"`
	ProviderID string `json:"provider_id,omitempty"`
	// Sequence is the place of its order in the stream DELIVERIES.
	Sequence uint64 `json:"sequence"`
	// State is how far it has come, and Code what the provider has called that.
	State State  `json:"state,omitempty"`
	Code  string `json:"code,omitempty"`
	// Told is the furthest state from which everything that follows has been done.
	Told State `json:"told,omitempty"`
}

// Ref names a letter.
func Ref(l Letter) link.Ref {
	if l.Channel == events.SMS {
		return link.RefOf(l.Tenant, l.Reminder, string(events.SMS))
	}
	return OfMessage(l.MessageID)
}

// OfMessage is the reference of the email with this Message-ID, without angle brackets.
func OfMessage(id string) link.Ref { return link.RefOf(id) }
