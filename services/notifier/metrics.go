package notifier

import (
	"errors"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// metrics are the notifier's own; one set per instance.
type metrics struct {
	sends     *prometheus.CounterVec
	skips     *prometheus.CounterVec
	retries   *prometheus.CounterVec
	ambiguous *prometheus.CounterVec
	lateness  *prometheus.HistogramVec
	// turnedBack and alerts count what lastlook.go and alert.go do.
	turnedBack *prometheus.CounterVec
	alerts     prometheus.Counter
	// receipts counts what receipts.go takes in.
	receipts *prometheus.CounterVec

	mu sync.Mutex
	// waiting is until when, in real time, each held message waits, by channel and place in the stream.
	waiting map[place]time.Time
}

type place struct {
	channel  events.Channel
	sequence uint64
}

func newMetrics(r prometheus.Registerer, channels []events.Channel) (*metrics, error) {
	m := &metrics{
		sends: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_notifier_sends_total", Help: "Attempts at a provider, by how they ended.",
		}, []string{"channel", "class"}),
		skips: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_notifier_skips_total", Help: "Messages that were not sent, by the rule that said so.",
		}, []string{"channel", "rule"}),
		retries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_notifier_retries_total", Help: "Messages put off because something went wrong, by what.",
		}, []string{"channel", "rule"}),
		ambiguous: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_notifier_ambiguous_total", Help: "Attempts of which nobody knows whether the provider accepted them.",
		}, []string{"channel"}),
		lateness: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "afterword_notifier_lateness_seconds", Help: "Time from the due instant to acceptance by the provider, as the service's clock shows it.",
			Buckets: []float64{1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 24 * 3600},
		}, []string{"channel"}),
		turnedBack: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_notifier_last_look_stops_total", Help: "Messages that the last look, right before the first byte, has stopped, by the rule that said so.",
		}, []string{"channel", "rule"}),
		alerts: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "afterword_notifier_alerts_total", Help: "Emails ordered to advisers because nothing of a reminder could be delivered.",
		}),
		receipts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "afterword_notifier_receipts_total", Help: "What was said of letters after they had left, by the state it has brought them to.",
		}, []string{"channel", "state"}),
		waiting: map[place]time.Time{},
	}
	// From zero on: a counter that first appears as a 1 has not grown, to who watches it.
	for _, ch := range channels {
		for _, class := range []events.DeliveryClass{events.Accepted, events.Temporary, events.Permanent, events.Ambiguous} {
			m.sends.WithLabelValues(string(ch), string(class))
		}
		m.ambiguous.WithLabelValues(string(ch))
		for _, r := range []rule{ruleExpired, ruleNoAddress, ruleOptedOut, ruleAlreadySent, ruleNoWords} {
			m.skips.WithLabelValues(string(ch), string(r))
		}
		for _, state := range []letter.State{letter.Delivered, letter.Undelivered, letter.Failed, letter.Bounced, letter.Complained} {
			m.receipts.WithLabelValues(string(ch), string(state))
		}
	}
	var errs []error
	for _, c := range []prometheus.Collector{m.sends, m.skips, m.retries, m.ambiguous, m.lateness, m.turnedBack, m.alerts, m.receipts, &heldGauge{m}} {
		errs = append(errs, r.Register(c))
	}
	return m, errors.Join(errs...)
}

func (m *metrics) sent(ch events.Channel, class events.DeliveryClass) {
	m.sends.WithLabelValues(string(ch), string(class)).Inc()
	if class == events.Ambiguous {
		m.ambiguous.WithLabelValues(string(ch)).Inc()
	}
}

func (m *metrics) hold(ch events.Channel, sequence uint64, delay time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.waiting[place{ch, sequence}] = time.Now().Add(delay)
}

func (m *metrics) arrived(ch events.Channel, sequence uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.waiting, place{ch, sequence})
}

// held counts the messages this instance has put off to a later instant. One whose instant
// has passed without its coming back went to another instance.
func (m *metrics) held() map[events.Channel]int {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	count := map[events.Channel]int{}
	for p, until := range m.waiting {
		if now.After(until.Add(time.Minute)) {
			delete(m.waiting, p)
			continue
		}
		count[p.channel]++
	}
	return count
}

// heldGauge collects metrics.held.
type heldGauge struct{ m *metrics }

func (*heldGauge) desc() *prometheus.Desc {
	return prometheus.NewDesc("afterword_notifier_held", "Messages that wait for their instant, put off by this instance.", []string{"channel"}, nil)
}

// Describe implements prometheus.Collector.
func (g *heldGauge) Describe(ch chan<- *prometheus.Desc) { ch <- g.desc() }

// Collect implements prometheus.Collector.
func (g *heldGauge) Collect(ch chan<- prometheus.Metric) {
	for name, n := range g.m.held() {
		ch <- prometheus.MustNewConstMetric(g.desc(), prometheus.GaugeValue, float64(n), string(name))
	}
}
