package intake

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// keyring knows the tenants and whose each API key is. It follows the TENANTS
// bucket, so a key that is added, rotated or removed counts within a moment.
//
// Keys are looked up by their SHA-256, so how long a look-up takes tells nothing
// about a key that a guess did not hit.
type keyring struct {
	mu      sync.RWMutex
	tenants map[string]events.Tenant
	owners  map[string]owner // by the hex SHA-256 of the key
	ready   bool
}

type owner struct {
	tenant string
	// expires is in real time and zero for never.
	expires time.Time
}

func newKeyring() *keyring {
	return &keyring{tenants: map[string]events.Tenant{}, owners: map[string]owner{}}
}

// follow keeps the keyring current until ctx is done. The first keys count once all
// tenants are known; while the bus is away, those that were known stay valid.
func (k *keyring) follow(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
	seen := map[string]events.Tenant{}
	complete := false
	see := func(slug string, t *events.Tenant) {
		if t == nil {
			delete(seen, slug)
		} else {
			seen[slug] = *t
		}
		if complete {
			k.replace(seen)
		}
	}
	err := tenants.Watch(ctx, see, func() {
		complete = true
		k.replace(seen)
	})
	if err != nil {
		return fmt.Errorf("follow the tenants: %w", err)
	}
	return nil
}

func (k *keyring) replace(tenants map[string]events.Tenant) {
	owners := map[string]owner{}
	for slug, t := range tenants {
		for _, key := range t.Keys {
			owners[key.Hash] = owner{tenant: slug, expires: key.ExpiresAt}
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.tenants, k.owners, k.ready = maps.Clone(tenants), owners, true
}

// tenantOf returns the tenant that key acts for at the real time now.
func (k *keyring) tenantOf(key string, now time.Time) (events.Tenant, bool) {
	hash := events.HashAPIKey(key)
	k.mu.RLock()
	defer k.mu.RUnlock()
	o, ok := k.owners[hash]
	if !ok || (!o.expires.IsZero() && !now.Before(o.expires)) {
		return events.Tenant{}, false
	}
	t, ok := k.tenants[o.tenant]
	t.Slug = o.tenant
	return t, ok
}

// check is the readiness check "tenants".
func (k *keyring) check(context.Context) error {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if !k.ready {
		return errors.New("the tenants have not been read yet")
	}
	return nil
}
