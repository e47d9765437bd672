package booktest_test

import (
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/afterword-io/afterword/services/ledger/book/booktest"
)

func TestMain(m *testing.M) { booktest.Main(m) }

// A server keeps what was committed to it until it is stopped, and leaves no socket behind.
func TestServer(t *testing.T) {
	dir, err := os.MkdirTemp("", "afterword-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	server, err := booktest.Start(booktest.Server{Dir: dir, Settings: map[string]string{"fsync": "off"}})
	if err != nil {
		t.Fatal(err)
	}
	url, err := server.Create(t.Context(), "ledger")
	if err != nil {
		t.Fatal(err)
	}
	connection, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	var name, fsync string
	if err := connection.QueryRow(t.Context(), "SELECT current_database(), current_setting('fsync')").Scan(&name, &fsync); err != nil {
		t.Fatal(err)
	}
	if name != "ledger" || fsync != "off" {
		t.Errorf("connected to database %s with fsync %s, want ledger and off", name, fsync)
	}
	if err := server.Stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	if _, err := pgx.Connect(t.Context(), url); err == nil {
		t.Error("a stopped server still answers")
	}

	again, err := booktest.Start(booktest.Server{Dir: dir})
	if err != nil {
		t.Fatalf("start it again: %v", err)
	}
	if connection, err = pgx.Connect(t.Context(), url); err != nil {
		t.Errorf("the database is gone after a stop: %v", err)
	} else {
		connection.Close(t.Context())
	}
	if err := again.Stop(); err != nil {
		t.Errorf("stop it again: %v", err)
	}
}

// A server that cannot start says what PostgreSQL said.
func TestBadSetting(t *testing.T) {
	dir, err := os.MkdirTemp("", "afterword-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	_, err = booktest.Start(booktest.Server{Dir: dir, Settings: map[string]string{"no_such_setting": "1"}})
	if err == nil || !strings.Contains(err.Error(), "no_such_setting") {
		t.Errorf("the error is %v, want one that names the setting", err)
	}
}
