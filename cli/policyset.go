package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

func (a *app) policySetCommand() *cobra.Command {
	var slug string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "set FILE|-|default --tenant SLUG",
		Short: "Put a policy in force for a tenant",
		Long: `Put the policy in a file in force for a tenant, and show what changes, field by field.
What the file leaves out has its default, whatever the tenant had before; 'default'
instead of a file leaves out everything. Running services see the change at once and
plan sleeping follow-ups anew; what was sent stays sent.

` + exitCodesHelp,
		Example: `  afterword policy set policy.yaml --tenant career-center --data ./data --dry-run
  afterword policy set policy.yaml --tenant career-center --data ./data`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&slug, "tenant", "", "`slug` of the tenant")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what would change, and change nothing")
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if slug == "" {
			return badInputf("whose policy? Give --tenant SLUG")
		}
		file, err := a.policyFile(args[0])
		if err != nil {
			return err
		}
		policy, err := policyOf(file)
		if err != nil {
			return err
		}
		return a.withTenants(cmd.Context(), where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
			entry, err := readTenant(ctx, tenants, slug)
			if err != nil {
				return err
			}
			before, err := followup.ParsePolicy(entry.Value.Policy)
			if err != nil {
				a.say("The policy in the record of %s is not valid, so the default was in force: %v", slug, err)
				before = followup.DefaultPolicy()
			}
			changes := changesOf(before, policy)
			entry.Value.Policy = file.JSON
			if args[0] == builtIn {
				entry.Value.Policy = nil
			}
			if !dryRun {
				if err := storeTenant(ctx, tenants, slug, entry.Value, entry.Revision, "policy"); err != nil {
					return err
				}
			}
			return a.printFieldChanges(slug, changes, dryRun, *output)
		})
	}
	return cmd
}

// fieldChange is one field of a policy that gets another value.
type fieldChange struct {
	Field string          `json:"field"`
	From  json.RawMessage `json:"from"`
	To    json.RawMessage `json:"to"`
	title string
}

func changesOf(before, after followup.Policy) []fieldChange {
	changes := []fieldChange{}
	for _, f := range followup.PolicyFields() {
		if from, to := f.JSON(before), f.JSON(after); string(from) != string(to) {
			changes = append(changes, fieldChange{f.Name, from, to, f.Title})
		}
	}
	return changes
}

func (a *app) printFieldChanges(slug string, changes []fieldChange, dryRun bool, output format) error {
	if output == asJSON {
		return printJSON(a.out, struct {
			Tenant  string        `json:"tenant"`
			Changes []fieldChange `json:"changes"`
			Stored  bool          `json:"stored"`
		}{slug, changes, !dryRun})
	}
	switch {
	case len(changes) == 0:
		a.say("Nothing changes for %s: these are the numbers in force.", slug)
		return nil
	case dryRun:
		a.say("This would change for %s; nothing was changed:", slug)
	default:
		a.say("Changed for %s, at once:", slug)
	}
	rows := []string{"FIELD\tFROM\tTO\tWHAT IT IS"}
	for _, c := range changes {
		rows = append(rows, fmt.Sprintf("%s\t%s\t%s\t%s", c.Field, c.From, c.To, c.title))
	}
	return printColumns(a.out, rows...)
}
