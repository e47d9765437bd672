package book

import (
	"fmt"
	"strings"
	"testing"
)

// Dump gives all that each table holds, as text.
func (b *Book) Dump(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, table := range tables() {
		lines, err := b.db().QueryContext(t.Context(), "SELECT * FROM "+table[0])
		if err != nil {
			t.Fatal(err)
		}
		columns, err := lines.Columns()
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for lines.Next() {
			values := make([]any, len(columns))
			into := make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := lines.Scan(into...); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&text, values...)
		}
		if err := lines.Close(); err != nil {
			t.Fatal(err)
		}
		all[table[0]] = text.String()
	}
	return all
}
