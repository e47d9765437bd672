package cli

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/cli/story"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

func (a *app) simulateCommand() *cobra.Command {
	var policyFile, until string
	cmd := &cobra.Command{
		Use:   "simulate FILE|-",
		Short: "Tell what will follow from an interview, offline",
		Long: `Tell the whole story of a follow-up, offline: every reminder, the instant it is
due, and why. FILE is a CloudEvent or several (an array, or one on each line),
each becoming known at its time; the follow-up told is that of the first.
The judgement is the one the servers use.

The table shows the days and hours of the employer; -o json has instants in UTC.

` + exitCodesHelp,
		Example: `  afterword simulate examples/silence.json
  afterword simulate examples/offer.json --until 2026-03-06T12:00:00Z
  afterword simulate interview.json --policy policy.yaml -o json | jq '.reminders[].due_at'`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&policyFile, "policy", "", "`file` with the tenant's policy, YAML or JSON (default: the built-in numbers)")
	cmd.Flags().StringVar(&until, "until", "", "stop at this `instant`, such as 2026-03-06T12:00:00Z (default: the end)")
	output := formatFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		policy, err := a.policy(policyFile)
		if err != nil {
			return err
		}
		var end time.Time
		if until != "" {
			if end, err = time.Parse(time.RFC3339, until); err != nil {
				return badInputf("--until %q is not an instant such as 2026-03-06T12:00:00Z", until)
			}
		}
		facts, err := a.facts(args[0])
		if err != nil {
			return err
		}
		told := followup.Simulate(policy, facts, end)
		if *output == asJSON {
			return printJSON(a.out, told)
		}
		return a.printStory(told, facts)
	}
	return cmd
}

// facts reads a story and judges it.
func (a *app) facts(path string) ([]events.Event, error) {
	file, err := a.open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	document, err := story.Read(file)
	if err != nil {
		return nil, badInput(err)
	}
	facts, err := document.Facts()
	if err != nil {
		return nil, badInput(err)
	}
	return facts, nil
}

func (a *app) printStory(told followup.Story, facts []events.Event) error {
	zones, err := story.ZonesOf(told.Followup, facts)
	if err != nil {
		return err
	}
	if err := printColumns(a.out, ending(told, facts, zones.Employer)); err != nil {
		return err
	}
	c := calendar{zone: zones.Employer, width: a.width()}
	if zones.Candidate != nil {
		c.other = zones.Candidate
	}
	return c.print(a.out, told.Reminders)
}

// ending says in one line how the story ends.
func ending(told followup.Story, facts []events.Event, zone *time.Location) string {
	interview := func(e events.Event) bool {
		return e.Subject == told.Followup && (e.Type == events.InterviewScheduled || e.Type == events.InterviewCompleted)
	}
	if !slices.ContainsFunc(facts, interview) {
		return told.Followup + ": waits for its interview; without one there is nothing to plan"
	}
	if told.ClosedAt.IsZero() {
		return told.Followup + ": still open"
	}
	return fmt.Sprintf("%s: closed as %s on %s", told.Followup, told.Outcome, told.ClosedAt.In(zone).Format("Mon 2 January 2006 15:04 MST"))
}
