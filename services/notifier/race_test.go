package notifier_test

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// Two hundred texts to a number race with its owner's STOP, among as many to other numbers. From the moment at which the
// stop is written down, no byte leaves for the number; the others are not disturbed.
func TestNothingLeavesAfterStop(t *testing.T) {
	const letters, before = 200, 20
	th := newTheatre(t, `{}`, func(o *notifier.Options) { o.Public = nil })
	var (
		stopping atomic.Int32
		stopped  atomic.Bool
		late     atomic.Int32
		some     = make(chan struct{})
		sent     atomic.Int32
	)
	owner := newPart(0)
	th.puppets[events.SMS].during = func(l channel.Letter) error {
		if l.To != owner.address(events.SMS) {
			return nil
		}
		// While somebody stops the number the bytes take long: they would be found leaving.
		for range 100 + 20_000*int(stopping.Load()) {
			if stopped.Load() {
				late.Add(1)
				break
			}
			runtime.Gosched()
		}
		if sent.Add(1) == before {
			close(some)
		}
		return nil
	}
	orders := make([]bus.Message, 0, 2*letters)
	for i := range 2 * letters {
		p := newPart(i)
		if i%2 == 0 {
			p.brief.Meeting.Candidate.Phone = owner.address(events.SMS)
		}
		th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
		order := events.DeliveryOrder{Reminder: p.reminder, Brief: p.brief, Channel: events.SMS}
		orders = append(orders, bus.Message{Event: th.event(events.DeliveryRequested, p, p.reminder.ID, order), Attempt: 1})
	}
	var all sync.WaitGroup
	all.Go(func() {
		<-some
		stopping.Store(1)
		release := th.notifier.Stop(owner.address(events.SMS))
		defer release()
		key := suppression.OfSender(events.SMS, number, owner.address(events.SMS))
		if _, err := suppression.Open(th.bus).Add(t.Context(), key, events.Suppression{Rule: events.RuleStop, At: th.clock.Now()}); err != nil {
			t.Error(err)
		}
		stopped.Store(true)
	})
	work := make(chan bus.Message)
	for range 32 {
		all.Go(func() {
			for m := range work {
				if out := th.notifier.Handle(t.Context(), m); out != bus.Done() {
					t.Errorf("order %s: %+v", m.Event.ID, out)
				}
			}
		})
	}
	for _, m := range orders {
		work <- m
	}
	close(work)
	all.Wait()
	if n := late.Load(); n > 0 {
		t.Errorf("%d texts left after the stop", n)
	}
	toOwner := th.puppets[events.SMS].left(owner.address(events.SMS))
	if toOwner < before || toOwner == letters {
		t.Errorf("%d texts left for the number; the stop came while some had left and others had not", toOwner)
	}
	for i := 1; i < 2*letters; i += 2 {
		if n := th.puppets[events.SMS].left(newPart(i).address(events.SMS)); n != 1 {
			t.Errorf("%d texts to another number; want 1", n)
		}
	}
}
