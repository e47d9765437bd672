package notifier

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// alertUseful is for how long, as the clock shows it, an adviser is still told.
const alertUseful = 3 * 24 * time.Hour

// alertStages is the way of the email that tells an adviser that a reminder has reached nobody, read from the top.
// What candidates have said about messages to themselves does not concern it.
func (n *Notifier) alertStages() []stage {
	return []stage{
		{"held until due", n.heldUntilDue},         // timing.go
		{"still wanted", n.stillWanted},            // wanted.go
		{"still theirs", n.stillTheirs},            // below
		{"not expired", n.notExpired},              // timing.go
		{"reachable", n.reachable},                 // consent.go
		{"not suppressed", n.notSuppressed},        // consent.go
		{"claim", n.claim},                         // claim.go
		{"render", n.renderAlert},                  // render.go
		{"send", n.send},                           // send.go
		{"record and publish", n.recordAndPublish}, // result.go
	}
}

// alertLastLook is lastLook for an adviser's email.
func (n *Notifier) alertLastLook() []stage {
	return []stage{
		{"gate", n.atTheGate},
		{"still wanted", n.stillWanted},
		{"still theirs", n.stillTheirs},
		{"not suppressed", n.notSuppressed},
		{"note the letter", n.noteTheLetter},
		{"begin", n.begin},
	}
}

// stillTheirs ends it when the candidate has withdrawn, or has had their data erased: there is nobody to look after.
func (n *Notifier) stillTheirs(_ context.Context, d *delivery) verdict {
	if d.snapshot.Outcome == events.Withdrawn {
		return skipFor(ruleWithdrawn, "the candidate has withdrawn")
	}
	return passed()
}

// alertIfNothingArrived orders an email to each of the tenant's advisers if no channel is left that the reminder could
// arrive on. Ordered twice, it is sent once: the claim of an adviser is one for the whole follow-up.
func (n *Notifier) alertIfNothingArrived(ctx context.Context, d *delivery, ends []events.ChannelEnd) error {
	if beside := len(d.order.Beside); beside > 0 {
		var err error
		if ends, err = n.count(ctx, d, ends[len(ends)-1]); err != nil || len(ends) <= beside {
			return err
		}
	}
	until := n.o.Clock.Now().Add(alertUseful)
	for _, to := range n.tenants.of(d.tenant()).policy.AlertTo {
		order := events.DeliveryOrder{
			Reminder: d.order.Reminder, Brief: d.order.Brief, Channel: events.Adviser, Ended: ends,
			Alert: &events.Alert{To: to, ExpiresAt: until},
		}
		if err := n.request(ctx, d.event, order); err != nil {
			return err
		}
		n.metrics.alerts.Inc()
	}
	return nil
}

// failedAfterwards goes on from a letter that a provider has taken and that has not arrived for good: a bounce, an
// undelivered text. The next channel has its turn within the reminder's expiry; where none is left, the advisers are
// told. Said twice, it changes nothing. A letter to an adviser ends here.
func (n *Notifier) failedAfterwards(ctx context.Context, l letter.Letter) error {
	return n.lostAfterwards(ctx, l, ruleUndelivered, true)
}

// lostAfterwards is failedAfterwards for a reason that the advisers are told by a rule, and that may let no other
// channel take the letter's place.
func (n *Notifier) lostAfterwards(ctx context.Context, l letter.Letter, told string, next bool) error {
	m, err := n.o.Bus.Get(ctx, events.StreamDeliveries, l.Sequence)
	if errors.Is(err, bus.ErrNotFound) {
		n.log.Warn("the order of a letter that failed is not kept any more", zap.String("reminder", l.Reminder), zap.String("channel", string(l.Channel)))
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the order of reminder %s again: %w", l.Reminder, err)
	}
	ctx = bus.Traced(ctx, m.Event)
	order, err := events.DataOf[events.DeliveryOrder](m.Event)
	if err != nil || order.Alert != nil {
		return err
	}
	d := n.newDelivery(m, order)
	switch v := n.stillWanted(ctx, d); v.end {
	case skip:
		return nil
	case retry:
		return v.err
	}
	return n.goOn(ctx, d, append(order.Ended, events.ChannelEnd{Channel: l.Channel, Rule: told}), next)
}
