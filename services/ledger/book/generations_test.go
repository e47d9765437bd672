package book

import (
	"database/sql"
	"path/filepath"
	"testing"
)

// Generations counts the generations that the engine holds.
func (b *Book) Generations(t *testing.T) (n int) {
	t.Helper()
	switch d := b.engine().dialect.(type) {
	case sqlite:
		files, err := filepath.Glob(d.path + "*")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if file == d.path || file == d.nextPath() {
				n++
			}
		}
	case postgres:
		err := d.outside(func(db *sql.DB) error {
			return db.QueryRow("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'ledger\\_%'").Scan(&n)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return n
}
