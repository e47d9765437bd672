package main

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
)

// The command makes what it needs on an empty bus, serves, and ends without an error when told to.
func TestServeOnAnEmptyBusAndStop(t *testing.T) {
	server := bustest.NewServer(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, []string{"-nats", server.URL(), "-listen", "127.0.0.1:0", "-admin", "127.0.0.1:0", "-log-level", "error"}, func(string) string { return "" }, &bytes.Buffer{})
	}()
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
		case err := <-ended:
			t.Fatalf("it ended by itself: %v", err)
		case <-deadline.C:
			t.Fatal("the topology was not made")
		case <-tick.C:
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("after the signal: %v", err)
	}
}

func TestServeWithoutABusSaysSo(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer stop()
	err := run(ctx, []string{"-nats", "nats://127.0.0.1:1", "-listen", "127.0.0.1:0", "-admin", "127.0.0.1:0", "-log-level", "error"}, func(string) string { return "" }, &bytes.Buffer{})
	if err == nil {
		t.Error("no error without a bus")
	}
}
