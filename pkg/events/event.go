package events

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"
)

// SpecVersion is the CloudEvents version that Afterword speaks.
const SpecVersion = "1.0"

// Event is one CloudEvent: the envelope and its data.
type Event struct {
	// ID is unique per Source.
	ID string
	// Source is a URI reference that names who says so.
	Source string
	Type   Type
	// Subject is the follow-up's id.
	Subject string
	// Time is when it became known, UTC.
	Time time.Time
	// Tenant is the CloudEvents extension "tenant": a slug, always set from the caller's credential.
	Tenant string
	// DataContentType is application/json when empty.
	DataContentType string
	// DataSchema is a URI, usually empty.
	DataSchema string
	// Extensions are the other extension attributes by name, in their string form.
	Extensions map[string]string
	// Data is the JSON document of the event's type.
	Data json.RawMessage
}

// New builds an event around data, which must be one of this package's data types.
// The error is that of encoding data.
func New(t Type, source, id, tenant, subject string, at time.Time, data any) (Event, error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return Event{}, fmt.Errorf("encode the data of %s %s: %w", t.Name(), id, err)
	}
	return Event{
		ID: id, Source: source, Type: t, Subject: subject, Time: at.UTC(), Tenant: tenant,
		DataContentType: "application/json", Data: raw,
	}, nil
}

// DataOf decodes the data of e into T, ignoring unknown fields, as v1 is forward compatible.
// It trusts that e was validated when it came in, and reads it with the same decoder, so that nothing
// is understood now that was not looked at then.
func DataOf[T any](e Event) (T, error) {
	var data T
	if len(e.Data) == 0 {
		return data, nil
	}
	root, err := parse(e.Data, "data", trustedDepth)
	if err == nil {
		var d decoder
		d.decode(root, "", reflect.ValueOf(&data).Elem())
		err = d.faults.err("data")
	}
	if err != nil {
		return data, fmt.Errorf("decode the data of %s %s: %w", e.Type.Name(), e.ID, err)
	}
	return data, nil
}
