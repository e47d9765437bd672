package audit

import (
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// age shows how long ago the latest audit over all tenants was finished. Before the first it counts from the start of the
// process, so that an audit that never ends is seen as well.
type age struct {
	desc *prometheus.Desc
	at   atomic.Pointer[time.Time]
}

func newAge(start time.Time) *age {
	a := &age{desc: prometheus.NewDesc("afterword_audit_age_seconds", "Seconds since the latest audit over all tenants was finished, or since the start.", nil, nil)}
	a.since(start)
	return a
}

func (a *age) since(at time.Time) { a.at.Store(&at) }

// Describe implements prometheus.Collector.
func (a *age) Describe(ch chan<- *prometheus.Desc) { ch <- a.desc }

// Collect implements prometheus.Collector.
func (a *age) Collect(ch chan<- prometheus.Metric) {
	ch <- prometheus.MustNewConstMetric(a.desc, prometheus.GaugeValue, time.Since(*a.at.Load()).Seconds())
}
