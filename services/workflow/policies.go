package followups

import (
	"context"
	"errors"
	"sync"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// policies knows the policy of each tenant as it is now.
type policies struct {
	log    *zap.Logger
	loaded chan struct{}
	// changed is called, once all are loaded, with each tenant whose plans rest on something else from now on.
	changed func(tenant string)

	mu    sync.RWMutex
	known map[string]followup.Policy
}

func newPolicies(log *zap.Logger) *policies {
	return &policies{log: log, loaded: make(chan struct{}), changed: func(string) {}, known: map[string]followup.Policy{}}
}

// of returns the tenant's policy; one that is not known has the defaults.
func (p *policies) of(tenant string) followup.Policy {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if policy, ok := p.known[tenant]; ok {
		return policy
	}
	return followup.DefaultPolicy()
}

// basis returns what the tenant's plans rest on.
func (p *policies) basis(tenant string) string { return followup.Basis(p.of(tenant)) }

// follow keeps up with the TENANTS bucket until ctx is done.
func (p *policies) follow(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
	var once sync.Once
	return tenants.Watch(ctx, p.take, func() { once.Do(func() { close(p.loaded) }) })
}

// take notes a change. A policy that cannot be read leaves the one before in force.
func (p *policies) take(slug string, tenant *events.Tenant) {
	before := p.basis(slug)
	p.note(slug, tenant)
	if p.complete() && p.basis(slug) != before {
		p.changed(slug)
	}
}

func (p *policies) note(slug string, tenant *events.Tenant) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if tenant == nil {
		delete(p.known, slug)
		return
	}
	policy, err := followup.ParsePolicy(tenant.Policy)
	if err != nil {
		p.log.Error("a tenant's policy cannot be used; the one before stays in force", zap.String("tenant", slug), zap.Error(err))
		return
	}
	p.known[slug] = policy
}

func (p *policies) ready(context.Context) error {
	if !p.complete() {
		return errors.New("the tenants' policies are not loaded yet")
	}
	return nil
}

func (p *policies) complete() bool {
	select {
	case <-p.loaded:
		return true
	default:
		return false
	}
}
