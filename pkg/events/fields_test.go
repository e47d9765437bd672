package events_test

import (
	"bufio"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// fieldNames lists the fields of every type that is written as JSON: its path, and its form.
func fieldNames() []string {
	var names []string
	for _, data := range []any{
		events.Meeting{},
		events.Cancellation{},
		events.Debrief{},
		events.Thankyou{},
		events.Checkin{},
		events.Postponement{},
		events.OutcomeReport{},
		events.Snooze{},
		events.CandidateUpdate{},
		events.Consent{},
		events.Erasure{},
		events.Retraction{},
		events.Snapshot{},
		events.ReminderNotice{},
		events.DeliveryOrder{},
		events.Delivery{},
		events.Tenant{},
		events.Suppression{},
	} {
		names = append(names, fieldsUnder(reflect.TypeOf(data).Name(), reflect.TypeOf(data))...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func fieldsUnder(place string, t reflect.Type) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8 {
		if t.Kind() == reflect.Slice {
			place += "[]"
		}
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t.PkgPath() == "time" || t == reflect.TypeFor[events.Date]() {
		return []string{place + " " + strings.ReplaceAll(t.String(), "events.", "")}
	}
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(names, fieldsUnder(place+"."+name, t.Field(i).Type)...)
	}
	return names
}

// Within v1 fields are only ever added: what is listed stays, in its form, for ever.
func TestFieldsAreOnlyAdded(t *testing.T) {
	file := filepath.Join("testdata", "fields.txt")
	now := fieldNames()
	listed := readLines(t, file)
	for _, line := range listed {
		if !slices.Contains(now, line) {
			t.Errorf("%q was a field and is none any more; v1 keeps its fields", line)
		}
	}
	if *update && !t.Failed() {
		if err := os.WriteFile(file, []byte(strings.Join(now, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, line := range now {
		if !slices.Contains(listed, line) {
			t.Errorf("%q is new; list it in %s with go test -run FieldsAreOnlyAdded -update", line, file)
		}
	}
}

func readLines(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		lines = append(lines, scanner.Text())
	}
	return lines
}
