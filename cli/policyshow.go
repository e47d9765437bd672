package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/document"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

func (a *app) policyShowCommand() *cobra.Command {
	var slug string
	cmd := &cobra.Command{
		Use:   "show [FILE|-]",
		Short: "Show every number in force, what it means, and whether it is the default",
		Long: `Show a policy in full, as YAML with a comment for each field: what it means, in which
unit, and whether it is the default or the file's (or the tenant's) own. Without
a file and a tenant it is the built-in policy. What is printed is itself a policy file.

` + exitCodesHelp,
		Example: `  afterword policy show
  afterword policy show policy.yaml
  afterword policy show --tenant career-center --data ./data -o json`,
		Args: cobra.MaximumNArgs(1),
	}
	cmd.Flags().StringVar(&slug, "tenant", "", "show the policy in force for the tenant with this `slug`")
	output := formatFlag(cmd, asYAML, asJSON)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 && slug != "" {
			return badInputf("give a file or --tenant, not both")
		}
		var file document.Document
		var err error
		whose := "file"
		switch {
		case slug != "":
			whose = "tenant"
			file, err = a.tenantPolicy(cmd.Context(), where, slug)
		case len(args) == 1:
			file, err = a.policyFile(args[0])
		default:
			file, err = a.policyFile(builtIn)
		}
		if err != nil {
			return err
		}
		policy, err := policyOf(file)
		if err != nil {
			return err
		}
		if *output == asJSON {
			return printJSON(a.out, policy)
		}
		if _, err := fmt.Fprint(a.out, annotated(policy, file, whose)); err != nil {
			return fmt.Errorf("write the policy: %w", err)
		}
		return nil
	}
	return cmd
}

// tenantPolicy reads the policy in a tenant's record as if it were a file.
func (a *app) tenantPolicy(ctx context.Context, where *reach, slug string) (document.Document, error) {
	var file document.Document
	err := a.withTenants(ctx, where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
		entry, err := readTenant(ctx, tenants, slug)
		if err != nil {
			return err
		}
		file, err = recorded(entry.Value)
		return err
	})
	return file, err
}

// recorded is the policy in a tenant's record. There a field that is not known is left over
// from another version, and is forgiven as the services do.
func recorded(t events.Tenant) (document.Document, error) {
	name := "tenant " + t.Slug
	if len(t.Policy) == 0 {
		return document.Document{Name: name, JSON: json.RawMessage("{}")}, nil
	}
	file, err := document.Parse(name, t.Policy)
	if err != nil {
		return file, err
	}
	policy, err := followup.ParsePolicy(t.Policy)
	if err != nil {
		return file, badInputf("the policy of %s: %w", name, err)
	}
	if file.JSON, err = json.Marshal(policy); err != nil {
		return file, fmt.Errorf("the policy of %s: %w", name, err)
	}
	return file, nil
}

// annotated writes a policy with what its fields mean. whose is the word for who set a field: file or tenant.
func annotated(policy followup.Policy, file document.Document, whose string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# The policy of %s. A line that is left out has its default.\n", whoseName(file.Name))
	group := ""
	for _, f := range followup.PolicyFields() {
		indent, name := "", f.Name
		if outer, inner, nested := strings.Cut(f.Name, "."); nested {
			if outer != group {
				fmt.Fprintf(&b, "\n# %s\n%s:\n", meaningOf(outer), outer)
			}
			group, indent, name = outer, "  ", inner
		} else {
			group = ""
			b.WriteByte('\n')
		}
		for _, line := range wrap(f.Meaning+" "+f.Limits(), 88-len(indent)) {
			fmt.Fprintf(&b, "%s# %s\n", indent, line)
		}
		fmt.Fprintf(&b, "%s%s: %s # %s\n", indent, name, f.JSON(policy), origin(f, policy, file, whose))
	}
	return b.String()
}

func whoseName(name string) string {
	if name == builtIn {
		return "Afterword itself"
	}
	return name
}

func meaningOf(group string) string {
	for _, g := range followup.PolicyGroups() {
		if g.Name == group {
			return g.Meaning
		}
	}
	return group
}

// origin says who set a field.
func origin(f followup.PolicyField, policy followup.Policy, file document.Document, whose string) string {
	builtIn := f.JSON(followup.DefaultPolicy())
	switch {
	case !file.Has(f.Name):
		return "default"
	case string(f.JSON(policy)) == string(builtIn):
		return "set by the " + whose + ", as is the default"
	default:
		return fmt.Sprintf("set by the %s; the default is %s", whose, builtIn)
	}
}
