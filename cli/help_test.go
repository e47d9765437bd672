package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// every returns the commands below c and c itself.
func every(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		all = append(all, every(sub)...)
	}
	return all
}

func TestEveryCommandHasHelpWithExamplesAndExitCodes(t *testing.T) {
	t.Parallel()
	root := (&app{getenv: func(string) string { return "" }}).rootCommand()
	var names []string
	for _, c := range every(root) {
		names = append(names, c.CommandPath())
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: the short help %q is not a phrase without a full stop", c.CommandPath(), c.Short)
		}
		if !strings.Contains(c.Example, "afterword ") {
			t.Errorf("%s has no example", c.CommandPath())
		}
		if !strings.HasSuffix(c.Long, exitCodesHelp) {
			t.Errorf("%s does not document its exit codes", c.CommandPath())
		}
		if c.Args == nil {
			t.Errorf("%s takes any arguments", c.CommandPath())
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" {
				t.Errorf("%s --%s is not explained", c.CommandPath(), f.Name)
			}
		})
	}
	for _, want := range []string{
		"submit", "simulate", "status", "watch", "fact", "tenant create", "tenant list", "tenant rotate-key", "tenant add-key", "tenant remove-key", "version", "completion", "demo",
		"policy check", "policy show", "policy schema", "policy set", "policy diff",
		"preview", "tenant brand", "tenant template list", "tenant template show", "tenant template set", "tenant template remove", "note check",
		"suppression list", "suppression show", "suppression add", "suppression release",
	} {
		if !slices.Contains(names, "afterword "+want) {
			t.Errorf("there is no command %q", want)
		}
	}
}
