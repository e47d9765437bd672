package followups

import (
	"context"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/services/workflow/replan"
)

// sweeps asks for the re-planning of sleepers: of all at the start, of a tenant's when its policy has changed.
type sweeps struct {
	temporal  replan.Starter
	taskQueue string
	basis     func(tenant string) string
	log       *zap.Logger
	// again is how long it takes until a sweep is asked for again that Temporal did not accept.
	again time.Duration

	// wake holds a token while somebody waits in line.
	wake chan struct{}
	mu   sync.Mutex
	line []string
}

func newSweeps(temporal replan.Starter, taskQueue string, basis func(string) string, log *zap.Logger) *sweeps {
	return &sweeps{temporal: temporal, taskQueue: taskQueue, basis: basis, log: log, again: 5 * time.Second, wake: make(chan struct{}, 1)}
}

// of puts a tenant in line, "" for all of them.
func (s *sweeps) of(tenant string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.line = append(s.line, tenant)
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// run asks for the sweeps in line until ctx is done.
func (s *sweeps) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
		}
		s.mu.Lock()
		line := s.line
		s.line = nil
		s.mu.Unlock()
		for _, tenant := range line {
			s.ask(ctx, tenant)
		}
	}
}

// ask does not give up: while Temporal is away nothing is decided anyway.
func (s *sweeps) ask(ctx context.Context, tenant string) {
	for {
		err := replan.Ask(ctx, s.temporal, s.taskQueue, replan.Input{Tenant: tenant, Basis: s.basis(tenant)})
		if err == nil {
			return
		}
		if ctx.Err() == nil {
			s.log.Warn("the sleepers cannot be planned anew yet", zap.String("tenant", tenant), zap.Error(err))
		}
		again := time.NewTimer(s.again)
		select {
		case <-again.C:
		case <-ctx.Done():
			again.Stop()
			return
		}
	}
}
