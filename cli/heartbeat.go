package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/cli/client"
	"github.com/afterword-io/afterword/cli/heartbeat"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

func (a *app) heartbeatCommand() *cobra.Command {
	var (
		o              heartbeat.Options
		ledger, listen string
		once           bool
	)
	cmd := &cobra.Command{
		Use:   "heartbeat",
		Short: "Prove again and again that interviews become reminders that are sent",
		Long: `Hand in an interview of an invented candidate each minute, wait until the ledger
has its reminder on record as sent, and erase the candidate. What comes through
has proven the whole way: intake, bus, workflow, notifier, provider, ledger.

Give it a tenant of its own, with the default policy, and --to a mailbox of the
operators. It shows metrics at --listen for Prometheus, whose alert
HeartbeatMissing fires when nothing comes through, and asks for --ping after each
success: a dead man's switch somewhere else, which calls when it hears nothing.

` + reachHelp("data") + `

` + exitCodesHelp,
		Example: `  afterword heartbeat --to ops-canary@example.org --once
  afterword heartbeat --to ops-canary@example.org --every 1m --listen :9091 --ping https://example.org/ping/TOKEN`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&o.To, "to", "", "email `address` that the reminders go to (default AFTERWORD_HEARTBEAT_TO)")
	cmd.Flags().DurationVar(&o.Every, "every", time.Minute, "how long after the start of one beat the next one starts")
	cmd.Flags().DurationVar(&o.Patience, "patience", 2*time.Minute, "how long a reminder may take until it is on record as sent")
	cmd.Flags().StringVar(&ledger, "ledger", "", "`address` of the ledger, if --server does not serve its read API too")
	cmd.Flags().StringVar(&listen, "listen", "", "`address` of /metrics, /healthz and /readyz, such as :9091 (default: none)")
	cmd.Flags().StringVar(&o.Ping, "ping", "", "`URL` to ask for after each success (default AFTERWORD_HEARTBEAT_PING)")
	cmd.Flags().BoolVar(&once, "once", false, "beat once; the exit code is 1 if it does not come through")
	where := a.serverFlags(cmd, "data")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if once && listen != "" {
			return badInputf("--once and --listen exclude each other")
		}
		o.To = cmp.Or(o.To, a.getenv("AFTERWORD_HEARTBEAT_TO"))
		o.Ping = cmp.Or(o.Ping, a.getenv("AFTERWORD_HEARTBEAT_PING"))
		return a.heartbeat(cmd.Context(), where, o, ledger, listen, once)
	}
	return cmd
}

func (a *app) heartbeat(ctx context.Context, where *reach, o heartbeat.Options, ledger, listen string, once bool) (err error) {
	if o.Intake, err = where.client(); err != nil {
		return err
	}
	if ledger != "" {
		key, err := where.key()
		if err != nil {
			return err
		}
		if o.Ledger, err = client.New(client.Options{Server: ledger, Key: key}); err != nil {
			return badInput(err)
		}
	}
	registry := telemetry.NewRegistry()
	o.Registerer = registry
	if !once {
		if o.Logger, err = telemetry.NewLogger("heartbeat", "json", "info"); err != nil {
			return err
		}
	}
	heart, err := heartbeat.New(o)
	if err != nil {
		return badInput(err)
	}
	if once {
		return a.beatOnce(ctx, heart)
	}
	if listen == "" {
		return heart.Run(ctx)
	}
	return serveHeartbeat(ctx, heart, listen, registry, o.Logger)
}

func (a *app) beatOnce(ctx context.Context, heart *heartbeat.Heartbeat) error {
	began := time.Now()
	if err := heart.Beat(ctx); err != nil {
		return err
	}
	_, err := fmt.Fprintf(a.out, "An interview was handed in, its reminder was sent, and the candidate is erased: %v.\n", time.Since(began).Round(time.Millisecond))
	return err
}

// serveHeartbeat beats and shows the metrics until ctx is done.
func serveHeartbeat(ctx context.Context, heart *heartbeat.Heartbeat, listen string, registry *prometheus.Registry, log *zap.Logger) error {
	admin, err := telemetry.NewAdmin(telemetry.AdminOptions{Addr: listen, Gatherer: registry, Logger: log})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	served := make(chan error, 1)
	go func() {
		defer cancel()
		served <- admin.Run(ctx)
	}()
	err = heart.Run(ctx)
	return errors.Join(err, <-served)
}
