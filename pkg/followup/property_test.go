package followup_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// end lies after the end of every drawn follow-up.
func (w world) end() time.Time { return w.begin.Add(400 * 24 * time.Hour) }

// orderAndDuplicatesDoNotMatter: any arrival order, any repetition, one decision.
func orderAndDuplicatesDoNotMatter(t *rapid.T) {
	w := drawWorld(t)
	now := quarter(t, w.begin.Add(-48*time.Hour), 70*24*time.Hour, "now")
	want := followup.Evaluate(w.policy, subject, w.facts, nil, now)

	again := slices.Clone(w.facts)
	for _, f := range w.facts {
		if rapid.Bool().Draw(t, "twice") {
			f.Time = f.Time.Add(time.Hour) // Of two with the same id the earlier counts.
			again = append(again, f)
		}
	}
	shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	shuffle.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
	got := followup.Evaluate(w.policy, subject, again, nil, now)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("another order of the same facts decides differently:\n%s", diff)
	}
}

// steppingDoesNotMatter: waking at every planned instant, and at any others as
// well, emits what Simulate tells; and what was ahead comes true unless a fact intervenes.
func steppingDoesNotMatter(t *rapid.T) {
	w := drawWorld(t)
	story := followup.Simulate(w.policy, w.ownFirst(), time.Time{})

	wakes := make([]time.Time, 0, len(w.facts)+8)
	for _, f := range w.facts {
		wakes = append(wakes, f.Time)
	}
	for range rapid.IntRange(0, 8).Draw(t, "extra wakes") {
		wakes = append(wakes, quarter(t, w.begin.Add(-100*time.Hour), 90*24*time.Hour, "wake"))
	}
	steps := w.step(t, wakes, func(followup.Decision) {})

	var want, got []string
	for _, r := range story.Reminders {
		if r.State == events.Due {
			want = append(want, fmt.Sprintf("%s %s", r.ID, r.DueAt.Format(time.RFC3339)))
		}
	}
	for _, r := range steps.emitted {
		got = append(got, fmt.Sprintf("%s %s", r.ID, r.DueAt.Format(time.RFC3339)))
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("stepping emits something else than the story (-story +steps):\n%s", diff)
	}
	last := steps.last.Snapshot
	if last.Outcome != story.Outcome || !last.ClosedAt.Equal(story.ClosedAt) {
		t.Fatalf("stepping closes as %s at %s, the story as %s at %s",
			last.Outcome, last.ClosedAt, story.Outcome, story.ClosedAt)
	}
	if diff := cmp.Diff(story.Reminders, last.Plan); diff != "" {
		t.Fatalf("the last plan is not the story (-story +plan):\n%s", diff)
	}
}

// ownFirst returns the facts with one of this follow-up first, as Simulate wants it.
func (w world) ownFirst() []events.Event {
	facts := slices.Clone(w.facts)
	slices.SortStableFunc(facts, func(a, b events.Event) int {
		if (a.Subject == subject) == (b.Subject == subject) {
			return 0
		}
		if a.Subject == subject {
			return -1
		}
		return 1
	})
	return facts
}

type steps struct {
	emitted []events.Reminder
	last    followup.Decision
}

// step lives through the follow-up as the workflow does: it wakes at the given
// instants and whenever the decision asks for it, and keeps the record.
func (w world) step(t *rapid.T, wakes []time.Time, look func(followup.Decision)) steps {
	slices.SortFunc(wakes, time.Time.Compare)
	var s steps
	var record []followup.Emitted
	now := w.begin.Add(-200 * time.Hour)
	for range 2000 {
		next := w.end()
		for _, wake := range wakes {
			if wake.After(now) {
				next = wake
				break
			}
		}
		if wake := s.last.NextWake; wake.After(now) && wake.Before(next) && s.last.Snapshot.Stage != events.AwaitingInterview {
			next = wake
		}
		now = next
		before := s.last
		s.last = followup.Evaluate(w.policy, subject, w.facts, record, now)
		look(s.last)
		if !slices.ContainsFunc(w.facts, func(f events.Event) bool {
			return f.Time.After(before.Snapshot.EvaluatedAt) && !f.Time.After(now)
		}) {
			w.cameTrue(t, before, s.last)
		}
		w.dropsAreReported(t, before, s.last)
		aheadIsWhatIsPlanned(t, s.last)
		s.emitted = append(s.emitted, s.last.Due...)
		record = s.last.Emitted
		if now.Equal(w.end()) {
			return s
		}
	}
	t.Fatalf("still not at the end after 2000 wakes, at %s", now)
	return s
}

