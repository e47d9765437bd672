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
	publishing *prometheus.HistogramVec
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
		publishing: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "afterword_bus_publish_seconds",
			Help:    "Time the bus took to confirm a durable write of one event or of one batch, failures included, by stream.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"stream"}),
		dead: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_bus_dead_letters_total",
			Help: "Messages copied to DEAD, by consumer.",
		}, []string{"consumer"}),
		registerer: r,
	}
	for _, s := range streams() {
		for _, result := range []string{resultStored, resultDuplicate, resultUnavailable, resultRefused} {
			m.published.WithLabelValues(s.name, result)
		}
	}
	if r == nil {
		return m, nil
	}
	if err := m.register(m.published, m.consumed, m.handling, m.publishing, m.dead); err != nil {
		return nil, err
	}
	return m, nil
}

// register registers all or none.
func (m *metrics) register(collectors ...prometheus.Collector) error {
	for _, c := range collectors {
		if err := m.registerer.Register(c); err != nil {
			m.unregister()
			return fmt.Errorf("register the bus metrics: %w", err)
		}
		m.collectors = append(m.collectors, c)
	}
	return nil
}

// unregister frees the names, so that a service can connect again with the same registerer.
func (m *metrics) unregister() {
	for _, c := range m.collectors {
		m.registerer.Unregister(c)
	}
	m.collectors = nil
}

// consuming shows a consumer's counters from their zero on: one that first appears as a 1 has not grown, to who watches it.
func (m *metrics) consuming(consumer string) {
	for _, k := range []outcomeKind{done, retryLater, hold, giveUp} {
		m.consumed.WithLabelValues(consumer, k.String())
	}
	m.dead.WithLabelValues(consumer)
}

// wrote notes how long a write to a stream took.
func (m *metrics) wrote(stream string, began time.Time) {
	m.publishing.WithLabelValues(stream).Observe(time.Since(began).Seconds())
}

func (m *metrics) handled(consumer string, k outcomeKind, took time.Duration) {
	m.consumed.WithLabelValues(consumer, k.String()).Inc()
	m.handling.WithLabelValues(consumer).Observe(took.Seconds())
}
