package events_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
)

// goldens are the recorded encodings: good seeds.
func goldens(f *testing.F) [][]byte {
	f.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "golden", "*.json"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no golden files: %v", err)
	}
	var all [][]byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		all = append(all, text)
	}
	return all
}

// Whatever is read comes back from every encoding, and whatever is accepted can be published and read again.
func FuzzParseEvent(f *testing.F) {
	for _, text := range goldens(f) {
		f.Add(text)
	}
	f.Add([]byte(envelope(`,"subject":"int-42","time":"2026-03-03T20:00:00Z","comexample":true,"data":{"result":"offer"}`)))
	f.Add([]byte(envelope(`,"data_base64":"eyJhIjogMX0="`)))
	f.Add([]byte(envelope(`,"datacontenttype":"text/plain","data":"x"`)))
	f.Fuzz(func(t *testing.T, body []byte) {
		e, err := events.ParseEvent(body)
		if err != nil {
			wantKnownError(t, err)
			return
		}
		comesBack(t, e)
		accepted(t, e)
	})
}

func FuzzParseHTTP(f *testing.F) {
	for _, text := range goldens(f) {
		f.Add("application/cloudevents+json", "", "", text)
		f.Add("application/cloudevents-batch+json", "", "", []byte("["+string(text)+"]"))
	}
	f.Add("application/json", "comexample", "Euro%20%E2%82%AC", []byte(`{"result":"offer"}`))
	f.Add("application/json; charset=utf-8", "subject", `"a\"b%20c"`, []byte(`{}`))
	f.Add("application/json", "time", "2026-03-03T15:00:00-05:00", []byte(`{}`))
	f.Add("text/plain", "tenant", "local", []byte(`x`))
	f.Fuzz(func(t *testing.T, contentType, name, value string, body []byte) {
		h := binary("Content-Type", contentType)
		h["ce-"+name] = []string{value}
		list, batch, err := events.ParseHTTP(h, body)
		if err != nil {
			wantKnownError(t, err)
			return
		}
		if !batch && len(list) != 1 {
			t.Fatalf("%d events outside of a batch", len(list))
		}
		for _, e := range list {
			comesBack(t, e)
			accepted(t, e)
		}
	})
}

func FuzzDecodeFact(f *testing.F) {
	for _, s := range samples() {
		if data, err := json.Marshal(s.data); err == nil && s.t.IsFact() {
			f.Add(s.t.Name(), data)
		}
	}
	f.Add("checkin.made", []byte(`{"result":"offer","Result":1,"at":"2026-03-03T15:00:00-05:00"}`))
	f.Add("interview.completed", []byte(`{"interviewers":[{"name":""},null,{}],"promise":{"by":"","said":null}}`))
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		kind := events.TypeNamed(name)
		data, err := events.DecodeFact(kind, body, "int-42", at())
		if err != nil {
			wantKnownError(t, err)
			return
		}
		e := events.Event{ID: "evt-1", Source: "/x", Type: kind, Subject: "int-42", Time: at(), Tenant: "local", Data: data}
		if err := events.Validate(e, at()); err != nil {
			t.Fatalf("accepted as a plain body, and not in an event: %v", err)
		}
		accepted(t, e)
	})
}

// wantKnownError: the three errors that callers turn into an answer, each with something in it that can be shown.
func wantKnownError(t *testing.T, err error) {
	t.Helper()
	text := err.Error()
	if text == "" || !utf8.ValidString(text) || strings.ContainsAny(text, "\r\n") {
		t.Errorf("the error cannot be shown: %q", text)
	}
	invalid, malformed, media := new(events.InvalidError), new(events.MalformedError), new(events.MediaTypeError)
	if !errors.As(err, &invalid) && !errors.As(err, &malformed) && !errors.As(err, &media) {
		t.Errorf("the error is a %T", err)
	}
}

func comesBack(t *testing.T, e events.Event) {
	t.Helper()
	back, err := events.ParseNATS(e.NATSHeader(), e.Data)
	if err != nil {
		t.Fatalf("%+v does not come back from NATS: %v", e, err)
	}
	if e.DataContentType == "" {
		e.DataContentType = back.DataContentType // is written out there
	}
	wantSame(t, "NATS", back, e)
	list, _, err := events.ParseHTTP(e.HTTPHeader(), e.Data)
	if err != nil {
		t.Fatalf("%+v does not come back from HTTP: %v", e, err)
	}
	wantSame(t, "HTTP", list[0], e)
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatalf("%+v cannot be encoded: %v", e, err)
	}
	var again events.Event
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatalf("%s cannot be decoded: %v", text, err)
	}
	// Encoding drops the spaces in data.
	var want bytes.Buffer
	if len(e.Data) > 0 {
		if err := json.Compact(&want, e.Data); err != nil {
			t.Fatal(err)
		}
		e.Data = want.Bytes()
	}
	unescape := func(data []byte) string {
		return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&", `\u2028`, "\u2028", `\u2029`, "\u2029").Replace(string(data))
	}
	e.Data, again.Data = json.RawMessage(unescape(e.Data)), json.RawMessage(unescape(again.Data))
	wantSame(t, "JSON", again, e)
}

func wantSame(t *testing.T, from string, got, want events.Event) {
	t.Helper()
	if len(got.Data) == 0 && len(want.Data) == 0 {
		got.Data, want.Data = nil, nil
	}
	if len(got.Extensions) == 0 && len(want.Extensions) == 0 {
		got.Extensions, want.Extensions = nil, nil
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("from %s came\n%+v, want\n%+v", from, got, want)
	}
}

// accepted: a fact that is valid once normal stays valid, has a subject and can be read by those who receive it.
func accepted(t *testing.T, e events.Event) {
	t.Helper()
	e.Tenant = "local"
	e = events.Normalize(e)
	if err := events.Validate(e, at()); err != nil {
		wantKnownError(t, err)
		return
	}
	subject, err := events.Subject(e)
	if err != nil {
		t.Fatalf("a valid fact has no subject: %v", err)
	}
	wantFiveTokens(t, subject)
	data, err := sampleNamed(t, e.Type).decoded(e)
	if err != nil {
		t.Fatalf("a valid fact cannot be read: %v", err)
	}
	again, err := events.New(e.Type, e.Source, e.ID, e.Tenant, e.Subject, e.Time, data)
	if err != nil {
		t.Fatalf("a valid fact cannot be written: %v", err)
	}
	if err := events.Validate(again, at()); err != nil {
		t.Fatalf("%s became invalid as it was written again as %s: %v", e.Data, again.Data, err)
	}
	if m, ok := data.(events.Meeting); ok {
		for _, p := range m.Interviewers {
			if !events.ValidID(p.ID) {
				t.Fatalf("an interviewer of a normal fact has the id %q", p.ID)
			}
		}
	}
}
