package tenants

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// ErrNotRead is returned by Ready until every tenant has been read once.
var ErrNotRead = errors.New("the tenants have not been read yet")

// Directory knows the tenants and whose each API key is. It follows the TENANTS bucket while Run runs, so that a key
// that is added, rotated or removed counts within a moment. It is safe for concurrent use.
//
// Keys are looked up by their SHA-256, so how long a look-up takes tells nothing about a key that a guess did not hit.
type Directory struct {
	bucket bus.Bucket[events.Tenant]

	mu      sync.RWMutex
	tenants map[string]events.Tenant
	owners  map[string]owner // by the hex SHA-256 of the key
	ready   bool
	waiting map[chan struct{}]struct{}
}

type owner struct {
	tenant string
	key    events.APIKey
}

// New returns a directory that knows nobody until Run has read the bucket.
func New(b *bus.Bus) *Directory {
	return &Directory{
		bucket:  bus.OpenBucket[events.Tenant](b, bus.TenantsBucket),
		tenants: map[string]events.Tenant{}, owners: map[string]owner{}, waiting: map[chan struct{}]struct{}{},
	}
}

// Run keeps the directory current until ctx is done, and then returns nil. The first keys count once all tenants are known;
// while the bus is away, those that were known stay valid.
func (d *Directory) Run(ctx context.Context) error {
	seen := map[string]events.Tenant{}
	complete := false
	see := func(slug string, t *events.Tenant) {
		if t == nil {
			delete(seen, slug)
		} else {
			tenant := *t
			tenant.Slug = slug
			seen[slug] = tenant
		}
		if complete {
			d.replace(seen)
		}
	}
	err := d.bucket.Watch(ctx, see, func() {
		complete = true
		d.replace(seen)
	})
	if err != nil {
		return fmt.Errorf("follow the tenants: %w", err)
	}
	return nil
}

func (d *Directory) replace(tenants map[string]events.Tenant) {
	owners := map[string]owner{}
	for slug, t := range tenants {
		for _, key := range t.Keys {
			owners[key.Hash] = owner{tenant: slug, key: key}
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tenants, d.owners, d.ready = maps.Clone(tenants), owners, true
	for tick := range d.waiting {
		select {
		case tick <- struct{}{}:
		default: // It has one already.
		}
	}
}

// ByKey returns the tenant that an API key acts for at the real time now, and what the key may do.
func (d *Directory) ByKey(key string, now time.Time) (events.Tenant, events.APIKey, bool) {
	hash := events.HashAPIKey(key)
	d.mu.RLock()
	defer d.mu.RUnlock()
	o, ok := d.owners[hash]
	if !ok || (!o.key.ExpiresAt.IsZero() && !now.Before(o.key.ExpiresAt)) {
		return events.Tenant{}, events.APIKey{}, false
	}
	t, ok := d.tenants[o.tenant]
	return t, o.key, ok
}

// Tenant returns the tenant with a slug.
func (d *Directory) Tenant(slug string) (events.Tenant, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	t, ok := d.tenants[slug]
	return t, ok
}

// All returns every tenant, by slug.
func (d *Directory) All() []events.Tenant {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return slices.SortedFunc(maps.Values(d.tenants), func(a, b events.Tenant) int { return cmp.Compare(a.Slug, b.Slug) })
}

// Changed gives a tick whenever a tenant was added, changed or removed, and once when all were read; several in a row may
// be one. The function ends it.
func (d *Directory) Changed() (<-chan struct{}, func()) {
	tick := make(chan struct{}, 1)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.waiting[tick] = struct{}{}
	return tick, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.waiting, tick)
	}
}

// Ready is the readiness check "tenants": ErrNotRead until all have been read once.
func (d *Directory) Ready(context.Context) error {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if !d.ready {
		return ErrNotRead
	}
	return nil
}
