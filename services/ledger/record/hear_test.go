package record_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/ledger/record"
)

func TestANameThatWasTakenBackIsNotKept(t *testing.T) {
	met := events.Meeting{
		Interview: events.Interview{ID: "int-1", EndedAt: start()}, Employer: events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York"},
		Candidate: events.Candidate{Name: "Ada Quark", TimeZone: "Europe/Berlin"},
	}
	shows := func(w *teller, name, zone string) {
		t.Helper()
		if got := w.Followup; got.Candidate != name || got.CandidateZone != zone {
			t.Errorf("it is %q in %q; want %q in %q", got.Candidate, got.CandidateZone, name, zone)
		}
		if words := strings.Join(w.Words(), " "); strings.Contains(words, "wrong") != strings.Contains(name, "Wrong") {
			t.Errorf("%q is found by %q", name, words)
		}
	}
	w := newTeller(t)
	w.say(events.InterviewCompleted, start(), met)
	w.say(events.CandidateUpdated, start().Add(time.Hour), events.CandidateUpdate{Name: "Wrong Person", TimeZone: "Asia/Tokyo"})
	shows(w, "Wrong Person", "Asia/Tokyo")
	w.say(events.FactRetracted, start().Add(2*time.Hour), events.Retraction{Source: "/test", ID: "e-2"})
	shows(w, "Ada Quark", "Europe/Berlin")
	// What comes later has the last word, and a retraction may come before what it takes back.
	w.say(events.CandidateUpdated, start().Add(3*time.Hour), events.CandidateUpdate{Name: "Ada Quark-Lee"})
	w.say(events.FactRetracted, start().Add(4*time.Hour), events.Retraction{Source: "/test", ID: "e-6"})
	w.say(events.CandidateUpdated, start().Add(5*time.Hour), events.CandidateUpdate{Name: "Wrong Person"})
	shows(w, "Ada Quark-Lee", "Europe/Berlin")
	w.say(events.CandidateErased, start().Add(6*time.Hour), events.Erasure{})
	shows(w, "", "")
}

// The domain is the judge of what holds: who met whom is in the record as it is in what the candidate reads.
func TestTheRecordNamesPeopleAsTheDomainDoes(t *testing.T) {
	zones := []string{"Europe/Berlin", "America/New_York", "Asia/Tokyo"}
	rapid.Check(t, func(t *rapid.T) {
		minutes := rapid.SliceOfNDistinct(rapid.IntRange(0, 20_000), 1, 12, rapid.ID[int]).Draw(t, "minutes")
		var facts []events.Event
		for i, minute := range minutes {
			id, at := fmt.Sprint("e-", i), start().Add(time.Duration(minute)*time.Minute)
			if rapid.IntRange(0, 3).Draw(t, "the same again") == 0 && i > 0 {
				if again := facts[rapid.IntRange(0, i-1).Draw(t, "which")]; again.Type.IsRetractable() {
					again.Time = at
					facts = append(facts, again)
					continue
				}
			}
			var kind events.Type
			var data any
			zone := rapid.SampledFrom(zones)
			switch rapid.IntRange(0, 4).Draw(t, "fact") {
			case 0, 1:
				kind = rapid.SampledFrom([]events.Type{events.InterviewScheduled, events.InterviewCompleted}).Draw(t, "kind")
				data = events.Meeting{
					Interview: events.Interview{ID: "int-1", StartsAt: start(), EndsAt: start().Add(time.Hour), EndedAt: start().Add(time.Hour)},
					Candidate: events.Candidate{Name: "Candidate " + id, Email: "c@example.com", TimeZone: zone.Draw(t, "zone")},
					Employer:  events.Employer{Name: "Employer " + id, TimeZone: zone.Draw(t, "zone")}, Position: events.Position{Title: "Position " + id},
				}
			case 2, 3:
				update := events.CandidateUpdate{Phone: "+14155550123"}
				if rapid.Bool().Draw(t, "named") {
					update.Name = "Update " + id
				}
				if rapid.Bool().Draw(t, "moved") {
					update.TimeZone = zone.Draw(t, "zone")
				}
				kind, data = events.CandidateUpdated, update
			default:
				kind, data = events.FactRetracted, events.Retraction{Source: "/test", ID: fmt.Sprint("e-", rapid.IntRange(0, len(minutes)-1).Draw(t, "taken back"))}
			}
			e, err := events.New(kind, "/test", id, "acme", "int-1", at, data)
			if err != nil {
				t.Fatal(err)
			}
			facts = append(facts, e)
		}
		r := record.New("acme", "int-1")
		for i, e := range facts {
			r.Apply(record.Incoming{Stream: events.StreamFacts, Sequence: uint64(i + 1), Stored: e.Time, Event: e})
		}
		type people struct{ Candidate, CandidateZone, Employer, EmployerZone, Position string }
		f, m := r.Followup, followup.Evaluate(followup.DefaultPolicy(), "int-1", facts, nil, start().AddDate(0, 1, 0)).Brief.Meeting
		want := people{m.Candidate.Name, m.Candidate.TimeZone, m.Employer.Name, m.Employer.TimeZone, m.Position.Title}
		if diff := cmp.Diff(want, people{f.Candidate, f.CandidateZone, f.Employer, f.EmployerZone, f.Position}); diff != "" {
			t.Fatalf("of %d facts (-domain +record):\n%s", len(facts), diff)
		}
	})
}
