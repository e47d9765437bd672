package ledger_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/telemetry"
	ledger "github.com/afterword-io/afterword/services/ledger"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
)

func TestWhatIsSaidIsRecordedAndShown(t *testing.T) {
	for _, engine := range booktest.Engines() {
		t.Run(engine, func(t *testing.T) {
			w := newWorld(t, engine)
			w.publish(t, "int-1")
			r := w.start(t)
			w.shows(t, r, "int-1")
			eventually(t, "the plan", func() bool {
				_, body := w.get(t, r, "/v1/reminders")
				return strings.Contains(body, "int-1.check_in.1")
			})
			if status, body := w.get(t, r, "/v1/followups/int-1/timeline"); status != http.StatusOK || !strings.Contains(body, "Ada Park") {
				t.Errorf("the timeline: %d %s", status, body)
			}
			if status, body := w.get(t, r, "/t/acme/followups/int-1"); status != http.StatusOK || !strings.Contains(body, "Finn Logistics") {
				t.Errorf("the page: %d %s", status, body)
			}
			if status, _ := w.get(t, r, "/v1/nothing"); status != http.StatusNotFound {
				t.Errorf("an unknown path of the API: %d", status)
			}
			if err := r.health.Ready(t.Context()); err != nil {
				t.Errorf("not ready: %v", err)
			}
			for _, stream := range book.Streams() {
				if lag := r.gauge(t, "afterword_ledger_position_lag", stream); lag != 0 {
					t.Errorf("the lag of %s is %v", stream, lag)
				}
			}
			for name, want := range map[string]float64{
				"afterword_ledger_oldest_overdue_seconds": 3600, "afterword_ledger_overdue_reminders": 1, "afterword_ledger_held_reminders": 0,
				"afterword_ledger_dead_letters": 0,
			} {
				if got := r.gauge(t, name, ""); got != want {
					t.Errorf("%s is %v, want %v", name, got, want)
				}
			}
			if n := r.gauge(t, "afterword_ledger_events_total", events.StreamFacts); n != 1 {
				t.Errorf("%v facts were counted, want 1", n)
			}
		})
	}
}

func TestAStoppedServiceGoesOnWhereItWas(t *testing.T) {
	for _, engine := range booktest.Engines() {
		t.Run(engine, func(t *testing.T) {
			w := newWorld(t, engine)
			w.publish(t, "int-1")
			r := w.start(t)
			w.shows(t, r, "int-1")
			r.stop()
			w.publish(t, "int-2")
			r = w.start(t)
			w.shows(t, r, "int-2")
			if n := r.gauge(t, "afterword_ledger_events_total", events.StreamFacts); n != 1 {
				t.Errorf("%v facts were taken, want the new one alone", n)
			}
		})
	}
}

func TestTheBusMayBeAwayForAWhile(t *testing.T) {
	w := newWorld(t, "sqlite")
	r := w.start(t)
	w.publish(t, "int-1")
	w.shows(t, r, "int-1")
	w.server.Stop()
	w.server.Start()
	w.publish(t, "int-2")
	w.shows(t, r, "int-2")
}

// Several ledgers may share a database: each shows what any of them has written, and nothing is counted twice.
func TestTwoShareADatabase(t *testing.T) {
	w := newWorld(t, "postgres")
	one, other := w.start(t), w.start(t)
	for _, id := range []string{"int-1", "int-2", "int-3", "int-4"} {
		w.publish(t, id)
	}
	for _, r := range []running{one, other} {
		w.shows(t, r, "int-4")
	}
	written := max(0, one.gauge(t, "afterword_ledger_events_total", events.StreamFacts)) + max(0, other.gauge(t, "afterword_ledger_events_total", events.StreamFacts))
	if written != 4 {
		t.Errorf("%v facts were written, want 4", written)
	}
}

func TestAPageThatHearsOfChangesDoesNotHoldUpTheStop(t *testing.T) {
	w := newWorld(t, "sqlite")
	r := w.start(t)
	eventually(t, "being ready", func() bool { return r.health.Ready(t.Context()) == nil })
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+r.Addr()+"/t/acme/live", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("status %d", response.StatusCode)
	}
	w.publish(t, "int-1")
	heard := make([]byte, 0, 1000)
	for part := make([]byte, 100); !strings.Contains(string(heard), "event: changed"); {
		n, err := response.Body.Read(part)
		if err != nil {
			t.Fatalf("after %q: %v", heard, err)
		}
		heard = append(heard, part[:n]...)
	}
	rest := make(chan error, 1)
	go func() { _, err := io.Copy(io.Discard, response.Body); rest <- err }()
	r.stop()
	select {
	case err := <-rest:
		if err != nil {
			t.Errorf("the page was cut off instead of ended: %v", err)
		}
	case <-time.After(patience):
		t.Error("the page is still open")
	}
	if err := r.health.Ready(t.Context()); !errors.Is(err, telemetry.ErrDraining) {
		t.Errorf("a service that has stopped is ready: %v", err)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	_, err := ledger.New(ledger.Options{})
	for _, want := range []string{"Options.Bus", "Options.URL", "Options.Gate"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not named: %v", want, err)
		}
	}
}

