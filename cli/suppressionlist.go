package cli

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
)

func (a *app) suppressionListCommand() *cobra.Command {
	var tenant, channel string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the suppressions, the newest first",
		Long: `List the suppressions, the newest first: the channel, the scope, the rule, since when,
the follow-up whose message led to it and the reason. No address is shown, for none is kept.

With --tenant: what concerns that tenant's messages alone, by its slug or by a number of
its own (afterword tenant brand --sms-sender). STOP to a number that several tenants
share concerns them all and is listed without --tenant.

` + exitCodesHelp,
		Example: `  afterword suppression list --data ./data
  afterword suppression list --tenant career-center --channel email
  afterword suppression list -o json | jq -r '.[].rule' | sort | uniq -c`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&tenant, "tenant", "", "only what concerns the tenant of this `slug` alone")
	cmd.Flags().StringVar(&channel, "channel", "", "only this channel: email or sms")
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if channel != "" && channel != string(events.Email) && channel != string(events.SMS) {
			return badInputf("--channel is email or sms, not %q", channel)
		}
		return a.withSuppressions(cmd.Context(), where, func(ctx context.Context, b *bus.Bus, list *suppression.List) error {
			own := ""
			if tenant != "" {
				entry, err := readTenant(ctx, bus.OpenBucket[events.Tenant](b, bus.TenantsBucket), tenant)
				if err != nil {
					return err
				}
				own = entry.Value.Brand.SMSSender
			}
			all, err := list.All(ctx)
			if err != nil {
				return unavailable(ctx, err)
			}
			views := make([]suppressionView, 0, len(all))
			for _, key := range slices.Sorted(maps.Keys(all)) {
				s := all[key]
				theirs := tenant == "" || s.Tenant == tenant || own != "" && s.Sender == own
				if theirs && (channel == "" || string(s.Channel) == channel) {
					views = append(views, suppressionView{key, s})
				}
			}
			slices.SortStableFunc(views, func(x, y suppressionView) int {
				return cmp.Or(y.At.Compare(x.At), cmp.Compare(scopeOf(x.Suppression), scopeOf(y.Suppression)))
			})
			return a.printSuppressions(views, "There are none.", *output)
		})
	}
	return cmd
}

// unavailable gives an error that came of running out of time the code of a bus that cannot be reached.
func unavailable(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return err
	}
	return &exitError{ExitUnavailable, err}
}
