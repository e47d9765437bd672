package lifecycle

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/afterword-io/afterword/pkg/followup"
)

// Metrics counts what Advance decides.
type Metrics struct {
	decisions *prometheus.CounterVec
	emitted   *prometheus.CounterVec
	lateness  prometheus.Histogram
	replanned prometheus.Counter
	surplus   prometheus.Counter
	bulky     prometheus.Counter
}

// NewMetrics registers the metrics of one instance; a nil registerer registers none.
func NewMetrics(registerer prometheus.Registerer) (*Metrics, error) {
	m := &Metrics{
		decisions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_workflow_decisions_total", Help: "Evaluations of a follow-up, by the stage they found it in.",
		}, []string{"stage"}),
		emitted: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_workflow_reminders_total", Help: "Reminders emitted, by kind.",
		}, []string{"kind"}),
		lateness: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "afterword_workflow_emission_lateness_seconds", Help: "How long after its due instant a reminder was handed over that was not handed over ahead, in the clock's time.",
			Buckets: []float64{0.1, 0.5, 1, 2, 5, 15, 60, 300, 1800, 7200},
		}),
		replanned: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "afterword_workflow_replanned_total", Help: "Follow-ups planned again because their policy, the calendars or the rules had changed.",
		}),
		surplus: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "afterword_workflow_surplus_facts_total", Help: "Facts put into DEAD because their follow-up has no room for more.",
		}),
		bulky: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "afterword_workflow_bulky_dossiers_total", Help: "Decisions whose dossier was too large to be kept, so that the candidate's page shows an older one.",
		}),
	}
	if registerer == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{m.decisions, m.emitted, m.lateness, m.replanned, m.surplus, m.bulky} {
		if err := registerer.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// advanced counts one decision, what it added to the record, and whether it was made on a new basis.
func (m *Metrics) advanced(d followup.Decision, added []followup.Emitted, replanned bool) {
	m.decisions.WithLabelValues(string(d.Snapshot.Stage)).Inc()
	if replanned {
		m.replanned.Inc()
	}
	for _, e := range added {
		m.emitted.WithLabelValues(string(e.Kind)).Inc()
	}
	for _, r := range d.Due {
		m.lateness.Observe(d.Snapshot.EvaluatedAt.Sub(r.DueAt).Seconds())
	}
}
