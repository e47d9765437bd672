package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

func (a *app) ledgerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ledger",
		Short: "Make the ledger's record again from the streams",
		Long: `Make the ledger's record again from the streams, and see how far that is. The wish
is left on the bus, and a running ledger does it.

` + exitCodesHelp,
		Example: `  afterword ledger rebuild --data ./data
  afterword ledger status --data ./data`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.ledgerRebuildCommand(), a.ledgerStatusCommand())
	return cmd
}

func (a *app) ledgerRebuildCommand() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "rebuild",
		Short: "Make the record again from the streams, beside the one that counts, and swap them",
		Long: `Make the record again from the streams, beside the one that counts, compare both and
swap them. Pages and API answer all the while. It is refused, and ends with 1, if
the streams have lost messages that the record has: 'afterword audit --repair' first,
or --force, which gives up what only the old record knows.

` + exitCodesHelp,
		Example: `  afterword ledger rebuild --data ./data
  afterword ledger rebuild --nats "$NATS_URL" -o json`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().BoolVar(&force, "force", false, "swap although messages are lost")
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.withLedger(cmd.Context(), where, func(ctx context.Context, bucket bus.Bucket[events.LedgerRebuild]) error {
			wish := events.LedgerRebuild{ID: rand.Text(), AskedAt: time.Now().UTC(), State: events.RebuildAsked, Force: force}
			if _, err := bucket.Put(ctx, events.RebuildKey, wish); err != nil {
				return fmt.Errorf("ask for a rebuild: %w", err)
			}
			came, err := a.awaitRebuild(ctx, bucket, wish.ID)
			if err != nil {
				return err
			}
			if err := a.printRebuild(came, *output); err != nil {
				return err
			}
			if came.State != events.RebuildDone {
				return errAnswered
			}
			return nil
		})
	}
	return cmd
}

func (a *app) ledgerStatusCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say how far the latest rebuild of the ledger has come",
		Long: `Say how far the latest rebuild of the ledger has come.

` + exitCodesHelp,
		Example: `  afterword ledger status --data ./data
  afterword ledger status --data ./data -o json`,
		Args: cobra.NoArgs,
	}
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.withLedger(cmd.Context(), where, func(ctx context.Context, bucket bus.Bucket[events.LedgerRebuild]) error {
			entry, err := bucket.Get(ctx, events.RebuildKey)
			if errors.Is(err, bus.ErrNotFound) {
				a.say("Nobody has asked for a rebuild.")
				return nil
			}
			if err != nil {
				return fmt.Errorf("read how far the rebuild is: %w", err)
			}
			return a.printRebuild(entry.Value, *output)
		})
	}
	return cmd
}

func (a *app) withLedger(ctx context.Context, where *reach, do func(context.Context, bus.Bucket[events.LedgerRebuild]) error) error {
	b, err := a.connect(ctx, where, "afterword-ledger")
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }()
	return do(ctx, bus.OpenBucket[events.LedgerRebuild](b, bus.LedgerBucket))
}

// nobodyBegins is how long a ledger may take to begin what is asked for.
const nobodyBegins = 30 * time.Second

// awaitRebuild waits until a rebuild has ended, and says on stderr how far it is.
func (a *app) awaitRebuild(ctx context.Context, bucket bus.Bucket[events.LedgerRebuild], id string) (events.LedgerRebuild, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	seen := make(chan events.LedgerRebuild, 16)
	watching := make(chan error, 1)
	go func() {
		watching <- bucket.Watch(ctx, func(key string, value *events.LedgerRebuild) {
			if key != events.RebuildKey || value == nil {
				return
			}
			select {
			case seen <- *value:
			case <-ctx.Done():
			}
		}, func() {})
	}()
	begins := time.NewTimer(nobodyBegins)
	defer begins.Stop()
	var told time.Time
	for {
		select {
		case r := <-seen:
			switch {
			case r.ID != id:
				return r, errors.New("somebody else has asked for another rebuild meanwhile; see 'afterword ledger status'")
			case r.Ended():
				return r, nil
			case r.State != events.RebuildAsked:
				begins.Stop()
				if time.Since(told) > progressEvery {
					told = time.Now()
					a.say("%s: %d of %d messages", r.State, r.Done, r.Of)
				}
			}
		case <-begins.C:
			return events.LedgerRebuild{}, &exitError{ExitUnavailable, errors.New("no ledger has begun; is it running?")}
		case err := <-watching:
			return events.LedgerRebuild{}, errors.Join(err, ctx.Err())
		}
	}
}

func (a *app) printRebuild(r events.LedgerRebuild, output format) error {
	if output == asJSON {
		return printJSON(a.out, r)
	}
	rows := []string{"rebuild\t" + string(r.State), fmt.Sprintf("messages\t%d of %d", r.Done, r.Of)}
	if r.DigestAfter != "" {
		word := "differs from the record before"
		if r.Same {
			word = "the same as the record before, byte for byte"
		}
		rows = append(rows, "record\t"+word)
	}
	var lost []string
	for _, stream := range slices.Sorted(maps.Keys(r.Lost)) {
		if r.Lost[stream] > 0 {
			lost = append(lost, fmt.Sprintf("%s %d", stream, r.Lost[stream]))
		}
	}
	if len(lost) > 0 {
		rows = append(rows, "lost by the streams\t"+strings.Join(lost, ", "))
	}
	if r.Error != "" {
		rows = append(rows, "because\t"+r.Error)
	}
	return printColumns(a.out, rows...)
}
