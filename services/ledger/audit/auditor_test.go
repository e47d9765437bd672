package audit

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// found writes findings as lines, sorted.
func found(r Report) []string {
	var lines []string
	for _, f := range r.Findings {
		lines = append(lines, strings.Join(strings.Fields(string(f.Kind)+" "+f.Followup+" "+f.Reminder), " "))
	}
	slices.Sort(lines)
	return lines
}

// done writes what was done about each finding, sorted.
func done(r Report) []string {
	var lines []string
	for _, d := range r.Repaired {
		word := "mended "
		if !d.Mended {
			word = "left "
		}
		lines = append(lines, word+string(d.Finding.Kind))
	}
	slices.Sort(lines)
	return lines
}

const thanked = 3 * time.Hour

func TestFaultsAreFoundAndWhatCanBeMendedIs(t *testing.T) {
	for name, c := range map[string]struct {
		// plant lives and plants the fault.
		plant func(*office)
		found []string
		// done is what the repair does; left is what is found after it.
		done, left []string
		// letters are the letters of int-1's thank_you, when all is over.
		letters int
	}{
		"nothing is wrong": {letters: 1, plant: func(o *office) {
			o.begin("int-1")
			o.at(ended.Add(thanked), "int-1")
		}},
		"the ledger cannot keep what was said": {letters: 1, plant: func(o *office) {
			o.begin("int-1")
			o.say("int-1", "int-1-2", events.DebriefRecorded, events.Debrief{Topics: []string{"the \x00 depot"}})
			o.at(ended.Add(thanked), "int-1")
		}},
		"a fact was taken out of its stream": {
			letters: 1, found: []string{"missing_in_stream int-1"}, done: []string{"mended missing_in_stream"},
			plant: func(o *office) {
				o.begin("int-1")
				sequence := o.say("int-1", "int-1-2", events.DebriefRecorded, events.Debrief{Topics: []string{"the depot"}})
				o.begin("int-2")
				o.at(ended.Add(thanked), "int-1", "int-2")
				o.settled()
				o.remove(events.StreamFacts, sequence)
			},
		},
		"the last fact of a stream was taken out": {
			letters: 1, found: []string{"missing_in_stream int-1"}, done: []string{"mended missing_in_stream"},
			plant: func(o *office) {
				o.begin("int-1")
				sequence := o.say("int-1", "int-1-2", events.DebriefRecorded, events.Debrief{Topics: []string{"the depot"}})
				o.await("the debrief", func() bool { return o.known("int-1").Facts == 2 })
				o.at(ended.Add(thanked), "int-1")
				o.settled()
				o.remove(events.StreamFacts, sequence)
			},
		},
		"the beginning of a stream was purged": {
			letters: 1, found: []string{"missing_in_stream"}, done: []string{"mended missing_in_stream"},
			plant: func(o *office) {
				o.begin("int-1")
				o.begin("int-2")
				kept := o.say("int-2", "int-2-2", events.DebriefRecorded, events.Debrief{Topics: []string{"the depot"}})
				o.at(ended.Add(thanked), "int-1", "int-2")
				o.settled()
				o.purge(events.StreamFacts, kept)
			},
		},
		"the facts were emptied": {
			letters: 1, found: []string{"missing_in_stream"}, done: []string{"mended missing_in_stream"},
			plant: func(o *office) {
				o.begin("int-1")
				o.say("int-1", "int-1-2", events.DebriefRecorded, events.Debrief{Topics: []string{"the depot"}})
				o.at(ended.Add(thanked), "int-1")
				o.settled()
				o.purge(events.StreamFacts, 0)
			},
		},
		"what the services say was emptied": {
			letters: 1, found: []string{"missing_in_stream", "missing_in_stream"}, done: []string{"left missing_in_stream", "left missing_in_stream"},
			left: []string{"missing_in_stream", "missing_in_stream"},
			plant: func(o *office) {
				o.begin("int-1")
				o.at(ended.Add(thanked), "int-1")
				o.await("the letter", func() bool { return o.sent("int-1.thank_you.1") == 1 })
				o.settled()
				o.purge(events.StreamFollowups, 0)
				o.purge(events.StreamDeliveries, 0)
			},
		},
		"a stream was made anew": {
			letters: 1, found: []string{"missing_in_stream"}, done: []string{"left missing_in_stream"}, left: []string{"missing_in_stream"},
			plant: func(o *office) {
				o.begin("int-1")
				o.at(ended.Add(thanked), "int-1")
				o.await("the letter", func() bool { return o.sent("int-1.thank_you.1") == 1 })
				o.settled()
				o.makeAnew(events.StreamDeliveries)
				// Nothing that is sent from now on is heard of: it must not count as lost.
				o.at(ended.AddDate(0, 0, 9))
			},
		},
		"nobody has what was taken out": {
			letters: 1, found: []string{"missing_in_stream"}, done: []string{"left missing_in_stream"}, left: []string{"missing_in_stream"},
			plant: func(o *office) {
				o.begin("int-1")
				sequence := o.say("int-1", "int-1-2", events.DebriefRecorded, events.Debrief{Topics: []string{"the depot"}})
				o.begin("int-2")
				o.at(ended.Add(thanked), "int-1", "int-2")
				o.settled()
				o.remove(events.StreamFacts, sequence)
				o.tamper("DELETE FROM entries WHERE stream = 'FACTS' AND sequence = ?", sequence)
				// The workflow knows one more than was said: that is no gap.
			},
		},
		"a fact never reached the workflow": {
			letters: 1, found: []string{"unheard int-1"}, done: []string{"mended unheard"},
			plant: func(o *office) {
				o.begin("int-1")
				o.deaf = func(e events.Event) bool { o.deaf = nil; return e.ID == "int-1-2" }
				o.at(ended.Add(thanked), "int-1")
				o.say("int-1", "int-1-2", events.DebriefRecorded, events.Debrief{Topics: []string{"the depot"}})
			},
		},
		"the workflow never heard of the follow-up": {
			letters: 1, found: []string{"lost int-1 int-1.thank_you.1", "unheard int-1"}, done: []string{"mended lost", "mended unheard"},
			plant: func(o *office) {
				heard := 0
				o.deaf = func(events.Event) bool { heard++; return heard <= 2 }
				m := meeting()
				m.Interview.ID, m.Interview.ApplicationID = "int-1", ""
				o.say("int-1", "int-1-1", events.InterviewCompleted, m)
				o.say("int-1", "int-1-2", events.DebriefRecorded, events.Debrief{Topics: []string{"the depot"}})
				o.at(ended.Add(thanked + time.Hour))
			},
		},
		"the notifier has lost what it was given": {
			letters: 1, found: []string{"undelivered int-1 int-1.thank_you.1"}, done: []string{"mended undelivered"},
			plant: func(o *office) {
				o.begin("int-1")
				o.at(ended.Add(thanked-time.Hour), "int-1")
				o.await("the debrief", func() bool { return o.sent("int-1.debrief.1") == 1 })
				o.deafNotifier(func() { o.at(ended.Add(thanked), "int-1") })
				o.at(ended.Add(thanked + time.Minute))
			},
		},
		"what was handed over was taken out before the notifier saw it": {
			letters: 1, found: []string{"missing_in_stream int-1", "undelivered int-1 int-1.thank_you.1"}, done: []string{"left missing_in_stream", "mended undelivered"},
			left: []string{"missing_in_stream int-1"},
			plant: func(o *office) {
				o.begin("int-1")
				o.at(ended.Add(thanked-time.Hour), "int-1")
				o.await("the debrief", func() bool { return o.sent("int-1.debrief.1") == 1 })
				o.deafNotifier(func() { o.at(ended.Add(thanked), "int-1") })
				state, err := o.bus.State(o.t.Context(), events.StreamFollowups)
				if err != nil {
					o.t.Fatal(err)
				}
				o.at(ended.Add(thanked + time.Minute))
				o.begin("int-2")
				o.settled()
				o.remove(events.StreamFollowups, state.Last)
			},
		},
		"a row of the ledger is gone": {
			letters: 1, found: []string{"undelivered int-1 int-1.thank_you.1", "unprojected int-1"}, done: []string{"mended undelivered", "mended unprojected"},
			plant: func(o *office) {
				o.begin("int-1")
				o.at(ended.Add(thanked), "int-1")
				o.await("the letter", func() bool { return o.sent("int-1.thank_you.1") == 1 })
				o.settled()
				o.tamper("DELETE FROM entries WHERE stream = 'DELIVERIES' AND data LIKE '%int-1.thank_you.1%'")
				o.at(ended.Add(thanked + time.Minute))
			},
		},
		"a fact in the ledger was changed": {
			letters: 1, found: []string{"altered int-1"}, done: []string{"left altered"}, left: []string{"altered int-1"},
			plant: func(o *office) {
				o.begin("int-1")
				o.at(ended.Add(thanked), "int-1")
				o.settled()
				o.tamper("UPDATE entries SET data = replace(data, 'Dispatcher', 'Pilot'), source = '/ats/other' WHERE stream = 'FACTS' AND followup = 'int-1'")
			},
		},
		"a time in the ledger was changed": {
			letters: 1, found: []string{"altered int-1 int-1.thank_you.1"}, done: []string{"left altered"}, left: []string{"altered int-1 int-1.thank_you.1"},
			plant: func(o *office) {
				o.begin("int-1")
				o.at(ended.Add(thanked), "int-1")
				o.settled()
				o.tamper("UPDATE reminders SET due_at = due_at + 3600000000 WHERE followup = 'int-1' AND kind = 'thank_you' AND n = 1")
			},
		},
		"a letter was sent twice": {
			letters: 1, found: []string{"doubled int-1 int-1.thank_you.1"}, done: []string{"left doubled"}, left: []string{"doubled int-1 int-1.thank_you.1"},
			plant: func(o *office) {
				o.begin("int-1")
				o.at(ended.Add(thanked), "int-1")
				o.await("the letter", func() bool { return o.sent("int-1.thank_you.1") == 1 })
				r, _ := planned(new(o.known("int-1")), "int-1.thank_you.1")
				again := sentOf(r, o.Now().Add(time.Second))
				again.MessageID = "other@example.org"
				o.mu.Lock()
				defer o.mu.Unlock()
				if err := o.publish(o.t.Context(), events.DeliverySent, "int-1", "again", again); err != nil {
					o.t.Fatal(err)
				}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			c.plant(o)
			if diff := cmp.Diff(c.found, found(o.audit())); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.done, done(o.repair())); diff != "" {
				t.Errorf("done (-want +got):\n%s", diff)
			}
			o.await("the letter", func() bool { return o.sent("int-1.thank_you.1") == c.letters })
			if diff := cmp.Diff(c.left, found(o.audit())); diff != "" {
				t.Errorf("found after the repair (-want +got):\n%s", diff)
			}
			// Once more does nothing that anybody notices.
			o.repair()
			if got := o.sent("int-1.thank_you.1"); got != c.letters {
				t.Errorf("%d letters after a second repair, want %d", got, c.letters)
			}
			if diff := cmp.Diff(c.left, found(o.audit())); diff != "" {
				t.Errorf("found after the second repair (-want +got):\n%s", diff)
			}
		})
	}
}

