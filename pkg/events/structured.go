package events

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// ParseEvent reads one CloudEvent in the JSON format ("structured mode"). Data is
// kept byte for byte and not judged: that is for Validate.
//
// The error is a *MalformedError for what is no JSON or breaks the specification, and an
// *InvalidError for data that is not JSON by its own content type.
func ParseEvent(body []byte) (Event, error) {
	root, err := parse(body, "", MaxDepth)
	if err != nil {
		return Event{}, err
	}
	return eventOf(root, "")
}

// ParseBatch reads a JSON array of CloudEvents ("batched mode"), which may be empty. It is all
// or nothing; locations begin with the event's place, as in [3].data. Errors as for ParseEvent.
func ParseBatch(body []byte) ([]Event, error) {
	root, err := parse(body, "", MaxDepth)
	if err != nil {
		return nil, err
	}
	return batchOf(root)
}

// ParseJSON reads one CloudEvent or an array of them, whichever is there, and says
// whether it was an array. Errors as for ParseEvent.
func ParseJSON(body []byte) (events []Event, batch bool, err error) {
	root, err := parse(body, "", MaxDepth)
	if err != nil {
		return nil, false, err
	}
	if root.kind == isArray {
		events, err = batchOf(root)
		return events, true, err
	}
	e, err := eventOf(root, "")
	if err != nil {
		return nil, false, err
	}
	return []Event{e}, false, nil
}

func batchOf(root *node) ([]Event, error) {
	if root.kind != isArray {
		return nil, malformed("", "must be a JSON array of CloudEvents")
	}
	events := make([]Event, 0, len(root.values))
	var all faults
	for i := range root.values {
		e, err := eventOf(&root.values[i], element("", i))
		bad := new(InvalidError)
		switch {
		case errors.As(err, &bad):
			for _, f := range bad.Fields {
				all.add(f.Location, f.Message)
			}
		case err != nil:
			return nil, err
		}
		events = append(events, e)
	}
	if err := all.err(""); err != nil {
		return nil, err
	}
	return events, nil
}

// eventOf holds an event to the whole specification.
func eventOf(n *node, place string) (Event, error) {
	b, err := envelopeOf(n, place)
	if err != nil {
		return Event{}, err
	}
	if err := b.complete(); err != nil {
		return Event{}, err
	}
	e := b.event
	if e.DataContentType != "" && !isJSON(e.DataContentType) {
		return Event{}, invalid(within(place, "datacontenttype"), mustBeJSON)
	}
	if err := takeData(&e, n, place, MaxDepth); err != nil {
		return Event{}, err
	}
	return e, nil
}

func envelopeOf(n *node, place string) (*envelope, error) {
	if n.kind != isObject {
		return nil, malformed(place, "must be a CloudEvent: a JSON object")
	}
	b := &envelope{place: place}
	for i, name := range n.names {
		if name == "data" || name == "data_base64" || n.values[i].kind == isNull {
			continue
		}
		value, err := attributeValue(&n.values[i], name, member(place, name))
		if err != nil {
			return nil, err
		}
		if err := b.set(name, value); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// attributeValue returns the string form of an attribute. Only extensions may be
// something other than a string.
func attributeValue(n *node, name, place string) (string, error) {
	if n.kind == isString {
		return n.text, nil
	}
	if isStandard(name) {
		return "", malformed(place, "must be a string")
	}
	if n.kind == isBool {
		return string(n.raw), nil
	}
	if i, err := strconv.ParseInt(string(n.raw), 10, 32); n.kind == isNumber && err == nil {
		return strconv.FormatInt(i, 10), nil
	}
	return "", malformed(place, "must be a string, a whole number of 32 bits, true or false")
}

// takeData moves data or data_base64 into e. Null is no data.
func takeData(e *Event, n *node, place string, depth int) error {
	data, encoded := n.member("data"), n.member("data_base64")
	place64 := within(place, "data_base64")
	switch {
	case data != nil && encoded != nil:
		return malformed(place64, "must not stand beside data")
	case data != nil:
		e.Data = bytes.Clone(data.raw)
	case encoded == nil:
	case encoded.kind != isString:
		return malformed(place64, "must be a string in base64")
	default:
		raw, err := base64.StdEncoding.DecodeString(encoded.text)
		if err != nil {
			return malformed(place64, "must be a string in base64")
		}
		if _, err := parse(raw, place64, depth); err != nil {
			return err
		}
		e.Data = raw
	}
	return nil
}

// MarshalJSON implements json.Marshaler with the JSON format of CloudEvents.
func (e Event) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	write := func(name string, value any) error {
		text, err := json.Marshal(value)
		if err != nil {
			return fmt.Errorf("encode %s of event %s: %w", name, e.ID, err)
		}
		fmt.Fprintf(&b, ",%q:%s", name, text)
		return nil
	}
	for _, a := range e.attributes() {
		if err := write(a.name, a.value); err != nil {
			return nil, err
		}
	}
	if e.DataContentType != "" {
		if err := write("datacontenttype", e.DataContentType); err != nil {
			return nil, err
		}
	}
	if len(e.Data) > 0 {
		if err := write("data", e.Data); err != nil {
			return nil, err
		}
	}
	text := b.Bytes()
	text[0] = '{'
	return append(text, '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler for events that Afterword wrote itself: what
// the specification requires may be missing. Events from outside go through ParseEvent.
func (e *Event) UnmarshalJSON(text []byte) error {
	root, err := parse(text, "", trustedDepth)
	if err != nil || root.kind == isNull {
		return err
	}
	b, err := envelopeOf(root, "")
	if err != nil {
		return err
	}
	if err := takeData(&b.event, root, "", trustedDepth); err != nil {
		return err
	}
	*e = b.event
	return nil
}
