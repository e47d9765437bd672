package events_test

import (
	"net/http"
	"reflect"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

const checkinType = string(events.CheckinMade)

// binary returns the headers of a binary event with changes: name, value, name, value ...; an empty value drops the header.
func binary(changes ...string) http.Header {
	h := http.Header{}
	h.Set("Content-Type", "application/json")
	h.Set("ce-specversion", "1.0")
	h.Set("ce-id", "evt-1")
	h.Set("ce-source", "/ats/x")
	h.Set("ce-type", checkinType)
	for i := 0; i < len(changes); i += 2 {
		if changes[i+1] == "" {
			h.Del(changes[i])
		} else {
			h.Set(changes[i], changes[i+1])
		}
	}
	return h
}

func structured(contentType string) http.Header { return http.Header{"Content-Type": {contentType}} }

func envelope(more string) string {
	return `{"specversion":"1.0","id":"evt-1","source":"/ats/x","type":"` + checkinType + `"` + more + `}`
}

func TestParseHTTP(t *testing.T) {
	want := events.Event{ID: "evt-1", Source: "/ats/x", Type: events.CheckinMade}
	with := func(change func(*events.Event)) events.Event {
		e := want
		change(&e)
		return e
	}
	data := func(contentType string) events.Event {
		return with(func(e *events.Event) { e.DataContentType, e.Data = contentType, []byte(`{"a": 1}`) })
	}
	tests := []struct {
		name  string
		h     http.Header
		body  string
		want  []events.Event
		batch bool
	}{
		{"CE-10 binary", binary(), `{"a": 1}`, []events.Event{data("application/json")}, false},
		{"CE-11 binary with charset", binary("Content-Type", "application/json; charset=utf-8"), `{"a": 1}`, []events.Event{data("application/json; charset=utf-8")}, false},
		{"CE-12 structured", structured("application/cloudevents+json"), envelope(`,"datacontenttype":"application/json","data":{"a": 1}`), []events.Event{data("application/json")}, false},
		{"CE-13 structured with charset", structured("application/cloudevents+json; charset=utf-8"), envelope(`,"datacontenttype":"application/json","data":{"a": 1}`), []events.Event{data("application/json")}, false},
		{"CE-7 empty batch", structured("application/cloudevents-batch+json"), `[]`, []events.Event{}, true},
		{"CE-8 media type in capitals", structured("APPLICATION/CloudEvents+JSON; charset=utf-8"), envelope(``), []events.Event{want}, false},
		{"batch of two", structured("application/cloudevents-batch+json"), `[` + envelope(``) + `,` + envelope(``) + `]`, []events.Event{want, want}, true},
		{"no data", binary("Content-Type", ""), ``, []events.Event{want}, false},
		{"null data", structured("application/cloudevents+json"), envelope(`,"data":null,"subject":null`), []events.Event{want}, false},
		{"base64", structured("application/cloudevents+json"), envelope(`,"data_base64":"eyJhIjogMX0="`), []events.Event{data("")}, false},
		{"data stays byte for byte", structured("application/cloudevents+json"), envelope(`,"data": { "a" : 1.50, "<":"\u003c" } `), []events.Event{with(func(e *events.Event) { e.Data = []byte(`{ "a" : 1.50, "<":"\u003c" }`) })}, false},
		{
			"every attribute in headers",
			binary("ce-subject", "int-42", "ce-time", "2026-03-03T15:00:00-05:00", "ce-tenant", "local", "ce-dataschema", "https://example.com/s",
				"ce-traceparent", "00-ab", "ce-Comexample", "Euro%20%E2%82%AC%20%F0%9F%98%80"),
			`{"a": 1}`,
			[]events.Event{with(func(e *events.Event) {
				*e = data("application/json")
				e.Subject, e.Tenant, e.DataSchema = "int-42", "local", "https://example.com/s"
				e.Time = time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)
				e.Extensions = map[string]string{"traceparent": "00-ab", "comexample": "Euro € 😀"}
			})},
			false,
		},
		{
			"extensions of every type",
			structured("application/cloudevents+json"), envelope(`,"a":"x","b":true,"c":-7,"d":null`),
			[]events.Event{with(func(e *events.Event) { e.Extensions = map[string]string{"a": "x", "b": "true", "c": "-7"} })},
			false,
		},
		{"header names in lower case", http.Header{"content-type": {"application/json"}, "ce-specversion": {"1.0"}, "CE-ID": {"evt-1"}, "ce-source": {"/ats/x"}, "Ce-Type": {checkinType}}, `{"a": 1}`, []events.Event{data("application/json")}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, batch, err := events.ParseHTTP(tt.h, []byte(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) || batch != tt.batch {
				t.Errorf("got %+v, batch %v\nwant %+v, batch %v", got, batch, tt.want, tt.batch)
			}
		})
	}
}

