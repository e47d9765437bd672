package intake

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// metrics count the facts that come in; the requests are counted by package httpapi. Every label has a fixed set of
// values.
type metrics struct {
	facts    *prometheus.CounterVec
	repeated prometheus.Counter
	publish  prometheus.Histogram
}

func newMetrics(reg prometheus.Registerer) *metrics {
	with := promauto.With(reg)
	return &metrics{
		facts: with.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_intake_facts_total", Help: "Facts whose durable write the bus has acknowledged, by type.",
		}, []string{"type"}),
		repeated: with.NewCounter(prometheus.CounterOpts{
			Name: "afterword_intake_duplicates_total", Help: "Facts that the bus had already and stored no second time.",
		}),
		publish: with.NewHistogram(prometheus.HistogramOpts{
			Name: "afterword_intake_publish_seconds", Help: "Time the bus took to acknowledge a durable write, failures included.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 15),
		}),
	}
}
