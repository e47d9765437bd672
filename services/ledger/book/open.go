package book

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	// The engines register themselves by these names: sqlite and pgx.
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// Options says which book to open. URL is required.
type Options struct {
	// URL is sqlite:PATH, a file that is made if it is missing, or postgres://..., a database in which the book makes a schema
	// of its own.
	URL string
	// Logger; default none.
	Logger *zap.Logger
	// Registerer for the metrics; default none.
	Registerer prometheus.Registerer
}

// Book is an open ledger. It is safe for concurrent use.
type Book struct {
	log     *zap.Logger
	metrics *metrics
	bounds  bounds
	watch   watch

	// taking lets one writer of this process in at a time.
	taking sync.Mutex
	// rebuilding is held by the one rebuild.
	rebuilding sync.Mutex

	mu sync.RWMutex
	on engine
}

// engine is one generation of the tables, opened.
type engine struct {
	dialect dialect
	// generation is its number, where there are numbers.
	generation int
	// read has many connections, write a single one on SQLite.
	read, write *sql.DB
}

func (e engine) close() error {
	if e.read == e.write {
		return e.write.Close()
	}
	return errors.Join(e.read.Close(), e.write.Close())
}

// begin begins the transaction of a writer.
func (e engine) begin(ctx context.Context) (*sql.Tx, error) {
	tx, err := e.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	if err := e.dialect.lock(ctx, tx); err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return tx, nil
}

// look begins a transaction that sees one state of all tables, while the writer goes on.
func (e engine) look(ctx context.Context) (*sql.Tx, error) {
	return e.read.BeginTx(ctx, &sql.TxOptions{Isolation: e.dialect.snapshot(), ReadOnly: true})
}

// Open opens a book, makes what is missing and brings an older one up to date. It returns an error for an address that
// it cannot read, and when the database cannot be reached.
func Open(ctx context.Context, o Options) (*Book, error) {
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	d, err := dialectOf(o.URL)
	if err != nil {
		return nil, err
	}
	m, err := newMetrics(o.Registerer)
	if err != nil {
		return nil, err
	}
	b := &Book{log: o.Logger, metrics: m, watch: newWatch()}
	if b.on, err = d.open(ctx); err != nil {
		return nil, fmt.Errorf("open the book: %w", err)
	}
	b.sweep(ctx)
	return b, nil
}

// Close waits for what is running and closes the book.
func (b *Book) Close() error {
	b.taking.Lock()
	defer b.taking.Unlock()
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.on.close()
}

// Ping reports whether the database answers.
func (b *Book) Ping(ctx context.Context) error {
	if err := b.db().PingContext(ctx); err != nil {
		return fmt.Errorf("the ledger's database does not answer: %w", err)
	}
	return nil
}

// db is where to read.
func (b *Book) db() *sql.DB { return b.engine().read }

// engine is the generation that counts.
func (b *Book) engine() engine {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.on
}

// bind writes the placeholders of a query, which are question marks, as the engine has them.
func (b *Book) bind(query string) string { return b.engine().dialect.bind(query) }

// CheckURL says what is wrong with an address, without quoting it.
func CheckURL(address string) error {
	_, err := dialectOf(address)
	return err
}

// dialectOf reads an address.
func dialectOf(address string) (dialect, error) {
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok && path != "" {
		path, err := filepath.Abs(strings.TrimPrefix(path, "//"))
		return sqlite{path: path}, err
	}
	if u, err := url.Parse(address); err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql") {
		return postgres{address: u}, nil
	}
	// The address is not quoted: it may hold a password.
	return nil, errors.New("the ledger's address must be sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE")
}
