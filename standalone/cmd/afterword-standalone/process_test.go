package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// beMain makes this test's binary the command.
const beMain = "AFTERWORD_TEST_BE_MAIN"

func TestMain(m *testing.M) {
	if os.Getenv(beMain) != "" {
		main()
	}
	os.Exit(m.Run())
}

// output collects what a process says.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(b)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

func command(t *testing.T, args ...string) (*exec.Cmd, *output) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	c := exec.CommandContext(ctx, os.Args[0], args...)
	c.Env = append(os.Environ(), beMain+"=1")
	said := &output{}
	c.Stdout, c.Stderr = said, said
	return c, said
}

// await waits until a process has said something.
func await(t *testing.T, said *output, want string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for !strings.Contains(said.String(), want) {
		select {
		case <-ctx.Done():
			t.Fatalf("it never said %q:\n%s", want, said)
		case <-ticker.C:
		}
	}
}

func TestOneSignalStopsItCleanlyAndTheSecondAtOnce(t *testing.T) {
	cases := []struct {
		name   string
		signal syscall.Signal
		twice  bool
		want   int
	}{
		{"SIGTERM", syscall.SIGTERM, false, 0},
		{"SIGINT", syscall.SIGINT, false, 0},
		{"SIGTERM twice", syscall.SIGTERM, true, 143},
		{"SIGINT twice", syscall.SIGINT, true, 130},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			data := t.TempDir()
			cmd, said := command(t, "--data", data, "--listen", "127.0.0.1:0", "--log-level", "info")
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			await(t, said, "Afterword is ready")
			if c.twice {
				// A request that never ends keeps it from stopping by itself.
				hold(t, data)
			}
			if err := cmd.Process.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			if c.twice {
				await(t, said, "stopping")
				if err := cmd.Process.Signal(c.signal); err != nil {
					t.Fatal(err)
				}
			}
			err := cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != c.want {
				t.Errorf("it ended with %d (%v), want %d:\n%s", code, err, c.want, said)
			}
		})
	}
}

// hold begins a request and leaves it unfinished.
func hold(t *testing.T, data string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(data, "connect.json"))
	if err != nil {
		t.Fatal(err)
	}
	var where struct {
		HTTP string `json:"http"`
	}
	if err := json.Unmarshal(text, &where); err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(where.HTTP)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", address.Host)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	key, err := os.ReadFile(filepath.Join(data, "api-key"))
	if err != nil {
		t.Fatal(err)
	}
	head := "POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + strings.TrimSpace(string(key)) +
		"\r\nContent-Type: application/cloudevents+json\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n"
	if _, err := conn.Write([]byte(head)); err != nil {
		t.Fatal(err)
	}
	// The server asks for the body once the request is being handled.
	answer := make([]byte, 12)
	if _, err := conn.Read(answer); err != nil || string(answer) != "HTTP/1.1 100" {
		t.Fatalf("the answer is %q, %v", answer, err)
	}
}

func TestExitCodes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		args []string
		want int
		says string
	}{
		{[]string{"--help"}, 0, "Examples"},
		{[]string{"--speed", "fast"}, 2, "--help"},
		{[]string{"--data", t.TempDir(), "--listen", "0.0.0.0:0"}, 2, "refusing to listen"},
		{[]string{"--data", t.TempDir(), "--log-format", "xml"}, 2, "log format"},
		{[]string{"--data", file}, 1, "data directory"},
	}
	for _, c := range cases {
		cmd, said := command(t, c.args...)
		err := cmd.Run()
		if code := cmd.ProcessState.ExitCode(); code != c.want || !strings.Contains(said.String(), c.says) {
			t.Errorf("%v ended with %d (%v), want %d and %q:\n%s", c.args, code, err, c.want, c.says, said)
		}
	}
}
