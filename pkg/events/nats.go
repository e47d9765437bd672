package events

import "strings"

// NATSHeader returns the headers of e in the binary mode of the CloudEvents NATS binding;
// the payload is e.Data. Names are in lower case, because NATS clients compare them
// case-sensitively. It may be used as a nats.Header.
func (e Event) NATSHeader() map[string][]string {
	h := make(map[string][]string)
	for _, a := range e.attributes() {
		h[attributePrefix+a.name] = []string{encodeHeader(a.value)}
	}
	if t := e.dataContentType(); t != "" {
		h[attributePrefix+"datacontenttype"] = []string{encodeHeader(t)}
	}
	return h
}

// ParseNATS reads an event from a NATS message: structured if the header Content-Type
// says so, else binary. In binary mode data becomes the event's without a copy and is not looked into; what
// Afterword put on the bus was validated before. The error is a *MalformedError, or an *InvalidError as for ParseEvent.
func ParseNATS(h map[string][]string, data []byte) (Event, error) {
	format, _ := contentTypeOf(h)
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(format)), formatPrefix) {
		return ParseEvent(data)
	}
	b, err := envelopeOfHeader(h)
	if err != nil {
		return Event{}, err
	}
	if err := b.complete(); err != nil {
		return Event{}, err
	}
	if len(data) > 0 {
		b.event.Data = data
	}
	return b.event, nil
}
