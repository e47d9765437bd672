package heartbeat

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

type metrics struct {
	success  prometheus.Gauge
	seconds  prometheus.Histogram
	failures *prometheus.CounterVec
}

func newMetrics(r prometheus.Registerer) (*metrics, error) {
	m := &metrics{
		success: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "afterword_heartbeat_last_success_timestamp_seconds", Help: "When the latest beat came through, as seconds since 1970; 0 if none has.",
		}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "afterword_heartbeat_seconds", Help: "Time from handing in an interview to its reminder on record as sent, of beats that came through.",
			Buckets: []float64{1, 2, 3, 5, 8, 13, 21, 34, 60, 120},
		}),
		failures: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_heartbeat_failures_total", Help: "Beats that failed, by stage: submit, sent, erase, ping.",
		}, []string{"stage"}),
	}
	for _, s := range stages() {
		m.failures.WithLabelValues(string(s))
	}
	return m, errors.Join(r.Register(m.success), r.Register(m.seconds), r.Register(m.failures))
}

func (m *metrics) cameThrough(at time.Time, took time.Duration) {
	m.success.Set(float64(at.Unix()))
	m.seconds.Observe(took.Seconds())
}
