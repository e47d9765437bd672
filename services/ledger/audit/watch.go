package audit

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
)

const (
	// watchEvery is how often everybody is audited, and watchBack how far each run looks back, both as the clock shows it.
	watchEvery = time.Hour
	watchBack  = 48 * time.Hour
	// watchAtMost keeps a time-lapse from auditing without a pause, in real time.
	watchAtMost = 15 * time.Minute
)

// Watch audits every tenant each hour, over the last 48 hours, until ctx is done. It mends nothing.
func (a *Auditor) Watch(ctx context.Context) {
	for {
		a.watchOnce(ctx)
		wait := time.NewTimer(max(a.o.Clock.Real(watchEvery), watchAtMost))
		select {
		case <-ctx.Done():
			wait.Stop()
			return
		case <-wait.C:
		}
	}
}

// watchOnce audits everybody and shows what was found. A run that could not be finished leaves the numbers as they are, and
// lets their age grow.
func (a *Auditor) watchOnce(ctx context.Context) {
	counts, judged := map[Kind]int{}, 0
	for _, tenant := range a.o.Tenants.All() {
		report, err := a.Run(ctx, Request{Tenant: tenant.Slug, Since: a.o.Clock.Now().Add(-watchBack)})
		if err != nil {
			if ctx.Err() == nil {
				a.o.Logger.Warn("the audit could not be finished", zap.String("tenant", tenant.Slug), zap.Error(err))
			}
			return
		}
		judged += report.Judged
		found := 0
		for kind, n := range report.Counts {
			counts[kind] += n
			if kind.IsFinding() {
				found += n
			}
		}
		if found > 0 {
			a.o.Logger.Error("the audit has found something", zap.String("tenant", tenant.Slug), zap.Int("findings", found))
		}
	}
	a.metrics.show(counts, judged, time.Now())
}

// metrics shows the last run over everybody.
type metrics struct {
	findings *prometheus.GaugeVec
	judged   prometheus.Gauge
	age      *age
}

func newMetrics(registerer prometheus.Registerer) (*metrics, error) {
	m := &metrics{
		findings: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "afterword_audit_findings", Help: "What the latest audit over all tenants has found, by kind.",
		}, []string{"kind"}),
		judged: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "afterword_audit_judged", Help: "Reminders that the latest audit over all tenants has judged.",
		}),
		age: newAge(time.Now()),
	}
	if registerer == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{m.findings, m.judged, m.age} {
		if err := registerer.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *metrics) show(counts map[Kind]int, judged int, at time.Time) {
	for _, kind := range append(Verdicts(), Gaps()...) {
		if kind.IsFinding() {
			m.findings.WithLabelValues(string(kind)).Set(float64(counts[kind]))
		}
	}
	m.judged.Set(float64(judged))
	m.age.since(at)
}
