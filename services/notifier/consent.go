package notifier

import (
	"context"
	"errors"
	"fmt"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// reachable finds the address.
func (n *Notifier) reachable(_ context.Context, d *delivery) verdict {
	d.address = addressOf(d.order.Brief.Meeting.Candidate, d.order.Channel)
	if d.address == "" {
		return skipFor(ruleNoAddress, "the candidate has no address on this channel")
	}
	return passed()
}

// consent obeys the candidate's word about this channel. It never becomes a message on another one.
func (n *Notifier) consent(_ context.Context, d *delivery) verdict {
	if d.refused(d.order.Channel) {
		return skipFor(ruleOptedOut, "the candidate does not want messages on this channel")
	}
	return passed()
}

// refused reports whether the candidate has said no to a channel. The snapshot is newer than
// the brief, which was written when the reminder was handed over.
func (d *delivery) refused(ch events.Channel) bool {
	allowed, spoken := d.snapshot.Consents[ch]
	if !spoken {
		allowed, spoken = d.order.Brief.Consents[ch]
	}
	return spoken && !allowed
}

// notSuppressed looks at the list of addresses that must not be written to.
// One that cannot receive may be replaced by the next channel; one whose owner said stop may not.
func (n *Notifier) notSuppressed(ctx context.Context, d *delivery) verdict {
	entry, err := n.suppressions.Get(ctx, n.suppressionKey(d))
	switch {
	case errors.Is(err, bus.ErrNotFound):
		return passed()
	case err != nil:
		return retryFor(ruleUnavailable, 0, fmt.Errorf("read the suppressions for reminder %s: %w", d.order.Reminder.ID, err))
	}
	v := skipFor(ruleSuppressed, "the address must not be written to: "+entry.Value.Rule)
	v.next = entry.Value.Rule == channel.SuppressBounce
	return v
}

func (n *Notifier) suppressionKey(d *delivery) string {
	return bus.Key(d.tenant(), string(d.order.Channel), d.address)
}
