package notifier

import (
	"context"
	"errors"
	"sync"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/message"
)

// tenants is a live copy of the TENANTS bucket.
type tenants struct {
	bucket bus.Bucket[events.Tenant]
	log    *zap.Logger
	// standard are the words of a tenant without its own.
	standard *message.Templates
	ready    chan struct{}
	once     sync.Once
	mu       sync.RWMutex
	bySlug   map[string]tenant
}

// tenant is what the notifier needs of one.
type tenant struct {
	brand  events.Brand
	policy followup.Policy
	words  *message.Templates
}

func newTenants(bucket bus.Bucket[events.Tenant], standard *message.Templates, log *zap.Logger) *tenants {
	return &tenants{bucket: bucket, standard: standard, log: log, ready: make(chan struct{}), bySlug: map[string]tenant{}}
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
	words := t.wordsOf(value)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bySlug[value.Slug] = tenant{brand: value.Brand, policy: policy, words: words}
}

// wordsOf lays the tenant's templates over the standard ones. They were checked when they were saved, by a version
// that may have been another: one that does not pass now is left out, and the standard words stand in for it.
func (t *tenants) wordsOf(value *events.Tenant) *message.Templates {
	words := t.standard
	for i, own := range value.Templates {
		laid, err := words.With(value.Templates[i : i+1])
		if err != nil {
			t.log.Error("a tenant's template cannot be used; the standard words stand in for it", zap.String("tenant", value.Slug),
				zap.String("kind", string(own.Kind)), zap.String("language", string(own.Language)), zap.Error(err))
			continue
		}
		words = laid
	}
	return words
}

// of returns a tenant, or the defaults for one that is not known.
func (t *tenants) of(slug string) tenant {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if known, ok := t.bySlug[slug]; ok {
		return known
	}
	return tenant{policy: followup.DefaultPolicy(), words: t.standard}
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
