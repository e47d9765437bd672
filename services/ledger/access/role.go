package access

import (
	"fmt"
	"strings"
)

// Role is what somebody may do in a tenant. Each may all that the one before may. The zero Role may nothing.
type Role int

// The roles.
const (
	// Viewer sees what was planned and sent, and nothing personal: a follow-up's id stands for the candidate.
	Viewer Role = iota + 1
	// Adviser sees names, facts and messages too.
	Adviser
	// Operator also looks into dead letters, sends them again, and repairs what the audit found.
	Operator
	// Admin also sets the policy and sees the tenants.
	Admin
)

// roleNames are in the order of the roles, from Viewer.
func roleNames() []string { return []string{"viewer", "adviser", "operator", "admin"} }

// Roles returns the roles, the weakest first.
func Roles() []Role { return []Role{Viewer, Adviser, Operator, Admin} }

// String returns the role's word, and "nobody" for one that there is not.
func (r Role) String() string {
	if names := roleNames(); r >= Viewer && int(r) <= len(names) {
		return names[r-1]
	}
	return "nobody"
}

// ParseRole reads a role's word.
func ParseRole(word string) (Role, error) {
	for i, name := range roleNames() {
		if word == name {
			return Role(i + 1), nil
		}
	}
	return 0, fmt.Errorf("a role must be one of %s", strings.Join(roleNames(), ", "))
}
