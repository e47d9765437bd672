package bench

import (
	"context"
	"errors"
	"fmt"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/loadgen"
)

// Run loads a book on each engine, one after the other, and asks it.
func Run(ctx context.Context, o Options) (Report, error) {
	o, err := o.withDefaults()
	if err != nil {
		return Report{}, err
	}
	g, err := loadgen.New(o.Load)
	if err != nil {
		return Report{}, err
	}
	r := newReport(o)
	r.Load = g.Options()
	for _, name := range o.Engines {
		e, followups, err := runOn(ctx, o, g, name)
		if err != nil {
			return r, fmt.Errorf("bench %s: %w", name, err)
		}
		r.Engines, r.Followups = append(r.Engines, e), followups
	}
	return r, nil
}

func runOn(ctx context.Context, o Options, g *loadgen.Generator, name string) (result Engine, followups int, err error) {
	e, err := openEngine(ctx, o, name)
	if err != nil {
		return Engine{}, 0, err
	}
	defer func() { err = errors.Join(err, e.close()) }()
	result = Engine{Name: name, Settings: e.settings}
	if !o.Reuse {
		if result.Load, err = loadInto(ctx, o, g, e); err != nil {
			return result, 0, err
		}
	}
	followups = count(g)
	if err := result.Load.weigh(e, followups); err != nil {
		return result, 0, err
	}
	s, err := look(ctx, e.book, g.Tenants()[0], g.Options().Until)
	if err != nil {
		return result, 0, err
	}
	pages, err := pageQuestions(e.book, s)
	if err != nil {
		return result, 0, err
	}
	result.Latencies, err = ask(ctx, o, append(bookQuestions(e.book, s), pages...))
	return result, followups, err
}

// ask measures every question, with each number of clients.
func ask(ctx context.Context, o Options, questions []Question) ([]Latency, error) {
	var list []Latency
	for _, clients := range o.Clients {
		for _, q := range questions {
			l, err := measure(ctx, o, q, clients)
			if err != nil {
				return list, err
			}
			o.Logger.Info("asked", zap.String("question", l.Question), zap.Int("clients", l.Clients), zap.Int("asks", l.Asks),
				zap.Float64("p50_ms", l.P50), zap.Float64("p95_ms", l.P95), zap.Float64("p99_ms", l.P99))
			list = append(list, l)
		}
	}
	return list, nil
}

// count is how many follow-ups the streams tell of.
func count(g *loadgen.Generator) int {
	n := 0
	for _, m := range g.Messages() {
		if m.Event.Type == events.FollowupOpened {
			n++
		}
	}
	return n
}
