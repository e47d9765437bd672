package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

// format is how a command prints its data: the flag -o.
type format string

const (
	asTable format = "table"
	asYAML  format = "yaml"
	asJSON  format = "json"
)

// formatValue is the flag -o, which knows what its command can print.
type formatValue struct {
	chosen *format
	known  []format
}

// String implements pflag.Value.
func (f formatValue) String() string {
	if f.chosen == nil {
		return ""
	}
	return string(*f.chosen)
}

// Set implements pflag.Value.
func (f formatValue) Set(s string) error {
	if !slices.Contains(f.known, format(s)) {
		return errors.New("it is " + f.names(" or "))
	}
	*f.chosen = format(s)
	return nil
}

// Type implements pflag.Value.
func (f formatValue) Type() string { return f.names("|") }

func (f formatValue) names(between string) string {
	names := make([]string, len(f.known))
	for i, k := range f.known {
		names[i] = string(k)
	}
	return strings.Join(names, between)
}

// formatFlag adds the flag -o to a command: table or json, or what it is told. The first is the default.
func formatFlag(cmd *cobra.Command, known ...format) *format {
	if len(known) == 0 {
		known = []format{asTable, asJSON}
	}
	chosen := known[0]
	value := formatValue{chosen: &chosen, known: known}
	cmd.Flags().VarP(value, "output", "o", "print as `"+value.Type()+"`")
	return &chosen
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
