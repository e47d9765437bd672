package cli

import (
	"errors"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// build is what the binary knows about itself.
type build struct {
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	// Date is when the commit was made, RFC 3339.
	Date string `json:"date,omitempty"`
	Go   string `json:"go"`
	// Modified reports that the tree differed from the commit.
	Modified bool `json:"modified"`
}

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
		info, ok := debug.ReadBuildInfo()
		if !ok {
			return errors.New("the binary was built without build information")
		}
		b := buildOf(info)
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

func buildOf(info *debug.BuildInfo) build {
	b := build{Version: info.Main.Version, Go: info.GoVersion}
	if b.Version == "" {
		b.Version = "(devel)"
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Date = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}
