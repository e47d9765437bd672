package notifier

import (
	"context"
	"errors"
	"fmt"

	"github.com/afterword-io/afterword/pkg/bus"
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
	if allowed, spoken := d.order.Brief.Consents[d.order.Channel]; spoken && !allowed {
		return skipFor(ruleOptedOut, "the candidate does not want messages on this channel")
	}
	return passed()
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
	if entry.Value.Rule == channel.SuppressBounce {
		if err := n.fallBack(ctx, d); err != nil {
			return retryFor(ruleUnavailable, 0, err)
		}
	}
	return skipFor(ruleSuppressed, "the address must not be written to: "+entry.Value.Rule)
}

func (n *Notifier) suppressionKey(d *delivery) string {
	return bus.Key(d.tenant(), string(d.order.Channel), d.address)
}
