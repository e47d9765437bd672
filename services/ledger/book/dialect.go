package book

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// dialect is what differs between the engines.
type dialect interface {
	// open opens the generation that counts, with its tables up to date.
	open(ctx context.Context) (engine, error)
	// bind writes question marks as the engine has its placeholders.
	bind(query string) string
	// along binds a table in a FROM to one of its indexes, where the engine would else choose by rules of thumb.
	along(index string) string
	// snapshot is the isolation in which a transaction sees one state of all tables.
	snapshot() sql.IsolationLevel
	// spell writes a migration as the engine wants it.
	spell(migration string) string
	// generation is the number of the one that counts; a file has no numbers, since only one process has it open.
	generation(ctx context.Context) (int, error)
	// alone lets one process at a time make and remove generations, until it is released; it fails with errRebuilding while
	// another does. It removes those that do not count, and release does again: what was erased since is still in them.
	alone(ctx context.Context) (release func(context.Context) error, err error)
	// lock lets one transaction at a time write into its generation. It is the transaction's first statement: what is read
	// after it, nobody changes before the end. Who only reads does not wait.
	lock(ctx context.Context, tx *sql.Tx) error
	// hold keeps other processes from writing into a generation until it is released.
	hold(ctx context.Context, on engine) (release func(), err error)
	// next makes an empty generation beside the one that counts.
	next(ctx context.Context) (engine, error)
	// swap makes the next generation the one that counts, and may close the one before.
	swap(ctx context.Context, before, next engine) (engine, error)
}

// sqlite is a file. Its journal is a WAL: who reads does not wait for who writes. Each commit is on disk before the
// next begins.
type sqlite struct{ path string }

func (s sqlite) open(ctx context.Context) (engine, error) {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return engine{}, fmt.Errorf("make the folder of the ledger: %w", err)
	}
	return s.openFile(ctx, s.path, "FULL")
}

// openFile opens a file whose commits are synchronous as the pragma of that name has it.
func (s sqlite) openFile(ctx context.Context, path, synchronous string) (engine, error) {
	// Without secure_delete what was erased would stay in the file until something else needs the room.
	write, err := sql.Open("sqlite", s.source(path, "_txlock=immediate&_pragma=secure_delete(ON)&_pragma=synchronous("+synchronous+")"))
	if err != nil {
		return engine{}, err
	}
	write.SetMaxOpenConns(1)
	if err := migrate(ctx, s, write); err != nil {
		return engine{}, errors.Join(err, write.Close())
	}
	read, err := sql.Open("sqlite", s.source(path, "_pragma=query_only(1)"))
	if err != nil {
		return engine{}, errors.Join(err, write.Close())
	}
	read.SetMaxOpenConns(max(4, 2*runtime.GOMAXPROCS(0)))
	read.SetMaxIdleConns(max(4, 2*runtime.GOMAXPROCS(0)))
	return engine{dialect: s, read: read, write: write}, nil
}

func (sqlite) source(path, more string) string {
	pragmas := "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=cache_size(-65536)&_pragma=temp_store(MEMORY)"
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + pragmas + "&" + more
}

func (sqlite) bind(query string) string { return query }

// along is not advice: SQLite refuses a query that it cannot answer by this index (https://sqlite.org/lang_indexedby.html).
func (sqlite) along(index string) string { return " INDEXED BY " + index }

func (sqlite) snapshot() sql.IsolationLevel { return sql.LevelDefault }

func (sqlite) spell(migration string) string { return migration }

func (sqlite) generation(context.Context) (int, error) { return 0, nil }

func (s sqlite) alone(ctx context.Context) (func(context.Context) error, error) {
	return s.dropNext, s.dropNext(ctx)
}

func (s sqlite) dropNext(context.Context) error {
	if err := removeFile(s.nextPath()); err != nil {
		return fmt.Errorf("remove a generation that does not count: %w", err)
	}
	return nil
}

// lock has nothing to do: _txlock=immediate begins with the one lock there is.
func (sqlite) lock(context.Context, *sql.Tx) error { return nil }

func (sqlite) hold(context.Context, engine) (func(), error) { return func() {}, nil }

func (s sqlite) nextPath() string { return s.path + ".next" }

func (s sqlite) next(ctx context.Context) (engine, error) {
	// Nobody misses it before it counts: swap writes it to the disk.
	return s.openFile(ctx, s.nextPath(), "OFF")
}

