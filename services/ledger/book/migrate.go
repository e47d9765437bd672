package book

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrate brings the tables up to date. The migrations are one set for both engines; each runs in a transaction.
func migrate(ctx context.Context, d dialect, db *sql.DB) error {
	migrations, err := readMigrations(d)
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(nameOf(d), db, nil, goose.WithGoMigrations(migrations...), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("bring the ledger's tables up to date: %w", err)
	}
	return nil
}

func nameOf(d dialect) goose.Dialect {
	if _, ok := d.(postgres); ok {
		return goose.DialectPostgres
	}
	return goose.DialectSQLite3
}

func readMigrations(d dialect) ([]*goose.Migration, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var migrations []*goose.Migration
	for _, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("migration %s has no number", name)
		}
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		statements := d.spell(string(text))
		up := func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, statements)
			return err
		}
		// There is no way back: a record is made again from the streams.
		down := func(context.Context, *sql.Tx) error {
			return errors.New("a migration of the ledger is not taken back; rebuild it")
		}
		migrations = append(migrations, goose.NewGoMigration(version, &goose.GoFunc{RunTx: up}, &goose.GoFunc{RunTx: down}))
	}
	return migrations, nil
}
