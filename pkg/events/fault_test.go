package events_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// wantFaults checks that err names exactly these locations, in any order.
func wantFaults(t *testing.T, err error, want ...string) {
	t.Helper()
	bad := new(events.InvalidError)
	if len(want) == 0 {
		if err != nil {
			t.Errorf("the error is %v, want none", err)
		}
		return
	}
	if !errors.As(err, &bad) {
		t.Errorf("the error is %v (%T), want an InvalidError at %q", err, err, want)
		return
	}
	got := make([]string, 0, len(bad.Fields))
	for _, f := range bad.Fields {
		got = append(got, f.Location)
		if f.Message == "" {
			t.Errorf("the fault at %s says nothing", f.Location)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the faults are at %q, want %q\n%v", got, want, err)
	}
}

// wantMalformed checks that err is a *MalformedError at this location.
func wantMalformed(t *testing.T, err error, want string) {
	t.Helper()
	bad := new(events.MalformedError)
	if !errors.As(err, &bad) {
		t.Errorf("the error is %v (%T), want a MalformedError at %q", err, err, want)
		return
	}
	if bad.Location != want || bad.Reason == "" {
		t.Errorf("malformed at %q because %q, want it at %q with a reason", bad.Location, bad.Reason, want)
	}
}

func wantMediaType(t *testing.T, err error) {
	t.Helper()
	if bad := new(events.MediaTypeError); !errors.As(err, &bad) || len(bad.Wanted) == 0 {
		t.Errorf("the error is %v (%T), want a MediaTypeError", err, err)
	}
}
