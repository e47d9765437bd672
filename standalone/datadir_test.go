package standalone

import (
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
)

func TestWhatIsRefused(t *testing.T) {
	dir := t.TempDir()
	cases := []struct {
		name    string
		options Options
		want    string
	}{
		{"no directory", Options{}, "a data directory is required"},
		{"open to others", Options{DataDir: dir, Listen: "0.0.0.0:0"}, "refusing to listen on 0.0.0.0:0"},
		{"open to others by leaving out the host", Options{DataDir: dir, Listen: ":0"}, "refusing to listen on :0"},
		{"no port", Options{DataDir: dir, Listen: "127.0.0.1"}, "the address to listen on"},
		{"backwards", Options{DataDir: dir, Speed: -1}, "greater than zero"},
		{"beyond all years", Options{DataDir: dir, Speed: 1e300}, "at most 100000"},
		{"a start in real time", Options{DataDir: dir, StartAt: begin()}, "only a time-lapse"},
		{"a sender that is none", Options{DataDir: dir, Listen: "127.0.0.1:0", SMTP: email.Options{From: "nobody"}}, "the mail server"},
		{"an account without a token", Options{DataDir: dir, Listen: "127.0.0.1:0", Twilio: sms.Options{Account: "AC1", From: "+15005550006"}}, "the SMS account"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, err := New(c.options)
			if err == nil {
				t.Fatal("it was accepted", s.Close())
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %q, want %q in it", err, c.want)
			}
		})
	}
	// Each gave back what it had taken.
	s, err := New(Options{DataDir: dir, Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
	again, err := net.Listen("tcp", s.Addr())
	if err != nil {
		t.Fatalf("the address was not given back: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestADirectoryHasOneProcessAndOneKindOfTime(t *testing.T) {
	actual, lapsed := t.TempDir(), t.TempDir()
	w := open(t, Options{DataDir: actual})
	if _, err := New(Options{DataDir: actual, Listen: "127.0.0.1:0"}); err == nil || !strings.Contains(err.Error(), "another process is using") {
		t.Errorf("a second process: %v", err)
	}
	w.stop()
	if _, err := New(Options{DataDir: actual, Listen: "127.0.0.1:0", Speed: 60}); err == nil || !strings.Contains(err.Error(), "lives in real time") {
		t.Errorf("a time-lapse of real data: %v", err)
	}
	w = open(t, Options{DataDir: lapsed, Speed: 60})
	w.stop()
	if _, err := New(Options{DataDir: lapsed, Listen: "127.0.0.1:0"}); err == nil || !strings.Contains(err.Error(), "belongs to a time-lapse") {
		t.Errorf("a time-lapse in real time: %v", err)
	}
}

// The key is made once, works after a restart, is made again if its file is lost, and stays dead when it was rotated.
func TestTheKeyOfTheFirstTenant(t *testing.T) {
	o := Options{DataDir: t.TempDir()}
	ask := func(w *world) int {
		t.Helper()
		status, _, _ := w.call(http.MethodGet, "/v1/followups/x", nil, w.withKey)
		return status
	}
	w := open(t, o)
	first, err := os.ReadFile(w.KeyFile())
	if err != nil || !strings.HasPrefix(string(first), "aw_") || ask(w) != http.StatusNotFound {
		t.Fatalf("the first key is %q, %v", first, err)
	}
	w.stop()
	for _, name := range []string{"api-key", "outbox.jsonl", "lock"} {
		if info, err := os.Stat(filepath.Join(o.DataDir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
	if _, err := os.Stat(filepath.Join(o.DataDir, "connect.json")); !os.IsNotExist(err) {
		t.Errorf("connect.json is still there: %v", err)
	}
	if err := os.Remove(w.KeyFile()); err != nil {
		t.Fatal(err)
	}
	w = open(t, o)
	second, err := os.ReadFile(w.KeyFile())
	if err != nil || string(second) == string(first) || ask(w) != http.StatusNotFound {
		t.Errorf("the second key is %q, %v", second, err)
	}
	w.stop()
	if err := os.WriteFile(w.KeyFile(), []byte("aw_invented\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w = open(t, o)
	if status := ask(w); status != http.StatusUnauthorized {
		t.Errorf("an invented key is answered with %d", status)
	}
}
