package notifier

import (
	"context"
	"errors"
	"sync"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// tenants is a live copy of the TENANTS bucket.
type tenants struct {
	bucket bus.Bucket[events.Tenant]
	log    *zap.Logger
	ready  chan struct{}
	once   sync.Once
	mu     sync.RWMutex
	bySlug map[string]tenant
}

// tenant is what the notifier needs of one.
type tenant struct {
	brand  events.Brand
	policy followup.Policy
}

func newTenants(bucket bus.Bucket[events.Tenant], log *zap.Logger) *tenants {
	return &tenants{bucket: bucket, log: log, ready: make(chan struct{}), bySlug: map[string]tenant{}}
}

// run follows the bucket until ctx is done.
func (t *tenants) run(ctx context.Context) error {
	return t.bucket.Watch(ctx, t.see, func() { t.once.Do(func() { close(t.ready) }) })
}

func (t *tenants) see(_ string, value *events.Tenant) {
	if value == nil {
		return // A tenant that was removed may still have messages on their way.
	}
	policy, err := followup.ParsePolicy(value.Policy)
	if err != nil {
		t.log.Error("a tenant's policy cannot be read; the defaults hold", zap.String("tenant", value.Slug), zap.Error(err))
		policy = followup.DefaultPolicy()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bySlug[value.Slug] = tenant{brand: value.Brand, policy: policy}
}

// of returns a tenant, or the defaults for one that is not known.
func (t *tenants) of(slug string) tenant {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if known, ok := t.bySlug[slug]; ok {
		return known
	}
	return tenant{policy: followup.DefaultPolicy()}
}

// wait returns true once the tenants have been read, and false if ctx is done first.
func (t *tenants) wait(ctx context.Context) bool {
	select {
	case <-t.ready:
		return true
	case <-ctx.Done():
		return false
	}
}

// check is a telemetry.Check.
func (t *tenants) check(context.Context) error {
	select {
	case <-t.ready:
		return nil
	default:
		return errors.New("the tenants have not been read yet")
	}
}
