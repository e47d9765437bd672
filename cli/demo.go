package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/cli/demo"
)

func (a *app) demoCommand() *cobra.Command {
	var o demo.Options
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Play the example stories on real servers in time-lapse",
		Long: `Start Afterword on a temporary directory with a fast clock, hand in the stories
of a directory as they happen, and tell what is sent to whom, and why. It ends
by itself, when all stories have ended, with a summary that is held against
simulate; any difference is told and makes the exit code 1.

` + exitCodesHelp,
		Example: `  afterword demo --examples examples
  afterword demo --examples examples --speed 3600   # an hour a second`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&o.Standalone, "standalone", "", "the server's `binary` (default: afterword-standalone beside this program)")
	cmd.Flags().StringVar(&o.Examples, "examples", "examples", "`directory` of the stories")
	cmd.Flags().Float64Var(&o.Speed, "speed", demo.DefaultSpeed, "how many times as fast as real time the clock runs")
	cmd.Flags().BoolVar(&o.Keep, "keep", false, "keep the server's directory")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		var err error
		if o.Standalone, err = standalone(o.Standalone); err != nil {
			return err
		}
		o.Out, o.Colours = a.out, a.colours()
		verdict, err := demo.Run(cmd.Context(), o)
		if err != nil {
			return err
		}
		if n := len(verdict.Differences); n > 0 {
			return fmt.Errorf("what was sent differs from what simulate says, in %d places", n)
		}
		return nil
	}
	return cmd
}

// standalone finds the server's binary: the one named, or the one beside this program.
func standalone(named string) (string, error) {
	if named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", badInputf("--standalone: %w", err)
		}
		return path, nil
	}
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program's directory: %w", err)
	}
	name := "afterword-standalone"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	path := filepath.Join(filepath.Dir(self), name)
	if _, err := os.Stat(path); err != nil {
		return "", badInputf("there is no server beside this program (%s); name it with --standalone", path)
	}
	return path, nil
}