// The streams are everybody's: one tenant's report does not tell how much all of them say.
func TestWhatIsNotReadYetIsToldWithoutCountingIt(t *testing.T) {
	o := openOffice(t)
	o.begin("int-1")
	o.settled()
	r := run{Auditor: o.auditor, report: newReport(tenant, time.Time{}), last: map[string]uint64{events.StreamFacts: 7}}
	if err := r.behind(t.Context(), events.StreamFacts, 1); err != nil {
		t.Fatal(err)
	}
	f := r.report.Findings[0]
	if f.Kind != Unprojected || f.Stream != events.StreamFacts || strings.ContainsAny(f.Detail, "0123456789") {
		t.Errorf("found %+v", f)
	}
	if !r.asOf.Equal(ended) || r.last[events.StreamFacts] != 1 {
		t.Errorf("judged as of %s and up to %d, want up to what the ledger has", r.asOf, r.last[events.StreamFacts])
	}
}

func TestAnAuditIsOfOneTenantThatExists(t *testing.T) {
	o := openOffice(t)
	for _, slug := range []string{"", "other"} {
		if _, err := o.auditor.Run(t.Context(), Request{Tenant: slug}); !errors.Is(err, ErrNoTenant) {
			t.Errorf("%q: got error %v", slug, err)
		}
	}
}

