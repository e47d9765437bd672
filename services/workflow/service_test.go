package followups

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.temporal.io/sdk/client"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// lazy is a client of a Temporal server that is not there.
func lazy(t *testing.T) client.Client {
	t.Helper()
	c, err := client.NewLazyClient(client.Options{HostPort: "127.0.0.1:1", Logger: quiet{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

type quiet struct{}

func (quiet) Debug(string, ...any) {}
func (quiet) Info(string, ...any)  {}
func (quiet) Warn(string, ...any)  {}
func (quiet) Error(string, ...any) {}

func TestNewReportsEveryMistake(t *testing.T) {
	_, err := New(Options{TaskTimeout: time.Millisecond, MinLead: -1, AckWait: -1, ReplanRate: -1})
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	for _, want := range []string{"bus", "Temporal", "task timeout", "lead", "ack wait", "re-plan rate"} {
		found := false
		for _, line := range lines {
			found = found || strings.Contains(strings.ToLower(line), strings.ToLower(want))
		}
		if !found {
			t.Errorf("%q is not complained of: %v", want, err)
		}
	}
	if len(lines) != 6 {
		t.Errorf("%d complaints, want 6:\n%v", len(lines), err)
	}
}

func TestTwoInstancesLiveInOneProcess(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "workflow")
	registry := prometheus.NewRegistry()
	for _, r := range []*prometheus.Registry{registry, prometheus.NewRegistry()} {
		s, err := New(Options{Bus: b, Temporal: lazy(t), Registerer: r})
		if err != nil {
			t.Fatal(err)
		}
		if s.options.TaskQueue != lifecycle.TaskQueue || s.options.TaskTimeout != 10*time.Second {
			t.Errorf("defaults: %q, %v", s.options.TaskQueue, s.options.TaskTimeout)
		}
	}
	if _, err := New(Options{Bus: b, Temporal: lazy(t), Registerer: registry}); err == nil {
		t.Error("a second instance on one registry is accepted")
	}
}

func TestItDecidesNothingBeforeItKnowsThePolicies(t *testing.T) {
	server := bustest.NewServer(t)
	b, err := bus.Connect(t.Context(), bus.Options{URL: server.URL(), Name: "workflow", MaxBytes: bustest.MaxBytes})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	s, err := New(Options{Bus: b, Temporal: lazy(t)}) // There is no topology yet, and so no bucket of the tenants.
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(patience):
		t.Fatal("it does not stop")
	}
	if s.policies.ready(t.Context()) == nil {
		t.Error("the policies are said to be known")
	}
}

func TestTheFirstFatalErrorCounts(t *testing.T) {
	s := &Service{fatal: make(chan error, 1)}
	first := errors.New("first")
	s.fail(first)
	s.fail(errors.New("second"))
	if got := <-s.fatal; !errors.Is(got, first) {
		t.Errorf("got %v", got)
	}
}
