package events

import (
	"encoding"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// decoder fills a struct from a document and collects every fault on the way,
// so that a caller learns of all of them at once.
type decoder struct {
	faults
	// strict refuses fields that are not known.
	strict bool
}

var (
	timeType = reflect.TypeFor[time.Time]()
	textType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

func (d *decoder) decode(from document, into reflect.Value, path string) {
	if from.kind == '0' {
		return
	}
	switch {
	case into.Kind() == reflect.Pointer:
		fresh := reflect.New(into.Type().Elem())
		d.decode(from, fresh.Elem(), path)
		into.Set(fresh)
	case into.Type() == timeType:
		d.time(from, into, path)
	case reflect.PointerTo(into.Type()).Implements(textType):
		d.text(from, into, path)
	default:
		d.kind(from, into, path)
	}
}

func (d *decoder) kind(from document, into reflect.Value, path string) {
	switch into.Kind() {
	case reflect.Struct:
		d.object(from, into, path)
	case reflect.Slice:
		if from.kind != '[' {
			d.add(path, "must be an array")
			return
		}
		list := reflect.MakeSlice(into.Type(), len(from.items), len(from.items))
		for i, element := range from.items {
			if element.kind == '0' {
				d.add(item(path, i), "must not be null")
				continue
			}
			d.decode(element, list.Index(i), item(path, i))
		}
		into.Set(list)
	case reflect.String:
		if from.kind != 's' {
			d.add(path, "must be a string")
			return
		}
		into.SetString(from.text)
	case reflect.Bool:
		if from.kind != 'b' {
			d.add(path, "must be true or false")
			return
		}
		into.SetBool(from.text == "true")
	case reflect.Int:
		n, err := strconv.ParseInt(from.text, 10, 32)
		if from.kind != 'n' || err != nil {
			d.add(path, "must be a whole number up to %d", math.MaxInt32)
			return
		}
		into.SetInt(n)
	default:
		d.add(path, "cannot be read")
	}
}

func (d *decoder) time(from document, into reflect.Value, path string) {
	if from.kind != 's' {
		d.add(path, "must be a time such as 2026-03-03T20:00:00Z")
		return
	}
	t, err := parseTime(from.text)
	if err != nil {
		d.add(path, "%s", err)
		return
	}
	into.Set(reflect.ValueOf(t))
}

// parseTime reads an RFC 3339 time of a year from 1900 to 9999, and returns it in UTC.
func parseTime(text string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || t.Year() < 1900 {
		return time.Time{}, fmt.Errorf("must be an RFC 3339 time with a zone, such as 2026-03-03T20:00:00Z")
	}
	return t.UTC(), nil
}

func (d *decoder) text(from document, into reflect.Value, path string) {
	if from.kind != 's' {
		d.add(path, "must be a string")
		return
	}
	fresh := reflect.New(into.Type())
	if err := fresh.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(from.text)); err != nil {
		d.add(path, "must be of the form %s", form(into.Type()))
		return
	}
	into.Set(fresh.Elem())
}

func form(t reflect.Type) string {
	if t == reflect.TypeFor[TimeOfDay]() {
		return "08:00"
	}
	return "2026-03-05"
}

func (d *decoder) object(from document, into reflect.Value, path string) {
	if from.kind != '{' {
		d.add(path, "must be an object")
		return
	}
	known := fieldNames(into.Type())
	for i, name := range known {
		if value, ok := from.get(name); ok {
			d.decode(value, into.Field(i), under(path, name))
		}
	}
	if !d.strict {
		return
	}
	for _, m := range from.members {
		if !slices.Contains(known, m.name) {
			d.add(under(path, m.name), "is not known here; known are %s", strings.Join(known, ", "))
		}
	}
}

// fieldNames returns the JSON names of a struct's fields in order.
func fieldNames(t reflect.Type) []string {
	names := make([]string, t.NumField())
	for i := range names {
		names[i], _, _ = strings.Cut(t.Field(i).Tag.Get("json"), ",")
	}
	return names
}
