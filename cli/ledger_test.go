package cli_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/cli"
	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// ledger does what is asked for as the real one does: it reads, and then ends as end says.
func ledger(t *testing.T, b *bus.Bus, end func(*events.LedgerRebuild)) {
	t.Helper()
	bucket := bus.OpenBucket[events.LedgerRebuild](b, bus.LedgerBucket)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- bucket.Watch(ctx, func(_ string, wish *events.LedgerRebuild) {
			if wish == nil || wish.State != events.RebuildAsked {
				return
			}
			r := *wish
			r.State, r.Done, r.Of = events.RebuildReading, 5, 10
			if _, err := bucket.Put(ctx, events.RebuildKey, r); err != nil {
				t.Error(err)
			}
			r.Done = 10
			end(&r)
			if _, err := bucket.Put(ctx, events.RebuildKey, r); err != nil {
				t.Error(err)
			}
		}, func() {})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestTheLedgerIsMadeAgainWhenAskedFor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		end  func(*events.LedgerRebuild)
		code int
		says []string
	}{
		"done": {
			func(r *events.LedgerRebuild) { r.State, r.Same, r.DigestAfter = events.RebuildDone, true, "abc" },
			cli.ExitOK,
			[]string{"done", "10 of 10", "byte for byte"},
		},
		"refused": {
			func(r *events.LedgerRebuild) {
				r.State, r.Error, r.Lost = events.RebuildRefused, "messages are lost", map[string]uint64{"FACTS": 2}
			},
			cli.ExitRuntime,
			[]string{"refused", "FACTS 2", "messages are lost"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			url, b := openBus(t)
			if code, out, msg := run(ctx, "ledger", "status", "--nats", url); code != cli.ExitOK || out != "" || !strings.Contains(msg, "Nobody has asked") {
				t.Errorf("before: %d %s %s", code, out, msg)
			}
			ledger(t, b, c.end)
			code, out, msg := run(ctx, "ledger", "rebuild", "--nats", url)
			if code != c.code {
				t.Fatalf("it ended with %d: %s", code, msg)
			}
			for _, word := range c.says {
				if !strings.Contains(out, word) {
					t.Errorf("it does not say %q:\n%s", word, out)
				}
			}
			if code, again, _ := run(ctx, "ledger", "status", "--nats", url); code != cli.ExitOK || again != out {
				t.Errorf("the status is %d\n%s", code, again)
			}
		})
	}
}
