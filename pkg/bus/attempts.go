package bus

import "sync"

// maxTracked bounds the memory of attempts to a few megabytes.
const maxTracked = 100_000

// attempts counts, by stream sequence, how often a handler in this process asked for a retry.
//
// The server counts deliveries, and a hold is a delivery: its number says nothing about failures once a message
// was held. So failures are counted here, for failing messages only. Forgetting
// a count (a restart, another instance, a full table) gives one message a new budget; it never loses one.
type attempts struct {
	mu     sync.Mutex
	failed map[uint64]int
}

func newAttempts() *attempts { return &attempts{failed: make(map[uint64]int)} }

// of returns the failures so far.
func (a *attempts) of(sequence uint64) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.failed[sequence]
}

// fail records one more failure and returns their number.
func (a *attempts) fail(sequence uint64) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, known := a.failed[sequence]; !known && len(a.failed) >= maxTracked {
		for other := range a.failed {
			delete(a.failed, other)
			break
		}
	}
	a.failed[sequence]++
	return a.failed[sequence]
}

// end forgets a message that will not come again.
func (a *attempts) end(sequence uint64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.failed, sequence)
}
