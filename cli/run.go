package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/document"
)

// app is one run of the command and everything it may touch.
type app struct {
	in     io.Reader
	out    io.Writer
	msg    io.Writer
	getenv func(string) string
	// running is set once flags and arguments were understood: what fails before is a mistake of usage.
	running bool
	// inTaken is set once stdin was opened: it can be read only once.
	inTaken bool
}

// Run runs the afterword command with args, which do not include the program's
// name, and returns its exit code. Data goes to stdout, messages to stderr.
// Cancelling ctx is the user's Ctrl-C.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{in: stdin, out: stdout, msg: stderr, getenv: os.Getenv}
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	command, err := root.ExecuteContextC(ctx)
	if err != nil && !a.running {
		err = badInput(err)
	}
	code := exitCode(ctx, err)
	var faults *document.Faults
	switch {
	case err == nil || errors.Is(err, context.Canceled) || errors.Is(err, errAnswered):
	case errors.As(err, &faults):
		a.say("%v", faults)
	case a.running:
		a.say("%s: %v", command.CommandPath(), err)
	default:
		a.say("%s: %v\nSee '%s --help'.", command.CommandPath(), err, command.CommandPath())
	}
	return code
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "afterword",
		Short: "Look after the days between a job interview and the answer",
		Long: `Afterword looks after the days between a job interview and the answer: the
thank-you notes within 24 hours, the check-in the day after the promised
decision, and the next step when the answer comes or does not come.

Data goes to stdout, messages to stderr. With NO_COLOR set nothing is coloured.

` + exitCodesHelp,
		Example: `  afterword simulate examples/silence.json
  afterword submit interview.json
  afterword status int-42`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRun: func(*cobra.Command, []string) {
			a.running = true
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(
		a.submitCommand(), a.factCommand(), a.statusCommand(), a.simulateCommand(), a.policyCommand(), a.previewCommand(), a.noteCommand(),
		a.watchCommand(), a.tenantCommand(), a.suppressionCommand(), a.auditCommand(), a.ledgerCommand(), a.demoCommand(), a.heartbeatCommand(), a.versionCommand(), a.completionCommand(),
	)
	return root
}

// say writes one message to the person, not to the data.
func (a *app) say(format string, args ...any) {
	_, _ = fmt.Fprintln(a.msg, strings.TrimRight(fmt.Sprintf(format, args...), "\n"))
}

// open opens a file of the user's, or stdin for "-".
func (a *app) open(path string) (io.ReadCloser, error) {
	if path == "-" {
		if a.inTaken {
			return nil, badInputf("stdin, the file -, can be given only once")
		}
		a.inTaken = true
		return io.NopCloser(a.in), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, badInput(err)
	}
	return file, nil
}
