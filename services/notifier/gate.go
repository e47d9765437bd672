package notifier

import (
	"strings"
	"sync"
)

// gate orders, within this process, the sending to an address and the word of its owner to stop. Many letters may
// be on their way to one address at once; a stop waits for them and lets no other begin before it is written down.
type gate struct {
	mu    sync.Mutex
	doors map[string]*door
}

// door is the lock of one address, kept as long as somebody needs it.
type door struct {
	sync.RWMutex
	users int
}

func newGate() *gate { return &gate{doors: map[string]*door{}} }

// Send waits while the address is being stopped, and holds off who wants to stop it until release is called: from
// the last look at the suppressions until the provider has answered.
func (g *gate) Send(address string) (release func()) {
	d := g.enter(address)
	d.RLock()
	return sync.OnceFunc(func() {
		d.RUnlock()
		g.leave(address)
	})
}

// Stop lets no letter to the address begin any more, and returns when those that had begun have ended: for as long
// as one attempt at a provider may take. The suppression is to be stored before release is called; whoever is let
// through then finds it.
func (g *gate) Stop(address string) (release func()) {
	d := g.enter(address)
	d.Lock()
	return sync.OnceFunc(func() {
		d.Unlock()
		g.leave(address)
	})
}

// enter returns the door of an address. Upper and lower case are one, as they are for package suppression.
func (g *gate) enter(address string) *door {
	g.mu.Lock()
	defer g.mu.Unlock()
	key := strings.ToLower(address)
	d, ok := g.doors[key]
	if !ok {
		d = &door{}
		g.doors[key] = d
	}
	d.users++
	return d
}

func (g *gate) leave(address string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	key := strings.ToLower(address)
	d := g.doors[key]
	if d.users--; d.users == 0 {
		delete(g.doors, key)
	}
}
