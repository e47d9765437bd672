package access

import (
	"bufio"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/bcrypt"
)

// User is somebody on the list of those who sign in by a password.
type User struct {
	// Name is what is typed; it is the person's ID too.
	Name string
	// Hash is a bcrypt hash of the password. Password is the password itself, for the one operator of a small installation whose
	// settings hold it. Exactly one of them is set.
	Hash, Password string
	// Roles are those per tenant; "*" is every tenant.
	Roles map[string]Role
}

// ParseUsers reads a list of users, one a line: what `htpasswd -nBC 12 NAME` prints, followed by role@tenant once or more, such as
//
//	maria:$2y$12$… adviser@career-center operator@alumni
//
// Empty lines and those that begin with # are left out. Its errors name the line, never what stands in it.
func ParseUsers(text string) ([]User, error) {
	var users []User
	var errs []error
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		words := strings.Fields(lines.Text())
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		u, err := parseUser(words)
		if err != nil {
			errs = append(errs, fmt.Errorf("users: line %d: %w", n, err))
			continue
		}
		users = append(users, u)
	}
	return users, errors.Join(append(errs, lines.Err())...)
}

func parseUser(words []string) (User, error) {
	name, hash, ok := strings.Cut(words[0], ":")
	if !ok || name == "" || len(words) < 2 {
		return User{}, errors.New("it must be of the form name:hash role@tenant")
	}
	u := User{Name: name, Hash: hash, Roles: make(map[string]Role)}
	for _, word := range words[1:] {
		role, tenant, err := parseGrant(word)
		if err != nil {
			return User{}, err
		}
		u.Roles[tenant] = max(u.Roles[tenant], role)
	}
	return u, u.check()
}

func (u User) check() error {
	switch {
	case u.Name == "":
		return errors.New("a user must have a name")
	case len(u.Roles) == 0:
		return errors.New("a user must have a role")
	case (u.Hash == "") == (u.Password == ""):
		return errors.New("a user must have either a hash or a password")
	case u.Hash == "":
		return nil
	}
	if cost, err := bcrypt.Cost([]byte(u.Hash)); err != nil || cost < bcrypt.DefaultCost {
		return fmt.Errorf("the hash must be one of bcrypt with a cost of at least %d", bcrypt.DefaultCost)
	}
	return nil
}

// admits reports whether the password is the user's, after the same work whether it is or not.
func (u User) admits(password string) bool {
	if u.Hash != "" {
		return bcrypt.CompareHashAndPassword([]byte(u.Hash), []byte(password)) == nil
	}
	want, got := sha256.Sum256([]byte(u.Password)), sha256.Sum256([]byte(password))
	return subtle.ConstantTimeCompare(want[:], got[:]) == 1
}

// basis is what a visit's note is sealed for: it changes with the password.
func (u User) basis() string { return "password\x00" + u.Name + "\x00" + u.Hash + "\x00" + u.Password }
