package notifier

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
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
	policy deliveryPolicy
}

// deliveryPolicy are the fields of the tenant's policy that are about channels.
type deliveryPolicy struct {
	// Delivery says how many channels a reminder takes; empty means first.
	Delivery string `json:"delivery,omitempty"`
}

// The values of Delivery.
const (
	// deliverFirst takes the first channel, and the next when it fails permanently.
	deliverFirst = "first"
	// deliverAll takes every channel.
	deliverAll = "all"
)

func newTenants(bucket bus.Bucket[events.Tenant], log *zap.Logger) *tenants {
	return &tenants{bucket: bucket, log: log, ready: make(chan struct{}), bySlug: map[string]tenant{}}
}

// run follows the bucket until ctx is done; when the watch breaks it begins again.
func (t *tenants) run(ctx context.Context) error {
	for ctx.Err() == nil {
		err := t.bucket.Watch(ctx, t.see, func() { t.once.Do(func() { close(t.ready) }) })
		if err == nil || ctx.Err() != nil {
			return nil
		}
		t.log.Warn("the watch of the tenants broke", zap.Error(err))
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
	return nil
}

func (t *tenants) see(_ string, value *events.Tenant) {
	if value == nil {
		return // A tenant that was removed may still have messages on their way.
	}
	var policy deliveryPolicy
	if len(value.Policy) > 0 {
		if err := json.Unmarshal(value.Policy, &policy); err != nil {
			t.log.Error("a tenant's policy cannot be read; its channels are the defaults", zap.String("tenant", value.Slug), zap.Error(err))
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bySlug[value.Slug] = tenant{brand: value.Brand, policy: policy}
}

// of returns the zero tenant, which is all defaults, for one that is not known.
func (t *tenants) of(slug string) tenant {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.bySlug[slug]
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
