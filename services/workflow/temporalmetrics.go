package followups

import (
	"errors"
	"maps"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.temporal.io/sdk/client"
)

// temporalLabels are the tags of the SDK that are kept, every one bounded by the code and not by
// the data. Prometheus wants the same labels on every series of a metric; a tag that is absent is "".
func temporalLabels() []string {
	return []string{"namespace", "task_queue", "operation", "workflow_type", "activity_type", "worker_type", "poller_type", "failure_reason", "status_code"}
}

// temporalMetrics is the SDK's metrics handler over client_golang.
type temporalMetrics struct {
	shared *temporalCollectors
	tags   map[string]string
}

// temporalCollectors holds one collector per metric name, made when the SDK first uses it.
type temporalCollectors struct {
	registerer prometheus.Registerer

	mu       sync.Mutex
	counters map[string]*prometheus.CounterVec
	gauges   map[string]*prometheus.GaugeVec
	timers   map[string]*prometheus.HistogramVec
}

func newTemporalMetrics(registerer prometheus.Registerer) client.MetricsHandler {
	return temporalMetrics{shared: &temporalCollectors{
		registerer: registerer,
		counters:   map[string]*prometheus.CounterVec{},
		gauges:     map[string]*prometheus.GaugeVec{},
		timers:     map[string]*prometheus.HistogramVec{},
	}}
}

// WithTags implements client.MetricsHandler.
func (m temporalMetrics) WithTags(tags map[string]string) client.MetricsHandler {
	all := maps.Clone(m.tags)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, tags)
	return temporalMetrics{shared: m.shared, tags: all}
}

// Counter implements client.MetricsHandler.
func (m temporalMetrics) Counter(name string) client.MetricsCounter {
	vec := collector(m.shared, m.shared.counters, name, func() *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: temporalHelp}, temporalLabels())
	})
	counter := vec.WithLabelValues(m.values()...)
	return counterFunc(func(n int64) { counter.Add(float64(n)) })
}

// Gauge implements client.MetricsHandler.
func (m temporalMetrics) Gauge(name string) client.MetricsGauge {
	vec := collector(m.shared, m.shared.gauges, name, func() *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: temporalHelp}, temporalLabels())
	})
	gauge := vec.WithLabelValues(m.values()...)
	return gaugeFunc(gauge.Set)
}

// Timer implements client.MetricsHandler; the series are in seconds.
func (m temporalMetrics) Timer(name string) client.MetricsTimer {
	vec := collector(m.shared, m.shared.timers, name, func() *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: name + "_seconds", Help: temporalHelp, Buckets: prometheus.DefBuckets,
		}, temporalLabels())
	})
	timer := vec.WithLabelValues(m.values()...)
	return timerFunc(func(d time.Duration) { timer.Observe(d.Seconds()) })
}

const temporalHelp = "A metric of the Temporal Go SDK; see its documentation."

func (m temporalMetrics) values() []string {
	labels := temporalLabels()
	values := make([]string, len(labels))
	for i, label := range labels {
		values[i] = m.tags[label]
	}
	return values
}

// collector returns the collector of a name, registered once. When another handler of this
// process has registered the same metric, the two share it.
func collector[C prometheus.Collector](shared *temporalCollectors, known map[string]C, name string, create func() C) C {
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if c, ok := known[name]; ok {
		return c
	}
	c := create()
	var already prometheus.AlreadyRegisteredError
	if err := shared.registerer.Register(c); errors.As(err, &already) {
		if existing, ok := already.ExistingCollector.(C); ok {
			c = existing
		}
	}
	known[name] = c
	return c
}

type counterFunc func(int64)

// Inc implements client.MetricsCounter.
func (f counterFunc) Inc(n int64) { f(n) }

type gaugeFunc func(float64)

// Update implements client.MetricsGauge.
func (f gaugeFunc) Update(v float64) { f(v) }

type timerFunc func(time.Duration)

// Record implements client.MetricsTimer.
func (f timerFunc) Record(d time.Duration) { f(d) }
