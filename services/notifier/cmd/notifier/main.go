// Command notifier sends the reminders that are due. Its settings are
// environment variables; see settings.go for all of them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"golang.org/x/sync/errgroup"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/notifier"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// Once stopping has begun, a second signal ends the process at once.
	context.AfterFunc(ctx, stop)
	if err := run(ctx, os.Args[1:], os.Getenv); err != nil {
		fmt.Fprintln(os.Stderr, "notifier:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, getenv func(string) string) (err error) {
	flags := flag.NewFlagSet("notifier", flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage) }
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	s, err := readSettings(getenv)
	if err != nil {
		return err
	}
	log, err := telemetry.NewLogger("notifier", s.logFormat, s.logLevel)
	if err != nil {
		return err
	}
	registry := prometheus.NewRegistry()
	health := telemetry.NewHealth()
	admin, err := telemetry.NewAdmin(telemetry.AdminOptions{Addr: s.adminAddr, Health: health, Gatherer: registry, Logger: log})
	if err != nil {
		return err
	}
	b, err := bus.Connect(ctx, bus.Options{URL: s.natsURL, Name: "notifier", Replicas: s.replicas, Logger: log, Registerer: registry})
	if err != nil {
		return fmt.Errorf("connect to the bus: %w", err)
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	health.Add("bus", b.Healthy)
	if err := b.EnsureTopology(ctx); err != nil {
		return fmt.Errorf("prepare the bus: %w", err)
	}
	channels, domain, err := s.channels()
	if err != nil {
		return err
	}
	service, err := notifier.New(notifier.Options{
		Bus: b, Channels: channels, MessageIDDomain: domain, Logger: log, Registerer: registry, Health: health,
	})
	if err != nil {
		return err
	}
	log.Info("serving", zap.String("admin", admin.Addr()))
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return admin.Run(ctx) })
	group.Go(func() error { return service.Run(ctx) })
	context.AfterFunc(ctx, health.Drain)
	return group.Wait()
}
