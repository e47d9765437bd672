package daemon

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// serveHealth answers every request with one status and returns the address.
func serveHealth(t *testing.T, status int) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}
