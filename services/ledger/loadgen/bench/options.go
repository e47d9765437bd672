package bench

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/loadgen"
)

// Options say what to measure.
type Options struct {
	// Load is what to load.
	Load loadgen.Options
	// Dir is where the books are made; it must not hold any yet. They are left there. Required.
	Dir string
	// Reuse asks the books that an earlier run of the same Load has left in Dir, and loads nothing.
	Reuse bool
	// Engines are names of booktest.Engines. Default: all.
	Engines []string
	// Batch is how many messages a book is given at once. Default 500, what bus.Tail gives.
	Batch int
	// Clients are how many ask at once, one run after the other. Default 1 and 8.
	Clients []int
	// Asks is how often each question is asked in each run, by all clients together. Default 400.
	Asks int
	// Patience ends the asking of one question in one run, in real time. Default 20 s.
	Patience time.Duration
	// Logger says how far it has come. Default: nothing.
	Logger *zap.Logger
}

func (o Options) withDefaults() (Options, error) {
	var errs []error
	if o.Dir == "" {
		errs = append(errs, errors.New("a folder for the books is required"))
	}
	if len(o.Engines) == 0 {
		o.Engines = booktest.Engines()
	}
	for _, engine := range o.Engines {
		if !slices.Contains(booktest.Engines(), engine) {
			errs = append(errs, fmt.Errorf("there is no engine %q, only %v", engine, booktest.Engines()))
		}
	}
	if len(o.Clients) == 0 {
		o.Clients = []int{1, 8}
	}
	if slices.ContainsFunc(o.Clients, func(n int) bool { return n < 1 }) {
		errs = append(errs, fmt.Errorf("at least one client must ask, not %v", o.Clients))
	}
	if o.Batch == 0 {
		o.Batch = 500
	}
	if o.Asks == 0 {
		o.Asks = 400
	}
	if o.Batch < 1 || o.Asks < 1 {
		errs = append(errs, fmt.Errorf("the batch and the number of asks must be at least 1, not %d and %d", o.Batch, o.Asks))
	}
	if o.Patience == 0 {
		o.Patience = 20 * time.Second
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	return o, errors.Join(errs...)
}
