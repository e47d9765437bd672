package bus

import (
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// The results of a publish, as a metric label.
const (
	resultStored      = "stored"
	resultDuplicate   = "duplicate"
	resultUnavailable = "unavailable"
	resultRefused     = "refused"
)

// metrics are one connection's. Labels are names of streams, consumers and fixed words: all bounded.
type metrics struct {
	published  *prometheus.CounterVec
	consumed   *prometheus.CounterVec
	handling   *prometheus.HistogramVec
	pending    *prometheus.GaugeVec
	dead       *prometheus.CounterVec
	collectors []prometheus.Collector
	registerer prometheus.Registerer
}

func newMetrics(r prometheus.Registerer) (*metrics, error) {
	m := &metrics{
		published: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_bus_published_total",
			Help: "Events published, by stream and result: stored, duplicate (the id was known), unavailable, refused.",
		}, []string{"stream", "result"}),
		consumed: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_bus_consumed_total",
			Help: "Deliveries handled, by consumer and outcome: done, retry, hold, give_up.",
		}, []string{"consumer", "outcome"}),
		handling: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "afterword_bus_handler_seconds",
			Help:    "Time a handler took for one delivery, by consumer.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60},
		}, []string{"consumer"}),
		pending: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "afterword_bus_pending",
			Help: "Messages waiting for their first delivery, as of the latest delivery, by consumer.",
		}, []string{"consumer"}),
		dead: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_bus_dead_letters_total",
			Help: "Messages copied to DEAD, by consumer.",
		}, []string{"consumer"}),
		registerer: r,
	}
	if r == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{m.published, m.consumed, m.handling, m.pending, m.dead} {
		if err := r.Register(c); err != nil {
			m.unregister()
			return nil, fmt.Errorf("register the bus metrics: %w", err)
		}
		m.collectors = append(m.collectors, c)
	}
	return m, nil
}

// unregister frees the names, so that a service can connect again with the same registerer.
func (m *metrics) unregister() {
	for _, c := range m.collectors {
		m.registerer.Unregister(c)
	}
	m.collectors = nil
}

func (m *metrics) handled(consumer string, k outcomeKind, took time.Duration) {
	m.consumed.WithLabelValues(consumer, k.String()).Inc()
	m.handling.WithLabelValues(consumer).Observe(took.Seconds())
}
