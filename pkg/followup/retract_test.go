package followup_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// Whoever sleeps through a report and its retraction sends what was due before and between, but no congratulations on
// an offer that there is not.
func TestWhatWasDueBeforeARetractionIsStillSent(t *testing.T) {
	t.Parallel()
	s := story(t, "a retraction that matters to nothing leaves a closed follow-up as it was")
	facts := slices.Delete(slices.Clone(s.facts), 1, 2)
	facts[2].Time = at(t, s, "Tue 2026-03-03 18:05")
	now := at(t, s, "Tue 2026-03-03 18:10")
	d := followup.Evaluate(s.policy, subject, facts, nil, now)
	if diff := cmp.Diff([]string{"int-42.thank_you.1"}, ids(d.Due)); diff != "" {
		t.Errorf("due (-want +got):\n%s", diff)
	}
	again := followup.Evaluate(s.policy, subject, facts, d.Emitted, now.Add(time.Minute))
	if len(again.Due) != 0 || len(again.Emitted) != len(d.Emitted) {
		t.Errorf("it is due again: %v, %v", ids(again.Due), again.Emitted)
	}

	s = story(t, "an offer pressed by mistake, taken back after its message")
	facts = s.facts[:4]
	facts[3].Time = facts[2].Time.Add(time.Hour)
	d = followup.Evaluate(s.policy, subject, facts, nil, facts[3].Time.Add(time.Hour))
	told := slices.IndexFunc(d.Snapshot.Plan, func(r events.Reminder) bool { return r.Kind == events.Congratulation })
	if len(d.Due) != 0 || told < 0 || d.Snapshot.Plan[told].Rule != string(followup.RuleRetracted) {
		t.Errorf("due is %v, the plan %v", ids(d.Due), d.Snapshot.Plan)
	}
	if got := d.Snapshot; got.Stage == events.Closed || got.Outcome != "" || got.Facts != 4 {
		t.Errorf("it is %s with outcome %q and %d facts", got.Stage, got.Outcome, got.Facts)
	}
}

// Whoever still has the message to send, because a provider was down, learns that it is not to be sent any more.
func TestAMessageAboutWhatWasTakenBackIsMoot(t *testing.T) {
	t.Parallel()
	s := story(t, "an offer pressed by mistake, taken back after its message")
	facts := s.facts[:4]
	facts[3].Time = facts[2].Time.Add(time.Hour)
	sent := followup.Evaluate(s.policy, subject, facts, nil, facts[2].Time)
	d := followup.Evaluate(s.policy, subject, facts, sent.Emitted, facts[3].Time)
	want := map[string]string{"int-42.congratulations.1": string(followup.RuleRetracted)}
	if diff := cmp.Diff(want, d.Snapshot.Moot); diff != "" {
		t.Errorf("moot (-want +got):\n%s", diff)
	}
}

// A retraction is heard after other changes of what the plan rests on, and before them.
func TestARetractionAndAChangeOfPolicy(t *testing.T) {
	t.Parallel()
	s := story(t, "a thank-you that was not sent after all")
	s.facts = s.facts[:3]
	for _, c := range []struct{ changed, retracted, want string }{
		{"Tue 2026-03-03 17:30", "Tue 2026-03-03 18:30", "Tue 2026-03-03 18:30"},
		{"Tue 2026-03-03 19:00", "Tue 2026-03-03 18:30", "Tue 2026-03-03 19:00"},
	} {
		s.facts[2].Time = at(t, s, c.retracted)
		now := at(t, s, "Tue 2026-03-03 19:00")
		d := followup.EvaluateSince(s.policy, at(t, s, c.changed), subject, s.facts, nil, now)
		i := slices.IndexFunc(d.Snapshot.Plan, func(r events.Reminder) bool { return r.ID == "int-42.thank_you.1" })
		if got := d.Snapshot.Plan[i].DueAt.In(s.zone).Format(layout); got != c.want {
			t.Errorf("changed at %s, taken back at %s: due at %s, want %s", c.changed, c.retracted, got, c.want)
		}
	}
}

