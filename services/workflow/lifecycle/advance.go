package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// Publisher stores events durably; *bus.Bus is one.
type Publisher interface {
	Publish(ctx context.Context, e events.Event, msgID string) (bus.Ack, error)
	Bury(ctx context.Context, e events.Event, msgID, reason string) error
}

// StatusBucket keeps the snapshots; bus.Bucket[events.Snapshot] is one.
type StatusBucket interface {
	Get(ctx context.Context, key string) (bus.Entry[events.Snapshot], error)
	Create(ctx context.Context, key string, s events.Snapshot, ttl time.Duration) (uint64, error)
	Update(ctx context.Context, key string, s events.Snapshot, revision uint64) (uint64, error)
}

// Advancer holds what Advance needs. All fields are required.
type Advancer struct {
	Clock     clock.Clock
	Publisher Publisher
	Status    StatusBucket
	// Policy returns the policy of a tenant as it is now.
	Policy func(tenant string) followup.Policy
	// MinLead is the least real time between hand-over and due instant: it keeps time-lapse punctual.
	MinLead time.Duration
	Metrics *Metrics
}

// Advance evaluates a follow-up at the clock's now and makes the decision known, in an order in
// which a crash between any two steps loses nothing when Advance is tried again:
//
//  1. what is new in the plan goes to FOLLOWUPS for the record,
//  2. the snapshot goes to STATUS, so that the notifier never sees a reminder that STATUS does not want,
//  3. withdrawals and hand-overs go to the notifier,
//  4. the decision is returned, and with that recorded in the history.
func (a *Advancer) Advance(ctx context.Context, in AdvanceInput) (Decided, error) {
	now := a.Clock.Now()
	policy := a.Policy(in.Tenant)
	decision := followup.Evaluate(policy, in.Followup, in.State.Facts, in.State.Emitted, now)
	decision.Snapshot.Revision = in.State.Revision + 1

	voice := voice{publisher: a.Publisher, tenant: in.Tenant, followup: in.Followup, now: now}
	if abandoned(decision, now) {
		return a.abandon(ctx, voice, in.State)
	}
	if err := a.record(ctx, voice, decision); err != nil {
		return Decided{}, err
	}
	handed, wake, err := a.handOver(ctx, voice, policy, in.State.Handed, decision)
	if err != nil {
		return Decided{}, err
	}
	a.Metrics.advanced(decision)
	return Decided{
		Emitted:  slices.Clone(decision.Emitted[len(in.State.Emitted):]),
		Handed:   handed,
		Revision: decision.Snapshot.Revision,
		Wait:     clock.Until(a.Clock, wake),
		Ended:    decision.NextWake.IsZero(),
	}, nil
}

// record publishes what is new against the last snapshot and replaces it.
func (a *Advancer) record(ctx context.Context, v voice, d followup.Decision) error {
	key := bus.Key(v.tenant, v.followup)
	before, err := a.Status.Get(ctx, key)
	unknown := errors.Is(err, bus.ErrNotFound)
	if err != nil && !unknown {
		return fmt.Errorf("read the snapshot of %s: %w", v.followup, err)
	}
	if before.Value.Revision > d.Snapshot.Revision {
		return fmt.Errorf("advance %s: revision %d is written already, this is %d", v.followup, before.Value.Revision, d.Snapshot.Revision)
	}
	for _, news := range news(before.Value, d.Snapshot, unknown) {
		if err := v.say(ctx, news.kind, news.key, news.data); err != nil {
			return err
		}
	}
	if unknown {
		_, err = a.Status.Create(ctx, key, d.Snapshot, 0)
	} else {
		_, err = a.Status.Update(ctx, key, d.Snapshot, before.Revision)
	}
	if err != nil {
		return fmt.Errorf("write the snapshot of %s: %w", v.followup, err)
	}
	return nil
}

// handOver withdraws what the notifier has and nobody wants any more, and gives it
// everything that is due within the lead. It returns what the notifier has now
// ahead of time, and the next wake.
func (a *Advancer) handOver(ctx context.Context, v voice, policy followup.Policy, had []Handed, d followup.Decision) ([]Handed, time.Time, error) {
	lead := policy.Lead.HandOver(v.tenant, v.followup)
	lead = max(lead, time.Duration(float64(a.MinLead)*a.Clock.Speed()))
	at := func(list []events.Reminder, h Handed) bool { return slices.ContainsFunc(list, h.is) }

	for _, h := range had {
		if at(d.Ahead, h) || at(d.Due, h) || !h.Reminder.DueAt.After(v.now) {
			continue
		}
		if err := v.say(ctx, events.ReminderWithdrawn, h.key(), events.ReminderNotice{Reminder: h.Reminder}); err != nil {
			return nil, time.Time{}, err
		}
	}
	give := func(r events.Reminder) error {
		if slices.ContainsFunc(had, func(h Handed) bool { return h.is(r) }) {
			return nil
		}
		return v.hand(ctx, r, d.Brief)
	}
	for _, r := range d.Due {
		if err := give(r); err != nil {
			return nil, time.Time{}, err
		}
	}
	var handed []Handed
	wake := d.NextWake
	for _, r := range d.Ahead {
		if from := r.DueAt.Add(-lead); from.After(v.now) {
			wake = earlier(wake, from)
			continue
		}
		if err := give(r); err != nil {
			return nil, time.Time{}, err
		}
		handed = append(handed, Handed{Reminder: r})
	}
	return handed, wake, nil
}

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}