// swap closes both files before one takes the other's name: a journal belongs to a name, and must be gone by then.
func (s sqlite) swap(ctx context.Context, before, next engine) (engine, error) {
	for _, generation := range []engine{before, next} {
		// What a journal holds must be in its file before the journal goes.
		if _, err := generation.write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
			return engine{}, fmt.Errorf("empty the journals: %w", err)
		}
	}
	if err := errors.Join(before.close(), next.close()); err != nil {
		return engine{}, fmt.Errorf("close both generations: %w", err)
	}
	if err := errors.Join(remove(s.path+"-wal"), remove(s.path+"-shm")); err != nil {
		return engine{}, err
	}
	if err := flush(s.nextPath()); err != nil {
		return engine{}, fmt.Errorf("write the new generation to the disk: %w", err)
	}
	if err := os.Rename(s.nextPath(), s.path); err != nil {
		return engine{}, fmt.Errorf("put the new generation in place: %w", err)
	}
	if err := flush(filepath.Dir(s.path)); err != nil {
		return engine{}, fmt.Errorf("write the new generation's name to the disk: %w", err)
	}
	return s.open(ctx)
}

// flush returns once a file, or the names in a folder, are on the disk.
func flush(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// removeFile removes a database with its journal.
func removeFile(path string) error {
	return errors.Join(remove(path), remove(path+"-wal"), remove(path+"-shm"))
}

func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// postgres is a schema of a database for each generation, ledger_1, ledger_2 and so on; the table afterword_ledger in the
// database's own schema says which counts.
type postgres struct{ address *url.URL }

func (p postgres) open(ctx context.Context) (engine, error) {
	generation, err := p.generation(ctx)
	if err != nil {
		return engine{}, err
	}
	return p.openGeneration(ctx, generation)
}

// generation reads which one counts, and makes the first.
func (p postgres) generation(ctx context.Context) (n int, err error) {
	err = p.outside(func(db *sql.DB) error {
		// Two services that start together must not both make it.
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }()
		for _, statement := range []string{
			"SELECT pg_advisory_xact_lock(" + strconv.Itoa(lockKey) + ")",
			"CREATE TABLE IF NOT EXISTS afterword_ledger (one INTEGER PRIMARY KEY CHECK (one = 1), generation INTEGER NOT NULL)",
			"INSERT INTO afterword_ledger VALUES (1, 1) ON CONFLICT DO NOTHING",
		} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		if err := tx.QueryRowContext(ctx, "SELECT generation FROM afterword_ledger").Scan(&n); err != nil {
			return err
		}
		return tx.Commit()
	})
	return n, err
}

// lockKey is the advisory lock of whoever makes or changes tables, rebuildKey that of whoever makes a new generation.
const (
	lockKey    = 0x6c6564676572
	rebuildKey = lockKey + 1
)

