package bus_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
)

func TestConnectReportsEveryMistake(t *testing.T) {
	for _, test := range []struct {
		options bus.Options
		want    []string
	}{
		{bus.Options{Replicas: 6, MaxBytes: -1}, []string{"a URL is required", "a name is required", "the replicas must be 1 to 5, not 6", "the limit of bytes must not be negative"}},
		{bus.Options{URL: "nats://afterword:canary-4711@[::1", Name: "test"}, []string{"the URL is not of the form nats://host:port"}},
		{bus.Options{URL: "localhost", Name: "test"}, []string{"the URL is not of the form nats://host:port"}},
	} {
		_, err := bus.Connect(t.Context(), test.options)
		if err == nil {
			t.Fatalf("%+v is accepted", test.options)
		}
		for _, want := range test.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("the error lacks %q: %v", want, err)
			}
		}
		if strings.Contains(err.Error(), "canary-4711") {
			t.Errorf("the error shows the password: %v", err)
		}
	}
}

func TestConnectGivesUpWithItsContext(t *testing.T) {
	s := bustest.NewServer(t)
	s.Stop()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	registry := prometheus.NewRegistry()
	options := bus.Options{URL: strings.Replace(s.URL(), "nats://", "nats://afterword:canary-4711@", 1), Name: "test", Registerer: registry}
	var unavailable *bus.UnavailableError
	_, err := bus.Connect(ctx, options)
	if !errors.As(err, &unavailable) {
		t.Fatalf("got %v, want an UnavailableError", err)
	}
	if strings.Contains(err.Error(), "canary-4711") {
		t.Errorf("the error shows the password: %v", err)
	}
	s.Start()
	b, err := bus.Connect(t.Context(), options)
	if err != nil {
		t.Fatalf("with the same registerer: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if err := b.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

func TestConnectWaitsForAServerThatStarts(t *testing.T) {
	s := bustest.NewServer(t)
	s.Stop()
	type result struct {
		bus *bus.Bus
		err error
	}
	connected := make(chan result, 1)
	url := s.URL()
	go func() {
		b, err := bus.Connect(t.Context(), bus.Options{URL: url, Name: "test"})
		connected <- result{b, err}
	}()
	s.Start()
	got := receive(t, connected, "the connection")
	if got.err != nil {
		t.Fatal(got.err)
	}
	if err := got.bus.Close(); err != nil {
		t.Error(err)
	}
}

func TestTopologyIsDurableAndRefusesWhenFull(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	nc, js := raw(t, s)
	updates, err := nc.SubscribeSync("$JS.API.STREAM.UPDATE.>")
	if err != nil {
		t.Fatal(err)
	}
	if err := nc.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := b.EnsureTopology(t.Context()); err != nil {
		t.Fatalf("a second time: %v", err)
	}
	if err := nc.Flush(); err != nil {
		t.Fatal(err)
	}
	if n, _, err := updates.Pending(); err != nil || n != 0 {
		t.Errorf("the second time updates %d streams, %v", n, err)
	}
	for _, name := range []string{"FACTS", "FOLLOWUPS", "DELIVERIES", "DEAD"} {
		stream, err := js.Stream(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		c := stream.CachedInfo().Config
		if c.Storage != jetstream.FileStorage || c.PersistMode != jetstream.DefaultPersistMode || c.NoAck {
			t.Errorf("%s does not store durably: %+v", name, c)
		}
		if c.Discard != jetstream.DiscardNew || c.MaxBytes != bustest.MaxBytes || c.MaxAge != 0 || c.Retention != jetstream.LimitsPolicy {
			t.Errorf("%s drops messages instead of refusing new ones: %+v", name, c)
		}
		if c.Duplicates != 5*time.Minute {
			t.Errorf("%s forgets ids after %v", name, c.Duplicates)
		}
	}
	for _, name := range []string{"TENANTS", "STATUS", "SENDS", "SUPPRESSIONS", "APPLICATIONS", "IDEMPOTENCY", "LEDGER"} {
		kv, err := js.KeyValue(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		status, err := kv.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]time.Duration{"SENDS": 90 * 24 * time.Hour, "IDEMPOTENCY": 24 * time.Hour}[name]
		if status.TTL() != want {
			t.Errorf("%s keeps keys for %v, want %v", name, status.TTL(), want)
		}
	}
}

func TestTopologyFollowsItsOptions(t *testing.T) {
	s := bustest.NewServer(t)
	connect(t, s, bus.Options{MaxBytes: 1 << 20})
	connect(t, s, bus.Options{MaxBytes: 2 << 20})
	_, js := raw(t, s)
	stream, err := js.Stream(t.Context(), "FACTS")
	if err != nil {
		t.Fatal(err)
	}
	if got := stream.CachedInfo().Config.MaxBytes; got != 2<<20 {
		t.Errorf("MaxBytes is %d, want %d", got, 2<<20)
	}
}

func TestClosingTheBusEndsWhatRunsOnIt(t *testing.T) {
	b := connect(t, bustest.NewServer(t), bus.Options{})
	ready := make(chan struct{}, 3)
	ended := make(chan error, 3)
	go func() {
		ended <- b.Consume(t.Context(), bus.Consumer{Stream: "FACTS", Durable: "test"}, func(context.Context, bus.Message) bus.Outcome {
			ready <- struct{}{}
			return bus.Done()
		})
	}()
	go func() {
		ended <- b.Follow(t.Context(), "FACTS", time.Unix(1, 0), func(bus.Message) { ready <- struct{}{} })
	}()
	go func() {
		ended <- bus.OpenBucket[int](b, bus.StatusBucket).Watch(t.Context(), func(string, *int) {}, func() { ready <- struct{}{} })
	}()
	publish(t, b, "a")
	for range 3 {
		receive(t, ready, "a sign that it runs")
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	for range 3 {
		var unavailable *bus.UnavailableError
		if err := receive(t, ended, "the end"); !errors.As(err, &unavailable) {
			t.Errorf("got %v, want an UnavailableError", err)
		}
	}
}

func TestClosingTheBusIsNoLoss(t *testing.T) {
	core, logs := observer.New(zap.WarnLevel)
	b := connect(t, bustest.NewServer(t), bus.Options{Logger: zap.New(core)})
	publish(t, b, "a")
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	for _, entry := range logs.All() {
		t.Errorf("logged: %s", entry.Message)
	}
}
