package telemetry

import (
	"context"
	"maps"
	"slices"

	"github.com/prometheus/client_golang/prometheus"
)

// readyDesc describes the one metric of a Health.
func readyDesc() *prometheus.Desc {
	return prometheus.NewDesc("afterword_ready", "1 while a check of readiness passes, else 0, by check; the check \"stopping\" fails once the service is stopping.", []string{"check"}, nil)
}

// Describe implements prometheus.Collector: a Health can be registered, and then its checks run whenever metrics are collected.
func (h *Health) Describe(ch chan<- *prometheus.Desc) { ch <- readyDesc() }

// Collect implements prometheus.Collector.
func (h *Health) Collect(ch chan<- prometheus.Metric) {
	results, draining := h.run(context.Background())
	if draining {
		results = map[string]error{"stopping": ErrDraining}
	}
	for _, name := range slices.Sorted(maps.Keys(results)) {
		value := 1.0
		if results[name] != nil {
			value = 0
		}
		ch <- prometheus.MustNewConstMetric(readyDesc(), prometheus.GaugeValue, value, name)
	}
}
