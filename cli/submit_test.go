package cli_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/cli"
)

func TestWhatWasStoredBeforeAFailureIsToldAndIsPartialSuccess(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(doorkeeper{})
	t.Cleanup(server.Close)
	dir := t.TempDir()
	var events strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&events, `{"specversion":"1.0","id":"e-%d"}`+"\n", i)
	}
	events.WriteString(`{"specversion":"1.0","id":"e-1000"}` + "\n" + `{"specversion":"1.0","id":"bad"}`)
	key, file := filepath.Join(dir, "key"), filepath.Join(dir, "events.ndjson")
	for path, content := range map[string]string{key: validKey, file: events.String()} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	code, out, msg := run(context.Background(), "submit", file, "--server", server.URL, "--key-file", key)
	if code != cli.ExitPartial {
		t.Errorf("submit ended with %d, want %d", code, cli.ExitPartial)
	}
	if out != "accepted  1000\n" {
		t.Errorf("stdout is %q", out)
	}
	for _, want := range []string{"the first 1000 events are stored; events 1001 to 1002 of 1002: ", "  [1].data.candidate.phone must be E.164"} {
		if !strings.Contains(msg, want) {
			t.Errorf("stderr lacks %q:\n%s", want, msg)
		}
	}
}
