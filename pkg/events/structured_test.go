package events_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestParseEventRefuses(t *testing.T) {
	tests := []struct{ body, want string }{
		{``, ""},
		{`[]`, ""},
		{`7`, ""},
		{`{}`, "specversion"},
		{`{"specversion":"1.0","source":"s","type":"t"}`, "id"},
		{`{"specversion":"1.0","id":"i","type":"t"}`, "source"},
		{`{"specversion":"1.0","id":"i","source":"s"}`, "type"},
		{`{"specversion":"0.3","id":"i","source":"s","type":"t"}`, "specversion"},
		{`{"specversion":1.0,"id":"i","source":"s","type":"t"}`, "specversion"},
		{`{"specversion":"1.0","id":"","source":"s","type":"t"}`, "id"},
		{`{"specversion":"1.0","id":5,"source":"s","type":"t"}`, "id"},
		{envelope(`,"subject":""`), "subject"},
		{envelope(`,"subject":"a\u0000"`), "subject"},
		{envelope(`,"time":"2026-03-03"`), "time"},
		{envelope(`,"time":0`), "time"},
		{envelope(`,"tenant":true`), "tenant"},
		{envelope(`,"datacontenttype":"json"`), "datacontenttype"},
		{envelope(`,"Extra":"x"`), "Extra"},
		{envelope(`,"extra":{}`), "extra"},
		{envelope(`,"extra":1.5`), "extra"},
		{envelope(`,"extra":2147483648`), "extra"},
		{envelope(`,"data":1,"data_base64":"MQ=="`), "data_base64"}, // CE-6
		{envelope(`,"data_base64":"?"`), "data_base64"},
		{envelope(`,"data_base64":1`), "data_base64"},
		{envelope(`,"data_base64":"ew=="`), "data_base64"},
		{envelope(`,"id":"again"`), "id"},
		{envelope(`,"data":{"x":{"y":1,"y":2}}`), "data.x.y"},
		{envelope(`,"data":[{"y":tru}]`), "data[0].y"},
		{envelope(``) + `{}`, ""},
	}
	for _, tt := range tests {
		_, err := events.ParseEvent([]byte(tt.body))
		wantMalformed(t, err, tt.want)
	}
	_, err := events.ParseEvent([]byte(envelope(`,"datacontenttype":"text/plain","data":"hello"`)))
	wantFaults(t, err, "datacontenttype")
}

func TestParseBatchRefuses(t *testing.T) {
	_, err := events.ParseBatch([]byte(envelope(``)))
	wantMalformed(t, err, "")
	_, err = events.ParseBatch([]byte(`[` + envelope(``) + `,{"specversion":"1.0"}]`))
	wantMalformed(t, err, "[1].id")
	_, err = events.ParseBatch([]byte(`[` + envelope(``) + `,7]`))
	wantMalformed(t, err, "[1]")
	_, err = events.ParseBatch([]byte(`[` + envelope(``) + `,` + envelope(`,"data":{"a":1,"a":1}`) + `]`))
	wantMalformed(t, err, "[1].data.a")
	text := envelope(`,"datacontenttype":"text/plain"`)
	_, err = events.ParseBatch([]byte(`[` + text + `,` + envelope(``) + `,` + text + `]`))
	wantFaults(t, err, "[0].datacontenttype", "[2].datacontenttype")
	_, err = events.ParseBatch([]byte(`[` + text + `,{}]`))
	wantMalformed(t, err, "[1].specversion")
}

func TestParseJSON(t *testing.T) {
	for _, tt := range []struct {
		body  string
		count int
		batch bool
	}{{envelope(``), 1, false}, {`[` + envelope(``) + `]`, 1, true}, {` [ ] `, 0, true}} {
		got, batch, err := events.ParseJSON([]byte(tt.body))
		if err != nil || len(got) != tt.count || batch != tt.batch {
			t.Errorf("%s: %d events, batch %v, error %v; want %d, %v", tt.body, len(got), batch, err, tt.count, tt.batch)
		}
	}
}

// What Afterword wrote itself may lack what the outside may not, and may hold a document of full depth.
func TestUnmarshalIsLenient(t *testing.T) {
	for _, text := range []string{`{}`, `null`, `{"id":"x"}`, `{"data":` + nested(events.MaxDepth) + `}`} {
		var e events.Event
		if err := json.Unmarshal([]byte(text), &e); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	var e events.Event
	const data = `{ "b":1.0, "a":"\u00e9" }`
	if err := json.Unmarshal([]byte(`{"data": `+data+` }`), &e); err != nil || string(e.Data) != data {
		t.Errorf("data is %q with error %v, want %q", e.Data, err, data)
	}
}

func TestEventsComeBackFromJSON(t *testing.T) {
	for _, s := range samples() {
		e := s.event(t)
		e.Extensions = map[string]string{"traceparent": "00-ab"}
		e.DataSchema = "https://example.com/schema"
		list, err := json.Marshal([]events.Event{e})
		if err != nil {
			t.Fatal(err)
		}
		back, err := events.ParseBatch(list)
		if err != nil || len(back) != 1 || !reflect.DeepEqual(back[0], e) {
			t.Errorf("%s came back as %+v with error %v, want %+v", s.t.Name(), back, err, e)
		}
	}
}

// The names of fields are case-sensitive for those who read an event as well as for those who check it.
func TestDataOfReadsWhatWasChecked(t *testing.T) {
	e := events.Event{Type: events.CheckinMade, Data: []byte(`{"result":"offer","Result":"rejection","RESULT":5}`)}
	got, err := events.DataOf[events.Checkin](e)
	if err != nil || got.Result != events.CheckinOffer {
		t.Errorf("the result is %q with error %v, want offer", got.Result, err)
	}
	if got, err := events.DataOf[events.Checkin](events.Event{}); err != nil || got.Result != "" {
		t.Errorf("no data is %+v with error %v, want nothing", got, err)
	}
	e.Data = []byte(`{"result":5}`)
	_, err = events.DataOf[events.Checkin](e)
	wantFaults(t, err, "data.result")
	e.Data = []byte(`{`)
	_, err = events.DataOf[events.Checkin](e)
	wantMalformed(t, err, "data")
}
