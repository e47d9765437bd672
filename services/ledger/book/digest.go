package book

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
)

// tables lists every table with its key: what the digest is of.
func tables() [][2]string {
	return [][2]string{
		{"positions", "stream"},
		{"entries", "stream, sequence"},
		{"followups", "tenant, id"},
		{"reminders", "tenant, followup, kind, n"},
		{"deliveries", "tenant, followup, kind, n, channel"},
		{"words", "tenant, word, followup"},
		{"tallies", "tenant, employer_key, day, measure"},
		{"dead", "sequence"},
		{"tenants_seen", "tenant"},
	}
}

// Digest is the SHA-256, in hex, of every line of every table in the order of the keys: two books with the same one are the same,
// whatever the engine.
func (b *Book) Digest(ctx context.Context) (string, error) { return digest(ctx, b.engine()) }

func digest(ctx context.Context, on engine) (string, error) {
	tx, err := on.look(ctx)
	if err != nil {
		return "", fmt.Errorf("digest the ledger: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	sum := sha256.New()
	for _, table := range tables() {
		if err := digestTable(ctx, tx, sum, table[0], table[1]); err != nil {
			return "", fmt.Errorf("digest the table %s: %w", table[0], err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func digestTable(ctx context.Context, tx *sql.Tx, sum hash.Hash, table, order string) error {
	lines, err := tx.QueryContext(ctx, "SELECT * FROM "+table+" ORDER BY "+order)
	if err != nil {
		return err
	}
	defer func() { _ = lines.Close() }()
	columns, err := lines.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	out := json.NewEncoder(sum)
	for lines.Next() {
		if err := lines.Scan(into...); err != nil {
			return err
		}
		if err := out.Encode([]any{table, values}); err != nil {
			return err
		}
	}
	return lines.Err()
}
