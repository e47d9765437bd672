package events

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// ContextAttributes are the attributes that CloudEvents 1.0 itself defines, besides data.
var contextAttributes = []string{"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema"}

var attributeName = regexp.MustCompile(`^[a-z0-9]{1,64}$`)

// MaxBatch is how many events one batch may hold.
const MaxBatch = 1000

// ParseEvent reads one event in the JSON format (structured mode). Errors are *MalformedError.
func ParseEvent(body []byte) (Event, error) {
	d, err := parseDocument(body)
	if err != nil {
		return Event{}, err
	}
	return fromDocument(d, "")
}

// ParseBatch reads a JSON array of events; it may be empty. Errors are *MalformedError.
func ParseBatch(body []byte) ([]Event, error) {
	d, err := parseDocument(body)
	if err != nil {
		return nil, err
	}
	if d.kind != '[' {
		return nil, &MalformedError{Reason: "a batch must be a JSON array of events"}
	}
	if len(d.items) > MaxBatch {
		return nil, &MalformedError{Reason: fmt.Sprintf("a batch holds at most %d events", MaxBatch)}
	}
	batch := make([]Event, len(d.items))
	for i, one := range d.items {
		if batch[i], err = fromDocument(one, item("", i)); err != nil {
			return nil, err
		}
	}
	return batch, nil
}

// ParseJSON reads one event, or a JSON array of them; batch says which it was. Errors are *MalformedError.
func ParseJSON(body []byte) (es []Event, batch bool, err error) {
	d, err := parseDocument(body)
	if err != nil {
		return nil, false, err
	}
	if d.kind == '[' {
		es, err = ParseBatch(body)
		return es, true, err
	}
	e, err := fromDocument(d, "")
	return []Event{e}, false, err
}

func fromDocument(d document, path string) (Event, error) {
	if d.kind != '{' {
		return Event{}, &MalformedError{Location: path, Reason: "an event must be a JSON object"}
	}
	attributes := map[string]string{}
	var data json.RawMessage
	var encoded bool
	for _, m := range d.members {
		switch {
		case m.name == "data":
			data = m.value.raw
		case m.name == "data_base64":
			raw, err := base64.StdEncoding.DecodeString(m.value.text)
			if m.value.kind != 's' || err != nil {
				return Event{}, &MalformedError{Location: under(path, m.name), Reason: "must be a base64 string"}
			}
			data, encoded = raw, true
		case m.value.kind == '0':
		case m.value.kind == '{' || m.value.kind == '[':
			return Event{}, &MalformedError{Location: under(path, m.name), Reason: "an attribute must not be an object or an array"}
		default:
			text := m.value.text
			if m.value.kind == 'b' {
				text = string(m.value.raw)
			}
			if slices.Contains(contextAttributes, m.name) && m.value.kind != 's' {
				return Event{}, &MalformedError{Location: under(path, m.name), Reason: "must be a string"}
			}
			attributes[m.name] = text
		}
	}
	if _, both := d.get("data"); both && encoded {
		return Event{}, &MalformedError{Location: under(path, "data_base64"), Reason: "data and data_base64 must not both be present"}
	}
	return fromAttributes(attributes, data, path)
}

// fromAttributes builds the event and holds it to the envelope's rules.
func fromAttributes(attributes map[string]string, data json.RawMessage, path string) (Event, error) {
	e := Event{Data: data}
	for name, value := range attributes {
		at := under(path, name)
		if !attributeName.MatchString(name) {
			return Event{}, &MalformedError{Location: at, Reason: "the name of an attribute is lower-case letters and digits"}
		}
		if reason := badAttribute(value); reason != "" {
			return Event{}, &MalformedError{Location: at, Reason: reason}
		}
		if value == "" && slices.Contains(contextAttributes, name) {
			return Event{}, &MalformedError{Location: at, Reason: "must not be empty"}
		}
		switch name {
		case "specversion":
			if value != SpecVersion {
				return Event{}, &MalformedError{Location: at, Reason: "must be 1.0"}
			}
		case "id":
			e.ID = value
		case "source":
			e.Source = value
		case "type":
			e.Type = Type(value)
		case "subject":
			e.Subject = value
		case "datacontenttype":
			e.DataContentType = value
		case "dataschema":
			e.DataSchema = value
		case "tenant":
			e.Tenant = value
		case "time":
			t, err := parseTime(value)
			if err != nil {
				return Event{}, &MalformedError{Location: at, Reason: err.Error()}
			}
			e.Time = t
		default:
			if e.Extensions == nil {
				e.Extensions = map[string]string{}
			}
			e.Extensions[name] = value
		}
	}
	for _, required := range []string{"specversion", "id", "source", "type"} {
		if _, ok := attributes[required]; !ok {
			return Event{}, &MalformedError{Location: under(path, required), Reason: "the attribute is required"}
		}
	}
	return e, nil
}

// badAttribute says what is wrong with the characters of an attribute (CloudEvents 1.0, type String).
func badAttribute(value string) string {
	for _, r := range value {
		if r < 0x20 || (r >= 0x7f && r <= 0x9f) || (r >= 0xfdd0 && r <= 0xfdef) || r&0xfffe == 0xfffe || r == 0xfffd {
			return "must not hold control characters or noncharacters"
		}
	}
	return ""
}

// attributes returns every attribute that is set, in its string form.
func (e Event) attributes() map[string]string {
	all := map[string]string{"specversion": SpecVersion}
	set := func(name, value string) {
		if value != "" {
			all[name] = value
		}
	}
	set("id", e.ID)
	set("source", e.Source)
	set("type", string(e.Type))
	set("subject", e.Subject)
	set("tenant", e.Tenant)
	set("dataschema", e.DataSchema)
	set("datacontenttype", e.DataContentType)
	if !e.Time.IsZero() {
		set("time", e.Time.UTC().Format(time.RFC3339Nano))
	}
	for name, value := range e.Extensions {
		set(name, value)
	}
	return all
}

// MarshalJSON writes the JSON format (structured mode), attributes in a fixed order.
func (e Event) MarshalJSON() ([]byte, error) {
	attributes := e.attributes()
	order := append(slices.Clone(contextAttributes[:6]), "datacontenttype", "dataschema", "tenant")
	extensions := make([]string, 0, len(e.Extensions))
	for name := range e.Extensions {
		extensions = append(extensions, name)
	}
	slices.Sort(extensions)
	out := []byte{'{'}
	for _, name := range append(order, extensions...) {
		value, ok := attributes[name]
		if !ok {
			continue
		}
		text, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("encode attribute %s: %w", name, err)
		}
		out = append(out, strconv.Quote(name)...)
		out = append(append(append(out, ':'), text...), ',')
	}
	if len(e.Data) > 0 {
		out = append(append(out, `"data":`...), e.Data...)
	} else {
		out = out[:len(out)-1]
	}
	return append(out, '}'), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *Event) UnmarshalJSON(body []byte) error {
	parsed, err := ParseEvent(body)
	if err != nil {
		return err
	}
	parsed.Data = slices.Clone(parsed.Data)
	*e = parsed
	return nil
}
