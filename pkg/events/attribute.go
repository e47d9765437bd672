package events

import (
	"net/url"
	"strings"
	"time"
	"unicode"
)

// envelope gathers the attributes of one event from JSON members or headers, and holds
// them to the rules of CloudEvents 1.0. Afterword's own rules are those of Validate.
type envelope struct {
	// place is the location of the event, such as [3] in a batch.
	place string
	event Event
	spec  string
}

// set takes the attribute in its string form. The error is a *MalformedError.
func (b *envelope) set(name, value string) error {
	if !isAttributeName(name) {
		return malformed(member(b.place, name), "is no attribute: names have only a-z and 0-9")
	}
	place := within(b.place, name)
	if strings.ContainsFunc(value, isForbidden) {
		return malformed(place, "must not hold control characters or noncharacters")
	}
	if value == "" && isStandard(name) {
		return malformed(place, "must not be empty")
	}
	switch name {
	case "specversion":
		b.spec = value
		if value != SpecVersion {
			return malformed(place, "must be %s", SpecVersion)
		}
	case "id":
		b.event.ID = value
	case "source":
		b.event.Source = value
		if _, err := url.Parse(value); err != nil {
			return malformed(place, "must be a URI reference such as /ats/greenhouse")
		}
	case "type":
		b.event.Type = Type(value)
	case "subject":
		b.event.Subject = value
	case "time":
		if err := b.event.Time.UnmarshalText([]byte(value)); err != nil {
			return malformed(place, mustBeTime)
		}
		b.event.Time = b.event.Time.UTC()
		if year := b.event.Time.Year(); year < 1 || year > 9999 {
			return malformed(place, "must lie in the years 1 to 9999 of UTC")
		}
	case "tenant":
		b.event.Tenant = value
	case "datacontenttype":
		b.event.DataContentType = value
		if _, ok := parseMediaType(value); !ok {
			return malformed(place, "must be a media type such as application/json")
		}
	case "dataschema":
		b.event.DataSchema = value
		if u, err := url.Parse(value); err != nil || !u.IsAbs() {
			return malformed(place, "must be an absolute URI")
		}
	default:
		if b.event.Extensions == nil {
			b.event.Extensions = map[string]string{}
		}
		b.event.Extensions[name] = value
	}
	return nil
}

// complete returns a *MalformedError that names the first required attribute that is missing.
func (b *envelope) complete() error {
	required := []struct{ name, value string }{
		{"specversion", b.spec},
		{"id", b.event.ID},
		{"source", b.event.Source},
		{"type", string(b.event.Type)},
	}
	for _, r := range required {
		if r.value == "" {
			return malformed(within(b.place, r.name), "is required in every CloudEvent")
		}
	}
	return nil
}

// attributes lists what e says beside its data, in the order in which it is written.
// datacontenttype is left out: each binding has its own place for it.
func (e Event) attributes() []attribute {
	list := []attribute{{"specversion", SpecVersion}, {"id", e.ID}, {"source", e.Source}, {"type", string(e.Type)}}
	add := func(name, value string) {
		if value != "" {
			list = append(list, attribute{name, value})
		}
	}
	add("subject", e.Subject)
	if !e.Time.IsZero() {
		add("time", e.Time.UTC().Format(time.RFC3339Nano))
	}
	add("dataschema", e.DataSchema)
	add("tenant", e.Tenant)
	for _, name := range sortedNames(e.Extensions) {
		if isAttributeName(name) && !isStandard(name) {
			list = append(list, attribute{name, e.Extensions[name]})
		}
	}
	return list
}

type attribute struct{ name, value string }

func isAttributeName(name string) bool {
	odd := func(c rune) bool { return !isLower(c) && !isDigit(c) }
	return name != "" && name != "data" && len(name) <= maxNameShown && !strings.ContainsFunc(name, odd)
}

func isStandard(name string) bool {
	switch name {
	case "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "tenant":
		return true
	}
	return false
}

// isForbidden reports what a CloudEvents string must not hold (section "Type System"):
// control characters and noncharacters.
func isForbidden(c rune) bool {
	return unicode.IsControl(c) || c >= 0xFDD0 && c <= 0xFDEF || c&0xFFFE == 0xFFFE
}
