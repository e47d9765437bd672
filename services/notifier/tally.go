package notifier

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// tally is the value in SENDS of a reminder that goes out on several channels at once: those of them that have ended
// unsent. Deliveries that end together each add their own; the last to be stored finds the others, so that
// one of them, and none too early, knows that nothing is left.
type tally struct {
	Ended []events.ChannelEnd `json:"ended"`
}

// tallyKey is another for each due instant: a reminder that has moved begins anew.
func tallyKey(d *delivery) string {
	r := d.order.Reminder
	return bus.Key(d.tenant(), r.ID, strconv.FormatInt(r.DueAt.Unix(), 10), "unsent")
}

// count adds an end to the tally and returns all that are there. A channel counts once.
func (n *Notifier) count(ctx context.Context, d *delivery, end events.ChannelEnd) ([]events.ChannelEnd, error) {
	key := tallyKey(d)
	for {
		entry, err := n.tallies.Get(ctx, key)
		if err != nil && !errors.Is(err, bus.ErrNotFound) {
			return nil, err
		}
		now := entry.Value
		if slices.ContainsFunc(now.Ended, func(e events.ChannelEnd) bool { return e.Channel == end.Channel }) {
			return now.Ended, nil
		}
		now.Ended = append(now.Ended, end)
		if entry.Revision == 0 {
			_, err = n.tallies.Create(ctx, key, now, 0)
		} else {
			_, err = n.tallies.Update(ctx, key, now, entry.Revision)
		}
		if !errors.Is(err, bus.ErrConflict) || ctx.Err() != nil {
			return now.Ended, err
		}
	}
}
