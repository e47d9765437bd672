package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"golang.org/x/sync/errgroup"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/notifier"
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
	log, err := telemetry.NewLogger("notifier", s.logFormat, s.logLevel)
	if err != nil {
		return fmt.Errorf("make the logger: %w", err)
	}
	defer func() { _ = log.Sync() }()
	registry := telemetry.NewRegistry()

	channels, err := s.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, channels.close()) }()
	carrier, err := connect(ctx, s, log, registry)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, carrier.Close()) }()

	health := telemetry.NewHealth()
	health.Add("bus", carrier.Healthy)
	service, err := notifier.New(notifier.Options{
		Bus: carrier, Channels: channels.ways, MessageIDDomain: channels.domain, Logger: log, Registerer: registry, Health: health,
	})
	if err != nil {
		return err
	}
	admin, err := telemetry.NewAdmin(telemetry.AdminOptions{Addr: s.adminListen, Health: health, Gatherer: registry, Logger: log})
	if err != nil {
		return fmt.Errorf("open the admin listener: %w", err)
	}
	group, ctx := errgroup.WithContext(ctx)
	context.AfterFunc(ctx, health.Drain)
	group.Go(func() error { return admin.Run(ctx) })
	group.Go(func() error { return service.Run(ctx) })
	return group.Wait()
}

func connect(ctx context.Context, s settings, log *zap.Logger, registry *prometheus.Registry) (*bus.Bus, error) {
	starting, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	carrier, err := bus.Connect(starting, bus.Options{
		URL: s.natsURL, Name: "notifier", Replicas: s.natsReplicas, Logger: log, Registerer: registry,
	})
	if err != nil {
		return nil, fmt.Errorf("connect to the bus: %w", err)
	}
	if err := carrier.EnsureTopology(starting); err != nil {
		return nil, errors.Join(fmt.Errorf("set up the bus: %w", err), carrier.Close())
	}
	return carrier, nil
}
