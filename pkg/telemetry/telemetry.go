// Package telemetry gives a service its logger, its metrics registry and its
// admin listener with /healthz, /readyz, /metrics and /version.
//
// Every service and the all-in-one build one Telemetry per service instance;
// there is no package state, so two instances can live in one process.
package telemetry

import (
	"context"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
)

// Check is one condition of readiness: nil means ready. It must honour ctx.
type Check func(ctx context.Context) error

// Health collects named readiness checks and answers /healthz and /readyz.
type Health struct{}

// NewHealth returns a Health without checks.
func NewHealth() *Health { return nil }

// Add registers a readiness check under a name such as "bus".
func (h *Health) Add(name string, check Check) {}

// AddFact shows a constant, such as the version of the zone data, in /readyz?verbose.
func (h *Health) AddFact(name, value string) {}

// Drain makes /readyz fail from now on: the service is stopping.
func (h *Health) Drain() {}

// Ready runs all checks; the error names those that failed.
func (h *Health) Ready(ctx context.Context) error { return nil }

// Register adds GET /healthz and GET /readyz to mux.
func (h *Health) Register(mux *http.ServeMux) {}

// NewLogger builds the zap logger: "json" or "console" format, level by name, to standard error.
func NewLogger(service, format, level string) (*zap.Logger, error) { return nil, nil }

// AdminOptions says what the admin listener serves.
type AdminOptions struct {
	// Addr is where to listen, such as 127.0.0.1:9090 or :0.
	Addr     string
	Health   *Health
	Gatherer prometheus.Gatherer
	Logger   *zap.Logger
}

// Admin is the admin listener: /healthz, /readyz, /metrics, /version.
type Admin struct{}

// NewAdmin binds the address.
func NewAdmin(o AdminOptions) (*Admin, error) { return nil, nil }

// Addr is the bound address.
func (a *Admin) Addr() string { return "" }

// Run serves until ctx is done.
func (a *Admin) Run(ctx context.Context) error { return nil }
