package events

import (
	"maps"
	"slices"
	"strings"
)

const (
	attributePrefix = "ce-"
	contentType     = "Content-Type"
	formatPrefix    = "application/cloudevents"
	batchPrefix     = formatPrefix + "-batch"
)

// The media types of CloudEvents in the JSON format.
const (
	StructuredMediaType = formatPrefix + "+json"
	BatchMediaType      = batchPrefix + "+json"
)

// contentTypeOf returns the value of Content-Type, in whatever case its name is, and how many there are.
func contentTypeOf(h map[string][]string) (value string, count int) {
	for name, values := range h {
		if strings.EqualFold(name, contentType) && len(values) > 0 {
			value, count = values[0], count+len(values)
		}
	}
	return value, count
}

// envelopeOfHeader gathers the ce- headers, in whatever case their names are. What is
// required may be missing.
func envelopeOfHeader(h map[string][]string) (*envelope, error) {
	b := &envelope{}
	seen := map[string]bool{}
	for _, header := range slices.Sorted(maps.Keys(h)) {
		values := h[header]
		name, ok := strings.CutPrefix(strings.ToLower(header), attributePrefix)
		if !ok || len(values) == 0 {
			continue
		}
		if seen[name] || len(values) != 1 {
			return nil, malformed(member("", name), "must be in one header")
		}
		seen[name] = true
		value, ok := decodeHeader(values[0])
		if !ok {
			return nil, malformed(member("", name), "must be percent-encoded UTF-8")
		}
		if err := b.set(name, value); err != nil {
			return nil, err
		}
	}
	return b, nil
}
