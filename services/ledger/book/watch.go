package book

import "sync"

// watch tells who waits for news of a tenant.
type watch struct {
	mu      *sync.Mutex
	waiting map[string]map[chan struct{}]struct{}
}

func newWatch() watch {
	return watch{mu: &sync.Mutex{}, waiting: map[string]map[chan struct{}]struct{}{}}
}

// Changed gives a tick whenever something of the tenant was written by this process; several in a row may be one. The
// function ends it.
func (b *Book) Changed(tenant string) (<-chan struct{}, func()) {
	tick := make(chan struct{}, 1)
	b.watch.mu.Lock()
	defer b.watch.mu.Unlock()
	if b.watch.waiting[tenant] == nil {
		b.watch.waiting[tenant] = map[chan struct{}]struct{}{}
	}
	b.watch.waiting[tenant][tick] = struct{}{}
	return tick, func() {
		b.watch.mu.Lock()
		defer b.watch.mu.Unlock()
		delete(b.watch.waiting[tenant], tick)
		if len(b.watch.waiting[tenant]) == 0 {
			delete(b.watch.waiting, tenant)
		}
	}
}

func (w watch) tell(tenants map[string]int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for tenant := range tenants {
		for tick := range w.waiting[tenant] {
			select {
			case tick <- struct{}{}:
			default: // It has one already.
			}
		}
	}
}
