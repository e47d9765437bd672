package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/link"
)

// users is one who may sign in, with a password that nobody knows.
const users = "ada:$2a$10$tM7C7Q8XVx2nIUzpZpAbO.EHgOeYvZ7mBGhEEqzbyVMD0kWQoE4q. admin@*"

// usual is what a ledger is told at least.
func usual(t *testing.T) map[string]string {
	t.Helper()
	return map[string]string{
		"AFTERWORD_LEDGER_URL":      "sqlite:" + filepath.Join(t.TempDir(), "ledger.db"),
		"AFTERWORD_DASHBOARD_URL":   "https://afterword-ops.example.org",
		"AFTERWORD_SESSION_KEYS":    link.NewKey(1),
		"AFTERWORD_DASHBOARD_USERS": users,
	}
}

// The command makes what it needs on an empty bus, becomes ready, and ends without an error when told to.
func TestServeOnAnEmptyBusAndStop(t *testing.T) {
	server := bustest.NewServer(t)
	ctx, stop := context.WithCancel(t.Context())
	var out bytes.Buffer
	ended := make(chan int, 1)
	c := command()
	run := c.Run
	began := make(chan daemon.Process, 1)
	c.Run = func(ctx context.Context, p daemon.Process) error { began <- p; return run(ctx, p) }
	env := usual(t)
	go func() {
		args := []string{"-nats", server.URL(), "-listen", "127.0.0.1:0", "-admin", "127.0.0.1:0", "-log-level", "error"}
		ended <- c.Execute(ctx, args, func(name string) string { return env[name] }, io.Discard, &out)
	}()
	patience := time.NewTimer(30 * time.Second)
	defer patience.Stop()
	var process daemon.Process
	select {
	case process = <-began:
	case code := <-ended:
		t.Fatalf("it ended by itself with code %d: %s", code, out.String())
	case <-patience.C:
		t.Fatal("it did not begin")
	}
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for process.Health.Ready(t.Context()) != nil {
		select {
		case <-patience.C:
			t.Fatalf("it is not ready: %v", process.Health.Ready(t.Context()))
		case code := <-ended:
			t.Fatalf("it ended by itself with code %d: %s", code, out.String())
		case <-look.C:
		}
	}
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("code %d: %s", code, out.String())
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	key := link.NewKey(1)
	for name, c := range map[string]struct {
		change map[string]string
		want   string
	}{
		"no record":      {map[string]string{"AFTERWORD_LEDGER_URL": ""}, "AFTERWORD_LEDGER_URL"},
		"no address":     {map[string]string{"AFTERWORD_DASHBOARD_URL": ""}, "AFTERWORD_DASHBOARD_URL"},
		"no scheme":      {map[string]string{"AFTERWORD_DASHBOARD_URL": "example.org"}, "public URL"},
		"no keys":        {map[string]string{"AFTERWORD_SESSION_KEYS": ""}, "AFTERWORD_SESSION_KEYS"},
		"half a key":     {map[string]string{"AFTERWORD_SESSION_KEYS": key[:20]}, "line 1"},
		"no way in":      {map[string]string{"AFTERWORD_DASHBOARD_USERS": ""}, "AFTERWORD_OIDC_ISSUER"},
		"two ways in":    {map[string]string{"AFTERWORD_OIDC_ISSUER": "https://login.example.org"}, "not by both"},
		"no such role":   {map[string]string{"AFTERWORD_DASHBOARD_USERS": strings.Replace(users, "admin", "king", 1)}, "AFTERWORD_DASHBOARD_USERS"},
		"no such rule":   {map[string]string{"AFTERWORD_DASHBOARD_USERS": "", "AFTERWORD_OIDC_ISSUER": "https://login.example.org", "AFTERWORD_ROLES": "everybody"}, "-roles"},
		"odd proxies":    {map[string]string{"AFTERWORD_PROXIES": "many"}, "AFTERWORD_PROXIES"},
		"no such file":   {map[string]string{"AFTERWORD_SESSION_KEYS_FILE": "/nowhere/keys"}, "session-keys-file"},
		"another engine": {map[string]string{"AFTERWORD_LEDGER_URL": "mysql://somebody:a-password@db/ledger"}, "AFTERWORD_LEDGER_URL"},
	} {
		t.Run(name, func(t *testing.T) {
			env := usual(t)
			for variable, value := range c.change {
				env[variable] = value
			}
			var problem bytes.Buffer
			code := command().Execute(t.Context(), nil, func(name string) string { return env[name] }, io.Discard, &problem)
			if code != daemon.ExitUsage || !strings.Contains(problem.String(), c.want) || strings.Contains(problem.String(), key[5:15]) || strings.Contains(problem.String(), "a-password") {
				t.Errorf("code %d: %s", code, problem.String())
			}
		})
	}
}
