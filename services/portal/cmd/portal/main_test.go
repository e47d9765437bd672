package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/suppression"
)

// The command makes what it needs on an empty bus, serves, and ends without an error when told to.
func TestServeOnAnEmptyBusAndStop(t *testing.T) {
	server := bustest.NewServer(t)
	ctx, stop := context.WithCancel(t.Context())
	var out bytes.Buffer
	ended := make(chan int, 1)
	c := command()
	run := c.Run
	began := make(chan daemon.Process, 1)
	c.Run = func(ctx context.Context, p daemon.Process) error { began <- p; return run(ctx, p) }
	env := map[string]string{"AFTERWORD_PUBLIC_URL": "https://afterword.example.org", "AFTERWORD_LINK_KEYS": link.NewKey(1)}
	go func() {
		args := []string{"-nats", server.URL(), "-listen", "127.0.0.1:0", "-admin", "127.0.0.1:0", "-log-level", "error"}
		ended <- c.Execute(ctx, args, func(name string) string { return env[name] }, io.Discard, &out)
	}()
	patience := time.NewTimer(20 * time.Second)
	defer patience.Stop()
	select {
	case p := <-began:
		if err := p.Bus.Healthy(t.Context()); err != nil {
			t.Error(err)
		}
		if _, _, err := suppression.Open(p.Bus).Find(t.Context(), suppression.OfTenant("acme", events.Email, "ada@example.com")); err != nil {
			t.Error(err)
		}
	case code := <-ended:
		t.Fatalf("it ended by itself with code %d: %s", code, out.String())
	case <-patience.C:
		t.Fatal("it did not begin")
	}
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("code %d: %s", code, out.String())
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	key := link.NewKey(1)
	for name, c := range map[string]struct {
		env  map[string]string
		want string
	}{
		"nothing":      {nil, "AFTERWORD_PUBLIC_URL"},
		"no keys":      {map[string]string{"AFTERWORD_PUBLIC_URL": "https://example.org"}, "AFTERWORD_LINK_KEYS"},
		"no address":   {map[string]string{"AFTERWORD_PUBLIC_URL": "example.org", "AFTERWORD_LINK_KEYS": key}, "public address"},
		"half a key":   {map[string]string{"AFTERWORD_PUBLIC_URL": "https://example.org", "AFTERWORD_LINK_KEYS": key[:20]}, "line 1"},
		"odd proxies":  {map[string]string{"AFTERWORD_PUBLIC_URL": "https://example.org", "AFTERWORD_LINK_KEYS": key, "AFTERWORD_PROXIES": "many"}, "AFTERWORD_PROXIES"},
		"no such file": {map[string]string{"AFTERWORD_PUBLIC_URL": "https://example.org", "AFTERWORD_LINK_KEYS_FILE": "/nowhere/keys"}, "link-keys-file"},
	} {
		t.Run(name, func(t *testing.T) {
			var problem bytes.Buffer
			code := command().Execute(t.Context(), nil, func(name string) string { return c.env[name] }, io.Discard, &problem)
			if code != daemon.ExitUsage || !strings.Contains(problem.String(), c.want) || strings.Contains(problem.String(), key[5:15]) {
				t.Errorf("code %d: %s", code, problem.String())
			}
		})
	}
}
