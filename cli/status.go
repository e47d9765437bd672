package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/events"
)

func (a *app) statusCommand() *cobra.Command {
	var zone string
	cmd := &cobra.Command{
		Use:   "status ID",
		Short: "Show where a follow-up stands and what is planned",
		Long: `Show where a follow-up stands: its stage, the promised day, and the whole plan
with the reason for each reminder, sent, skipped or still to come.

` + reachHelp("data") + `

` + exitCodesHelp,
		Example: `  afterword status int-42
  afterword status int-42 --zone America/New_York
  afterword status int-42 -o json | jq .plan`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&zone, "zone", "Local", "IANA `zone` whose days and hours are shown")
	output := formatFlag(cmd)
	where := a.serverFlags(cmd, "data")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		location, err := time.LoadLocation(zone)
		if err != nil {
			return badInputf("--zone %q is not an IANA zone such as America/New_York", zone)
		}
		c, err := where.client()
		if err != nil {
			return err
		}
		snapshot, err := c.Followup(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		if *output == asJSON {
			return printJSON(a.out, snapshot)
		}
		return a.printSnapshot(snapshot, location)
	}
	return cmd
}

func (a *app) printSnapshot(s events.Snapshot, zone *time.Location) error {
	const instant = "Mon 2 January 2006 15:04 MST"
	rows := []string{
		"followup\t" + s.Followup,
		"stage\t" + strings.ReplaceAll(string(s.Stage), "_", " "),
	}
	add := func(name, value string, known bool) {
		if known {
			rows = append(rows, name+"\t"+value)
		}
	}
	assumed := ""
	if s.Assumed {
		assumed = " (assumed: nobody has confirmed it)"
	}
	add("interview ended", s.EndedAt.In(zone).Format(instant)+assumed, !s.EndedAt.IsZero())
	add("notes owed", fmt.Sprint(s.NotesOwed), s.Stage != events.Closed)
	add("promised by", s.PromisedBy.String(), !s.PromisedBy.IsZero())
	add("", s.PromiseReason, s.PromiseReason != "")
	add("outcome", string(s.Outcome), s.Outcome != "")
	add("closed", s.ClosedAt.In(zone).Format(instant), !s.ClosedAt.IsZero())
	if err := printColumns(a.out, rows...); err != nil {
		return err
	}
	if len(s.Plan) == 0 {
		return nil
	}
	if _, err := io.WriteString(a.out, "\n"); err != nil {
		return fmt.Errorf("write the status: %w", err)
	}
	return calendar{zone: zone, width: a.width()}.print(a.out, s.Plan)
}
