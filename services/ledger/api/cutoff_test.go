package api

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestAnAnswerThatIsCutOffDoesNotLookWhole(t *testing.T) {
	for name, end := range map[string]func(http.ResponseWriter){
		"whole":   func(http.ResponseWriter) {},
		"cut off": func(w http.ResponseWriter) { _ = cutOff(w, errors.New("the book is closed")) },
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "a line\r\n")
			_ = http.NewResponseController(w).Flush()
			end(w)
		}))
		t.Cleanup(server.Close)
		r, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.ReadAll(r.Body)
		r.Body.Close()
		if (err != nil) != (name == "cut off") {
			t.Errorf("%s: the reader sees %v", name, err)
		}
	}
}
