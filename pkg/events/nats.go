package events

import (
	"slices"
	"strings"
)

// NATSHeader returns the headers of e in binary mode (CloudEvents NATS binding 1.0): all
// attributes, datacontenttype included, under lower-case names. The payload is e.Data.
func (e Event) NATSHeader() map[string][]string {
	h := map[string][]string{}
	for name, value := range e.attributes() {
		h[headerPrefix+name] = []string{encodeHeader(value)}
	}
	return h
}

// ParseNATS reads an event from a NATS message; structured mode if Content-Type says so, else
// binary. Header names match in any case. Errors are *MalformedError.
func ParseNATS(h map[string][]string, data []byte) (Event, error) {
	if strings.HasPrefix(strings.ToLower(header(h, "content-type")), "application/cloudevents") {
		return ParseEvent(data)
	}
	attributes, err := headerAttributes(h)
	if err != nil {
		return Event{}, err
	}
	return fromAttributes(attributes, slices.Clone(data), "")
}
