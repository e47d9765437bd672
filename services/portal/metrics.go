package portal

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"github.com/afterword-io/afterword/pkg/events"
)

// metrics count visits. Every label has a fixed set of values: routes, status classes, types of facts.
type metrics struct {
	requests     *prometheus.CounterVec
	seconds      *prometheus.HistogramVec
	refused      prometheus.Counter
	limited      *prometheus.CounterVec
	facts        *prometheus.CounterVec
	shown        *prometheus.CounterVec
	unsubscribed prometheus.Counter
}

func newMetrics(reg prometheus.Registerer) *metrics {
	with := promauto.With(reg)
	m := &metrics{
		requests: with.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_portal_requests_total", Help: "Requests answered, by route and class of status.",
		}, []string{"route", "status"}),
		seconds: with.NewHistogramVec(prometheus.HistogramOpts{
			Name: "afterword_portal_request_seconds", Help: "Time from a request's arrival to its answer, by route.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 15),
		}, []string{"route"}),
		refused: with.NewCounter(prometheus.CounterOpts{
			Name: "afterword_portal_links_refused_total", Help: "Requests with a link that does not work: forged, damaged, expired, or of somebody whose data are deleted.",
		}),
		limited: with.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_portal_limited_total", Help: "Requests refused because there were too many, by what was counted: link or address.",
		}, []string{"by"}),
		facts: with.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_portal_facts_total", Help: "Facts told by candidates whose durable write the bus has acknowledged, by type.",
		}, []string{"type"}),
		shown: with.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_portal_told_total", Help: "Forms whose facts were part of the plan when the page was shown again (yes), or not yet (no).",
		}, []string{"shown"}),
		unsubscribed: with.NewCounter(prometheus.CounterOpts{
			Name: "afterword_portal_unsubscribes_total", Help: "Addresses put on the list of suppressions by the link or the button of a mail program.",
		}),
	}
	// From zero on: a counter that first appears as a 1 has not grown, to who watches it.
	for _, t := range events.FactTypes() {
		m.facts.WithLabelValues(t.Name())
	}
	return m
}
