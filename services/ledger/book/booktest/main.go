package booktest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"testing"

	"github.com/jackc/pgx/v5"
)

// serverVariable names the PostgreSQL server that the tests use, as a URL of a database whose user may make others.
// Main sets it for the server that it starts; who sets it before uses a server of their own.
const serverVariable = "AFTERWORD_TEST_POSTGRES"

// Main is the TestMain of a package that uses Each: it starts a PostgreSQL server, runs the tests, stops the server and
// exits.
func Main(m *testing.M) {
	// The server ends with the thread that started it, so that it ends even when the tests are killed.
	runtime.LockOSThread()
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "booktest:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	if os.Getenv(serverVariable) != "" {
		return m.Run(), nil
	}
	dir, err := os.MkdirTemp("", "afterword-postgres-")
	if err != nil {
		return 1, fmt.Errorf("make a folder for PostgreSQL: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	server, err := Start(Server{Dir: dir, Settings: forgetful()})
	if err != nil {
		return 1, err
	}
	if err := os.Setenv(serverVariable, server.URL("postgres")); err != nil {
		return 1, err
	}
	code = m.Run()
	return code, server.Stop()
}

// forgetful are the settings of a server whose data nobody misses after a crash.
func forgetful() map[string]string {
	return map[string]string{
		"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB", "max_connections": "300",
	}
}

// databaseOf makes a database for the test and drops it when the test ends.
func databaseOf(t testing.TB) string {
	t.Helper()
	server := os.Getenv(serverVariable)
	if server == "" {
		t.Fatal("there is no PostgreSQL server: the package needs func TestMain(m *testing.M) { booktest.Main(m) }")
	}
	name, err := freeName()
	if err != nil {
		t.Fatalf("name a database: %v", err)
	}
	execute(t.Context(), t, server, "CREATE DATABASE "+name)
	// FORCE: a test that failed may have left connections.
	t.Cleanup(func() { execute(context.Background(), t, server, "DROP DATABASE "+name+" WITH (FORCE)") })
	url, err := withDatabase(server, name)
	if err != nil {
		t.Fatalf("name database %s: %v", name, err)
	}
	return url
}

func execute(ctx context.Context, t testing.TB, server, statement string) {
	t.Helper()
	connection, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatalf("reach PostgreSQL: %v", err)
	}
	defer func() { _ = connection.Close(ctx) }()
	if _, err := connection.Exec(ctx, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
