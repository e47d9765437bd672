package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
)

// errChangedMeanwhile: what was looked at is not what is there now.
var errChangedMeanwhile = errors.New("the entry was changed by somebody else at the same moment and was left as it is; run the command again")

func (a *app) suppressionReleaseCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "release --tenant SLUG|--sender NUMBER --address ADDRESS",
		Short: "Take an address off the list",
		Long: `Take an address off the list, in one scope, and say what was there. A stop, a complaint
and an unsubscribe are somebody's no: release them, with --yes, only if the reader has
asked you to. Two more places remember a no, and this changes neither: the provider that
delivers texts, until START comes from that phone, and the consent in each follow-up,
until 'afterword fact ID consent.changed' says otherwise.

` + concernHelp + `

` + exitCodesHelp,
		Example: `  afterword suppression release --tenant career-center --address ada@example.com --data ./data
  afterword suppression release --tenant career-center --address ada@example.com --yes   # a no, and they asked
  afterword suppression release --sender +14155550100 --channel sms --address +14155550123 --yes`,
		Args: cobra.NoArgs,
	}
	c := concernFlags(cmd)
	cmd.Flags().BoolVar(&yes, "yes", false, "the reader has asked for it: release a stop, a complaint or an unsubscribe too")
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.check(c); err != nil {
			return err
		}
		return a.withSuppressions(cmd.Context(), where, func(ctx context.Context, _ *bus.Bus, list *suppression.List) error {
			entry, found, err := list.Find(ctx, c.key())
			switch {
			case err != nil:
				return err
			case !found && c.sender == "" && c.channel == string(events.SMS):
				return badInputf("the address is not on the list for %s; what STOP to a number means is kept under that number: give --sender NUMBER", c.scope())
			case !found:
				return badInputf("the address is not on the list for %s, %s", c.scope(), c.channel)
			case isNo(entry) && !yes:
				return badInputf("%s; release it only if they asked you to, and then with --yes", wordOf(entry))
			}
			// Only what was looked at: a no that comes at this moment stays.
			_, released, err := list.Release(ctx, c.key(), entry.Rule)
			if err != nil {
				return err
			}
			if !released {
				return errChangedMeanwhile
			}
			a.say("Released for %s, %s, what was there by rule %s: %s.", c.scope(), c.channel, entry.Rule, wordOf(entry))
			if isNo(entry) {
				a.say("%s", stillNo(entry))
			}
			return a.printSuppressions([]suppressionView{{c.key(), entry}}, "", *output)
		})
	}
	return cmd
}

// isNo reports whether an entry is the reader's own word, or may be: a rule that a later version has added.
func isNo(s events.Suppression) bool {
	return !slices.Contains([]string{events.RuleBounce, events.RuleOperator}, s.Rule)
}

// stillNo says where else a no may be remembered.
func stillNo(s events.Suppression) string {
	places := []string{"This changes no consent: where a follow-up has noted the no, say 'afterword fact ID consent.changed'."}
	if s.Rule == events.RuleStop {
		places = append(places, "The provider has a list of its own, which only START from that phone ends.")
	}
	return strings.Join(places, "\n")
}
