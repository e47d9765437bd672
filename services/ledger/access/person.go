package access

import (
	"context"
	"maps"
	"slices"
)

// Person is somebody who is signed in. The zero Person may nothing.
type Person struct {
	// ID is what the way in calls the person: the provider's subject, or the user name. It is not shown.
	ID string
	// Name is shown on the page.
	Name string
	// Role is what the person may in each of Tenants, and in every tenant when Everywhere is set.
	Role Role
	// Tenants are slugs.
	Tenants    []string
	Everywhere bool
	// Also are the tenants, by slug, in which the person may more than Role.
	Also map[string]Role
}

// In returns the person's role in a tenant; 0 for one that is none of the person's business.
func (p Person) In(tenant string) Role {
	role := p.Also[tenant]
	if p.Everywhere || slices.Contains(p.Tenants, tenant) {
		role = max(role, p.Role)
	}
	return role
}

// May reports whether the person's role in a tenant is at least need.
func (p Person) May(tenant string, need Role) bool {
	return need >= Viewer && p.In(tenant) >= need
}

// MayEverywhere reports whether the person has at least that role in every tenant: what concerns no single one needs that.
func (p Person) MayEverywhere(need Role) bool {
	return p.Everywhere && need >= Viewer && p.Role >= need
}

// Among returns those of the slugs that the person may see, in the order given.
func (p Person) Among(slugs []string) []string {
	return slices.DeleteFunc(slices.Clone(slugs), func(slug string) bool { return !p.May(slug, Viewer) })
}

// granted returns a person with a role per tenant; "*" is every tenant.
func granted(id, name string, roles map[string]Role) Person {
	p := Person{ID: id, Name: name}
	p.Role, p.Everywhere = roles[everyTenant], roles[everyTenant] >= Viewer
	for _, tenant := range slices.Sorted(maps.Keys(roles)) {
		if tenant == everyTenant {
			continue
		}
		p.Tenants = append(p.Tenants, tenant)
		if !p.Everywhere && (p.Role == 0 || roles[tenant] < p.Role) {
			p.Role = roles[tenant]
		}
	}
	for _, tenant := range p.Tenants {
		if roles[tenant] > p.Role {
			if p.Also == nil {
				p.Also = make(map[string]Role)
			}
			p.Also[tenant] = roles[tenant]
		}
	}
	return p
}

// everyTenant stands for all tenants in a rule; no tenant can have that slug.
const everyTenant = "*"

type personKey struct{}

// WithPerson returns a context in which p looks.
func WithPerson(ctx context.Context, p Person) context.Context {
	return context.WithValue(ctx, personKey{}, p)
}

// PersonOf returns who looks; ok is false where no Gate was passed.
func PersonOf(ctx context.Context) (p Person, ok bool) {
	p, ok = ctx.Value(personKey{}).(Person)
	return p, ok
}
