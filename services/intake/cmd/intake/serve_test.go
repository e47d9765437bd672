package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
)

// The command makes what it needs on an empty bus, serves, and ends without an error when told to.
func TestServeOnAnEmptyBusAndStop(t *testing.T) {
	server := bustest.NewServer(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan string, 1)
	go func() { ended <- execute(ctx, server.URL()) }()
	observer, err := bus.Connect(t.Context(), bus.Options{URL: server.URL(), Name: "observer"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = observer.Close() }()
	deadline := time.NewTimer(20 * time.Second)
	defer deadline.Stop()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	// The last bucket of the topology is there once a missing key is only that.
	last := bus.OpenBucket[string](observer, bus.IdempotencyBucket)
	made := func() bool {
		_, err := last.Get(t.Context(), "none")
		return errors.Is(err, bus.ErrNotFound)
	}
	for !made() {
		select {
		case problem := <-ended:
			t.Fatalf("it ended by itself: %s", problem)
		case <-deadline.C:
			t.Fatal("the topology was not made")
		case <-tick.C:
		}
	}
	stop()
	if problem := <-ended; problem != "" {
		t.Errorf("after the signal: %s", problem)
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
func execute(ctx context.Context, nats string) string {
	var problem bytes.Buffer
	args := []string{"-nats", nats, "-listen", "127.0.0.1:0", "-admin", "127.0.0.1:0", "-log-level", "error"}
	code := command().Execute(ctx, args, func(string) string { return "" }, &bytes.Buffer{}, &problem)
	if code == 0 {
		return ""
	}
	return fmt.Sprintf("exit code %d: %s", code, problem.String())
}
