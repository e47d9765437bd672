package events_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestEventsComeBackFromHeaders(t *testing.T) {
	for _, s := range samples() {
		e := s.event(t)
		e.Extensions = map[string]string{"traceparent": "00-ab", "comexample": `50% "€" 😀`}
		e.DataSchema = "https://example.com/schema"
		back, err := events.ParseNATS(e.NATSHeader(), e.Data)
		if err != nil || !reflect.DeepEqual(back, e) {
			t.Errorf("%s came back from NATS as %+v with error %v, want %+v", s.t.Name(), back, err, e)
		}
		list, batch, err := events.ParseHTTP(e.HTTPHeader(), e.Data)
		if err != nil || batch || len(list) != 1 || !reflect.DeepEqual(list[0], e) {
			t.Errorf("%s came back from HTTP as %+v with error %v, want %+v", s.t.Name(), list, err, e)
		}
	}
}

// CE-5: over NATS the content type of the data is an attribute like the others, and names are in lower case.
func TestNATSHeader(t *testing.T) {
	e := sampleNamed(t, events.CheckinMade).event(t)
	e.DataContentType = ""
	want := map[string][]string{
		"ce-specversion": {"1.0"}, "ce-id": {"evt-1"}, "ce-source": {"/ats/greenhouse"}, "ce-type": {checkinType}, "ce-subject": {"int-42"},
		"ce-time": {"2026-03-03T20:05:00Z"}, "ce-tenant": {"local"}, "ce-datacontenttype": {"application/json"},
	}
	if got := e.NATSHeader(); !reflect.DeepEqual(got, want) {
		t.Errorf("the headers are %v, want %v", got, want)
	}
}

func TestParseNATS(t *testing.T) {
	e := sampleNamed(t, events.CheckinMade).event(t)
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Content-Type", "content-type"} {
		got, err := events.ParseNATS(map[string][]string{name: {"Application/CloudEvents+json"}}, text)
		if err != nil || !reflect.DeepEqual(got, e) {
			t.Errorf("structured: got %+v with error %v, want %+v", got, err, e)
		}
	}
	shouted := map[string][]string{"Nats-Msg-Id": {"x"}}
	for name, values := range e.NATSHeader() {
		shouted[strings.ToUpper(name)] = values
	}
	got, err := events.ParseNATS(shouted, e.Data)
	if err != nil || !reflect.DeepEqual(got, e) {
		t.Errorf("in capitals: got %+v with error %v, want %+v", got, err, e)
	}
	_, err = events.ParseNATS(nil, nil)
	wantMalformed(t, err, "specversion")
	h := e.NATSHeader()
	h["ce-id"] = []string{"%ff"}
	_, err = events.ParseNATS(h, nil)
	wantMalformed(t, err, "id")
}
