package telemetry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// CheckTimeout is how long one check may take before it counts as failed.
const CheckTimeout = 3 * time.Second

// ErrDraining is what Ready reports once Drain was called.
var ErrDraining = errors.New("the service is stopping")

// Check is one condition of readiness: nil means ready. It must honour ctx.
type Check func(ctx context.Context) error

// Health collects named readiness checks and answers /healthz and /readyz. It is safe for concurrent use.
type Health struct {
	mu       sync.Mutex
	checks   map[string]*probe
	facts    map[string]string
	draining bool
}

// probe runs one check, one run at a time: a check that hangs holds one goroutine, however often it is asked.
type probe struct {
	check Check
	// turn holds the token of the current run.
	turn chan struct{}
}

// NewHealth returns a Health without checks.
func NewHealth() *Health {
	return &Health{checks: make(map[string]*probe), facts: make(map[string]string)}
}

// Add registers a readiness check under a name such as "bus"; a second one of the same name replaces it.
func (h *Health) Add(name string, check Check) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.checks[name] = &probe{check: check, turn: make(chan struct{}, 1)}
}

// AddFact shows a constant, such as the version of the zone data, in /readyz?verbose.
func (h *Health) AddFact(name, value string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.facts[name] = value
}

// Drain makes /readyz fail from now on: the service is stopping.
func (h *Health) Drain() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.draining = true
}

// Ready runs all checks at once, each for at most CheckTimeout; the error names those that failed, in order of
// their names. After Drain it is ErrDraining.
func (h *Health) Ready(ctx context.Context) error {
	results, draining := h.run(ctx)
	if draining {
		return ErrDraining
	}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(results)) {
		if err := results[name]; err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
		}
	}
	return errors.Join(errs...)
}

// run returns the result of each check by name.
func (h *Health) run(ctx context.Context) (results map[string]error, draining bool) {
	h.mu.Lock()
	probes := maps.Clone(h.checks)
	draining = h.draining
	h.mu.Unlock()

	ctx, cancel := context.WithTimeout(ctx, CheckTimeout)
	defer cancel()
	results = make(map[string]error, len(probes))
	var (
		mu sync.Mutex
		wg sync.WaitGroup
	)
	for name, p := range probes {
		wg.Go(func() {
			err := p.run(ctx)
			mu.Lock()
			defer mu.Unlock()
			results[name] = err
		})
	}
	wg.Wait()
	return results, draining
}

func (p *probe) run(ctx context.Context) error {
	select {
	case p.turn <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("an earlier run of the check has not ended: %w", ctx.Err())
	}
	result := make(chan error, 1)
	go func() {
		defer func() { <-p.turn }()
		defer func() {
			if cause := recover(); cause != nil {
				result <- fmt.Errorf("the check panicked: %v", cause)
			}
		}()
		result <- p.check(ctx)
	}()
	select {
	case err := <-result:
		return err
	case <-ctx.Done():
		return fmt.Errorf("no answer in time: %w", ctx.Err())
	}
}

// Register adds GET /healthz and GET /readyz to mux.
func (h *Health) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, readiness{Status: "ok"})
	})
	mux.HandleFunc("GET /readyz", h.serveReady)
}

// readiness is the answer of /readyz. A check's value is "ok" or why it failed.
type readiness struct {
	// Status is ok, failing or draining.
	Status string            `json:"status"`
	Checks map[string]string `json:"checks,omitempty"`
	// Facts are shown with ?verbose.
	Facts map[string]string `json:"facts,omitempty"`
}

func (h *Health) serveReady(w http.ResponseWriter, r *http.Request) {
	results, draining := h.run(r.Context())
	answer := readiness{Status: "ok", Checks: make(map[string]string, len(results))}
	status := http.StatusOK
	for name, err := range results {
		answer.Checks[name] = "ok"
		if err != nil {
			answer.Checks[name] = err.Error()
			answer.Status, status = "failing", http.StatusServiceUnavailable
		}
	}
	if draining {
		answer.Status, status = "draining", http.StatusServiceUnavailable
	}
	if r.URL.Query().Has("verbose") {
		h.mu.Lock()
		answer.Facts = maps.Clone(h.facts)
		h.mu.Unlock()
	}
	writeJSON(w, status, answer)
}

func writeJSON(w http.ResponseWriter, status int, answer any) {
	body, err := json.Marshal(answer)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	// A client that is gone does not need the rest.
	_, _ = w.Write(append(body, '\n'))
}
