package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/cli/story"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/replay"
)

func (a *app) policyDiffCommand() *cobra.Command {
	var before, after, slug string
	var exitCode bool
	cmd := &cobra.Command{
		Use:   "diff FACTS|- --new FILE",
		Short: "Replay recorded follow-ups under another policy and tell what would change",
		Long: `Replay recorded follow-ups, offline, under the old and the new policy, and tell
reminder by reminder what would change: which would not be sent, which would be
sent besides, which at another instant, and how follow-ups would end otherwise.

FACTS is an export of one tenant: CloudEvents, an array or one on each line, each becoming
known at its time. Events that are no facts are left out. The old policy is --old, or
that of --tenant, or the default. Days and hours are those of the employers.

` + exitCodesHelp,
		Example: `  afterword policy diff facts.ndjson --new policy.yaml
  afterword policy diff facts.ndjson --tenant career-center --data ./data --new policy.yaml
  afterword policy diff facts.ndjson --old a.yaml --new b.yaml -o json | jq .changed
  afterword policy diff facts.ndjson --new policy.yaml --exit-code || echo "something would change"`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&before, "old", "", "`file` with the policy to compare with (default: the built-in numbers)")
	cmd.Flags().StringVar(&after, "new", "", "`file` with the policy to try, or 'default'")
	cmd.Flags().StringVar(&slug, "tenant", "", "compare with the policy of the tenant with this `slug`")
	cmd.Flags().BoolVar(&exitCode, "exit-code", false, "end with 1 if anything would change")
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if after == "" {
			return badInputf("which policy is to be tried? Give --new FILE")
		}
		if before != "" && slug != "" {
			return badInputf("give --old or --tenant, not both")
		}
		tried, err := a.policy(after)
		if err != nil {
			return err
		}
		old, err := a.policyInForce(cmd.Context(), where, before, slug)
		if err != nil {
			return err
		}
		result, err := a.replay(cmd.Context(), args[0], old, tried)
		if err != nil {
			return err
		}
		a.sayUnseen(old, tried)
		if *output == asJSON {
			err = printJSON(a.out, result)
		} else {
			err = a.printDifferences(result)
		}
		if err == nil && exitCode && result.Changed > 0 {
			return errAnswered
		}
		return err
	}
	return cmd
}

func (a *app) policyInForce(ctx context.Context, where *reach, path, slug string) (followup.Policy, error) {
	if slug == "" {
		return a.policy(path)
	}
	file, err := a.tenantPolicy(ctx, where, slug)
	if err != nil {
		return followup.Policy{}, err
	}
	return policyOf(file)
}

// replay reads the facts and runs them, and says on stderr how far it is when that takes long.
func (a *app) replay(ctx context.Context, path string, old, tried followup.Policy) (replay.Result, error) {
	file, err := a.open(path)
	if err != nil {
		return replay.Result{}, err
	}
	defer func() { _ = file.Close() }()
	var read, total, done atomic.Int64
	stop := a.progress(func() string {
		if n := total.Load(); n > 0 {
			return fmt.Sprintf("%s: %d of %d follow-ups replayed", path, done.Load(), n)
		}
		return fmt.Sprintf("%s: %d facts read", path, read.Load())
	})
	defer stop()

	record, tenant := replay.NewRecord(), ""
	others, err := story.Each(file, func(fact events.Event) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if read.Add(1) == 1 {
			tenant = fact.Tenant
		}
		if fact.Tenant != tenant {
			return fmt.Errorf("event %s is of another tenant than those before it; replay the facts of one tenant", fact.ID)
		}
		record.Add(fact)
		return nil
	})
	if err != nil {
		return replay.Result{}, badInputf("%s: %w", nameOf(path), err)
	}
	total.Store(int64(record.Len()))
	result, err := replay.Run(ctx, record, old, tried, &done)
	stop()
	if others > 0 {
		a.say("Left out, because they are no facts: %d events.", others)
	}
	return result, err
}

// sayUnseen names the differences that no replay can show.
func (a *app) sayUnseen(old, tried followup.Policy) {
	var unseen []string
	for _, c := range changesOf(old, tried) {
		if slices.Contains([]string{"fan_out", "alert_to", "language", "lead.min", "lead.max"}, c.Field) {
			unseen = append(unseen, c.Field)
		}
	}
	if len(unseen) > 0 {
		a.say("Not shown, because it changes neither which reminders there are nor when: %s.", strings.Join(unseen, ", "))
	}
}

func (a *app) printDifferences(result replay.Result) error {
	var b strings.Builder
	for _, d := range result.Differences {
		zone, err := time.LoadLocation(d.Zone)
		if err != nil {
			zone = time.UTC
		}
		b.WriteString(d.Followup + "\n")
		for _, c := range d.Changes {
			b.WriteString("  " + c.Line(zone) + "\n")
			for _, line := range wrap(c.Because(), a.width()-11) {
				if line != "" {
					b.WriteString(strings.Repeat(" ", 11) + line + "\n")
				}
			}
		}
	}
	b.WriteString(result.String() + "\n")
	if _, err := fmt.Fprint(a.out, b.String()); err != nil {
		return fmt.Errorf("write what would change: %w", err)
	}
	return nil
}

func orWord(text, word string) string {
	if text == "" {
		return word
	}
	return text
}
