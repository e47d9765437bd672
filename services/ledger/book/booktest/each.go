package booktest

import (
	"path/filepath"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest"

	"github.com/afterword-io/afterword/services/ledger/book"
)

// Engines lists the names of the engines, which are the names of Each's subtests.
func Engines() []string { return []string{"sqlite", "postgres"} }

// Each runs test once for each engine, as a subtest. open opens the test's own book, which is empty at first; called
// again it opens the same book once more, as a second process would, or the same one after a stop. What a test opens is
// closed when it ends.
func Each(t *testing.T, test func(t *testing.T, open func() *book.Book)) {
	t.Helper()
	for _, engine := range Engines() {
		t.Run(engine, func(t *testing.T) {
			url := URL(t, engine)
			test(t, func() *book.Book { return Open(t, url) })
		})
	}
}

// URL returns the address of an empty book of the test's own, for book.Options or a service's settings.
func URL(t testing.TB, engine string) string {
	t.Helper()
	switch engine {
	case "sqlite":
		return "sqlite:" + filepath.Join(t.TempDir(), "ledger.db")
	case "postgres":
		return databaseOf(t)
	default:
		t.Fatalf("there is no engine %q", engine)
		return ""
	}
}

// Open opens the book at an address, and closes it when the test ends.
func Open(t testing.TB, url string) *book.Book {
	t.Helper()
	b, err := book.Open(t.Context(), book.Options{
		URL: url, Logger: zaptest.NewLogger(t, zaptest.Level(zap.WarnLevel)), Registerer: prometheus.NewRegistry(),
	})
	if err != nil {
		t.Fatalf("open the book: %v", err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Errorf("close the book: %v", err)
		}
	})
	return b
}
