package intake

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// metrics count what comes in. Every label has a fixed set of values: routes,
// status classes, kinds of problems, types of facts.
type metrics struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	rejected *prometheus.CounterVec
	facts    *prometheus.CounterVec
	repeated prometheus.Counter
	publish  prometheus.Histogram
}

func newMetrics(reg prometheus.Registerer) *metrics {
	with := promauto.With(reg)
	return &metrics{
		requests: with.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_intake_requests_total", Help: "Requests answered, by route and class of status.",
		}, []string{"route", "status"}),
		seconds: with.NewHistogramVec(prometheus.HistogramOpts{
			Name: "afterword_intake_request_seconds", Help: "Time from a request's arrival to its answer, by route.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 15),
		}, []string{"route"}),
		rejected: with.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_intake_rejected_total", Help: "Requests that were not accepted, by the problem they were answered with.",
		}, []string{"reason"}),
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
