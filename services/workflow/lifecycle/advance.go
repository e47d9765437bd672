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
	Dossiers  DossierBucket
	// Policy returns the policy of a tenant as it is now.
	Policy func(tenant string) followup.Policy
	// MinLead is the least real time between hand-over and due instant: it keeps time-lapse punctual.
	MinLead time.Duration
	Metrics *Metrics
}

// Advance evaluates a follow-up at the clock's now and makes the decision known, in an order in
// which a crash between any two steps loses nothing when Advance is tried again:
//
//  1. what it rests on goes to DOSSIERS, so that whoever sees the plan, or is written to, finds a page that knows why,
//  2. what is new in the plan goes to FOLLOWUPS for the record,
//  3. the snapshot goes to STATUS, so that the notifier never sees a reminder that STATUS does not want,
//  4. the dossier of an erased candidate is deleted,
//  5. withdrawals and hand-overs go to the notifier,
//  6. the decision is returned, and with that recorded in the history.
func (a *Advancer) Advance(ctx context.Context, in AdvanceInput) (Decided, error) {
	if err := a.burySurplus(ctx, in); err != nil {
		return Decided{}, err
	}
	if !in.State.knows(in.Followup) {
		// Only other rounds of its application have been told of: there is nothing to follow up yet.
		return Decided{Revision: in.State.Revision, Ended: true}, nil
	}
	before, err := a.before(ctx, in)
	if err != nil {
		return Decided{}, err
	}
	file, err := a.file(ctx, in)
	if err != nil {
		return Decided{}, err
	}
	var restored *Restored
	if in.State, restored, err = a.restore(in, before.Value, file); err != nil {
		return Decided{}, err
	}
	file.in = in
	now := a.Clock.Now()
	basis := a.basisOf(in.Tenant, in.State, before.Value, now)
	emitted := emittedMeanwhile(in.State, before.Value, now)
	overdue, late := basis.overdue(in, before.Value, emitted, now)
	decision := basis.evaluate(in, append(emitted, late...), now)
	decision.Due = append(overdue, decision.Due...)
	had := in.State.Handed
	if restored != nil {
		decision.Due, had = append(in.again(emitted, now), decision.Due...), nil
	}
	decision.Snapshot.PlannedWith, decision.Snapshot.PlannedSince = basis.name, basis.since

	voice := voice{publisher: a.Publisher, tenant: in.Tenant, followup: in.Followup, now: now}
	waiting := in.State.waiting(decision, now)
	if !waiting.IsZero() {
		decision.NextWake = waiting.Add(patience)
		decision.Snapshot.NextWake = decision.NextWake
		if !decision.NextWake.After(now) {
			return a.park(ctx, voice, in.State, reasonAbandoned)
		}
	}
	decision.Snapshot.Revision, err = revise(before.Value, in, decision.Snapshot, file.overtaken())
	if errors.Is(err, errForgotten) {
		return a.park(ctx, voice, in.State, reasonForgotten)
	}
	if err != nil {
		return Decided{}, err
	}
	if err := file.write(ctx, basis.since, decision); err != nil {
		return Decided{}, err
	}
	if err := a.record(ctx, voice, before, decision.Snapshot); err != nil {
		return Decided{}, err
	}
	if err := file.close(ctx); err != nil {
		return Decided{}, err
	}
	handed, wake, err := a.handOver(ctx, voice, basis.policy, had, decision)
	if err != nil {
		return Decided{}, err
	}
	wake = earlier(wake, in.State.nextKnown(now))
	added := slices.Clone(decision.Emitted[len(in.State.Emitted):])
	a.Metrics.advanced(decision, added, basis.changed)
	return Decided{
		Emitted: added, Handed: handed, Revision: decision.Snapshot.Revision, Waiting: waiting, Parked: in.State.Parked,
		Basis: basis.name, Since: basis.since, Wait: clock.Until(a.Clock, wake), Ended: wake.IsZero(), Restored: restored,
	}, nil
}

