package telemetry_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

func TestStatusWriterRemembersTheFirstStatus(t *testing.T) {
	for name, c := range map[string]struct {
		answer func(http.ResponseWriter)
		want   int
	}{
		"nothing":      {func(http.ResponseWriter) {}, 0},
		"a body alone": {func(w http.ResponseWriter) { w.Write([]byte("hello")) }, http.StatusOK},
		"a status":     {func(w http.ResponseWriter) { w.WriteHeader(http.StatusTeapot) }, http.StatusTeapot},
		"one after a body": {func(w http.ResponseWriter) {
			w.Write(nil)
			w.WriteHeader(http.StatusTeapot)
		}, http.StatusOK},
		"through a controller": {func(w http.ResponseWriter) {
			if err := http.NewResponseController(w).Flush(); err != nil {
				t.Errorf("the connection is out of reach: %v", err)
			}
		}, 0},
	} {
		w := &telemetry.StatusWriter{ResponseWriter: httptest.NewRecorder()}
		if c.answer(w); w.Status != c.want {
			t.Errorf("%s: status %d, want %d", name, w.Status, c.want)
		}
	}
}
