package cli

import (
	"crypto/rand"
	"encoding/json"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/events"
)

func (a *app) factCommand() *cobra.Command {
	var data string
	names := make([]string, 0, len(events.FactTypes()))
	for _, t := range events.FactTypes() {
		names = append(names, t.Name())
	}
	cmd := &cobra.Command{
		Use:   "fact ID NOUN.VERB",
		Short: "Tell what happened to a follow-up",
		Long: `Tell Afterword that something happened to the follow-up ID: one of
` + "  " + strings.Join(names, "\n  ") + `

Facts are never refused because of what is already known; the plan follows them.
fact.retracted takes back a report that was made by mistake: it names the event, and from
then on the plan goes on as if it had never been made. What was sent stays sent.

` + reachHelp("data-dir") + `

` + exitCodesHelp,
		Example: `  afterword fact int-42 thankyou.sent --data '{"method":"email"}'
  afterword fact int-42 checkin.made --data '{"method":"call","result":"still_deciding","promise":{"said":"by Friday"}}'
  afterword fact int-42 outcome.recorded --data '{"outcome":"offer","respond_by":"2026-03-20"}'
  afterword fact int-42 debrief.recorded --data - < debrief.json
  afterword fact int-42 fact.retracted --data '{"source":"/afterword/portal","id":"portal-7"}'`,
		Args: cobra.ExactArgs(2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) == 1 {
				return names, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.Flags().StringVar(&data, "data", "{}", "the fact's `JSON`, or - to read it from stdin")
	output := formatFlag(cmd)
	where := a.serverFlags(cmd, "data-dir")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		id, name := args[0], args[1]
		if !events.TypeNamed(name).IsFact() {
			return badInputf("%q is not a fact; it is one of %s", name, strings.Join(names, ", "))
		}
		raw := []byte(data)
		if data == "-" {
			var err error
			if raw, err = io.ReadAll(a.in); err != nil {
				return badInputf("read the data from stdin: %w", err)
			}
		}
		if !json.Valid(raw) {
			return badInputf("the data of %s is not JSON", name)
		}
		c, err := where.client()
		if err != nil {
			return err
		}
		receipt, err := c.SubmitFact(cmd.Context(), id, name, raw, rand.Text())
		if err != nil {
			return err
		}
		return a.printReceipt(receipt, 1, *output)
	}
	return cmd
}
