package book

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count what is written.
type metrics struct {
	events  *prometheus.CounterVec
	batches prometheus.Histogram
	seconds prometheus.Histogram
}

func newMetrics(r prometheus.Registerer) (*metrics, error) {
	m := &metrics{
		events: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_ledger_events_total", Help: "Messages written into the ledger, by stream.",
		}, []string{"stream"}),
		batches: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "afterword_ledger_batch_messages", Help: "Messages written in one transaction.", Buckets: []float64{1, 2, 5, 10, 20, 50, 100, 200, 500},
		}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "afterword_ledger_batch_seconds", Help: "Time that one transaction took.", Buckets: prometheus.ExponentialBuckets(0.001, 2, 14),
		}),
	}
	if r == nil {
		return m, nil
	}
	return m, errors.Join(r.Register(m.events), r.Register(m.batches), r.Register(m.seconds))
}

func (m *metrics) took(stream string, messages int, seconds time.Duration) {
	m.events.WithLabelValues(stream).Add(float64(messages))
	m.batches.Observe(float64(messages))
	m.seconds.Observe(seconds.Seconds())
}
