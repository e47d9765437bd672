package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/cli/client"
	"github.com/afterword-io/afterword/cli/story"
)

func (a *app) submitCommand() *cobra.Command {
	var first int
	cmd := &cobra.Command{
		Use:   "submit [FILE|-]",
		Short: "Hand in an interview, or events",
		Long: `Hand in one interview (plain JSON, the data of an event), or CloudEvents: one
object, an array, or one on each line. Without a file, stdin is read.

What the server has stored durably is printed: the id and where to read it.
Events go in batches of up to 1,000, of which each is taken whole or not at all;
handing in the same events again changes nothing.

` + reachHelp("data") + `

` + exitCodesHelp,
		Example: `  afterword submit interview.json
  afterword submit story.json --first 1   # the interview, not yet what happens later
  curl -s https://ats.example.com/export | afterword submit -`,
		Args: cobra.MaximumNArgs(1),
	}
	cmd.Flags().IntVar(&first, "first", 0, "hand in only the first `N` events of the file (default all)")
	output := formatFlag(cmd)
	where := a.serverFlags(cmd, "data")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if cmd.Flags().Changed("first") && first < 1 {
			return badInputf("--first is 1 or more")
		}
		path := "-"
		if len(args) == 1 {
			path = args[0]
		}
		file, err := a.open(path)
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }()
		document, err := story.Read(file)
		if err != nil {
			return badInput(err)
		}
		if first > 0 && first < len(document.Events) {
			document.Events = document.Events[:first]
		}
		c, err := where.client()
		if err != nil {
			return err
		}
		return a.submit(cmd.Context(), c, document, *output)
	}
	return cmd
}

func (a *app) submit(ctx context.Context, c *client.Client, d story.Document, output format) error {
	if d.Interview != nil {
		receipt, err := c.SubmitInterview(ctx, d.Interview)
		if err != nil {
			return err
		}
		return a.printReceipt(receipt, 1, output)
	}
	if len(d.Events) == 1 {
		receipt, err := c.SubmitEvent(ctx, d.Events[0])
		if err != nil {
			return err
		}
		return a.printReceipt(receipt, 1, output)
	}
	done := 0
	for _, batch := range batches(d.Events) {
		receipt, err := c.SubmitBatch(ctx, batch)
		if err != nil {
			err = fmt.Errorf("events %d to %d of %d: %w", done+1, done+len(batch), len(d.Events), err)
			if done > 0 {
				return partly(fmt.Errorf("the first %d events are stored; %w", done, err))
			}
			return err
		}
		done += len(batch)
		if err := a.printReceipt(receipt, len(batch), output); err != nil {
			return err
		}
	}
	return nil
}

// batches cuts events into as few batches as the server's limits allow.
func batches(events []json.RawMessage) [][]json.RawMessage {
	var all [][]json.RawMessage
	start, size := 0, 0
	for i, e := range events {
		if i > start && (i-start == client.MaxBatchEvents || size+len(e)+1 > client.MaxBatchBytes-2) {
			all = append(all, events[start:i])
			start, size = i, 0
		}
		size += len(e) + 1
	}
	return append(all, events[start:])
}

func (a *app) printReceipt(r client.Receipt, count int, output format) error {
	if output == asJSON {
		return printJSON(a.out, struct {
			Accepted int             `json:"accepted"`
			ID       string          `json:"id,omitempty"`
			Location string          `json:"location,omitempty"`
			Answer   json.RawMessage `json:"answer,omitempty"`
		}{count, r.ID, r.Location, validJSON(r.Body)})
	}
	var rows []string
	if r.ID != "" {
		rows = append(rows, "id\t"+r.ID)
	} else {
		rows = append(rows, fmt.Sprintf("accepted\t%d", count))
	}
	if r.Location != "" {
		rows = append(rows, "location\t"+r.Location)
	}
	if r.Duplicate {
		a.say("The server had this already; nothing new was stored.")
	}
	return printColumns(a.out, rows...)
}

// validJSON returns raw if it is JSON, and nothing otherwise.
func validJSON(raw json.RawMessage) json.RawMessage {
	if json.Valid(raw) {
		return raw
	}
	return nil
}
