package audit

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

func TestWhatIsMissedAtTheBeginningOfAStream(t *testing.T) {
	now := ended
	young, old := now.Add(-trimmedAfter+time.Minute), now.Add(-trimmedAfter)
	for name, c := range map[string]struct {
		followup record.Followup
		stored   time.Time
		want     bool
	}{
		"open, and old":                 {record.Followup{Stage: events.AwaitingDecision}, old, true},
		"closed, and old":               {record.Followup{Stage: events.Closed}, old, false},
		"closed, and young":             {record.Followup{Stage: events.Closed}, young, true},
		"given up without an interview": {record.Followup{Stage: events.AwaitingInterview}, old, false},
		"waiting for its interview":     {record.Followup{Stage: events.AwaitingInterview}, young, true},
		"erased":                        {record.Followup{Stage: events.Closed, Erased: true}, young, false},
	} {
		if got := missed(c.followup, record.Entry{StoredAt: c.stored}, now); got != c.want {
			t.Errorf("%s: missed is %t", name, got)
		}
	}
}

func TestWhatIsCutOff(t *testing.T) {
	first := map[string]uint64{events.StreamFacts: 5, events.StreamFollowups: 3}
	entry := func(stream, id string, sequence uint64) record.Entry {
		return record.Entry{Stream: stream, Source: "/test", ID: id, Sequence: sequence}
	}
	entries := []record.Entry{
		entry(events.StreamFacts, "said again", 3), entry(events.StreamFacts, "gone", 4), entry(events.StreamFacts, "there", 5),
		entry(events.StreamFacts, "said again", 9), entry(events.StreamFollowups, "gone, too", 2), entry(events.StreamFollowups, "there, too", 4),
		entry(events.StreamDeliveries, "of a stream that was made anew", 1),
	}
	var got []string
	for _, e := range cutOff(entries, first) {
		got = append(got, e.ID)
	}
	if diff := cmp.Diff([]string{"gone", "gone, too"}, got); diff != "" {
		t.Errorf("cut off (-want +got):\n%s", diff)
	}
}

// A stream that is nearly full is trimmed: that is told, and is no finding.
func TestWhatWasTrimmedIsCounted(t *testing.T) {
	o := openOffice(t)
	o.begin("int-1")
	o.close("int-1", trimmedAfter)
	o.begin("int-2")
	o.settled()
	state, err := o.bus.State(t.Context(), events.StreamFacts)
	if err != nil {
		t.Fatal(err)
	}
	o.purge(events.StreamFacts, state.Last)
	if r := o.audit(); !r.Clean() || r.Trimmed != 2 {
		t.Errorf("%d are told as trimmed, want the 2 facts of int-1; found %v", r.Trimmed, r.Findings)
	}

	o.change("UPDATE entries SET stored_at = stored_at + ? WHERE followup = 'int-1'", time.Hour.Microseconds())
	r := o.audit()
	want := []Finding{{
		Kind: MissingInStream, Stream: events.StreamFacts, Sequence: 1, Last: 2,
		Detail: "The stream has lost its beginning: 2 messages from 1 to 2 are gone, of follow-ups that are open or from the last two days; the ledger has copies.",
	}}
	for i := range r.Findings {
		r.Findings[i].At = time.Time{}
	}
	if diff := cmp.Diff(want, r.Findings); diff != "" || r.Trimmed != 0 {
		t.Errorf("they are younger than anybody trims: %d told as trimmed; found (-want +got):\n%s", r.Trimmed, diff)
	}

	// Nothing but the oldest is trimmed: an empty stream has lost more.
	o.change("UPDATE entries SET stored_at = stored_at - ? WHERE followup = 'int-1'", time.Hour.Microseconds())
	o.close("int-2", trimmedAfter)
	o.purge(events.StreamFacts, 0)
	if r := o.repair(); r.Trimmed != 0 || len(r.Findings) != 1 || r.Findings[0].Last != 4 || r.Repaired[0].Mended {
		t.Errorf("the stream is empty: %d told as trimmed; found %v, done %v", r.Trimmed, r.Findings, r.Repaired)
	}
}

// A follow-up that is gone must not begin on half of its facts.
func TestTheInterviewIsSaidAgainLast(t *testing.T) {
	o := openOffice(t)
	o.begin("int-1")
	o.say("int-1", "int-1-2", events.DebriefRecorded, events.Debrief{Topics: []string{"the depot"}})
	o.settled()
	o.purge(events.StreamFacts, 0)
	o.repair()
	for i, want := range []events.Type{events.DebriefRecorded, events.InterviewCompleted} {
		m, err := o.bus.Get(t.Context(), events.StreamFacts, uint64(3+i))
		if err != nil {
			t.Fatal(err)
		}
		if m.Event.Type != want {
			t.Errorf("%s was said again at %d, want %s", m.Event.Type.Name(), m.Sequence, want.Name())
		}
	}
}

// What is gone before the ledger had taken it is nobody's, and is told once. Nobody waits for it.
func TestWhatTheLedgerHadNotTakenIsTold(t *testing.T) {
	for name, kept := range map[string]uint64{"the stream goes on": 4, "the stream is empty": 0} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			for _, id := range []string{"int-1", "int-2", "int-3", "int-4"} {
				o.begin(id)
			}
			o.settled()
			o.purge(events.StreamFacts, kept)
			o.change("DELETE FROM entries WHERE stream = 'FACTS' AND sequence > 1 AND sequence <> ?", kept)
			if kept == 0 {
				o.tamper("UPDATE positions SET sequence = 1 WHERE stream = 'FACTS'")
			}
			r, err := o.auditor.Repair(t.Context(), Request{Tenant: tenant})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"missing_in_stream", "missing_in_stream"}, found(r)); diff != "" {
				t.Fatalf("found (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{"left missing_in_stream", "mended missing_in_stream"}, done(r)); diff != "" {
				t.Errorf("done (-want +got):\n%s", diff)
			}
			if got := r.Findings[1]; got.Sequence != 2 || got.Last != 0 {
				t.Errorf("found %+v, want what lies from 2 on", got)
			}
		})
	}
}

// Who looks at two days only is not told of what was gone before.
func TestWhatTheLedgerHadNotTakenLongAgoIsNotToldAgain(t *testing.T) {
	o := openOffice(t)
	for _, id := range []string{"int-1", "int-2", "int-3"} {
		o.begin(id)
	}
	o.settled()
	o.purge(events.StreamFacts, 3)
	o.change("DELETE FROM entries WHERE stream = 'FACTS' AND sequence = 2")
	gap := func(f Finding) bool { return f.Kind == MissingInStream && f.Last == 0 }
	for _, c := range []struct {
		age  time.Duration
		want bool
	}{{0, true}, {72 * time.Hour, false}} {
		o.change("UPDATE entries SET stored_at = stored_at - ?", c.age.Microseconds())
		r, err := o.auditor.Run(t.Context(), Request{Tenant: tenant, Since: time.Now().Add(-48 * time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(r.Findings, gap); got != c.want {
			t.Errorf("%s later: told is %t; found %v", c.age, got, r.Findings)
		}
	}
}
