package ledger

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
)

// What was read behind the place of one generation is not written into the next: what lies between their places would be lost.
func TestWhatWasReadForAGenerationIsWrittenIntoThatOneOnly(t *testing.T) {
	b := booktest.Open(t, "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"))
	p := newProjector(nil, b, zap.NewNop())
	batch := []bus.Message{{Sequence: 7, Event: events.Event{Tenant: "acme", Subject: "int-1", Type: events.ThankyouSent}}}
	_, generation, err := p.begin(t.Context(), events.StreamFacts)
	if err != nil {
		t.Fatal(err)
	}
	p.replaced()
	if err := p.take(t.Context(), events.StreamFacts, batch, generation); !errors.Is(err, errReplaced) {
		t.Errorf("got %v", err)
	}
	if after, again, err := p.begin(t.Context(), events.StreamFacts); err != nil || after != 0 || again == generation {
		t.Errorf("the next reader begins after %d, in the same generation: %v; %v", after, again == generation, err)
	}
}

func TestWaitingCountsWhatIsThere(t *testing.T) {
	state := bus.StreamState{First: 3, Last: 10, Messages: 6, Deleted: []uint64{5, 9}}
	got := map[uint64]uint64{}
	for _, position := range []uint64{0, 2, 4, 5, 8, 9, 10, 20} {
		got[position] = waiting(state, position)
	}
	want := map[uint64]uint64{0: 6, 2: 6, 4: 4, 5: 4, 8: 1, 9: 1, 10: 0, 20: 0}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := waiting(bus.StreamState{First: 1}, 0); n != 0 {
		t.Errorf("an empty stream has %d", n)
	}
}

func TestTheLossIsToldStreamByStream(t *testing.T) {
	got := lossSentence(map[string]uint64{"FOLLOWUPS": 2, "FACTS": 1})
	want := "The record has messages that the streams no longer have: 1 of FACTS, 2 of FOLLOWUPS. It stays as it is; a rebuild by force gives them up."
	if got != want {
		t.Errorf("got %q", got)
	}
	var v events.LedgerRebuild
	conclude(&v, book.Rebuilt{Before: "a", After: "b", Swapped: true}, nil)
	if v.State != events.RebuildDone || v.Same || v.EndedAt.IsZero() {
		t.Errorf("got %+v", v)
	}
}