// outside runs do on a connection that is in no generation.
func (p postgres) outside(do func(*sql.DB) error) error {
	db, err := sql.Open("pgx", p.address.String())
	if err != nil {
		return hidden(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	if err := do(db); err != nil {
		return fmt.Errorf("prepare the ledger's database: %w", hidden(err))
	}
	return nil
}

func schemaOf(generation int) string { return "ledger_" + strconv.Itoa(generation) }

func (p postgres) openGeneration(ctx context.Context, generation int) (engine, error) {
	err := p.outside(func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS "+schemaOf(generation))
		return err
	})
	if err != nil {
		return engine{}, err
	}
	// The writer's statements are of many lengths: to prepare each would fill the server's memory.
	write, err := sql.Open("pgx", p.source(generation, "exec"))
	if err != nil {
		return engine{}, hidden(err)
	}
	write.SetMaxOpenConns(2)
	if err := migrate(ctx, p, write); err != nil {
		return engine{}, errors.Join(err, write.Close())
	}
	read, err := sql.Open("pgx", p.source(generation, "cache_statement"))
	if err != nil {
		return engine{}, errors.Join(hidden(err), write.Close())
	}
	read.SetMaxOpenConns(16)
	read.SetMaxIdleConns(8)
	return engine{dialect: p, generation: generation, read: read, write: write}, nil
}

func (p postgres) source(generation int, mode string) string {
	address := *p.address
	query := address.Query()
	query.Set("search_path", schemaOf(generation))
	query.Set("default_query_exec_mode", mode)
	address.RawQuery = query.Encode()
	return address.String()
}

func (postgres) bind(query string) string {
	var bound strings.Builder
	n := 0
	for part := range strings.SplitSeq(query, "?") {
		if n > 0 {
			bound.WriteString("$" + strconv.Itoa(n))
		}
		bound.WriteString(part)
		n++
	}
	return bound.String()
}

// along binds nothing: PostgreSQL has no such word, and chooses by statistics.
func (postgres) along(string) string { return "" }

func (postgres) snapshot() sql.IsolationLevel { return sql.LevelRepeatableRead }

// spell: a text is compared by its bytes, whatever the database's language.
func (postgres) spell(migration string) string {
	return strings.ReplaceAll(migration, " TEXT ", ` TEXT COLLATE "C" `)
}

func (p postgres) alone(ctx context.Context) (func(context.Context) error, error) {
	db, err := sql.Open("pgx", p.address.String())
	if err != nil {
		return nil, hidden(err)
	}
	// The lock is the session's: it is gone with it, and nothing must be removed without it.
	session, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(hidden(err), db.Close())
	}
	leave := func() error {
		// The server notices a moment later that a session is over, and would refuse until then who comes next.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sweepPatience)
		defer cancel()
		_, _ = session.ExecContext(ctx, "SELECT pg_advisory_unlock("+strconv.Itoa(rebuildKey)+")")
		return errors.Join(session.Close(), db.Close())
	}
	var mine bool
	err = session.QueryRowContext(ctx, "SELECT pg_try_advisory_lock("+strconv.Itoa(rebuildKey)+")").Scan(&mine)
	switch {
	case err == nil && mine:
		err = dropOthers(ctx, session)
	case err == nil:
		err = errRebuilding
	}
	if err != nil {
		return nil, errors.Join(hidden(err), leave())
	}
	return func(ctx context.Context) error { return errors.Join(hidden(dropOthers(ctx, session)), leave()) }, nil
}

// dropOthers removes every generation but the one that counts.
func dropOthers(ctx context.Context, session *sql.Conn) error {
	// The database may have a schema of such a name that is no ledger.
	rows, err := session.QueryContext(ctx, "SELECT nspname FROM pg_namespace n WHERE nspname ~ '^ledger_[0-9]+$' "+
		"AND nspname <> (SELECT 'ledger_' || generation FROM afterword_ledger) "+
		"AND EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = n.oid AND relname = 'tenants_seen')")
	var others []string
	if err == nil {
		others, err = collect(rows, func(row scanner) (name string, err error) { return name, row.Scan(&name) })
	}
	if err != nil {
		return fmt.Errorf("list the generations that do not count: %w", err)
	}
	for _, name := range others {
		if _, err := session.ExecContext(ctx, "DROP SCHEMA "+name+" CASCADE"); err != nil {
			return fmt.Errorf("remove %s, which does not count: %w", name, err)
		}
	}
	return nil
}

// lock takes a lock that conflicts with itself and with every change of a position, so that nobody can be in the way of the
// position's change later; reading goes on.
func (postgres) lock(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "LOCK TABLE positions IN SHARE ROW EXCLUSIVE MODE"); err != nil {
		return fmt.Errorf("wait for other writers: %w", err)
	}
	return nil
}

func (postgres) hold(ctx context.Context, on engine) (func(), error) {
	tx, err := on.begin(ctx)
	if err != nil {
		return nil, err
	}
	return func() { _ = tx.Rollback() }, nil
}

func (p postgres) next(ctx context.Context) (engine, error) {
	generation, err := p.generation(ctx)
	if err != nil {
		return engine{}, err
	}
	return p.openGeneration(ctx, generation+1)
}

func (p postgres) swap(ctx context.Context, before, next engine) (engine, error) {
	err := p.outside(func(db *sql.DB) error {
		result, err := db.ExecContext(ctx, "UPDATE afterword_ledger SET generation = $1 WHERE generation = $2", next.generation, before.generation)
		if err != nil {
			return err
		}
		swapped, err := result.RowsAffected()
		if err == nil && swapped == 0 {
			err = errors.New("another generation counts by now")
		}
		return err
	})
	return next, err
}

// hidden keeps what the driver says of an address to itself: it may hold a password.
func hidden(err error) error {
	if bad := new(url.Error); errors.As(err, &bad) || err != nil && strings.Contains(err.Error(), "://") {
		return errors.New("the address of the database cannot be used")
	}
	return err
}