func TestWhatIsNotThereIsSaid(t *testing.T) {
	for _, o := range []Options{{}, {Book: &struct{ Book }{}}, {Book: &struct{ Book }{}, Bus: &bus.Bus{}}, {Book: &struct{ Book }{}, Bus: &bus.Bus{}, Tenants: &office{}, Grace: -1}} {
		if _, err := New(o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
}

func TestTheLatestAuditIsShown(t *testing.T) {
	o := openOffice(t)
	o.begin("int-1")
	o.at(ended.Add(thanked-time.Hour), "int-1")
	o.await("the debrief", func() bool { return o.sent("int-1.debrief.1") == 1 })
	o.at(ended.Add(thanked + time.Hour)) // Nobody woke.
	o.settled()
	registry := prometheus.NewRegistry()
	var err error
	if o.auditor.metrics, err = newMetrics(registry); err != nil {
		t.Fatal(err)
	}
	o.auditor.watchOnce(t.Context())
	if got := testutil.ToFloat64(o.auditor.metrics.findings.WithLabelValues("lost")); got != 1 {
		t.Errorf("%v lost are shown, want 1", got)
	}
	if got := testutil.ToFloat64(o.auditor.metrics.judged); got < 1 {
		t.Errorf("%v judged are shown", got)
	}
	if _, err := newMetrics(registry); err == nil {
		t.Error("a second instance on one registry is accepted")
	}
}
