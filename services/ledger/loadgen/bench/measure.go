package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Latency is how long one question took one run's clients.
type Latency struct {
	Question string `json:"question"`
	Clients  int    `json:"clients"`
	Asks     int    `json:"asks"`
	// The rest are milliseconds.
	P50 float64 `json:"p50_ms"`
	P95 float64 `json:"p95_ms"`
	P99 float64 `json:"p99_ms"`
	Max float64 `json:"max_ms"`
}

// measure asks one question over and over, with clients at once, each asking for something else every time.
func measure(ctx context.Context, o Options, q Question, clients int) (Latency, error) {
	var (
		begun atomic.Int64
		until = time.Now().Add(o.Patience)
		took  = make([][]time.Duration, clients)
		errs  = make([]error, clients)
		all   sync.WaitGroup
	)
	for client := range clients {
		all.Go(func() {
			chance := rand.New(rand.NewPCG(uint64(clients), uint64(client)))
			for begun.Add(1) <= int64(o.Asks) && (time.Now().Before(until) || len(took[client]) == 0) {
				began := time.Now()
				if errs[client] = q.Ask(ctx, chance); errs[client] != nil {
					return
				}
				took[client] = append(took[client], time.Since(began))
			}
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return Latency{}, fmt.Errorf("ask %q: %w", q.Name, err)
		}
	}
	times := slices.Concat(took...)
	slices.Sort(times)
	return Latency{
		Question: q.Name, Clients: clients, Asks: len(times),
		P50: quantile(times, 50), P95: quantile(times, 95), P99: quantile(times, 99), Max: quantile(times, 100),
	}, nil
}

// quantile returns the least of the sorted times that so many percent do not exceed, in milliseconds.
func quantile(times []time.Duration, percent int) float64 {
	if len(times) == 0 {
		return 0
	}
	at := (len(times)*percent + 99) / 100
	return float64(times[max(at, 1)-1].Microseconds()) / 1000
}
