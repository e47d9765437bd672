package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/intake"
)

// run is the whole command but for signals and the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, out io.Writer) error {
	s, err := parse(args, getenv, out)
	if err != nil {
		return err
	}
	if s.healthcheck {
		return healthcheck(ctx, s.adminListen)
	}
	return serve(ctx, s)
}

func serve(ctx context.Context, s settings) (err error) {
	log, err := telemetry.NewLogger("intake", s.logFormat, s.logLevel)
	if err != nil {
		return fmt.Errorf("make the logger: %w", err)
	}
	defer func() { _ = log.Sync() }()
	registry := telemetry.NewRegistry()

	carrier, err := connect(ctx, s, log, registry)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, carrier.Close()) }()

	health := telemetry.NewHealth()
	service, err := intake.New(intake.Options{
		Bus: carrier, Clock: clock.System{}, Addr: s.listen, Logger: log, Registerer: registry, Health: health,
	})
	if err != nil {
		return err
	}
	admin, err := telemetry.NewAdmin(telemetry.AdminOptions{Addr: s.adminListen, Health: health, Gatherer: registry, Logger: log})
	if err != nil {
		return fmt.Errorf("open the admin listener: %w", err)
	}
	return together(ctx, service.Run, admin.Run)
}

func connect(ctx context.Context, s settings, log *zap.Logger, registry *prometheus.Registry) (*bus.Bus, error) {
	starting, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	carrier, err := bus.Connect(starting, bus.Options{
		URL: s.natsURL, Name: "intake", Replicas: s.natsReplicas, Logger: log, Registerer: registry,
	})
	if err != nil {
		return nil, fmt.Errorf("connect to the bus: %w", err)
	}
	if err := carrier.EnsureTopology(starting); err != nil {
		return nil, errors.Join(fmt.Errorf("set up the bus: %w", err), carrier.Close())
	}
	return carrier, nil
}

// together runs all until ctx is done or one of them ends; then all end.
func together(ctx context.Context, runs ...func(context.Context) error) error {
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