// aheadIsWhatIsPlanned: what is handed over early is the planned part of the plan, whole and in order.
func aheadIsWhatIsPlanned(t *rapid.T, d followup.Decision) {
	planned := slices.DeleteFunc(slices.Clone(d.Snapshot.Plan), func(r events.Reminder) bool { return r.State != events.Planned })
	if diff := cmp.Diff(ids(planned), ids(d.Ahead)); diff != "" {
		t.Fatalf("what is ahead at %s is not what is planned (-planned +ahead):\n%s", d.Snapshot.EvaluatedAt, diff)
	}
	for _, r := range planned {
		if !r.DueAt.After(d.Snapshot.EvaluatedAt) {
			t.Fatalf("%s is planned for %s, which had come at %s", r.ID, r.DueAt, d.Snapshot.EvaluatedAt)
		}
	}
}

// cameTrue: without a new fact a later plan is the earlier one, further on.
func (w world) cameTrue(t *rapid.T, before, after followup.Decision) {
	if before.Snapshot.EvaluatedAt.IsZero() {
		return
	}
	flat := func(plan []events.Reminder) []string {
		lines := make([]string, len(plan))
		for i, r := range plan {
			state := r.State
			if state == events.Planned {
				state = events.Due
			}
			lines[i] = fmt.Sprintf("%s %s %s %s %s", r.ID, state, r.DueAt.Format(time.RFC3339), r.Rule, r.Reason)
		}
		return lines
	}
	if diff := cmp.Diff(flat(before.Snapshot.Plan), flat(after.Snapshot.Plan)); diff != "" {
		t.Fatalf("the plan changed between %s and %s though nothing became known:\n%s",
			before.Snapshot.EvaluatedAt, after.Snapshot.EvaluatedAt, diff)
	}
}

// dropsAreReported: a reminder that was next in line does not vanish; it is sent,
// still planned, or skipped by a rule. Only a new date of the interview may replace it.
func (w world) dropsAreReported(t *rapid.T, before, after followup.Decision) {
	moved := slices.ContainsFunc(w.facts, func(f events.Event) bool {
		return f.Type == events.InterviewScheduled && f.Time.After(before.Snapshot.EvaluatedAt) &&
			!f.Time.After(after.Snapshot.EvaluatedAt)
	})
	if moved {
		return
	}
	seen := map[string]bool{}
	for _, r := range after.Snapshot.Plan {
		seen[r.ID] = true
	}
	nextInLine := false
	for _, r := range before.Snapshot.Plan {
		switch {
		case r.Kind == events.CheckIn && r.State == events.Skipped && r.DueAt.After(before.Snapshot.EvaluatedAt):
			nextInLine = true // It will be skipped; the next one is planned only then.
			continue
		case r.State != events.Planned || r.Kind == events.MoveOn || r.Kind == events.CheckInResult:
			continue
		case r.Kind == events.CheckIn && nextInLine:
			continue // A forecast: planned only once the one before has come.
		case r.Kind != events.ClosingBrief && before.Snapshot.EndedAt.IsZero():
			continue // A forecast: planned only once the interview is over.
		}
		nextInLine = nextInLine || r.Kind == events.CheckIn
		if !seen[r.ID] {
			t.Fatalf("%s was planned at %s and is neither sent, planned nor skipped at %s:\n%v",
				r.ID, before.Snapshot.EvaluatedAt, after.Snapshot.EvaluatedAt, after.Snapshot.Plan)
		}
	}
}

// factsNeverUnsend: facts that reach us late change only what has not been sent.
func factsNeverUnsend(t *rapid.T) {
	w := drawWorld(t)
	wakes := slices.Clone(w.arrive)
	slices.SortFunc(wakes, time.Time.Compare)
	sent := map[string]time.Time{}
	var record []followup.Emitted
	now := w.begin.Add(-200 * time.Hour)
	var d followup.Decision
	for range 2000 {
		next := w.end()
		for _, wake := range wakes {
			if wake.After(now) {
				next = wake
				break
			}
		}
		if d.NextWake.After(now) && d.NextWake.Before(next) && d.Snapshot.Stage != events.AwaitingInterview {
			next = d.NextWake
		}
		now = next
		var arrived []events.Event
		for i, f := range w.facts {
			if !w.arrive[i].After(now) {
				arrived = append(arrived, f)
			}
		}
		d = followup.Evaluate(w.policy, subject, arrived, record, now)
		record = d.Emitted
		for _, r := range d.Due {
			if at, ok := sent[r.ID]; ok {
				t.Fatalf("%s was sent at %s and again at %s", r.ID, at, now)
			}
			if !now.Before(r.ExpiresAt) {
				t.Fatalf("%s was sent at %s, after it expired at %s", r.ID, now, r.ExpiresAt)
			}
			sent[r.ID] = r.DueAt
		}
		for id, at := range sent {
			if !d.Snapshot.Wants(id, at) {
				t.Fatalf("%s was sent for %s and is not in the plan of %s any more:\n%v", id, at, now, d.Snapshot.Plan)
			}
		}
		w.unique(t, d.Snapshot.Plan)
		if now.Equal(w.end()) {
			return
		}
	}
	t.Fatal("still not at the end after 2000 wakes")
}

