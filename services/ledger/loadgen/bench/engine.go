package bench

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	// The engines, to ask them for their versions.
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
)

// engine is a book on one engine, and what lies under it.
type engine struct {
	name string
	book *book.Book
	// dir is where its data lie.
	dir string
	// settings are what its figures depend on.
	settings map[string]string
	server   *booktest.Postgres
}

// openEngine makes an empty book on an engine whose writes are as durable as in production.
func openEngine(ctx context.Context, o Options, name string) (*engine, error) {
	e := &engine{name: name, dir: filepath.Join(o.Dir, name), settings: map[string]string{}}
	var url string
	var err error
	if name == "sqlite" {
		url, err = e.sqlite(ctx)
	} else {
		url, err = e.postgres(ctx, o.Reuse)
	}
	if err != nil {
		return nil, err
	}
	e.book, err = book.Open(ctx, book.Options{URL: url, Logger: o.Logger, Registerer: prometheus.NewRegistry()})
	if err != nil {
		return nil, fmt.Errorf("open the book on %s: %w", name, err)
	}
	return e, nil
}

func (e *engine) sqlite(ctx context.Context) (url string, err error) {
	if err := os.MkdirAll(e.dir, 0o755); err != nil {
		return "", err
	}
	e.settings["journal_mode"], e.settings["synchronous"] = "WAL", "FULL"
	return "sqlite:" + filepath.Join(e.dir, "ledger.db"), e.ask(ctx, "sqlite", ":memory:", "version", "SELECT sqlite_version()")
}

func (e *engine) postgres(ctx context.Context, reuse bool) (url string, err error) {
	e.server, err = booktest.Start(booktest.Server{Dir: e.dir, Settings: map[string]string{
		"shared_buffers": "1GB", "effective_cache_size": "4GB", "max_wal_size": "4GB", "max_connections": "100",
		"random_page_cost": "1.1",
	}})
	if err != nil {
		return "", err
	}
	if url = e.server.URL("ledger"); !reuse {
		if url, err = e.server.Create(ctx, "ledger"); err != nil {
			return "", err
		}
	}
	for _, setting := range []string{"server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "random_page_cost"} {
		if err := e.ask(ctx, "pgx", url, setting, "SHOW "+setting); err != nil {
			return "", err
		}
	}
	return url, nil
}

// ask notes a setting as the engine itself tells it.
func (e *engine) ask(ctx context.Context, driver, source, setting, query string) error {
	db, err := sql.Open(driver, source)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var value string
	if err := db.QueryRowContext(ctx, query).Scan(&value); err != nil {
		return fmt.Errorf("ask %s for %s: %w", e.name, setting, err)
	}
	value, _, _ = strings.Cut(value, " ")
	e.settings[setting] = value
	return nil
}

// close closes the book and stops what lies under it; the files stay.
func (e *engine) close() error {
	err := e.book.Close()
	if e.server != nil {
		if stopped := e.server.Stop(); err == nil {
			err = stopped
		}
	}
	return err
}

// bytes is what the book weighs on disk: all of its files, without PostgreSQL's write-ahead log, whose size does not depend on
// what it holds.
func (e *engine) bytes() (int64, error) {
	var sum int64
	err := filepath.WalkDir(e.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.Name() == "pg_wal" {
			return filepath.SkipDir
		}
		if entry.Type().IsRegular() {
			info, err := entry.Info()
			if err != nil {
				return err
			}
			sum += info.Size()
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("weigh the book on %s: %w", e.name, err)
	}
	return sum, nil
}