func TestParseHTTPRefusesMediaTypes(t *testing.T) {
	for _, contentType := range []string{
		"application/cloudevents+avro", "application/cloudevents-batch+avro", "application/cloudevents", "application/cloudevents-batch",
		"application/cloudeventsx+json", "application/cloudevents+json; charset=latin1", "application/cloudevents+json; charset",
		"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "json", "application/xml",
	} {
		_, _, err := events.ParseHTTP(binary("Content-Type", contentType), []byte(envelope(``)))
		wantMediaType(t, err)
	}
	_, _, err := events.ParseHTTP(binary("Content-Type", ""), []byte(`{}`))
	wantMediaType(t, err)
	_, _, err = events.ParseHTTP(binary("Content-Type", "text/plain"), nil)
	wantMediaType(t, err)
	twice := binary()
	twice.Add("Content-Type", "application/json")
	_, _, err = events.ParseHTTP(twice, []byte(`{}`))
	wantMediaType(t, err)
}

func TestParseHTTPRefusesEnvelopes(t *testing.T) {
	twice := binary()
	twice.Add("ce-id", "evt-2")
	tests := []struct {
		name, want string
		h          http.Header
		body       string
	}{
		{"plain JSON without headers", "specversion", structured("application/json"), envelope(``)},
		{"no id", "id", binary("ce-id", ""), `{}`},
		{"no source", "source", binary("ce-source", ""), `{}`},
		{"no type", "type", binary("ce-type", ""), `{}`},
		{"no specversion", "specversion", binary("ce-specversion", ""), `{}`},
		{"other specversion", "specversion", binary("ce-specversion", "1.0.2"), `{}`},
		{"CE-5 datacontenttype", "datacontenttype", binary("ce-datacontenttype", "application/json"), `{}`},
		{"CE-4 no UTF-8", "x", binary("ce-x", "%C0%A0"), `{}`},
		{"half a percent", "x", binary("ce-x", "50%"), `{}`},
		{"control character", "subject", binary("ce-subject", "a%0Ab"), `{}`},
		{"noncharacter", "x", binary("ce-x", "%EF%BF%BE"), `{}`},
		{"twice", "id", twice, `{}`},
		{"twice in other cases", "id", http.Header{"Ce-Id": {"a"}, "ce-id": {"a"}, "Content-Type": {"application/json"}}, `{}`},
		{"odd name", `["foo-bar"]`, binary("ce-foo-bar", "x"), `{}`},
		{"data as attribute", "data", binary("ce-data", "x"), `{}`},
		{"time", "time", binary("ce-time", "yesterday"), `{}`},
		{"time beyond UTC's years", "time", binary("ce-time", "9999-12-31T23:59:59-01:00"), `{}`},
		{"source", "source", binary("ce-source", "%25zz"), `{}`},
		{"dataschema", "dataschema", binary("ce-dataschema", "schema.json"), `{}`},
		{"data no JSON", "data.a", binary(), `{"a":}`},
		{"data twice", "data.a", binary(), `{"a":1,"a":2}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := events.ParseHTTP(tt.h, []byte(tt.body))
			wantMalformed(t, err, tt.want)
		})
	}
}

// CE-5: the content type of the data travels in Content-Type only.
func TestHTTPHeader(t *testing.T) {
	e := sampleNamed(t, events.CheckinMade).event(t)
	e.Extensions = map[string]string{"comexample": `50% "€"`, "id": "another", "Bad Name": "x"}
	want := map[string][]string{
		"Ce-Specversion": {"1.0"}, "Ce-Id": {"evt-1"}, "Ce-Source": {"/ats/greenhouse"}, "Ce-Type": {checkinType}, "Ce-Subject": {"int-42"},
		"Ce-Time": {"2026-03-03T20:05:00Z"}, "Ce-Tenant": {"local"}, "Ce-Comexample": {"50%25%20%22%E2%82%AC%22"}, "Content-Type": {"application/json"},
	}
	if got := e.HTTPHeader(); !reflect.DeepEqual(got, want) {
		t.Errorf("the headers are %v, want %v", got, want)
	}
}
