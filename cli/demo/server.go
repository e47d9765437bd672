package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/afterword-io/afterword/cli/client"
	"github.com/afterword-io/afterword/pkg/clock"
)

// server is a standalone process on a directory of its own.
type server struct {
	command *exec.Cmd
	log     string
	exited  chan error
	// api speaks to it; clock shows what it shows.
	api   *client.Client
	clock clock.Lapse
	http  string
}

// startServer starts the binary on dir, its clock showing start, and waits until it is ready.
func startServer(ctx context.Context, binary, dir string, start time.Time, speed float64) (*server, error) {
	logPath := filepath.Join(dir, "standalone.log")
	log, err := os.Create(logPath)
	if err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	defer func() { _ = log.Close() }()
	data := filepath.Join(dir, "data")
	command := exec.Command(binary,
		"--data", data, "--listen", "127.0.0.1:0",
		"--speed", strconv.FormatFloat(speed, 'f', -1, 64), "--start", start.UTC().Format(time.RFC3339))
	command.Stdout, command.Stderr = log, log
	detach(command)
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	s := &server{command: command, log: logPath, exited: make(chan error, 1)}
	go func() { s.exited <- command.Wait() }()
	if err := s.awaitReady(ctx, data); err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

// startTimeout is how long a server may take until it is ready.
const startTimeout = 60 * time.Second

func (s *server) awaitReady(ctx context.Context, data string) error {
	ctx, cancel := context.WithTimeoutCause(ctx, startTimeout, fmt.Errorf("the server was not ready within %s", startTimeout))
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return s.withLog(context.Cause(ctx))
		case err := <-s.exited:
			s.exited <- err
			return s.withLog(fmt.Errorf("the server ended at its start: %w", errors.Join(err, errors.New(s.command.ProcessState.String()))))
		case <-tick.C:
			if s.connect(data) == nil && s.ready(ctx) == nil {
				return nil
			}
		}
	}
}

// connect reads where the server is, once it has written that.
func (s *server) connect(data string) error {
	raw, err := os.ReadFile(filepath.Join(data, "connect.json"))
	if err != nil {
		return err
	}
	var where struct {
		HTTP string `json:"http"`
	}
	if err := json.Unmarshal(raw, &where); err != nil {
		return err
	}
	key, err := os.ReadFile(filepath.Join(data, "api-key"))
	if err != nil {
		return err
	}
	s.http = where.HTTP
	s.api, err = client.New(client.Options{Server: where.HTTP, Key: strings.TrimSpace(string(key)), Timeout: 10 * time.Second})
	return err
}

// ready asks whether the server is, and what its clock shows.
func (s *server) ready(ctx context.Context) error {
	var checks json.RawMessage
	if err := s.api.GetJSON(ctx, "/readyz", &checks); err != nil {
		return err
	}
	var shown struct {
		Now   time.Time `json:"now"`
		Speed float64   `json:"speed"`
	}
	if err := s.api.GetJSON(ctx, "/clock", &shown); err != nil {
		return err
	}
	s.clock = clock.Lapse{Origin: shown.Now, Started: time.Now(), Factor: shown.Speed}
	return nil
}

// stopTimeout is how long a server may take to stop before it is killed.
const stopTimeout = 15 * time.Second

// stop ends the process, kindly first. It may be called again.
func (s *server) stop() {
	if s.command.Process.Signal(syscall.SIGTERM) != nil {
		// It has ended already, or this system has no signals.
		_ = s.command.Process.Kill()
	}
	select {
	case err := <-s.exited:
		s.exited <- err
	case <-time.After(stopTimeout):
		_ = s.command.Process.Kill()
		s.exited <- <-s.exited
	}
}

// withLog adds the end of the server's log, which says why.
func (s *server) withLog(err error) error {
	raw, readErr := os.ReadFile(s.log)
	if readErr != nil {
		return err
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	return fmt.Errorf("%w; the end of its log:\n%s", err, strings.Join(lines[max(0, len(lines)-8):], "\n"))
}
