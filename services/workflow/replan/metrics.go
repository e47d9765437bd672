package replan

import "github.com/prometheus/client_golang/prometheus"

// Metrics counts what sweeps do.
type Metrics struct {
	woken   prometheus.Counter
	pending prometheus.Gauge
}

// NewMetrics registers the metrics of one instance; a nil registerer registers none.
func NewMetrics(registerer prometheus.Registerer) (*Metrics, error) {
	m := &Metrics{
		woken: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "afterword_workflow_replan_signals_total", Help: "Follow-ups woken because their plan rests on something that has changed.",
		}),
		pending: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "afterword_workflow_replan_pending", Help: "Follow-ups that the latest complete pass of this process found planned with something that has changed.",
		}),
	}
	if registerer == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{m.woken, m.pending} {
		if err := registerer.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}
