package temporald

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/schema/sqlite"
	"go.temporal.io/server/temporal"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"google.golang.org/protobuf/types/known/durationpb"
)

// Namespace is where the follow-ups live.
const Namespace = "afterword"

// retention is how long ended workflows are kept: longer than any replay of the event streams, since
// the id of an ended run is what tells a late fact from a new follow-up.
const retention = 90 * 24 * time.Hour

// mainStore is the file of everything but visibility.
const mainStore = "temporal.db"

// startPatience is how long the server may take to answer.
const startPatience = 30 * time.Second

// Options says where the server keeps its files. Dir is required.
type Options struct {
	// Dir is the directory of the SQLite files; it is made if it is missing.
	Dir string
	// Logger gets the server's errors. Default none.
	Logger *zap.Logger
}

// Server is a running Temporal server.
type Server struct {
	inner temporal.Server
	addr  string
}

// Start sets up the files on first use, starts the server and returns once it answers.
func Start(ctx context.Context, o Options) (*Server, error) {
	if o.Dir == "" {
		return nil, errors.New("temporald: Dir is required")
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	o.Logger = serverLogger(o.Logger)
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("make Temporal's directory: %w", err)
	}
	read, err := partitionsOf(o.Dir)
	if err != nil {
		return nil, err
	}
	stores := []*config.SQL{
		store(filepath.Join(o.Dir, mainStore)),
		store(filepath.Join(o.Dir, "visibility.db")),
	}
	for _, s := range stores {
		if err := setUp(s); err != nil {
			return nil, err
		}
	}
	if err := createNamespace(stores[0]); err != nil {
		return nil, err
	}

	// A free port may be taken between looking and binding; then other ports are tried.
	var errs []error
	for range 5 {
		ports, err := freePorts(4)
		if err != nil {
			return nil, err
		}
		server, err := start(ctx, o, stores, ports, read)
		if err == nil {
			return server, nil
		}
		errs = append(errs, err)
		if ctx.Err() != nil {
			break
		}
	}
	return nil, fmt.Errorf("start Temporal: %w", errors.Join(errs...))
}

// serverLogger lets errors through: the server warns of what an embedded one does without. What it logs as
// fatal, such as a taken port, becomes a panic instead of the end of the process. The second core
// is there because the server skips what nobody listens to, and would go on after a fatal error.
func serverLogger(to *zap.Logger) *zap.Logger {
	deaf := zapcore.NewCore(zapcore.NewJSONEncoder(zapcore.EncoderConfig{}), zapcore.AddSync(io.Discard), zap.FatalLevel)
	return to.WithOptions(
		zap.IncreaseLevel(zap.ErrorLevel),
		zap.WrapCore(func(c zapcore.Core) zapcore.Core { return zapcore.NewTee(c, deaf) }),
		zap.WithFatalHook(zapcore.WriteThenPanic),
	)
}

// setUp makes the schema in a file that does not exist yet. A crash in the middle leaves the marker behind, and
// the next start begins anew: nothing can have been stored by then.
func setUp(s *config.SQL) error {
	unfinished := s.DatabaseName + ".setup"
	_, missing := os.Stat(s.DatabaseName)
	if _, err := os.Stat(unfinished); err == nil {
		for _, name := range []string{s.DatabaseName, s.DatabaseName + "-wal", s.DatabaseName + "-shm"} {
			if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
				return fmt.Errorf("remove a half-made database: %w", err)
			}
		}
		missing = os.ErrNotExist
	}
	if missing == nil {
		return nil
	}
	if err := os.WriteFile(unfinished, nil, 0o600); err != nil {
		return fmt.Errorf("mark the set-up of a database: %w", err)
	}
	if err := sqlite.SetupSchema(s); err != nil {
		return fmt.Errorf("set up Temporal's schema: %w", err)
	}
	if err := os.Remove(unfinished); err != nil {
		return fmt.Errorf("mark a database as set up: %w", err)
	}
	return nil
}

func createNamespace(s *config.SQL) error {
	namespace, err := sqlite.NewNamespaceConfig(clusterName, Namespace, false, nil)
	if err != nil {
		return fmt.Errorf("describe namespace %s: %w", Namespace, err)
	}
	namespace.Detail.Config.Retention = durationpb.New(retention)
	if err := sqlite.CreateNamespaces(s, namespace); err != nil {
		return fmt.Errorf("create namespace %s: %w", Namespace, err)
	}
	return nil
}

func start(ctx context.Context, o Options, stores []*config.SQL, ports []int, read int) (_ *Server, err error) {
	// What the server logs as fatal while it is put together arrives here as a panic.
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("put the server together: %v", cause)
		}
	}()
	settings := serverConfig(ports, stores)
	logger := log.NewZapLogger(o.Logger)
	claims, err := authorization.GetClaimMapperFromConfig(&settings.Global.Authorization, logger)
	if err != nil {
		return nil, fmt.Errorf("make the claim mapper: %w", err)
	}
	inner, err := temporal.NewServer(
		temporal.WithConfig(settings),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(hosts(ports)),
		temporal.WithLogger(logger),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return claims }),
		temporal.WithDynamicConfigClient(dynamicSettings(read)),
		temporal.WithCustomMetricsHandler(metrics.NoopMetricsHandler),
	)
	if err != nil {
		return nil, err
	}
	if err := inner.Start(); err != nil {
		return nil, errors.Join(err, inner.Stop())
	}
	s := &Server{inner: inner, addr: settings.PublicClient.HostPort}
	if err := s.answers(ctx); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// answers waits until a client can work with the namespace.
func (s *Server) answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	for {
		c, err := client.DialContext(ctx, client.Options{HostPort: s.addr, Namespace: Namespace, Logger: quiet{}})
		if err == nil {
			c.Close()
			return nil
		}
		if ctx.Err() != nil {
			return fmt.Errorf("wait for Temporal to answer: %w", err)
		}
	}
}

// Addr is the frontend's host and port.
func (s *Server) Addr() string { return s.addr }

// Stop ends the server and closes its files.
func (s *Server) Stop() error {
	if err := s.inner.Stop(); err != nil {
		return fmt.Errorf("stop Temporal: %w", err)
	}
	return nil
}

// quiet keeps the SDK from writing to standard error while the server is not up yet.
type quiet struct{}

func (quiet) Debug(string, ...any) {}
func (quiet) Info(string, ...any)  {}
func (quiet) Warn(string, ...any)  {}
func (quiet) Error(string, ...any) {}
