package e2e

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"github.com/afterword-io/afterword/standalone/natsd"
	"github.com/afterword-io/afterword/standalone/temporald"
)

// serverVariable makes this test's binary a server in a process of its own: "nats" or "temporal",
// with its files in the directory of directoryVariable. It prints where it is, and ends at SIGTERM.
const (
	serverVariable    = "AFTERWORD_E2E_SERVER"
	directoryVariable = "AFTERWORD_E2E_DIRECTORY"
	addressMark       = "address: "
)

func serve(server string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	dir := os.Getenv(directoryVariable)
	switch server {
	case "nats":
		s, err := natsd.Start(natsd.Options{Dir: dir})
		if err != nil {
			return err
		}
		fmt.Println(addressMark + s.URL())
		<-ctx.Done()
		s.Stop()
		return nil
	case "temporal":
		s, err := temporald.Start(ctx, temporald.Options{Dir: dir})
		if err != nil {
			return err
		}
		fmt.Println(addressMark + s.Addr())
		<-ctx.Done()
		return s.Stop()
	}
	return fmt.Errorf("there is no server %q", server)
}

// startServer starts one of the servers and returns where it is.
func startServer(t *testing.T, server string) string {
	t.Helper()
	p := start(t, []string{serverVariable + "=" + server, directoryVariable + "=" + t.TempDir()}, os.Args[0])
	return p.find(t, addressMark)
}

// find waits for a line of the process's output that has the mark, and returns what follows it up to a quote or the end.
func (p *process) find(t *testing.T, mark string) string {
	t.Helper()
	var found string
	eventually(t, "wait for "+mark, p, func() error {
		p.mu.Lock()
		defer p.mu.Unlock()
		_, rest, ok := strings.Cut(p.log.String(), mark)
		line, _, whole := strings.Cut(rest, "\n")
		if !ok || !whole {
			return fmt.Errorf("%s has not said %q", p.name, mark)
		}
		found, _, _ = strings.Cut(line, `"`)
		return nil
	})
	return found
}
