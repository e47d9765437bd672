package events

import "reflect"

// DecodeStrict fills v, a pointer to a struct, from a JSON document that a caller wrote by hand or by
// program. It goes on after a mistake, refuses fields that v does not have, and takes names as they
// are written. The error is a *MalformedError, or an *InvalidError that names every field at fault; what could be
// read is in v then.
func DecodeStrict(data []byte, v any) error {
	root, err := parse(data, "", MaxDepth)
	if err != nil {
		return err
	}
	if root.kind != isObject {
		return invalid("body", "must be a JSON object")
	}
	d := decoder{strict: true}
	d.decode(root, "", reflect.ValueOf(v).Elem())
	return d.faults.err("")
}
