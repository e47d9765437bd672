package access

import (
	"errors"
	"fmt"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// Rule gives the members of a group a role in a tenant.
type Rule struct {
	Group string
	Role  Role
	// Tenant is a slug, or "*" for every tenant, also those to come.
	Tenant string
}

// ParseRules reads rules of the form group=role@tenant, one a line or with semicolons between them: a group's name may hold
// everything else, and what is after its last = is the role. Empty lines and those that begin with # are left out. Several rules
// may name a group, and several groups a tenant: the strongest role counts. The error joins all mistakes.
func ParseRules(text string) ([]Rule, error) {
	var rules []Rule
	var errs []error
	for _, line := range strings.FieldsFunc(text, func(c rune) bool { return c == '\n' || c == ';' }) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cut := strings.LastIndexByte(line, '=')
		if cut < 1 {
			errs = append(errs, fmt.Errorf("%q must be of the form group=role@tenant", line))
			continue
		}
		role, tenant, err := parseGrant(line[cut+1:])
		if err != nil {
			errs = append(errs, fmt.Errorf("%q: %w", line, err))
			continue
		}
		rules = append(rules, Rule{Group: strings.TrimSpace(line[:cut]), Role: role, Tenant: tenant})
	}
	return rules, errors.Join(errs...)
}

// parseGrant reads role@tenant.
func parseGrant(text string) (Role, string, error) {
	word, tenant, ok := strings.Cut(strings.TrimSpace(text), "@")
	if !ok || tenant != everyTenant && !events.ValidSlug(tenant) {
		return 0, "", errors.New("it must end with role@tenant, where the tenant is a slug, or * for every one")
	}
	role, err := ParseRole(word)
	return role, tenant, err
}

// rolesOf returns the strongest role per tenant of somebody who is in these groups.
func rolesOf(rules []Rule, groups []string) map[string]Role {
	in := make(map[string]bool, len(groups))
	for _, group := range groups {
		in[group] = true
	}
	roles := make(map[string]Role)
	for _, rule := range rules {
		if in[rule.Group] {
			roles[rule.Tenant] = max(roles[rule.Tenant], rule.Role)
		}
	}
	return roles
}
