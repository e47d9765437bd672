package events_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestDecodeStrictNamesEveryFieldAndKeepsTheRest(t *testing.T) {
	t.Parallel()
	var got struct {
		Text  string          `json:"text"`
		Round int             `json:"round"`
		Raw   json.RawMessage `json:"raw"`
	}
	err := events.DecodeStrict([]byte(`{"text": "a", "round": "one", "raw": {"b": [1]}, "txt": 1}`), &got)
	var invalid *events.InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("error is %v", err)
	}
	var places []string
	for _, f := range invalid.Fields {
		places = append(places, f.Location)
	}
	if want := []string{"round", "txt"}; !slices.Equal(places, want) {
		t.Errorf("locations are %q, want %q", places, want)
	}
	if got.Text != "a" || string(got.Raw) != `{"b": [1]}` {
		t.Errorf("the rest is %+v", got)
	}
	var malformed *events.MalformedError
	if err := events.DecodeStrict([]byte(`{"text": "a", "text": "b"}`), &got); !errors.As(err, &malformed) {
		t.Errorf("a name twice: %v", err)
	}
	if err := events.DecodeStrict([]byte(`[]`), &got); !errors.As(err, &invalid) {
		t.Errorf("an array: %v", err)
	}
}
