package followups

import (
	"errors"
	"maps"
	"strings"
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

// Counter implements client.MetricsHandler; the series end in _total, as counters do for Prometheus and as in Temporal's own dashboards.
func (m temporalMetrics) Counter(name string) client.MetricsCounter {
	if !strings.HasSuffix(name, "_total") {
		name += "_total"
	}
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
			Name: name + "_seconds", Help: temporalHelp, Buckets: temporalBuckets(name),
		}, temporalLabels())
	})
	timer := vec.WithLabelValues(m.values()...)
	return timerFunc(func(d time.Duration) { timer.Observe(d.Seconds()) })
}

// temporalBuckets are from milliseconds to the ten minutes after which a worker that starves is a disaster; a
// workflow from its start to its end takes minutes to months.
func temporalBuckets(name string) []float64 {
	if strings.HasSuffix(name, "workflow_endtoend_latency") {
		const hour, day = 3600, 24 * 3600
		return []float64{60, hour, 6 * hour, day, 2 * day, 4 * day, 7 * day, 14 * day, 21 * day, 28 * day, 35 * day, 49 * day, 70 * day, 100 * day}
	}
	return []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600}
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
