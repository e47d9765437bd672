package events_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
)

func nested(depth int) string { return strings.Repeat("[", depth) + strings.Repeat("]", depth) }

func TestDocumentsAreRefused(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"empty", " \n", ""},
		{"invalid UTF-8", "{\"a\":\"\xff\"}", ""},
		{"after the document", `{} {}`, ""},
		{"after the document, garbage", `{}x`, ""},
		{"too early", `{"a":{"b":[1,`, "a.b[1]"},
		{"too early in a string", `{"a":"x`, "a"},
		{"trailing comma", `{"a":1,}`, ""},
		{"trailing comma in an array", `{"a":[1,]}`, "a[1]"},
		{"no comma", `{"a":1 "b":2}`, ""},
		{"no colon", `{"a" 1}`, "a"},
		{"no name", `{1:2}`, ""},
		{"single quotes", `{'a':1}`, ""},
		{"control character", "{\"a\":\"x\ny\"}", "a"},
		{"unknown escape", `{"a":"\x"}`, "a"},
		{"short escape", `{"a":"\u12"}`, "a"},
		{"half a pair", `{"a":"\ud83d"}`, "a"},
		{"the other half", `{"a":"\\\ude00"}`, "a"},
		{"two first halves", `{"a":"\ud83d\ud83d"}`, "a"},
		{"half a pair in a name", `{"\ud83d":1}`, ""},
		{"leading zero", `{"a":01}`, "a"},
		{"no digits", `{"a":-}`, "a"},
		{"plus", `{"a":+1}`, "a"},
		{"two points", `{"a":1.2.3}`, "a"},
		{"not a number", `{"a":NaN}`, "a"},
		{"half a word", `{"a":nul}`, "a"},
		{"NUL", "\x00", ""},
		{"byte order mark", "\ufeff{}", ""},
		{"comment", `{} // x`, ""},
		{"a name twice", `{"a":1,"a":1}`, "a"},
		{"a name twice, escaped", `{"a":1,"\u0061":1}`, "a"},
		{"too deep", `{"a":` + nested(events.MaxDepth) + `}`, "a" + strings.Repeat("[0]", events.MaxDepth-1)},
		{"too many values", `{"a":[` + strings.Repeat("0,", 500_000) + `0]}`, "a[499998]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := events.DecodeFact(events.CandidateErased, []byte(tt.body), "", at())
			if tt.name == "empty" {
				_, err = events.ParseEvent([]byte(tt.body))
			}
			wantMalformed(t, err, tt.want)
		})
	}
}

func TestDeepDocumentsAreReadUpToTheLimit(t *testing.T) {
	_, err := events.DecodeFact(events.CandidateErased, []byte(`{"a":`+nested(events.MaxDepth-1)+`}`), "", at())
	wantFaults(t, err, "a")
}

func TestStringsAreReadWhole(t *testing.T) {
	for text, want := range map[string]string{
		`"\ud83d\ude00"`: "😀", `"\ud83d\ude00\ud83d\ude00"`: "😀😀", `"\\ud800"`: `\ud800`, `"\\\ud83d\ude00"`: `\😀`, `"\u00e9\ud83d\ude00"`: "é😀", `"\"\/\b\f\n\r\t"`: "\"/\b\f\n\r\t",
		`"\ufffd"`: "\ufffd", `"é"`: "é", `""`: "",
	} {
		got, err := events.DataOf[string](events.Event{Data: []byte(text)})
		if err != nil || got != want {
			t.Errorf("%s was read as %q with error %v, want %q", text, got, err, want)
		}
	}
}

// The reader agrees with encoding/json about what is JSON, but for what it refuses on purpose.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,-2.5e+3,true,null,"\ud83d\ude00\\\""]}`, `[]`, ` { } `, `"\u00e9"`, `-0`, `1E5`, `[[[]]]`, `{"a":{"b":1},"c":[{"d":""}]}`, `{"a":1,}`, `[1 2]`, `"\ud800"`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e := events.Event{Type: events.CandidateErased, Data: data}
		_, err := events.DataOf[any](e)
		valid := len(data) == 0 || json.Valid(data) && utf8.Valid(data)
		if err == nil && !valid {
			t.Fatalf("%q was read and is no JSON", data)
		}
		if err != nil && valid && !onPurpose(err) {
			t.Fatalf("%q is JSON and was refused: %v", data, err)
		}
	})
}

func onPurpose(err error) bool {
	for _, reason := range []string{"twice", "half of a pair", "nested too deeply", "too long"} {
		if strings.Contains(err.Error(), reason) {
			return true
		}
	}
	return false
}