func (w world) unique(t *rapid.T, plan []events.Reminder) {
	seen := map[string]bool{}
	for _, r := range plan {
		if seen[r.ID] {
			t.Fatalf("%s is in the plan twice:\n%v", r.ID, plan)
		}
		seen[r.ID] = true
	}
}

// lawsHold: what holds in every story.
func lawsHold(t *rapid.T) {
	w := drawWorld(t)
	story := followup.Simulate(w.policy, w.ownFirst(), time.Time{})
	w.unique(t, story.Reminders)
	w.checkLaws(t, story)
}

var exempt = []events.Kind{events.OfferDeadline, events.Congratulation, events.Regroup, events.MoveOn}

func (w world) checkLaws(t *rapid.T, story followup.Story) {
	rules := followup.Rules()
	checkIns := 0
	counts := map[events.Kind]int{}
	var before events.Reminder
	for _, r := range story.Reminders {
		counts[r.Kind]++
		if r.Reason == "" {
			t.Fatalf("%s has no reason", r.ID)
		}
		if r.State == events.Skipped {
			if !slices.Contains(rules, followup.Rule(r.Rule)) {
				t.Fatalf("%s is skipped by an unknown rule %q", r.ID, r.Rule)
			}
			continue
		}
		if r.State != events.Due || r.Rule != "" {
			t.Fatalf("%s is neither due nor skipped: %+v", r.ID, r)
		}
		if !r.DueAt.Before(r.ExpiresAt) {
			t.Fatalf("%s is due at %s, when it has expired (%s)", r.ID, r.DueAt, r.ExpiresAt)
		}
		if r.Kind == events.CheckIn {
			checkIns++
		}
		if slices.Contains(exempt, r.Kind) {
			continue
		}
		if !before.DueAt.IsZero() && r.DueAt.Sub(before.DueAt) < time.Duration(w.policy.Spacing) {
			t.Fatalf("%s follows %s after %s", r.ID, before.ID, r.DueAt.Sub(before.DueAt))
		}
		before = r
	}
	if checkIns > w.policy.MaxCheckIns {
		t.Fatalf("%d check-ins", checkIns)
	}
	for _, r := range story.Reminders {
		if r.N > counts[r.Kind]+1 && r.Kind != events.CheckInResult {
			t.Fatalf("%s has a number beyond the %d of its kind", r.ID, counts[r.Kind])
		}
	}
	if w.interviewKnown() && story.ClosedAt.IsZero() {
		t.Fatalf("the follow-up never closes: %+v", story)
	}
}

func (w world) interviewKnown() bool {
	return slices.ContainsFunc(w.facts, func(f events.Event) bool {
		return f.Subject == subject && (f.Type == events.InterviewCompleted || f.Type == events.InterviewScheduled)
	})
}

// neverInQuietHours: no reminder leaves the candidate's window, whatever moves it.
func neverInQuietHours(t *rapid.T) {
	w := drawWorld(t)
	w.facts = slices.DeleteFunc(w.facts, func(f events.Event) bool { return f.Type == events.CandidateUpdated })
	story := followup.Simulate(w.policy, w.ownFirst(), time.Time{})
	d := followup.Evaluate(w.policy, subject, w.facts, nil, w.end())
	c := d.Brief.Meeting.Candidate
	if c.TimeZone == "" {
		return
	}
	loc, err := calendar.Zone(c.TimeZone)
	if err != nil {
		t.Fatalf("the candidate's zone: %v", err)
	}
	from, to := w.policy.Window.From, w.policy.Window.To
	if c.Allowed != nil {
		from, to = c.Allowed.From, c.Allowed.To
	}
	if followup.Channels(c)[0] == events.SMS {
		from, to = max(from, events.NewTimeOfDay(8, 0)), min(to, events.NewTimeOfDay(21, 0))
	}
	for _, r := range story.Reminders {
		at := r.DueAt.In(loc)
		tod := events.NewTimeOfDay(at.Hour(), at.Minute())
		if r.State == events.Due && (tod < from || tod >= to) {
			t.Fatalf("%s is due at %s, outside %s-%s", r.ID, at, from, to)
		}
	}
}