// before returns the snapshot that stands in STATUS, with revision 0 if there is none.
func (a *Advancer) before(ctx context.Context, in AdvanceInput) (bus.Entry[events.Snapshot], error) {
	entry, err := a.Status.Get(ctx, bus.Key(in.Tenant, in.Followup))
	if errors.Is(err, bus.ErrNotFound) {
		return bus.Entry[events.Snapshot]{}, nil
	}
	if err != nil {
		return entry, fmt.Errorf("read the snapshot of %s: %w", in.Followup, err)
	}
	return entry, nil
}

// emittedMeanwhile returns the record with those reminders added that the notifier had ahead of time and whose
// instant has passed, if STATUS wanted them to the last: the notifier has asked the same, and sent them, whether or
// not anybody here was awake, and whatever has become known or changed since.
func emittedMeanwhile(s State, before events.Snapshot, now time.Time) []followup.Emitted {
	record := slices.Clone(s.Emitted)
	for _, h := range s.Handed {
		r := h.Reminder
		if !r.DueAt.Before(now) || !before.Wants(r.ID, r.DueAt) {
			continue // At the very instant a fact still comes first.
		}
		record = append(record, followup.Emitted{
			Kind: r.Kind, N: r.N, DueAt: r.DueAt, ExpiresAt: r.ExpiresAt, Day: h.Day, Reason: r.Reason,
		})
	}
	return record
}

// revise returns the revision of a new snapshot s, or says why there must not be one.
func revise(before events.Snapshot, in AdvanceInput, s events.Snapshot, overtaken bool) (int, error) {
	revision := in.State.Revision + 1
	if in.State.Revision == 0 {
		// Temporal keeps ended runs for a time only; a first run of a follow-up that was known once counts on.
		revision = before.Revision + 1
		if before.Stage == events.Closed && before.Facts > s.Facts {
			return 0, errForgotten
		}
	}
	// Of two decisions on the same revision, as when a worker was taken for dead, the one that knows more stands. STATUS is
	// further on than the history if decisions were made known, several in a row, and then not recorded: the run goes on from there.
	switch {
	case before.Revision >= revision && before.Facts > s.Facts, before.Revision > revision && overtaken:
		return 0, fmt.Errorf("advance %s: revision %d is written already, this is %d", in.Followup, before.Revision, revision)
	case before.Revision > revision:
		revision = before.Revision + 1
	}
	return revision, nil
}

// record publishes what is new against the snapshot of before and replaces it.
func (a *Advancer) record(ctx context.Context, v voice, before bus.Entry[events.Snapshot], s events.Snapshot) (err error) {
	key, unknown := bus.Key(v.tenant, v.followup), before.Revision == 0
	for _, news := range news(before.Value, s, unknown) {
		if err := v.say(ctx, news.kind, news.key, news.data); err != nil {
			return err
		}
	}
	if unknown {
		_, err = a.Status.Create(ctx, key, s, 0)
	} else {
		_, err = a.Status.Update(ctx, key, s, before.Revision)
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
	spread, lead := policy.Lead.HandOver(v.tenant, v.followup), a.lead(policy, v.tenant, v.followup)
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
		handed = append(handed, Handed{Reminder: r, Day: d.Days[r.ID]})
		if r.DueAt.Equal(wake) {
			// The notifier will do it. Everybody's 09:00 is looked at afterwards, spread as the hand-overs are.
			wake = wake.Add(spread)
		}
	}
	return handed, wake, nil
}

// lead is how long before its due instant a follow-up hands a reminder over.
func (a *Advancer) lead(policy followup.Policy, tenant, followup string) time.Duration {
	return max(policy.Lead.HandOver(tenant, followup), time.Duration(float64(a.MinLead)*a.Clock.Speed()))
}

// earlier returns the earlier of two instants; a zero one is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
