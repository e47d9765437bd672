package events

import (
	"bytes"
	"net/textproto"
	"strings"
)

// ParseHTTP reads the events of an HTTP request in any of the three modes of the
// CloudEvents HTTP binding: batched, structured or binary, told apart by the media type.
// h may be an http.Header. batch reports the batched mode, in which there may be no
// events at all. Data is kept byte for byte; it is JSON in every event that is returned.
//
// Errors: *MediaTypeError, *MalformedError, and *InvalidError as for ParseEvent.
func ParseHTTP(h map[string][]string, body []byte) (events []Event, batch bool, err error) {
	header, count := contentTypeOf(h)
	if count > 1 {
		return nil, false, unknownFormat()
	}
	mediaType, ok := parseMediaType(header)
	switch lower := strings.ToLower(strings.TrimSpace(header)); {
	case strings.HasPrefix(lower, batchPrefix):
		if !ok || mediaType != BatchMediaType {
			return nil, true, unknownFormat()
		}
		events, err = ParseBatch(body)
		return events, true, err
	case strings.HasPrefix(lower, formatPrefix):
		if !ok || mediaType != StructuredMediaType {
			return nil, false, unknownFormat()
		}
		e, err := ParseEvent(body)
		return one(e, err)
	}
	e, err := parseBinary(h, header, body)
	return one(e, err)
}

func unknownFormat() error {
	return &MediaTypeError{Wanted: []string{"application/json with ce- headers", StructuredMediaType, BatchMediaType}}
}

func one(e Event, err error) ([]Event, bool, error) {
	if err != nil {
		return nil, false, err
	}
	return []Event{e}, false, nil
}

func parseBinary(h map[string][]string, mediaType string, body []byte) (Event, error) {
	hasData := len(bytes.TrimSpace(body)) > 0
	if !isJSON(mediaType) && (mediaType != "" || hasData) {
		return Event{}, unknownFormat()
	}
	b, err := envelopeOfHeader(h)
	if err != nil {
		return Event{}, err
	}
	if b.spec == "" {
		return Event{}, malformed("specversion", "is required: send the attributes as ce- headers, or the whole event as application/cloudevents+json")
	}
	if err := b.complete(); err != nil {
		return Event{}, err
	}
	if b.event.DataContentType != "" {
		return Event{}, malformed("datacontenttype", "must be in Content-Type, not in a ce- header")
	}
	b.event.DataContentType = mediaType
	if !hasData {
		return b.event, nil
	}
	if _, err := parse(body, "data", MaxDepth); err != nil {
		return Event{}, err
	}
	b.event.Data = bytes.Clone(body)
	return b.event, nil
}

// HTTPHeader returns the headers of e in binary mode, under canonical names; the body is
// e.Data. It may be used as an http.Header.
func (e Event) HTTPHeader() map[string][]string {
	h := make(map[string][]string)
	for _, a := range e.attributes() {
		h[textproto.CanonicalMIMEHeaderKey(attributePrefix+a.name)] = []string{encodeHeader(a.value)}
	}
	if t := e.dataContentType(); t != "" {
		h[contentType] = []string{t}
	}
	return h
}

// dataContentType is the content type of the data, and empty without data unless one was given.
func (e Event) dataContentType() string {
	if e.DataContentType == "" && len(e.Data) > 0 {
		return "application/json"
	}
	return e.DataContentType
}
