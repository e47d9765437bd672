package telemetry

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.uber.org/zap"
)

// AdminOptions says what the admin listener serves.
type AdminOptions struct {
	// Addr is where to listen, such as 127.0.0.1:9090 or :0. Required.
	Addr string
	// Health answers /healthz and /readyz; default one without checks.
	Health *Health
	// Gatherer answers /metrics; default an empty registry.
	Gatherer prometheus.Gatherer
	// Logger; default none.
	Logger *zap.Logger
}

// Admin is the admin listener: /healthz, /readyz, /metrics, /version. It has no
// authentication: it belongs on an address that only operators and the cluster reach.
type Admin struct {
	listener net.Listener
	server   *http.Server
	log      *zap.Logger
}

// NewAdmin binds the address.
func NewAdmin(o AdminOptions) (*Admin, error) {
	if o.Addr == "" {
		return nil, errors.New("admin options: Addr is required")
	}
	if o.Health == nil {
		o.Health = NewHealth()
	}
	if o.Gatherer == nil {
		o.Gatherer = prometheus.NewRegistry()
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	mux := http.NewServeMux()
	o.Health.Register(mux)
	mux.Handle("GET /metrics", promhttp.HandlerFor(o.Gatherer, promhttp.HandlerOpts{
		ErrorLog: zap.NewStdLog(o.Logger),
	}))
	mux.HandleFunc("GET /version", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, Build())
	})
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return nil, fmt.Errorf("bind the admin listener: %w", err)
	}
	return &Admin{listener: listener, server: &http.Server{Handler: mux, ErrorLog: zap.NewStdLog(o.Logger)}, log: o.Logger}, nil
}

// Addr is the bound address.
func (a *Admin) Addr() string { return a.listener.Addr().String() }

// Run serves until ctx is done.
func (a *Admin) Run(ctx context.Context) error {
	a.log.Info("admin listener is serving", zap.String("addr", a.Addr()))
	return Serve(ctx, a.listener, a.server)
}
