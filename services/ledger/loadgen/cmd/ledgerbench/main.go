// Command ledgerbench loads books with a made-up installation and measures them: see package bench. `make bench` runs it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/loadgen/bench"
)

func main() {
	// A PostgreSQL server ends with the thread that started it.
	runtime.LockOSThread()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "ledgerbench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	var o bench.Options
	flag.IntVar(&o.Load.Followups, "followups", 100_000, "how many follow-ups to make up")
	flag.Uint64Var(&o.Load.Seed, "seed", 1, "where chance begins")
	flag.StringVar(&o.Dir, "dir", filepath.Join(os.TempDir(), "ledgerbench"), "a folder for the books, made and deleted again")
	flag.IntVar(&o.Asks, "asks", 400, "how often each question is asked")
	flag.IntVar(&o.Batch, "batch", 500, "how many messages a book is given at once")
	flag.DurationVar(&o.Patience, "patience", 20*time.Second, "how long each question is asked at most, in each run")
	engines := flag.String("engines", strings.Join(booktest.Engines(), ","), "which engines, with commas")
	file := flag.String("json", "", "where to write the report as JSON")
	flag.BoolVar(&o.Reuse, "reuse", false, "ask the books that -keep has left in the folder, of the same number and seed")
	keep := flag.Bool("keep", false, "leave the books in the folder")
	flag.Parse()
	o.Engines = strings.Split(*engines, ",")
	if o.Logger, err = zap.NewDevelopment(); err != nil {
		return err
	}
	if !o.Reuse {
		if err := os.Mkdir(o.Dir, 0o755); err != nil {
			return fmt.Errorf("make the folder for the books: %w", err)
		}
	}
	if !*keep {
		defer func() { err = errors.Join(err, os.RemoveAll(o.Dir)) }()
	}
	report, err := bench.Run(ctx, o)
	if err != nil {
		return err
	}
	if *file != "" {
		f, err := os.Create(*file)
		if err != nil {
			return err
		}
		if err := errors.Join(report.WriteJSON(f), f.Close()); err != nil {
			return err
		}
	}
	return report.WriteTable(os.Stdout)
}
