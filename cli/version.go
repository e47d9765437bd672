package cli

import (
	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

func (a *app) versionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Say which build this is",
		Long: `Say which build this is: version, commit, its date and the Go release.

` + exitCodesHelp,
		Example: `  afterword version
  afterword version -o json`,
		Args: cobra.NoArgs,
	}
	output := formatFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		b := telemetry.Build()
		if *output == asJSON {
			return printJSON(a.out, b)
		}
		rows := []string{"afterword\t" + b.Version}
		if b.Commit != "" {
			changed := ""
			if b.Modified {
				changed = " (modified)"
			}
			rows = append(rows, "commit\t"+b.Commit+changed, "date\t"+b.Date)
		}
		return printColumns(a.out, append(rows, "go\t"+b.Go)...)
	}
	return cmd
}
