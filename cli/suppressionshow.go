package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
)

func (a *app) suppressionShowCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show --tenant SLUG|--sender NUMBER --address ADDRESS",
		Short: "Show whether an address may be written to",
		Long: `Show whether an address is on the list, in the scope of a tenant or of a sender. For a
phone number and a tenant that has a number of its own, what was said to that number is
shown too; what was said to a shared number: with --sender.

` + concernHelp + `

` + exitCodesHelp,
		Example: `  afterword suppression show --tenant career-center --address ada@example.com --data ./data
  afterword suppression show --sender +14155550100 --address +14155550123 --data ./data
  afterword suppression show --tenant career-center --address - --data ./data < address`,
		Args: cobra.NoArgs,
	}
	c := concernFlags(cmd)
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.check(c); err != nil {
			return err
		}
		return a.withSuppressions(cmd.Context(), where, func(ctx context.Context, b *bus.Bus, list *suppression.List) error {
			keys := []string{c.key()}
			if c.tenant != "" {
				entry, err := readTenant(ctx, bus.OpenBucket[events.Tenant](b, bus.TenantsBucket), c.tenant)
				if err != nil {
					return err
				}
				if own := entry.Value.Brand.SMSSender; own != "" && c.channel == string(events.SMS) {
					keys = append(keys, suppression.OfSender(events.SMS, own, c.address))
				}
			}
			var views []suppressionView
			for _, key := range keys {
				s, found, err := list.Find(ctx, key)
				if err != nil {
					return err
				}
				if found {
					views = append(views, suppressionView{key, s})
				}
			}
			none := fmt.Sprintf("The address is not on the list for %s, %s.", c.scope(), c.channel)
			return a.printSuppressions(views, none, *output)
		})
	}
	return cmd
}
