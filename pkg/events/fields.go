package events

import (
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

var (
	idForm     = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.:@/-]{0,127}$`)
	phoneForm  = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)
	phoneNoise = regexp.MustCompile(`[\s().\-/]`)
	localeForm = regexp.MustCompile(`^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$`)
	zoneForm   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9][A-Za-z0-9_+-]*)*$`)
	localPart  = regexp.MustCompile("^[^\\s\"(),:;<>@\\[\\]\\\\]+$")
)

// ValidID reports whether s may be the id of an event, an interview or a person: 1 to 128
// of A-Z a-z 0-9 . _ : @ / -, the first a letter or digit.
func ValidID(s string) bool { return idForm.MatchString(s) }

func (v *validator) required(path string, given bool) {
	if !given && !v.has(path) {
		v.add(path, "is required")
	}
}

func (v *validator) atMost(path string, n, limit int) {
	if n > limit {
		v.add(path, "must have at most %d entries", limit)
	}
}

func (v *validator) id(path, id string) {
	v.required(path, id != "")
	if id != "" && !ValidID(id) {
		v.add(path, "must be 1 to 128 of A-Z a-z 0-9 . _ : @ / - and begin with a letter or digit")
	}
}

// text0 is a text that may be absent.
func (v *validator) text0(path, text string, limit int) {
	if utf8.RuneCountInString(text) > limit {
		v.add(path, "must be at most %d characters", limit)
	}
	if strings.ContainsFunc(text, unicode.IsControl) {
		v.add(path, "must not hold control characters")
	}
}

// text1 is a text that must be there.
func (v *validator) text1(path, text string, limit int) {
	v.required(path, strings.TrimSpace(text) != "")
	v.text0(path, text, limit)
}

func (v *validator) texts(path string, all []string, limit int) {
	v.atMost(path, len(all), limit)
	for i, text := range all {
		v.text1(item(path, i), text, MaxText)
	}
}

func (v *validator) promise(path string, p *Promise) {
	if p == nil || v.has(path) {
		return
	}
	switch {
	case !p.By.IsZero() && p.Said != "":
		v.add(path, "must have either by or said, not both")
	case p.By.IsZero() && p.Said == "":
		v.add(path, "must have by, a date, or said, the words as spoken")
	}
	v.text0(under(path, "said"), p.Said, MaxText)
}

// email wants a bare address: what may stand in a header without quoting (RFC 5321, 4.1.2, Dot-string).
func (v *validator) email(path, address string) {
	if address == "" {
		return
	}
	local, domain, _ := strings.Cut(address, "@")
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Name != "" || parsed.Address != address || len(address) > 254 || len(local) > 64 ||
		!localPart.MatchString(local) || strings.ContainsFunc(address, unicode.IsControl) || !validDomain(domain) {
		v.add(path, "must be a bare email address such as ada@example.com")
	}
}

func validDomain(domain string) bool {
	labels := strings.Split(domain, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' ||
			strings.ContainsFunc(label, func(r rune) bool {
				return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
			}) {
			return false
		}
	}
	return len(labels) > 1
}

// phone wants E.164 (ITU-T E.164, 6.2): a plus sign and up to 15 digits.
func (v *validator) phone(path, number string) {
	if number == "" || phoneForm.MatchString(number) {
		return
	}
	bare := phoneNoise.ReplaceAllString(strings.TrimSpace(number), "")
	if rest, ok := strings.CutPrefix(bare, "00"); ok {
		bare = "+" + rest
	}
	if phoneForm.MatchString(bare) {
		v.add(path, "must be in E.164 form; did you mean %s?", bare)
		return
	}
	v.add(path, "must be in E.164 form: a plus sign, the country code and the number, such as +14155550123")
}

// ValidZone reports whether name is an IANA zone name or alias that this build knows.
func ValidZone(name string) bool {
	if name == "Local" || !zoneForm.MatchString(name) {
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil
}

func (v *validator) zone(path, name string) {
	v.required(path, name != "")
	if name != "" && !ValidZone(name) {
		v.add(path, "must be an IANA time zone such as America/New_York")
	}
}

func (v *validator) locale(path, tag string) {
	if tag != "" && (len(tag) > 35 || !localeForm.MatchString(tag)) {
		v.add(path, "must be a language tag such as en or de-AT")
	}
}

func (v *validator) channels(path string, all []Channel) {
	for i, channel := range all {
		oneOf(v, item(path, i), channel, false, Email, SMS)
		if slices.Contains(all[:i], channel) {
			v.add(item(path, i), "is named twice")
		}
	}
}

// The span within which a candidate may choose when to be written to.
var (
	earliestAllowed = NewTimeOfDay(7, 0)
	latestAllowed   = NewTimeOfDay(22, 0)
)

func (v *validator) allowed(path string, w *AllowedWindow) {
	if w == nil || v.has(path) {
		return
	}
	switch {
	case w.From >= w.To:
		v.add(under(path, "from"), "must be before to")
	case w.From < earliestAllowed:
		v.add(under(path, "from"), "must be %s or later", earliestAllowed)
	case w.To > latestAllowed:
		v.add(under(path, "to"), "must be %s or earlier", latestAllowed)
	}
}

// oneOf wants one of the words; optional also allows none.
func oneOf[T ~string](v *validator, path string, got T, optional bool, words ...T) {
	switch {
	case got == "" && optional, v.has(path), slices.Contains(words, got):
	case got == "":
		v.add(path, "is required: %s", list(words))
	default:
		v.add(path, "must be %s", list(words))
	}
}

func list[T ~string](words []T) string {
	var out strings.Builder
	for i, word := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			out.WriteString(" or ")
		default:
			out.WriteString(", ")
		}
		fmt.Fprint(&out, string(word))
	}
	return out.String()
}
