package events

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

const mustBeTime = "must be an RFC 3339 time with its offset, such as 2026-03-03T20:00:00Z"

// decoder fills Go values from a document and collects what does not fit instead
// of stopping at it. It differs from encoding/json in that names are case-sensitive.
type decoder struct {
	faults faults
	// strict refuses fields that the type does not have; otherwise they are ignored.
	strict bool
	// full refuses empty strings in fields that may be left out: absence is how nothing is said.
	full bool
	// onTime, if set, is told of every instant that was read.
	onTime func(n *node, t time.Time)
}

// decode stores n, whose location is place, in v. Null leaves v as it is.
func (d *decoder) decode(n *node, place string, v reflect.Value) {
	if n.kind == isNull {
		return
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		d.decode(n, place, v.Elem())
		return
	}
	switch target := v.Addr().Interface().(type) {
	case *json.RawMessage:
		*target = bytes.Clone(n.raw)
	case encoding.TextUnmarshaler:
		d.text(n, place, target)
	case json.Unmarshaler:
		d.check(target.UnmarshalJSON(n.raw) == nil, place, "cannot be read")
	default:
		d.plain(n, place, v)
	}
}

// text decodes what is written as a string of a certain form.
func (d *decoder) text(n *node, place string, target encoding.TextUnmarshaler) {
	form := "must be a string of the right form"
	switch target.(type) {
	case *time.Time:
		form = mustBeTime
	case *Date:
		form = "must be a date such as 2026-03-05"
	case *TimeOfDay:
		form = "must be a time of day such as 08:00"
	}
	if !d.check(n.kind == isString && target.UnmarshalText([]byte(n.text)) == nil, place, form) {
		return
	}
	if t, ok := target.(*time.Time); ok && d.onTime != nil {
		d.onTime(n, *t)
	}
}

func (d *decoder) plain(n *node, place string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if d.check(n.kind == isObject, place, "must be a JSON object") {
			d.object(n, place, v)
		}
	case reflect.Slice:
		if d.check(n.kind == isArray, place, "must be a JSON array") {
			d.array(n, place, v)
		}
	case reflect.Map:
		if d.check(n.kind == isObject && v.Type().Key().Kind() == reflect.String, place, "must be a JSON object") {
			d.table(n, place, v)
		}
	case reflect.String:
		if d.check(n.kind == isString, place, "must be a string") {
			v.SetString(n.text)
		}
	case reflect.Bool:
		if d.check(n.kind == isBool, place, "must be true or false") {
			v.SetBool(n.raw[0] == 't')
		}
	case reflect.Int, reflect.Int64, reflect.Int32:
		i, err := strconv.ParseInt(string(n.raw), 10, v.Type().Bits())
		if d.check(n.kind == isNumber && err == nil, place, "must be a whole number") {
			v.SetInt(i)
		}
	default:
		d.check(json.Unmarshal(n.raw, v.Addr().Interface()) == nil, place, fmt.Sprintf("must be a %s", v.Kind()))
	}
}

func (d *decoder) object(n *node, place string, v reflect.Value) {
	known := fieldsOf(v.Type())
	for i, name := range n.names {
		inside, value := member(place, name), &n.values[i]
		at := slices.IndexFunc(known, func(f field) bool { return f.name == name })
		if at < 0 {
			if d.strict {
				d.faults.add(inside, "is not a field here; "+meant(name, known))
			}
			continue
		}
		if d.full && known[at].optional && value.kind == isString && value.text == "" {
			d.faults.add(inside, "must not be empty; leave it out instead")
			continue
		}
		d.decode(value, inside, v.Field(known[at].index))
	}
}

func (d *decoder) array(n *node, place string, v reflect.Value) {
	list := reflect.MakeSlice(v.Type(), len(n.values), len(n.values))
	for i := range n.values {
		inside := element(place, i)
		if d.check(n.values[i].kind != isNull, inside, "must not be null") {
			d.decode(&n.values[i], inside, list.Index(i))
		}
	}
	v.Set(list)
}

func (d *decoder) table(n *node, place string, v reflect.Value) {
	table := reflect.MakeMapWithSize(v.Type(), len(n.names))
	for i, name := range n.names {
		value := reflect.New(v.Type().Elem()).Elem()
		d.decode(&n.values[i], member(place, name), value)
		table.SetMapIndex(reflect.ValueOf(name).Convert(v.Type().Key()), value)
	}
	v.Set(table)
}

// check records that place cannot be read unless ok, and returns ok.
func (d *decoder) check(ok bool, place, message string) bool {
	if !ok {
		d.faults.cannotRead(place, message)
	}
	return ok
}

// field is one field of a struct as JSON names it.
type field struct {
	name     string
	index    int
	optional bool
}

func fieldsOf(t reflect.Type) []field {
	fields := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		fields = append(fields, field{name: name, index: i, optional: strings.HasPrefix(options, "omit")})
	}
	return fields
}

// meant names the field that was probably meant, else all there are.
func meant(name string, known []field) string {
	letters := func(s string) string { return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(s)) }
	names := make([]string, 0, len(known))
	for _, f := range known {
		if letters(f.name) == letters(name) {
			return f.name + " is probably meant"
		}
		names = append(names, f.name)
	}
	if len(names) == 0 {
		return "there are none"
	}
	return "there are " + strings.Join(names, ", ")
}
