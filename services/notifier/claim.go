package notifier

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
)

// claimState says how far the sending of one reminder on one channel has come.
type claimState string

// The states; doc.go draws how they follow each other.
const (
	stateClaimed claimState = "claimed"
	stateSending claimState = "sending"
	stateSkipped claimState = "skipped"
	stateSent    claimState = "sent"
	stateFailed  claimState = "failed"
	stateUnknown claimState = "unknown"
)

// claim is the value in SENDS. It holds no address and no words.
type claim struct {
	State claimState `json:"state"`
	// DueAt is the due instant that was claimed; a moved reminder has another.
	DueAt time.Time `json:"due_at"`
	// Date is the clock's time at the first attempt: the message's date for ever.
	Date time.Time `json:"date"`
	// Lease is until when, as the clock shows it, whoever claimed it may be at work.
	Lease time.Time `json:"lease,omitzero"`
	// Attempts counts what was begun at the provider, Ambiguous those of them without an answer,
	// and Delays the temporary failures, of which some came before anything was begun.
	Attempts  int `json:"attempts"`
	Ambiguous int `json:"ambiguous,omitempty"`
	Delays    int `json:"delays,omitempty"`
	// MessageID is ours; ProviderID the provider's.
	MessageID  string `json:"message_id"`
	ProviderID string `json:"provider_id,omitempty"`
	// Code, Rule and Reason say how it ended, At when.
	Code   string    `json:"code,omitempty"`
	Rule   string    `json:"rule,omitempty"`
	Reason string    `json:"reason,omitempty"`
	At     time.Time `json:"at,omitzero"`
	// Told is Rule as the advisers are told it, where it says more.
	Told string `json:"told,omitempty"`
	// FirstText reports that nothing had been texted to the number before: the message says how to end it.
	FirstText bool `json:"first_text,omitempty"`
	// FallBack reports that the end lets the next channel have its turn.
	FallBack bool `json:"fall_back,omitempty"`
}

func (c claim) ended() bool {
	return c.State == stateSent || c.State == stateUnknown || c.unsent()
}

// unsent reports that it has ended and nothing has reached, or may have reached, its reader.
func (c claim) unsent() bool { return c.State == stateSkipped || c.State == stateFailed }

// held is a claim in our hands: the value as we last wrote it, and its fence.
type held struct {
	key      string
	revision uint64
	// orphaned reports that its last holder never said how the sending ended.
	orphaned bool
	claim
}

// claims is the SENDS bucket with its rules.
type claims struct {
	bucket bus.Bucket[claim]
	clock  clock.Clock
	// lease is how long a claim is respected, in real time.
	lease time.Duration

	mu sync.Mutex
	// unwritten are results that the bucket could not take yet: a message whose sending is
	// known here must not be sent again because the store was away for a moment.
	unwritten map[string]claim
}

// errLostClaim says that another notifier has taken the claim over.
var errLostClaim = errors.New("another notifier has the claim")

// take claims a delivery, or takes over a claim whose holder has had its time. busy is when to
// look again if somebody may be at work on it.
func (c *claims) take(ctx context.Context, key string, fresh claim) (h *held, busy time.Time, err error) {
	if h, err := c.recall(ctx, key); h != nil {
		return h, time.Time{}, err
	}
	now := c.clock.Now()
	fresh.Lease = c.leaseFrom(now)
	revision, err := c.bucket.Create(ctx, key, fresh, 0)
	if err == nil {
		return &held{key: key, revision: revision, claim: fresh}, time.Time{}, nil
	}
	if !errors.Is(err, bus.ErrConflict) {
		return nil, time.Time{}, err
	}
	entry, err := c.bucket.Get(ctx, key)
	if err != nil {
		return nil, time.Time{}, err
	}
	h = &held{key: key, revision: entry.Revision, claim: entry.Value}
	switch {
	case h.unsent() && !h.DueAt.Equal(fresh.DueAt):
		// Nothing was sent under the old due instant: it begins anew.
		h.claim = fresh
	case h.ended():
		return h, time.Time{}, nil
	case now.Before(h.Lease):
		return nil, h.Lease, nil
	case h.State == stateSending:
		// Its holder died, or was cut off, with the bytes on their way.
		h.State, h.orphaned = stateClaimed, true
		h.Ambiguous++
	}
	h.DueAt, h.Lease = fresh.DueAt, fresh.Lease
	return h, time.Time{}, c.write(ctx, h)
}

