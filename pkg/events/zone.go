package events

import (
	"strings"
	"time"
)

// ValidZone reports whether name is a zone of the IANA database or an alias of one, as far as this
// machine or program has the database. Names that depend on the machine are none: the
// empty one, Local, localtime, and the posix and right variants.
func ValidZone(name string) bool {
	odd := func(c rune) bool { return !isLetter(c) && !isDigit(c) && !strings.ContainsRune("/_+-", c) }
	if name == "" || len(name) > 64 || strings.ContainsFunc(name, odd) {
		return false
	}
	first, _, _ := strings.Cut(name, "/")
	switch first {
	case "Local", "localtime", "posixrules", "Factory", "posix", "right":
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil
}

func (c *checker) zone(location, name string) {
	if name != "" && !ValidZone(name) {
		c.add(location, "must be an IANA time zone such as America/New_York")
	}
}

func (c *checker) requiredZone(location, name string) {
	if name == "" {
		c.add(location, "is required: an IANA time zone such as America/New_York")
	}
	c.zone(location, name)
}
