package daemon

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

// startPatience is how long the bus may take to appear at start.
const startPatience = time.Minute

func (c Command) serve(ctx context.Context, s settings) (err error) {
	logger, err := telemetry.NewLogger(c.Name, s.logFormat, s.logLevel)
	if err != nil {
		return err
	}
	defer func() { _ = logger.Sync() }()
	registry := telemetry.NewRegistry()
	tracer, flush, err := Tracing(ctx, c.Name, logger)
	if err != nil {
		return err
	}
	// What is done while the service stops is traced too.
	defer flush()

	starting, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	carrier, err := bus.Connect(starting, bus.Options{
		URL: s.nats, Name: c.Name, Replicas: s.replicas, Logger: logger, Registerer: registry, Tracer: tracer,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, carrier.Close()) }()
	if err := carrier.EnsureTopology(starting); err != nil {
		return fmt.Errorf("set up the bus: %w", err)
	}

	health := telemetry.NewHealth()
	health.AddFact("build", telemetry.Build().String())
	for name, value := range c.Facts {
		health.AddFact(name, value)
	}
	registry.MustRegister(health)
	admin, err := telemetry.NewAdmin(telemetry.AdminOptions{Addr: s.admin, Health: health, Gatherer: registry, Logger: logger})
	if err != nil {
		return err
	}
	logger.Info("service starts", zap.String("admin", admin.Addr()))
	return Together(ctx,
		func(ctx context.Context) error {
			defer context.AfterFunc(ctx, health.Drain)()
			return c.Run(ctx, Process{Bus: carrier, Logger: logger, Registerer: registry, Tracer: tracer, Health: health})
		},
		admin.Run,
	)
}

// Together runs all until ctx is done or one of them ends; then all end. The error joins theirs.
func Together(ctx context.Context, runs ...func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, len(runs))
	for _, run := range runs {
		go func() {
			defer cancel()
			ended <- run(ctx)
		}()
	}
	var errs []error
	for range runs {
		errs = append(errs, <-ended)
	}
	return errors.Join(errs...)
}
