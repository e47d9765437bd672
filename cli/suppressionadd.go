package cli

import (
	"context"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
)

// maxReason is how long an operator's reason may be, in bytes: a sentence or two.
const maxReason = 500

func (a *app) suppressionAddCommand() *cobra.Command {
	var reason, followup string
	cmd := &cobra.Command{
		Use:   "add --tenant SLUG|--sender NUMBER --address ADDRESS",
		Short: "Put an address on the list",
		Long: `Put an address on the list, by the rule operator: somebody asked for it on the phone, say.
From then on nothing leaves for it within the scope, and no other channel takes its
place. A stronger entry stays as it is. 'afterword suppression release' takes it back.

` + concernHelp + `

` + exitCodesHelp,
		Example: `  afterword suppression add --tenant career-center --address ada@example.com --reason "Asked on the phone." --data ./data
  afterword suppression add --sender +14155550100 --address +14155550123 --data ./data`,
		Args: cobra.NoArgs,
	}
	c := concernFlags(cmd)
	cmd.Flags().StringVar(&reason, "reason", "An operator put it on the list.", "why, in a `sentence` that names nobody")
	cmd.Flags().StringVar(&followup, "followup", "", "`id` of the follow-up that it is about")
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		err := a.check(c)
		switch {
		case err != nil:
			return err
		case len(reason) > maxReason || strings.ContainsFunc(reason, unicode.IsControl):
			return badInputf("--reason is one line of at most %d bytes", maxReason)
		case strings.Contains(strings.ToLower(reason), strings.ToLower(c.address)):
			return badInputf("--reason holds the address: the list keeps none, so leave it out")
		case followup != "" && c.tenant == "":
			return badInputf("--followup is an id within a tenant: give --tenant, not --sender")
		}
		return a.withSuppressions(cmd.Context(), where, func(ctx context.Context, b *bus.Bus, list *suppression.List) error {
			if c.tenant != "" {
				if _, err := readTenant(ctx, bus.OpenBucket[events.Tenant](b, bus.TenantsBucket), c.tenant); err != nil {
					return err
				}
			}
			entry := events.Suppression{
				Rule: events.RuleOperator, At: time.Now().UTC(), Reason: reason,
				Tenant: c.tenant, Channel: events.Channel(c.channel), Sender: c.sender, Followup: followup,
			}
			added, err := list.Add(ctx, c.key(), entry)
			if err != nil {
				return err
			}
			if added {
				a.say("Added; nothing leaves for this address any more: %s, %s.", c.scope(), c.channel)
				return a.printSuppressions([]suppressionView{{c.key(), entry}}, "", *output)
			}
			there, found, err := list.Find(ctx, c.key())
			switch {
			case err != nil:
				return err
			case !found:
				return errChangedMeanwhile
			}
			a.say("It is on the list already, and that stays as it is: %s.", wordOf(there))
			return a.printSuppressions([]suppressionView{{c.key(), there}}, "", *output)
		})
	}
	return cmd
}
