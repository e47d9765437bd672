package telemetry

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// NewRegistry returns a registry with the metrics of the process and of the Go
// runtime, and with afterword_build_info. One process needs one; services
// that share a process register theirs through prometheus.WrapRegistererWith.
func NewRegistry() *prometheus.Registry {
	registry := prometheus.NewRegistry()
	build := Build()
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Name:        "afterword_build_info",
		Help:        "Always 1; the labels say which program is running.",
		ConstLabels: prometheus.Labels{"version": build.Version, "commit": build.Commit, "go": build.Go},
	})
	info.Set(1)
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		info,
	)
	return registry
}
