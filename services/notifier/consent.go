package notifier

import (
	"context"
	"fmt"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
)

// reachable finds the address.
func (n *Notifier) reachable(_ context.Context, d *delivery) verdict {
	d.address = addressOf(d.order)
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
// One that cannot receive may be replaced by the next channel; one whose owner said no may not.
func (n *Notifier) notSuppressed(ctx context.Context, d *delivery) verdict {
	entry, found, err := n.suppressions.Find(ctx, n.scopes(d)...)
	switch {
	case err != nil:
		return retryFor(ruleUnavailable, 0, fmt.Errorf("look for a suppression for reminder %s: %w", d.order.Reminder.ID, err))
	case !found:
		return passed()
	}
	v := skipFor(ruleSuppressed, "the address must not be written to: "+entry.Rule)
	v.next, v.told = entry.Rule == events.RuleBounce, entry.Rule
	return v
}

// scopes are the keys under which a suppression concerns the delivery. What an adviser's address is suppressed for
// is kept under their own channel: a candidate who shares it does not silence the adviser, nor the other way round.
func (n *Notifier) scopes(d *delivery) []string {
	keys := []string{d.ownScope()}
	if d.order.Channel == events.SMS {
		keys = append(keys, suppression.OfSender(events.SMS, n.numberOf(d.tenant()), d.address))
	}
	return keys
}

// ownScope is the key of what concerns the tenant's messages to the address alone.
func (d *delivery) ownScope() string {
	return suppression.OfTenant(d.tenant(), d.order.Channel, d.address)
}

// numberOf is what the texts of a tenant come from: its own number, or the installation's.
func (n *Notifier) numberOf(tenant string) string { return n.brandOf(tenant).SMSSender }

// suppress puts the address on the list, as far as the rule reaches.
func (n *Notifier) suppress(ctx context.Context, d *delivery, rule, reason string) error {
	key := d.ownScope()
	entry := events.Suppression{
		Rule: rule, At: n.o.Clock.Now(), Reason: reason, Tenant: d.tenant(), Channel: d.order.Channel, Followup: d.followup(),
	}
	if rule == events.RuleStop && d.order.Channel == events.SMS {
		// A provider obeys STOP for the number that was told, whichever tenants write from it.
		sender := n.numberOf(d.tenant())
		key = suppression.OfSender(events.SMS, sender, d.address)
		entry.Sender, entry.Tenant, entry.Followup = sender, "", ""
		release := n.gate.Stop(d.address)
		defer release()
	}
	_, err := n.suppressions.Add(ctx, key, entry)
	return err
}
