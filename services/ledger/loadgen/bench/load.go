package bench

import (
	"context"
	"fmt"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/services/ledger/loadgen"
)

// Load is what taking the events in cost.
type Load struct {
	Events int `json:"events"`
	// Seconds are those spent in book.Take; making the events up is not in it.
	Seconds         float64 `json:"seconds"`
	EventsPerSecond float64 `json:"events_per_second"`
	// Slowest is the rate of the slowest hundredth part of the events.
	Slowest float64 `json:"slowest_events_per_second"`
	// Bytes are on disk, after a stop.
	Bytes            int64   `json:"bytes"`
	BytesPerFollowup float64 `json:"bytes_per_followup"`
	BytesPerEvent    float64 `json:"bytes_per_event"`
}

// loadInto feeds the book with everything there is.
func loadInto(ctx context.Context, o Options, g *loadgen.Generator, e *engine) (Load, error) {
	var (
		load  Load
		spent time.Duration
		part  time.Duration
		told  = time.Now()
	)
	hundredth := max(1, g.Options().Followups/10)
	inPart := 0
	err := g.Feed(ctx, o.Batch, func(ctx context.Context, stream string, batch []bus.Message) error {
		began := time.Now()
		if err := e.book.Take(ctx, stream, batch); err != nil {
			return fmt.Errorf("take %s from %d: %w", stream, batch[0].Sequence, err)
		}
		took := time.Since(began)
		spent, part = spent+took, part+took
		load.Events, inPart = load.Events+len(batch), inPart+len(batch)
		if inPart >= hundredth {
			rate := float64(inPart) / part.Seconds()
			if load.Slowest == 0 || rate < load.Slowest {
				load.Slowest = rate
			}
			inPart, part = 0, 0
		}
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			o.Logger.Info("loading", zap.String("engine", e.name), zap.Int("events", load.Events),
				zap.Int("events_per_second", int(float64(load.Events)/spent.Seconds())))
		}
		return nil
	})
	load.Seconds = spent.Seconds()
	load.EventsPerSecond = float64(load.Events) / load.Seconds
	return load, err
}

// weigh adds what the loaded book weighs.
func (l *Load) weigh(e *engine, followups int) (err error) {
	if l.Bytes, err = e.bytes(); err != nil {
		return err
	}
	l.BytesPerFollowup = float64(l.Bytes) / float64(followups)
	if l.Events > 0 {
		l.BytesPerEvent = float64(l.Bytes) / float64(l.Events)
	}
	return nil
}
