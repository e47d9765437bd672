package events

import (
	"net/mail"
	"slices"
	"strings"
	"unicode"
)

// candidateUpdate: an absent field stays as it was, so none is required; whether a channel has its contact is
// not known here.
func (c *checker) candidateUpdate(u *CandidateUpdate) {
	c.text("name", u.Name, MaxName)
	c.zone("time_zone", u.TimeZone)
	c.reachable("", *u)
}

// reachable checks how and when a candidate may be written to.
func (c *checker) reachable(place string, u CandidateUpdate) {
	c.email(within(place, "email"), u.Email)
	c.phone(within(place, "phone"), u.Phone)
	c.locale(within(place, "locale"), u.Locale)
	channels := within(place, "channels")
	for i, channel := range u.Channels {
		requiredWord(c, element(channels, i), channel, Email, SMS)
		if slices.Contains(u.Channels[:i], channel) {
			c.add(element(channels, i), "must be named once")
		}
	}
	c.allowed(within(place, "allowed"), u.Allowed)
	word(c, within(place, "prefers"), u.Prefers, "email", "handwriting")
}

// allowed wants a window within 07:00-22:00 (DOMAIN.md section 4).
func (c *checker) allowed(place string, w *AllowedWindow) {
	if w == nil || c.faults.has(place) {
		return
	}
	earliest, latest := NewTimeOfDay(7, 0), NewTimeOfDay(22, 0)
	for _, end := range []struct {
		name string
		at   TimeOfDay
	}{{"from", w.From}, {"to", w.To}} {
		location := member(place, end.name)
		switch {
		case c.root.at(location) == nil:
			c.add(location, "is required: a time of day such as 08:00")
		case end.at < earliest || end.at > latest:
			c.add(location, "must be from 07:00 to 22:00")
		}
	}
	if w.From >= w.To && !c.faults.has(member(place, "to")) {
		c.add(member(place, "from"), "must be before to")
	}
}

// email wants a bare address with a domain name: no display name, no quoting, no comment.
func (c *checker) email(location, s string) {
	if s != "" && !IsEmail(s) {
		c.add(location, "must be a bare email address such as ada@example.com")
	}
}

// IsEmail reports that s is a bare email address with a domain name: no display name, no quoting, no comment.
// The local part is a dot-atom of at most 64 bytes (RFC 5321 section 4.5.3.1.1), the domain has two labels or more.
func IsEmail(s string) bool {
	address, err := mail.ParseAddress(s)
	at := strings.LastIndexByte(s, '@')
	if err != nil || address.Address != s || address.Name != "" || len(s) > 254 || at > 64 || strings.ContainsFunc(s, unicode.IsControl) {
		return false
	}
	local, domain := s[:at], s[at+1:]
	labels := strings.Split(domain, ".")
	return !strings.ContainsAny(local, "\"\\(),:;<>@[] ") && len(labels) >= 2 && !slices.ContainsFunc(labels, isNoLabel)
}

func isNoLabel(label string) bool {
	odd := func(c rune) bool {
		return c != '-' && !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c)
	}
	return label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") || strings.ContainsFunc(label, odd)
}

// phone wants E.164 form. The form that was meant is named where the number says its country itself.
func (c *checker) phone(location, s string) {
	if s == "" || IsPhone(s) {
		return
	}
	message := "must be in E.164 form, such as +14155550123"
	if meant := meantPhone(s); meant != "" {
		message += "; " + meant + " is probably meant"
	}
	c.add(location, message)
}

// IsPhone reports that s is a number in E.164 form: a plus sign, the country code and the number, 15 digits at
// most (ITU-T E.164 section 6).
func IsPhone(s string) bool {
	digits, ok := strings.CutPrefix(s, "+")
	odd := func(c rune) bool { return !isDigit(c) }
	return ok && len(digits) >= 7 && len(digits) <= 15 && digits[0] != '0' && !strings.ContainsFunc(digits, odd)
}

// meantPhone drops the signs that people write between digits, the 00 that stands for a plus, and
// the (0) that is not dialled from abroad. It returns "" if that does not give E.164 form.
func meantPhone(s string) string {
	s = strings.Replace(s, "(0)", "", 1)
	s = strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || strings.ContainsRune("-.()/\u2010\u2011\u2012\u2013", c) {
			return -1
		}
		return c
	}, s)
	if rest, ok := strings.CutPrefix(s, "00"); ok {
		s = "+" + rest
	}
	if !IsPhone(s) {
		return ""
	}
	return s
}

// locale wants the form of a BCP 47 tag: a language, then subtags.
func (c *checker) locale(location, s string) {
	if s == "" {
		return
	}
	for i, tag := range strings.Split(s, "-") {
		odd := func(c rune) bool { return !isLetter(c) && (i == 0 || !isDigit(c)) }
		if len(s) > 35 || len(tag) > 8 || len(tag) == 0 || i == 0 && len(tag) < 2 || strings.ContainsFunc(tag, odd) {
			c.add(location, "must be a language tag such as en or de-AT")
			return
		}
	}
}