// Silence that would have been declared between the two is declared at the later one.
func TestAConclusionBetweenARetractionAndAChangeOfPolicy(t *testing.T) {
	t.Parallel()
	s := story(t, "a retraction that matters to nothing leaves a closed follow-up as it was")
	s.policy.MaxCheckIns, s.policy.SilenceDays = 0, 2
	s.facts[0].Data = bytes.Replace(s.facts[0].Data, []byte("2026-03-05"), []byte("2026-03-03"), 1)
	s.facts[3].Time = at(t, s, "Wed 2026-03-04 10:00")
	changed := at(t, s, "Thu 2026-03-05 12:00")
	d := followup.EvaluateSince(s.policy, changed, subject, s.facts, nil, changed.Add(time.Hour))
	expires := changed.Add(time.Duration(s.policy.OutcomeExpiry))
	if len(d.Due) != 1 || d.Due[0].Kind != events.MoveOn || !d.Due[0].DueAt.Equal(changed) || !d.Due[0].ExpiresAt.Equal(expires) {
		t.Errorf("due is %v, want move_on from %v to %v", d.Due, changed, expires)
	}
}

// A reminder on record whose instant would now lie before it was known waits for its turn in the record all the same.
func TestWhatIsOnRecordIsNotEmittedAgain(t *testing.T) {
	t.Parallel()
	s := story(t, "a retraction that matters to nothing leaves a closed follow-up as it was")
	offered := at(t, s, "Mon 2026-03-09 10:00")
	offer, err := events.New(events.OutcomeRecorded, "/test", "evt-9", "local", subject, offered, events.OutcomeReport{
		Outcome: events.Offer, RespondBy: events.NewDate(2026, time.March, 11),
	})
	if err != nil {
		t.Fatal(err)
	}
	s.policy = followup.DefaultPolicy()
	s.facts[3].Time = offered.Add(-30 * time.Minute)
	sent := at(t, s, "Tue 2026-03-10 09:00")
	record := []followup.Emitted{{Kind: events.OfferDeadline, N: 1, DueAt: sent, ExpiresAt: sent.Add(48 * time.Hour)}}
	d := followup.Evaluate(s.policy, subject, append(s.facts, offer), record, sent.Add(time.Hour))
	var got []time.Time
	for _, r := range d.Snapshot.Plan {
		if r.Kind == events.OfferDeadline && r.State == events.Due {
			got = append(got, r.DueAt)
		}
	}
	if diff := cmp.Diff([]time.Time{sent.UTC()}, got); diff != "" {
		t.Errorf("it was emitted (-want +got):\n%s", diff)
	}
}

// Every one costs a walk from the beginning: whoever presses a button all day must not stop the others' decisions.
func TestOnlySoMuchIsTakenBack(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	now := s.facts[0].Time
	say := func(kind events.Type, id string, data any) {
		now = now.Add(time.Minute)
		e, err := events.New(kind, "/test", id, "local", subject, now, data)
		if err != nil {
			t.Fatal(err)
		}
		s.facts = append(s.facts, e)
	}
	for n := range 51 {
		if d := followup.Evaluate(s.policy, subject, s.facts, nil, now); d.Snapshot.Outcome != "" {
			t.Fatalf("after %d times it has the outcome %s", n, d.Snapshot.Outcome)
		}
		id := fmt.Sprintf("offer-%d", n)
		say(events.OutcomeRecorded, id, events.OutcomeReport{Outcome: events.Offer})
		say(events.FactRetracted, "undo-"+id, events.Retraction{Source: "/test", ID: id})
	}
	if d := followup.Evaluate(s.policy, subject, s.facts, nil, now); d.Snapshot.Outcome != events.Offer {
		t.Errorf("the 51st retraction is heard: the outcome is %q", d.Snapshot.Outcome)
	}
}

func TestRetractions(t *testing.T) {
	t.Parallel()
	t.Run("of what is not heard yet", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, whatIsTakenBackBeforeWasNeverSaid)
	})
	t.Run("of what was heard", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, whatIsTakenBackIsNotKnown)
	})
	t.Run("of nothing", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, takingNothingBackChangesNothing)
	})
}

