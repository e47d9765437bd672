package telemetry_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

func TestReadinessIsAMetricByCheck(t *testing.T) {
	health := telemetry.NewHealth()
	health.Add("bus", func(context.Context) error { return nil })
	health.Add("tenants", func(context.Context) error { return errors.New("not read yet") })
	registry := prometheus.NewRegistry()
	registry.MustRegister(health)
	const head = `
# HELP afterword_ready 1 while a check of readiness passes, else 0, by check; the check "stopping" fails once the service is stopping.
# TYPE afterword_ready gauge
`
	want := head + `afterword_ready{check="bus"} 1
afterword_ready{check="tenants"} 0
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want)); err != nil {
		t.Error(err)
	}
	// A service that stops as it was told to is not one whose bus is gone.
	health.Drain()
	if err := testutil.GatherAndCompare(registry, strings.NewReader(head+"afterword_ready{check=\"stopping\"} 0\n")); err != nil {
		t.Error(err)
	}
}
