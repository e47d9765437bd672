package outbox

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Message is one accepted message.
type Message struct {
	// ID numbers the messages from 1 in the order of acceptance.
	ID      int            `json:"id"`
	Channel events.Channel `json:"channel"`
	From    string         `json:"from"`
	To      string         `json:"to"`
	Subject string         `json:"subject,omitempty"`
	Text    string         `json:"text"`
	HTML    string         `json:"html,omitempty"`
	// Headers are those of the email.
	Headers map[string][]string `json:"headers,omitempty"`
	// AcceptedAt is when it was accepted, as the clock showed it, UTC.
	AcceptedAt time.Time `json:"accepted_at"`
	// ReceivedAt is the same instant in real time, UTC.
	ReceivedAt time.Time `json:"received_at"`
	// Reminder is the reminder's id, if the sender said it.
	Reminder string `json:"reminder,omitempty"`
	// MessageID is the email's Message-ID without brackets, or the SMS's sid.
	MessageID string `json:"message_id"`
	// Segments are those of an SMS.
	Segments int `json:"segments,omitempty"`
	// Copies counts how often it was accepted: more than once after an ambiguous send.
	Copies int `json:"copies"`
}

// stored is a line of the file: a message with its source, or one more copy of an earlier one.
type stored struct {
	Message Message `json:"message,omitzero"`
	// Raw is the email as it came, or the form of the SMS.
	Raw string `json:"raw,omitempty"`
	// CopyOf is the ID of the message that came again.
	CopyOf int `json:"copy_of,omitempty"`
}
