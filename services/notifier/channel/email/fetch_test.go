package email

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestFetch(t *testing.T) {
	visited := false
	mux := http.NewServeMux()
	mux.HandleFunc("/here", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("a certificate")) })
	mux.HandleFunc("/long", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 2*maxFetched)) })
	mux.HandleFunc("/elsewhere", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/secret", http.StatusFound) })
	mux.HandleFunc("/secret", func(http.ResponseWriter, *http.Request) { visited = true })
	server := httptest.NewServer(mux)
	defer server.Close()
	if got, err := fetch(t.Context(), server.URL+"/here"); string(got) != "a certificate" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := fetch(t.Context(), server.URL+"/long"); len(got) != maxFetched || err != nil {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if _, err := fetch(t.Context(), server.URL+"/elsewhere"); err == nil || visited {
		t.Errorf("a redirect: %v, followed %v", err, visited)
	}
	if _, err := fetch(t.Context(), server.URL+"/nowhere"); err == nil {
		t.Error("a page that is not there is an answer")
	}
	server.Close()
	if _, err := fetch(t.Context(), server.URL+"/?Token=hush"); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("an error that quotes the address, or none: %v", err)
	}
}
