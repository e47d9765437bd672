package loadgen_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/loadgen"
)

const enough = 600

func generator(t *testing.T, o loadgen.Options) *loadgen.Generator {
	t.Helper()
	g, err := loadgen.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// What is made up is what the bus would give: whole events of known types, in the order of time and sequence.
func TestMessages(t *testing.T) {
	g := generator(t, loadgen.Options{Followups: enough})
	var (
		last      time.Time
		sequences = map[string]uint64{}
		ids       = map[string]bool{}
		subjects  = map[string]bool{}
		perTenant = map[string]int{}
	)
	for stream, m := range g.Messages() {
		e := m.Event
		sequences[stream]++
		if m.Sequence != sequences[stream] {
			t.Fatalf("%s has sequence %d after %d", stream, m.Sequence, sequences[stream]-1)
		}
		if e.Time.Before(last) || e.Time.After(g.Options().Until) || !m.Stored.After(e.Time) {
			t.Fatalf("%s is of %v, stored %v, after one of %v", e.Type.Name(), e.Time, m.Stored, last)
		}
		last = e.Time
		subject, err := events.Subject(e)
		if err != nil || !strings.HasPrefix(subject, "afterword."+strings.ToLower(stream)+"."+e.Tenant+".") {
			t.Fatalf("%s travels on %q (%v), not on %s", e.Type.Name(), subject, err, stream)
		}
		if bytes.Contains(e.Data, []byte("zz")) || strings.Contains(e.ID+e.Subject, "zz") {
			t.Fatalf("something of the template is left in %s %s: %s", e.Type.Name(), e.ID, e.Data)
		}
		if e.Type.IsFact() {
			if err := events.Validate(e, m.Stored); err != nil {
				t.Fatalf("%s is no fact: %v", e.Type.Name(), err)
			}
		}
		id := e.Tenant + "\n" + e.Source + "\n" + e.ID
		if ids[id] {
			t.Fatalf("%s has the id %s, which is taken", e.Type.Name(), e.ID)
		}
		ids[id] = true
		if key := e.Tenant + "\n" + e.Subject; !subjects[key] {
			subjects[key] = true
			perTenant[e.Tenant]++
		}
	}
	// Those whose first word lies after the end are not told of.
	if len(subjects) < enough*85/100 || len(subjects) > enough {
		t.Errorf("%d follow-ups are told of, of %d", len(subjects), enough)
	}
	if first := perTenant[g.Tenants()[0]]; first < enough*6/10 {
		t.Errorf("the first tenant has %d follow-ups of %d, want most", first, enough)
	}
	for _, tenant := range g.Tenants() {
		if perTenant[tenant] == 0 {
			t.Errorf("tenant %s has no follow-up", tenant)
		}
	}
}

// Everything that a book has a column, a list or a chart for is there.
func TestEverythingIsThere(t *testing.T) {
	g := generator(t, loadgen.Options{Followups: 4000})
	types, outcomes, stages := map[events.Type]int{}, map[events.Outcome]int{}, map[events.Stage]int{}
	latest := map[string]events.Snapshot{}
	for _, m := range g.Messages() {
		types[m.Event.Type]++
		switch m.Event.Type {
		case events.FollowupOpened, events.FollowupPlanned, events.FollowupClosed:
			s, err := events.DataOf[events.Snapshot](m.Event)
			if err != nil {
				t.Fatal(err)
			}
			latest[m.Event.Tenant+m.Event.Subject] = s
		}
	}
	for _, s := range latest {
		outcomes[s.Outcome]++
		stages[s.Stage]++
	}
	for _, want := range append(events.FactTypes(), events.SystemTypes()...) {
		if types[want] == 0 && want != events.FactRetracted {
			t.Errorf("there is no %s", want.Name())
		}
	}
	for _, want := range []events.Outcome{"", events.Offer, events.Rejection, events.Advanced, events.Withdrawn, events.NoResponse, events.Cancelled, events.Expired} {
		if outcomes[want] == 0 {
			t.Errorf("there is no outcome %q", want)
		}
	}
	for _, want := range []events.Stage{events.InterviewAhead, events.AwaitingDecision, events.Closed} {
		if stages[want] == 0 {
			t.Errorf("nothing is %s", want)
		}
	}
	if closed := stages[events.Closed]; closed < len(latest)*8/10 || closed == len(latest) {
		t.Errorf("%d of %d are closed, want most and not all", closed, len(latest))
	}
}

// The same options make up the same, and another seed something else.
func TestDeterminism(t *testing.T) {
	all := func(seed uint64) string {
		sum := sha256.New()
		for stream, m := range generator(t, loadgen.Options{Followups: 100, Seed: seed}).Messages() {
			fmt.Fprintf(sum, "%s %+v\n", stream, m)
		}
		return hex.EncodeToString(sum.Sum(nil))
	}
	first := all(7)
	if again := all(7); again != first {
		t.Error("the same seed makes up something else")
	}
	if first == all(8) {
		t.Error("another seed makes up the same")
	}
}

// Feed hands over all there is, each stream in full batches but for its last.
func TestFeed(t *testing.T) {
	const size = 100
	g := generator(t, loadgen.Options{Followups: 200})
	want := map[string][]uint64{}
	for stream, m := range g.Messages() {
		want[stream] = append(want[stream], m.Sequence)
	}
	got := map[string][]uint64{}
	err := g.Feed(t.Context(), size, func(_ context.Context, stream string, batch []bus.Message) error {
		if len(got[stream])%size != 0 || len(batch) > size {
			t.Errorf("%s: a batch of %d after %d messages", stream, len(batch), len(got[stream]))
		}
		for _, m := range batch {
			got[stream] = append(got[stream], m.Sequence)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	refused := errors.New("full")
	err = g.Feed(t.Context(), size, func(context.Context, string, []bus.Message) error { return refused })
	if !errors.Is(err, refused) {
		t.Errorf("the error is %v, want that of take", err)
	}
}

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		name string
		o    loadgen.Options
		want string
	}{
		{"nobody", loadgen.Options{Followups: -1}, "the number of follow-ups must be at least 1, not -1"},
		{"no years", loadgen.Options{Years: -2}, "the number of years must be at least 1, not -2"},
		{"a place without employers", loadgen.Options{Employers: 2}, "the number of employers must be at least 7, one for each place, not 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := loadgen.New(c.o); err == nil || !strings.HasSuffix(err.Error(), c.want) {
				t.Errorf("the error is %v, want %q", err, c.want)
			}
		})
	}
	o := generator(t, loadgen.Options{Followups: 10}).Options()
	if o.Lives != 3 || o.Years != 3 || o.Seed != 1 || !slices.Contains([]int{8}, o.Tenants) {
		t.Errorf("the defaults are %+v", o)
	}
}
