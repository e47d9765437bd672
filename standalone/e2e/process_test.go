package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long a story waits for something that should take seconds.
const patience = 60 * time.Second

// binaries builds each binary at most once for all stories.
type binaries struct {
	dir string

	mu    sync.Mutex
	built map[string]string
}

func (b *binaries) path(t *testing.T, pkg string) string {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if path, ok := b.built[pkg]; ok {
		return path
	}
	path := filepath.Join(b.dir, filepath.Base(pkg))
	build := exec.Command("go", "build", "-o", path, pkg)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", pkg, err, out)
	}
	b.built[pkg] = path
	return path
}

// process is one running binary.
type process struct {
	name string
	cmd  *exec.Cmd
	done chan struct{}

	mu  sync.Mutex
	log bytes.Buffer
}

// start runs a binary until stop, kill or the end of the test.
func start(t *testing.T, env []string, path string, args ...string) *process {
	t.Helper()
	p := &process{name: filepath.Base(path), cmd: exec.Command(path, args...), done: make(chan struct{})}
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.Stdout, p.cmd.Stderr = p, p
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("start %s: %v", p.name, err)
	}
	go func() {
		_ = p.cmd.Wait()
		close(p.done)
	}()
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("the log of %s (its end):\n%s", p.name, p.tail(6000))
		}
	})
	return p
}

// Write collects what the process prints.
func (p *process) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.Write(b)
}

func (p *process) tail(n int) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	text := p.log.String()
	return text[max(0, len(text)-n):]
}

// kill is kill -9, and waits until the process is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.done
}

// stop asks the process to end and fails the test unless it does so cleanly.
func (p *process) stop(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatalf("ask %s to stop: %v", p.name, err)
	}
	select {
	case <-p.done:
	case <-time.After(patience):
		t.Fatalf("%s did not stop", p.name)
	}
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		t.Fatalf("%s ended with code %d:\n%s", p.name, code, p.tail(4000))
	}
}

// eventually waits until check returns nil, looking again every few milliseconds, and fails with its last error.
func eventually(t *testing.T, what string, p *process, check func() error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ticker := time.NewTicker(25 * time.Millisecond)
	defer ticker.Stop()
	var last error
	for {
		if last = check(); last == nil {
			return
		}
		var gone <-chan struct{}
		if p != nil {
			gone = p.done
		}
		select {
		case <-gone:
			t.Fatalf("%s: %s ended: %v\n%s", what, p.name, last, p.tail(4000))
		case <-ctx.Done():
			t.Fatalf("%s: %v", what, errors.Join(last, fmt.Errorf("gave up after %s", patience)))
		case <-ticker.C:
		}
	}
}

// runInTest runs a part of this process until the test ends.
func runInTest(t *testing.T, run func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}
