// Package letter keeps what receipts and bounces are matched with: the messages that providers have taken.
package letter

import (
	"context"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
)

// State says how far a letter has come.
type State string

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
	State    State  `json:"state,omitempty"`
}

// Ref names a letter.
func Ref(l Letter) link.Ref {
	if l.Channel == events.SMS {
		return link.RefOf(l.Tenant, l.Reminder, string(events.SMS))
	}
	return link.RefOf(l.MessageID)
}

// Letters is the bucket LETTERS.
type Letters struct{ bucket bus.Bucket[Letter] }

// Open returns the letters of a bus on which bus.EnsureTopology was called.
func Open(b *bus.Bus) *Letters {
	return &Letters{bucket: bus.OpenBucket[Letter](b, bus.LettersBucket)}
}

// Put stores a letter. The errors are those of bus.Bucket.
func (l *Letters) Put(ctx context.Context, letter Letter) error {
	if _, err := l.bucket.Put(ctx, Ref(letter).String(), letter); err != nil {
		return fmt.Errorf("note a letter: %w", err)
	}
	return nil
}
