package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

// format is how a command prints its data: the flag -o.
type format string

const (
	asTable format = "table"
	asJSON  format = "json"
)

// String implements pflag.Value.
func (f *format) String() string { return string(*f) }

// Set implements pflag.Value.
func (f *format) Set(s string) error {
	switch format(s) {
	case asTable, asJSON:
		*f = format(s)
		return nil
	}
	return errors.New("it is table or json")
}

// Type implements pflag.Value.
func (f *format) Type() string { return "table|json" }

// formatFlag adds the flag -o to a command.
func formatFlag(cmd *cobra.Command) *format {
	f := asTable
	cmd.Flags().VarP(&f, "output", "o", "print as `table|json`")
	return &f
}

// printJSON writes v indented, for people and programs.
func printJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// printColumns writes rows whose cells are parted by tabs, aligned.
func printColumns(w io.Writer, rows ...string) error {
	columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		if _, err := fmt.Fprintln(columns, row); err != nil {
			return fmt.Errorf("write a table: %w", err)
		}
	}
	if err := columns.Flush(); err != nil {
		return fmt.Errorf("write a table: %w", err)
	}
	return nil
}
