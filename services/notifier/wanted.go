package notifier

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
)

// stillWanted asks STATUS once more: a fact that came while the message was held
// may have made it pointless. Without an answer nothing is sent blindly.
func (n *Notifier) stillWanted(ctx context.Context, d *delivery) verdict {
	reminder := d.order.Reminder
	entry, err := n.status.Get(ctx, bus.Key(d.tenant(), d.event.Subject))
	switch {
	case errors.Is(err, bus.ErrNotFound), err == nil && entry.Value.EvaluatedAt.Before(d.event.Time):
		// The workflow hands a reminder over before or after it writes the snapshot; wait for the one that knows of it.
		if expired := n.notExpired(ctx, d); expired.end != pass {
			return expired
		}
		return retryFor(ruleStatusBehind, statusWait(d.attempt), fmt.Errorf("the snapshot of the follow-up does not know of reminder %s yet", reminder.ID))
	case err != nil:
		return retryFor(ruleUnavailable, 0, fmt.Errorf("read the snapshot for reminder %s: %w", reminder.ID, err))
	case !entry.Value.Wants(reminder.ID, reminder.DueAt):
		return skipFor(ruleWithdrawn, "the follow-up no longer wants it")
	case entry.Value.Moot[reminder.ID] != "":
		return skipFor(ruleWithdrawn, "it is of no use any more: "+entry.Value.Moot[reminder.ID])
	default:
		d.snapshot = entry.Value
		return passed()
	}
}

// statusWait grows from 50 ms to 30 s: a snapshot is usually a moment behind, in real time.
func statusWait(attempt int) time.Duration {
	return min(50*time.Millisecond<<min(max(attempt-1, 0), 10), 30*time.Second)
}