// settle stores how a claim ended. A message that was sent stays sent, whoever has
// taken the claim over meanwhile. If the store cannot be reached the result is kept here.
func (c *claims) settle(ctx context.Context, h *held) error {
	err := c.write(ctx, h)
	if errors.Is(err, errLostClaim) && h.State == stateSent {
		h.revision, err = c.bucket.Put(ctx, h.key, h.claim)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil || errors.Is(err, errLostClaim) {
		delete(c.unwritten, h.key)
	} else {
		c.unwritten[h.key] = h.claim
	}
	return err
}

// recall returns a result that the bucket could not take, and tries once more to store it; nil if there is none.
func (c *claims) recall(ctx context.Context, key string) (*held, error) {
	c.mu.Lock()
	result, ok := c.unwritten[key]
	c.mu.Unlock()
	if !ok {
		return nil, nil
	}
	h := &held{key: key, claim: result}
	return h, c.settle(ctx, h)
}

// peek returns the claim on a key as it stands, or fresh, not yet stored, if there is none.
func (c *claims) peek(ctx context.Context, key string, fresh claim) (*held, error) {
	if h, err := c.recall(ctx, key); h != nil {
		return h, err
	}
	entry, err := c.bucket.Get(ctx, key)
	if errors.Is(err, bus.ErrNotFound) {
		return &held{key: key, claim: fresh}, nil
	}
	return &held{key: key, revision: entry.Revision, claim: entry.Value}, err
}

// write stores the claim if nobody has changed it since we last did.
func (c *claims) write(ctx context.Context, h *held) error {
	store := func() (uint64, error) { return c.bucket.Update(ctx, h.key, h.claim, h.revision) }
	if h.revision == 0 {
		store = func() (uint64, error) { return c.bucket.Create(ctx, h.key, h.claim, 0) }
	}
	revision, err := store()
	if errors.Is(err, bus.ErrConflict) {
		return errLostClaim
	}
	if err != nil {
		return err
	}
	h.revision = revision
	return nil
}

// leaseFrom converts the lease, which is real time, to the time the clock shows.
func (c *claims) leaseFrom(now time.Time) time.Time {
	return now.Add(time.Duration(float64(c.lease) * c.clock.Speed()))
}

// claim makes sure that only one notifier sends, and that what was sent is not sent again.
func (n *Notifier) claim(ctx context.Context, d *delivery) verdict {
	h, busy, err := n.claims.take(ctx, d.claimKey(), n.freshClaim(d))
	switch {
	case errors.Is(err, errLostClaim):
		return retryFor(ruleLostClaim, time.Second, err)
	case err != nil:
		return retryFor(ruleUnavailable, 0, fmt.Errorf("claim reminder %s: %w", d.order.Reminder.ID, err))
	case h == nil:
		return holdUntil(ruleInHand, busy)
	case h.ended():
		return n.sayAgain(ctx, d, h)
	}
	if h.orphaned {
		n.metrics.sent(d.order.Channel, events.Ambiguous)
	}
	d.claimed = h
	return passed()
}

func (n *Notifier) freshClaim(d *delivery) claim {
	return claim{State: stateClaimed, DueAt: d.order.Reminder.DueAt, Date: d.now, MessageID: n.messageID(d)}
}

// claimKey is one for each reminder and channel; of all that is to be told of a follow-up, an adviser is told once.
func (d *delivery) claimKey() string {
	if d.toAdviser() {
		return bus.Key(d.tenant(), d.followup(), string(events.Adviser), addressOf(d.order))
	}
	return bus.Key(d.tenant(), d.order.Reminder.ID, string(d.order.Channel))
}
