package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

// The command makes what it needs on an empty bus, serves, and ends without an error when told to.
func TestServeOnAnEmptyBusAndStop(t *testing.T) {
	server := bustest.NewServer(t)
	ctx, stop := context.WithCancel(t.Context())
	c := command()
	serve := c.Run
	began := make(chan daemon.Process, 1)
	c.Run = func(ctx context.Context, p daemon.Process) error { began <- p; return serve(ctx, p) }
	ended := make(chan string, 1)
	go func() { ended <- run(ctx, c, server.URL()) }()
	patience := time.NewTimer(20 * time.Second)
	defer patience.Stop()
	select {
	case p := <-began:
		if err := p.Bus.Healthy(t.Context()); err != nil {
			t.Error(err)
		}
		// A key that is not there is only that once its bucket has been made.
		_, err := bus.OpenBucket[string](p.Bus, bus.IdempotencyBucket).Get(t.Context(), "none")
		if !errors.Is(err, bus.ErrNotFound) {
			t.Errorf("a key of an empty bus: %v", err)
		}
	case problem := <-ended:
		t.Fatalf("it ended by itself: %s", problem)
	case <-patience.C:
		t.Fatal("it did not begin")
	}
	stop()
	if problem := <-ended; problem != "" {
		t.Errorf("after the signal: %s", problem)
	}
}

// What plans are made with can be seen from outside: two hosts must plan the same minute.
func TestReadinessTellsTheVersions(t *testing.T) {
	server := bustest.NewServer(t)
	c := command()
	var answer struct {
		Facts map[string]string `json:"facts"`
	}
	c.Run = func(_ context.Context, p daemon.Process) error {
		mux := http.NewServeMux()
		p.Health.Register(mux)
		seen := httptest.NewRecorder()
		mux.ServeHTTP(seen, httptest.NewRequest(http.MethodGet, "/readyz?verbose", nil))
		return json.Unmarshal(seen.Body.Bytes(), &answer)
	}
	if problem := run(t.Context(), c, server.URL()); problem != "" {
		t.Fatal(problem)
	}
	want := map[string]string{
		"build": telemetry.Build().String(), "zone_data": calendar.ZoneDataVersion(), "holiday_data": calendar.HolidayDataVersion(),
	}
	if diff := cmp.Diff(want, answer.Facts); diff != "" || answer.Facts["zone_data"] == "" || answer.Facts["build"] == "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

func TestServeWithoutABusSaysSo(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer stop()
	if execute(ctx, "nats://127.0.0.1:1") == "" {
		t.Error("no error without a bus")
	}
}

// execute runs the command and returns what it complains of; "" if its exit code is 0.
func execute(ctx context.Context, nats string) string { return run(ctx, command(), nats) }

func run(ctx context.Context, c daemon.Command, nats string) string {
	var problem bytes.Buffer
	args := []string{"-nats", nats, "-listen", "127.0.0.1:0", "-admin", "127.0.0.1:0", "-log-level", "error"}
	code := c.Execute(ctx, args, func(string) string { return "" }, &bytes.Buffer{}, &problem)
	if code == 0 {
		return ""
	}
	return fmt.Sprintf("exit code %d: %s", code, problem.String())
}