// ask asks for a rebuild and waits for its end.
func (w world) ask(t *testing.T, wish events.LedgerRebuild) events.LedgerRebuild {
	t.Helper()
	wish.AskedAt, wish.State = noon(), events.RebuildAsked
	bucket := bus.OpenBucket[events.LedgerRebuild](w.bus, bus.LedgerBucket)
	if _, err := bucket.Put(t.Context(), events.RebuildKey, wish); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ended, _, err := bucket.Await(ctx, events.RebuildKey, func(v events.LedgerRebuild, found bool) bool { return found && v.Ended() })
	if err != nil {
		t.Fatalf("the rebuild does not end: %v", err)
	}
	return ended
}

func TestARebuildIsDoneWhenSomebodyAsks(t *testing.T) {
	for _, engine := range booktest.Engines() {
		t.Run(engine, func(t *testing.T) {
			w := newWorld(t, engine)
			for _, id := range []string{"int-1", "int-2"} {
				w.publish(t, id)
			}
			r := w.start(t)
			w.shows(t, r, "int-2")
			for round, id := range []string{"first", "second"} {
				ended := w.ask(t, events.LedgerRebuild{ID: id})
				if ended.State != events.RebuildDone || !ended.Same || ended.ID != id || ended.Done != ended.Of || ended.EndedAt.IsZero() || ended.DigestBefore == "" {
					t.Errorf("round %d: %+v", round, ended)
				}
			}
			w.publish(t, "int-3")
			w.shows(t, r, "int-3")
			w.shows(t, r, "int-1")
		})
	}
}

func TestOnlyTheLatestWishForARebuildCounts(t *testing.T) {
	w := newWorld(t, "sqlite")
	w.publish(t, "int-1")
	bucket := bus.OpenBucket[events.LedgerRebuild](w.bus, bus.LedgerBucket)
	if _, err := bucket.Put(t.Context(), events.RebuildKey, events.LedgerRebuild{ID: "done", State: events.RebuildDone}); err != nil {
		t.Fatal(err)
	}
	r := w.start(t)
	w.shows(t, r, "int-1")
	if entry, err := bucket.Get(t.Context(), events.RebuildKey); err != nil || entry.Value.State != events.RebuildDone || !entry.Value.EndedAt.IsZero() {
		t.Errorf("one that has ended was done again: %+v, %v", entry.Value, err)
	}
	for _, id := range []string{"first", "second"} {
		if _, err := bucket.Put(t.Context(), events.RebuildKey, events.LedgerRebuild{ID: id, State: events.RebuildAsked}); err != nil {
			t.Fatal(err)
		}
	}
	if ended := w.ask(t, events.LedgerRebuild{ID: "third"}); ended.ID != "third" || ended.State != events.RebuildDone {
		t.Errorf("the latest ended as %+v", ended)
	}
}

// Of two ledgers that share a database one rebuilds, and both go on with what it has made.
func TestBothGoOnWithTheNewRecord(t *testing.T) {
	w := newWorld(t, "postgres")
	w.publish(t, "int-1")
	one, other := w.start(t), w.start(t)
	w.shows(t, one, "int-1")
	w.shows(t, other, "int-1")
	if ended := w.ask(t, events.LedgerRebuild{ID: "first"}); ended.State != events.RebuildDone {
		t.Fatalf("it ended as %+v", ended)
	}
	for _, id := range []string{"int-2", "int-3", "int-4", "int-5"} {
		w.publish(t, id)
	}
	for _, r := range []running{one, other} {
		for _, id := range []string{"int-1", "int-2", "int-3", "int-4", "int-5"} {
			w.shows(t, r, id)
		}
	}
}

func TestAStreamThatWasMadeAnewIsNoticedAndGivenUpByForceOnly(t *testing.T) {
	w := newWorld(t, "sqlite")
	for _, id := range []string{"int-1", "int-2"} {
		w.publish(t, id)
	}
	r := w.start(t)
	w.shows(t, r, "int-2")
	w.dropStream(t, events.StreamFacts)
	eventually(t, "not being ready", func() bool {
		err := r.health.Ready(t.Context())
		return err != nil && strings.Contains(err.Error(), "made anew")
	})
	ended := w.ask(t, events.LedgerRebuild{ID: "first"})
	if ended.State != events.RebuildRefused || ended.Lost[events.StreamFacts] != 2 || !strings.Contains(ended.Error, "2 of FACTS") {
		t.Errorf("without force: %+v", ended)
	}
	if ended = w.ask(t, events.LedgerRebuild{ID: "second", Force: true}); ended.State != events.RebuildDone || ended.Same {
		t.Errorf("by force: %+v", ended)
	}
	eventually(t, "being ready", func() bool { return r.health.Ready(t.Context()) == nil })
	w.publish(t, "int-3")
	w.shows(t, r, "int-3")
}
