package ledger

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/services/ledger/book"
)

// gaugesTimeout bounds one look; whoever collects metrics is waiting.
const gaugesTimeout = 2 * time.Second

// gauges look, whenever metrics are collected, at how far the record is behind and at what presses by it. What cannot be
// found out is not shown. Times are real ones, also where the clock runs faster.
type gauges struct {
	bus   *bus.Bus
	book  *book.Book
	clock clock.Clock
	log   *zap.Logger

	lag, oldest, overdue, held, dead *prometheus.Desc
}

func newGauges(b *bus.Bus, k *book.Book, c clock.Clock, log *zap.Logger) *gauges {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("afterword_ledger_"+name, help, labels, nil)
	}
	return &gauges{
		bus: b, book: k, clock: c, log: log,
		lag:     desc("position_lag", "Messages of a stream that are not in the record yet.", "stream"),
		oldest:  desc("oldest_overdue_seconds", "For how long the oldest reminder that is due, and of which nothing is known, has been so; 0 if there is none."),
		overdue: desc("overdue_reminders", "Reminders that have been due for more than 5 minutes and of which nothing is known."),
		held:    desc("held_reminders", "Reminders that the notifier holds until their instant."),
		dead:    desc("dead_letters", "Dead letters that nobody has sent again."),
	}
}

// Describe implements prometheus.Collector.
func (g *gauges) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{g.lag, g.oldest, g.overdue, g.held, g.dead} {
		ch <- d
	}
}

// Collect implements prometheus.Collector.
func (g *gauges) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), gaugesTimeout)
	defer cancel()
	show := func(d *prometheus.Desc, value float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	for _, stream := range book.Streams() {
		if lag, err := g.behind(ctx, stream); err == nil {
			show(g.lag, float64(lag), stream)
		}
	}
	now := g.clock.Now()
	grace := time.Duration(float64(book.Grace) * g.clock.Speed())
	pressing, err := g.book.Pressing(ctx, now, now.Add(-grace))
	if err != nil {
		g.log.Debug("what presses cannot be shown", zap.Error(err))
		return
	}
	age := time.Duration(0)
	if !pressing.OldestDue.IsZero() {
		age = g.clock.Real(now.Sub(pressing.OldestDue))
	}
	show(g.oldest, age.Seconds())
	show(g.overdue, float64(pressing.Overdue))
	show(g.held, float64(pressing.Held))
	show(g.dead, float64(pressing.Dead))
}

// behind counts the messages of a stream that are not taken yet.
func (g *gauges) behind(ctx context.Context, stream string) (uint64, error) {
	// The position comes first: the other way around, what is taken meanwhile would hide what is behind.
	position, err := g.book.Position(ctx, stream)
	if err != nil {
		return 0, err
	}
	state, err := g.bus.State(ctx, stream)
	if err != nil {
		return 0, err
	}
	return waiting(state, position), nil
}

// waiting counts what a stream has behind a position.
func waiting(s bus.StreamState, position uint64) uint64 {
	first := max(position+1, s.First)
	if s.Messages == 0 || s.Last < first {
		return 0
	}
	n := s.Last - first + 1
	for _, sequence := range s.Deleted {
		if sequence >= first && sequence <= s.Last {
			n--
		}
	}
	return n
}
