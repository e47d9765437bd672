package notifier

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// eventually waits for something that must come true.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.NewTimer(30 * time.Second)
	defer deadline.Stop()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for !holds() {
		select {
		case <-look.C:
		case <-deadline.C:
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

func TestAStopWaitsForWhatHasBegunAndHoldsOffTheRest(t *testing.T) {
	g := newGate()
	const address = "+14155550123"
	first, second := g.Send(address), g.Send(address)
	var stopped, sent atomic.Bool
	release := make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		open := g.Stop(address)
		stopped.Store(true)
		<-release
		if sent.Load() {
			t.Error("a letter began while the address was being stopped")
		}
		open()
	})
	d := g.enter(address)
	eventually(t, "the stop is at the door", func() bool {
		if d.TryRLock() {
			d.RUnlock()
			return false
		}
		return true
	})
	g.leave(address)
	g.Send("+14155550124")() // Another address does not wait.
	all.Go(func() {
		leave := g.Send(address)
		sent.Store(true)
		leave()
	})
	first()
	first() // Given back twice, it counts once.
	if stopped.Load() {
		t.Error("stopped while a letter was on its way")
	}
	second()
	eventually(t, "the stop is through", stopped.Load)
	close(release)
	all.Wait()
	if !sent.Load() {
		t.Error("the gate did not open again")
	}
	if len(g.doors) != 0 {
		t.Errorf("%d doors are kept though nobody needs them", len(g.doors))
	}
}

func TestOneAddressHasOneDoorHoweverItIsWritten(t *testing.T) {
	g := newGate()
	leave := g.Send("Ada@Example.com")
	defer leave()
	if d := g.enter("ada@example.com"); d.TryLock() {
		t.Error("the same mailbox has two doors")
	}
}