// retractable returns the positions of the facts that a retraction can take back and that none takes back yet.
func (w world) retractable() []int {
	taken := map[string]bool{}
	for _, f := range w.facts {
		if r, err := events.DataOf[events.Retraction](f); err == nil && f.Type == events.FactRetracted {
			taken[r.ID] = true
		}
	}
	var found []int
	for i, f := range w.facts {
		if f.Subject == subject && f.Type.IsRetractable() && !taken[f.ID] {
			found = append(found, i)
		}
	}
	return found
}

// with returns the world with one retraction more.
func (w world) with(t *rapid.T, id string, at time.Time) world {
	w.facts, w.arrive = slices.Clone(w.facts), slices.Clone(w.arrive)
	w.add(t, events.FactRetracted, at, subject, events.Retraction{Source: "/test", ID: id})
	return w
}

// whatIsTakenBackBeforeWasNeverSaid: a report whose retraction is known already is as if it did not exist.
func whatIsTakenBackBeforeWasNeverSaid(t *rapid.T) {
	w := drawWorld(t)
	if len(w.retractable()) == 0 || erases(w) {
		return
	}
	i := rapid.SampledFrom(w.retractable()).Draw(t, "report")
	without := w
	without.facts = slices.Delete(slices.Clone(w.facts), i, i+1)
	with := w.with(t, w.facts[i].ID, w.facts[i].Time.Add(-time.Duration(rapid.IntRange(1, 100).Draw(t, "before"))*time.Hour))
	want := followup.Simulate(w.policy, without.ownFirst(), time.Time{})
	if diff := cmp.Diff(want, followup.Simulate(w.policy, with.ownFirst(), time.Time{})); diff != "" {
		t.Fatalf("it is not as if it had not been said (-never said +taken back):\n%s", diff)
	}
}

// erases reports whether the candidate is erased, after which nothing is taken back.
func erases(w world) bool {
	return slices.ContainsFunc(w.facts, func(f events.Event) bool { return f.Type == events.CandidateErased })
}

// whatIsTakenBackIsNotKnown: from the retraction on the messages and what others read speak of other facts only.
func whatIsTakenBackIsNotKnown(t *rapid.T) {
	w := drawWorld(t)
	if len(w.retractable()) == 0 || erases(w) {
		return
	}
	i := rapid.SampledFrom(w.retractable()).Draw(t, "report")
	without := w
	without.facts = slices.Delete(slices.Clone(w.facts), i, i+1)
	now := quarter(t, w.facts[i].Time, 40*24*time.Hour, "now")
	with := w.with(t, w.facts[i].ID, now)
	said := func(w world) []any {
		d := followup.Evaluate(w.policy, subject, w.facts, nil, now)
		b := d.Brief
		return []any{b.Meeting, b.Unthanked, b.Deadline, b.Consents, d.Snapshot.NotesOwed, d.Snapshot.Consents}
	}
	if diff := cmp.Diff(said(without), said(with)); diff != "" {
		t.Fatalf("it is known still (-never said +taken back):\n%s", diff)
	}
}

// takingNothingBackChangesNothing: neither does taking back what does not exist or cannot be taken back, nor what no
// plan rests on, however late. (Beside another retraction it may move, by minutes, an end that the other one moved.)
func takingNothingBackChangesNothing(t *rapid.T) {
	w := drawWorld(t)
	w.facts = slices.DeleteFunc(w.facts, func(f events.Event) bool { return f.Type == events.FactRetracted })
	w.add(t, events.ConsentChanged, w.begin, subject, events.Consent{Channel: events.SMS})
	consent := &w.facts[len(w.facts)-1].ID
	*consent = "consent"
	what := rapid.SampledFrom([]string{"evt-0", "evt-98", *consent}).Draw(t, "nothing")
	with := w.with(t, what, quarter(t, w.begin.Add(-48*time.Hour), 80*24*time.Hour, "at"))
	want := followup.Simulate(w.policy, w.ownFirst(), time.Time{})
	if diff := cmp.Diff(want, followup.Simulate(w.policy, with.ownFirst(), time.Time{})); diff != "" {
		t.Fatalf("taking back %s changes something (-before +after):\n%s", what, diff)
	}
}
