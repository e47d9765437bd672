package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/document"
	"github.com/afterword-io/afterword/pkg/followup"
)

func (a *app) policyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "policy",
		Short: "Check, show and change a tenant's numbers, and see what a change would do",
		Long: `A policy holds a tenant's numbers: hours, delays, limits, channels. It is a file in
YAML or JSON; a field that it leaves out has its default. 'afterword policy show'
prints all of them with what they mean, which is a file to start from.

` + exitCodesHelp,
		Example: `  afterword policy show > policy.yaml
  afterword policy check policy.yaml
  afterword policy diff facts.ndjson --new policy.yaml
  afterword policy set policy.yaml --tenant career-center --data ./data`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		a.policyCheckCommand(), a.policyShowCommand(), a.policySchemaCommand(), a.policySetCommand(), a.policyDiffCommand(),
	)
	return cmd
}

// builtIn is the name that stands for the built-in policy where a file may be given.
const builtIn = "default"

// policy reads the policy in a file, and returns the built-in numbers for "" and "default".
func (a *app) policy(path string) (followup.Policy, error) {
	file, err := a.policyFile(path)
	if err != nil {
		return followup.Policy{}, err
	}
	return policyOf(file)
}

// policyFile reads a file without judging what it says; "" and "default" say nothing.
func (a *app) policyFile(path string) (document.Document, error) {
	if path == "" || path == builtIn {
		return document.Document{Name: builtIn, JSON: json.RawMessage("{}")}, nil
	}
	return a.document(path)
}

// policyOf holds a file to the rules.
func policyOf(file document.Document) (followup.Policy, error) {
	policy, err := followup.ReadPolicy(followup.DefaultPolicy(), file.JSON)
	if err == nil {
		return policy, nil
	}
	var found []document.Fault
	for _, f := range followup.FieldErrors(err) {
		found = append(found, file.Fault(f.Field, f.Error()))
	}
	return policy, refuse(file.Name, found)
}

func (a *app) policyCheckCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check FILE|-",
		Short: "Hold a policy file to the rules",
		Long: `Hold a policy file, YAML or JSON, to the rules, offline. Every mistake is told at once,
with its line: a field that nobody knows, a value of the wrong form or out of
range, and what several fields must keep together.

` + exitCodesHelp,
		Example: `  afterword policy check policy.yaml
  afterword policy check policy.yaml -o json | jq -r '.errors[].field'`,
		Args: cobra.ExactArgs(1),
	}
	output := formatFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		policy, err := a.policy(args[0])
		if *output == asJSON {
			return a.printCheck(err)
		}
		if err != nil {
			return err
		}
		own := len(changesOf(followup.DefaultPolicy(), policy))
		if _, err := fmt.Fprintf(a.out, "%s is a valid policy; %s from the default\n", nameOf(args[0]), differ(own)); err != nil {
			return fmt.Errorf("write the answer: %w", err)
		}
		return nil
	}
	return cmd
}

// printCheck tells programs what people are told on stderr.
func (a *app) printCheck(err error) error {
	answer := struct {
		Valid  bool             `json:"valid"`
		Errors []document.Fault `json:"errors"`
	}{err == nil, []document.Fault{}}
	var wrong *document.Faults
	if errors.As(err, &wrong) {
		answer.Errors = wrong.List
	} else if err != nil {
		return err
	}
	if printed := printJSON(a.out, answer); printed != nil {
		return printed
	}
	if wrong != nil {
		return &exitError{ExitUsage, errAnswered}
	}
	return nil
}

func differ(n int) string {
	switch n {
	case 0:
		return "nothing differs"
	case 1:
		return "1 field differs"
	}
	return fmt.Sprintf("%d fields differ", n)
}

func (a *app) policySchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of a policy",
		Long: `Print the JSON Schema (2020-12) of a policy, by which editors complete and check it.

` + exitCodesHelp,
		Example: `  afterword policy schema > policy.schema.json
  # then, as the first line of policy.yaml:
  # yaml-language-server: $schema=policy.schema.json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if _, err := a.out.Write(followup.PolicySchema()); err != nil {
				return fmt.Errorf("write the schema: %w", err)
			}
			return nil
		},
	}
}
