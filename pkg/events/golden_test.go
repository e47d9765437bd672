package events_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

var update = flag.Bool("update", false, "write the files of testdata that record the encoding")

// What is on the bus today must be readable for ever, and what is written must stay what it was.
func TestGoldenEncodings(t *testing.T) {
	known := map[events.Type]bool{}
	for _, s := range samples() {
		known[s.t] = true
		t.Run(s.t.Name(), func(t *testing.T) {
			e := s.event(t)
			compact, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			var written bytes.Buffer
			if err := json.Indent(&written, compact, "", "  "); err != nil {
				t.Fatal(err)
			}
			written.WriteByte('\n')
			file := filepath.Join("testdata", "golden", s.t.Name()+".json")
			if *update {
				if err := os.WriteFile(file, written.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			golden, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(written.Bytes(), golden) {
				t.Errorf("the encoding is\n%s, want %s:\n%s", written.Bytes(), file, golden)
			}
			read, err := events.ParseEvent(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got := compacted(t, read.Data); !bytes.Equal(got, e.Data) {
				t.Errorf("data read back is %s, want %s", got, e.Data)
			}
			read.Data = e.Data
			if !reflect.DeepEqual(read, e) {
				t.Errorf("read back as %+v, want %+v", read, e)
			}
			data, err := s.decoded(read)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(data, s.data) {
				t.Errorf("data decoded as %+v, want %+v", data, s.data)
			}
		})
	}
	for _, kind := range append(events.FactTypes(), events.SystemTypes()...) {
		if !known[kind] {
			t.Errorf("%s has no sample", kind)
		}
	}
}

func TestGoldenFactsAreValid(t *testing.T) {
	for _, s := range samples() {
		err := events.Validate(s.event(t), at())
		if s.t.IsFact() && err != nil {
			t.Errorf("%s: %v", s.t.Name(), err)
		}
		if !s.t.IsFact() {
			wantFaults(t, err, "type")
		}
	}
}

func compacted(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, text); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
