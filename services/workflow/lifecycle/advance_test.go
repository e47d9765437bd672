package lifecycle_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// station is an Advancer on a real bus, with a clock that stands.
type station struct {
	t      *testing.T
	server *bustest.Server
	bus    *bus.Bus
	status bus.Bucket[events.Snapshot]
	files  bus.Bucket[followup.Dossier]
	now    time.Time
	// fail is asked before and after each step of Advance on the bus; an error interrupts it there.
	fail func(step int, after bool) error
	// watch sees each event right before it is published.
	watch func(events.Event)
	steps int
	// lost is how much longer the history is than the recorded decisions account for, by tasks that were lost.
	lost    int
	minLead time.Duration
	speed   float64
	policy  followup.Policy
}

func newStation(t *testing.T) *station {
	server := bustest.NewServer(t)
	b := bustest.Connect(t, server, "workflow")
	return &station{
		t: t, server: server, bus: b, status: bus.OpenBucket[events.Snapshot](b, bus.StatusBucket),
		files: bus.OpenBucket[followup.Dossier](b, bus.DossiersBucket), speed: 1, policy: followup.DefaultPolicy(),
	}
}

func (s *station) Now() time.Time                     { return s.now }
func (s *station) Real(d time.Duration) time.Duration { return max(0, d) }
func (s *station) Speed() float64                     { return s.speed }

// step does one step on the bus, unless it fails before or after it.
func (s *station) step(do func() error) error {
	s.steps++
	if s.fail != nil {
		if err := s.fail(s.steps, false); err != nil {
			return err
		}
	}
	if err := do(); err != nil {
		return err
	}
	if s.fail != nil {
		return s.fail(s.steps, true)
	}
	return nil
}

func (s *station) Publish(ctx context.Context, e events.Event, msgID string) (ack bus.Ack, err error) {
	if s.watch != nil {
		s.watch(e)
	}
	err = s.step(func() error { ack, err = s.bus.Publish(ctx, e, msgID); return err })
	return ack, err
}

func (s *station) Bury(ctx context.Context, e events.Event, msgID, reason string) error {
	return s.step(func() error { return s.bus.Bury(ctx, e, msgID, reason) })
}

func (s *station) Get(ctx context.Context, key string) (entry bus.Entry[events.Snapshot], err error) {
	err = s.step(func() error { entry, err = s.status.Get(ctx, key); return err })
	return entry, err
}

func (s *station) Create(ctx context.Context, key string, snapshot events.Snapshot, ttl time.Duration) (revision uint64, err error) {
	err = s.step(func() error { revision, err = s.status.Create(ctx, key, snapshot, ttl); return err })
	return revision, err
}

func (s *station) Update(ctx context.Context, key string, snapshot events.Snapshot, at uint64) (revision uint64, err error) {
	err = s.step(func() error { revision, err = s.status.Update(ctx, key, snapshot, at); return err })
	return revision, err
}

// shelf is the station's DOSSIERS.
type shelf struct{ *station }

func (s shelf) Get(ctx context.Context, key string) (entry bus.Entry[followup.Dossier], err error) {
	err = s.step(func() error { entry, err = s.files.Get(ctx, key); return err })
	return entry, err
}

func (s shelf) Create(ctx context.Context, key string, d followup.Dossier, ttl time.Duration) (revision uint64, err error) {
	err = s.step(func() error { revision, err = s.files.Create(ctx, key, d, ttl); return err })
	return revision, err
}

func (s shelf) Update(ctx context.Context, key string, d followup.Dossier, at uint64) (revision uint64, err error) {
	err = s.step(func() error { revision, err = s.files.Update(ctx, key, d, at); return err })
	return revision, err
}

func (s shelf) Delete(ctx context.Context, key string) error {
	return s.step(func() error { return s.files.Delete(ctx, key) })
}

// at advances a state at an instant.
func (s *station) at(tenant string, state lifecycle.State, now time.Time) (lifecycle.State, lifecycle.Decided, error) {
	s.t.Helper()
	metrics, err := lifecycle.NewMetrics(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	s.now, s.steps = now, 0
	a := &lifecycle.Advancer{
		Clock: s, Publisher: s, Status: s, Dossiers: shelf{s}, Metrics: metrics, MinLead: s.minLead,
		Policy: func(string) followup.Policy { return s.policy },
	}
	decided, err := a.Advance(s.t.Context(), lifecycle.AdvanceInput{
		Tenant: tenant, Followup: subject, State: state, Run: "run", History: state.Revision + s.lost,
	})
	if err != nil {
		return state, decided, err
	}
	if r := decided.Restored; r != nil {
		state.Facts = append(slices.Clone(state.Facts), r.Facts...)
		state.Emitted = r.Emitted
	}
	state.Emitted = append(slices.Clone(state.Emitted), decided.Emitted...)
	state.Handed, state.Revision = decided.Handed, decided.Revision
	state.Waiting, state.Parked = decided.Waiting, decided.Parked
	state.Basis, state.Since = decided.Basis, decided.Since
	return state, decided, nil
}

// must is at, without failure.
func (s *station) must(tenant string, state lifecycle.State, now time.Time) lifecycle.State {
	s.t.Helper()
	state, _, err := s.at(tenant, state, now)
	if err != nil {
		s.t.Fatal(err)
	}
	return state
}

func (s *station) snapshot(tenant string) events.Snapshot {
	s.t.Helper()
	entry, err := s.status.Get(s.t.Context(), bus.Key(tenant, subject))
	if err != nil {
		s.t.Fatal(err)
	}
	return entry.Value
}

// stored returns every message of a stream, as it lies there.
func (s *station) stored(stream string) []*jetstream.RawStreamMsg {
	s.t.Helper()
	nc, err := nats.Connect(s.server.URL())
	if err != nil {
		s.t.Fatal(err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		s.t.Fatal(err)
	}
	handle, err := js.Stream(s.t.Context(), stream)
	if err != nil {
		s.t.Fatal(err)
	}
	var messages []*jetstream.RawStreamMsg
	for sequence := range handle.CachedInfo().State.LastSeq {
		m, err := handle.GetMsg(s.t.Context(), sequence+1)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			continue // An older revision of a key.
		}
		if err != nil {
			s.t.Fatal(err)
		}
		messages = append(messages, m)
	}
	return messages
}

// story lists what a tenant's part of FOLLOWUPS says, in order: the type and the reminder it speaks of.
func (s *station) story(tenant string) []string {
	s.t.Helper()
	var lines []string
	for _, m := range s.stored(events.StreamFollowups) {
		e, err := events.ParseNATS(m.Header, m.Data)
		if err != nil {
			s.t.Fatal(err)
		}
		if e.Tenant != tenant {
			continue
		}
		notice, err := events.DataOf[events.ReminderNotice](e)
		if err != nil {
			s.t.Fatal(err)
		}
		lines = append(lines, e.Type.Name()+" "+notice.Reminder.ID)
	}
	return lines
}

func heldNote() time.Time { return newYork(time.March, 3, 18, 0).Add(-2 * time.Minute) }

// chapters are the decisions of one follow-up whose steps are interrupted: the opening, a hand-over, a
// withdrawal, a late hand-over, a closing.
func chapters(t *testing.T) []func(s *station, tenant string, state lifecycle.State) (lifecycle.State, time.Time) {
	learn := func(at time.Time, facts ...events.Event) func(*station, string, lifecycle.State) (lifecycle.State, time.Time) {
		return func(_ *station, tenant string, state lifecycle.State) (lifecycle.State, time.Time) {
			for _, e := range facts {
				e.Tenant = tenant
				state.Facts = append(slices.Clone(state.Facts), e)
			}
			return state, at
		}
	}
	return []func(*station, string, lifecycle.State) (lifecycle.State, time.Time){
		learn(ended, completed(t)),
		learn(heldNote().Add(-time.Minute)),
		learn(heldNote(), fact(t, events.ThankyouSent, "evt-2", heldNote(), events.Thankyou{})),
		learn(newYork(time.March, 6, 11, 0)),
		learn(newYork(time.March, 6, 12, 0), fact(t, events.OutcomeRecorded, "evt-3", newYork(time.March, 6, 12, 0), events.OutcomeReport{Outcome: events.Offer})),
	}
}

var errCrash = errors.New("crash")

func TestACrashBetweenAnyTwoStepsLosesAndRepeatsNothing(t *testing.T) {
	s := newStation(t)
	var clean lifecycle.State
	var longest int
	for _, chapter := range chapters(t) {
		state, now := chapter(s, "clean", clean)
		clean = s.must("clean", state, now)
		longest = max(longest, s.steps)
	}
	want := s.story("clean")
	for _, kind := range []string{
		"reminder.due int-42.thank_you.1", "reminder.withdrawn int-42.thank_you.1", "reminder.due int-42.check_in.1",
		"reminder.due int-42.congratulations.1", "followup.closed ", "reminder.skipped int-42.thank_you.2",
	} {
		if !slices.Contains(want, kind) {
			t.Fatalf("the story lacks %q: %q", kind, want)
		}
	}
	for step := 1; step <= longest; step++ {
		for _, after := range []bool{false, true} {
			tenant := fmt.Sprintf("crash-%d-%t", step, after)
			crashes := 0
			var state lifecycle.State
			for _, chapter := range chapters(t) {
				var now time.Time
				state, now = chapter(s, tenant, state)
				s.fail = func(n int, done bool) error {
					if n == step && done == after {
						return errCrash
					}
					return nil
				}
				_, _, err := s.at(tenant, state, now)
				if err != nil {
					if !errors.Is(err, errCrash) {
						t.Fatal(err)
					}
					crashes++
				}
				s.fail = nil
				state = s.must(tenant, state, now) // Where nothing failed, the answer was lost.
			}
			if crashes == 0 {
				t.Errorf("%s: nothing was interrupted", tenant)
			}
			if diff := cmp.Diff(sorted(want), sorted(s.story(tenant))); diff != "" {
				t.Errorf("%s: FOLLOWUPS (-clean +interrupted):\n%s", tenant, diff)
			}
			if got := s.snapshot(tenant); got.Outcome != events.Offer || got.Stage != events.Closed {
				t.Errorf("%s ends as %s with %q", tenant, got.Stage, got.Outcome)
			}
		}
	}
}

func sorted(lines []string) []string {
	lines = slices.Clone(lines)
	slices.Sort(lines)
	return lines
}

func TestStatusWantsAReminderBeforeTheNotifierHearsOfIt(t *testing.T) {
	s := newStation(t)
	heard := map[events.Type]int{}
	s.watch = func(e events.Event) {
		if e.Type != events.ReminderDue && e.Type != events.ReminderWithdrawn {
			return
		}
		heard[e.Type]++
		notice, err := events.DataOf[events.ReminderNotice](e)
		if err != nil {
			t.Fatal(err)
		}
		r := notice.Reminder
		if got, want := s.snapshot(tenant).Wants(r.ID, r.DueAt), e.Type == events.ReminderDue; got != want {
			t.Errorf("%s of %s: STATUS wants it: %t", e.Type.Name(), r.ID, got)
		}
	}
	var state lifecycle.State
	for _, chapter := range chapters(t) {
		next, now := chapter(s, tenant, state)
		state = s.must(tenant, next, now)
	}
	if heard[events.ReminderDue] < 3 || heard[events.ReminderWithdrawn] != 1 {
		t.Errorf("heard %v", heard)
	}
}

// Two decisions in one task of the workflow were made known, and the task was lost before they were recorded: the run decides again
// on what it had before, and a follow-up that was refused that would stand still for good.
func TestDecisionsThatWereNotRecordedAreMadeAgain(t *testing.T) {
	for name, lost := range map[string]int{"as the same task, tried again": 1, "as a later task": 4} {
		t.Run(name, func(t *testing.T) {
			s := newStation(t)
			recorded := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
			unrecorded := s.must(tenant, recorded, ended.Add(time.Minute))
			unrecorded = s.must(tenant, unrecorded, ended.Add(2*time.Minute))
			s.lost = lost
			again := s.must(tenant, recorded, ended.Add(3*time.Minute))
			if got := s.snapshot(tenant); again.Revision <= unrecorded.Revision || got.Revision != again.Revision || !got.EvaluatedAt.Equal(ended.Add(3*time.Minute)) {
				t.Errorf("revision %d follows %d, and STATUS has %d of %v", again.Revision, unrecorded.Revision, got.Revision, got.EvaluatedAt)
			}
			// What is known by then is not forgotten.
			more := again
			more.Facts = append(slices.Clone(again.Facts), fact(t, events.ThankyouSent, "evt-2", ended.Add(time.Hour), events.Thankyou{}))
			s.must(tenant, more, ended.Add(time.Hour))
			if _, _, err := s.at(tenant, recorded, ended.Add(2*time.Hour)); err == nil {
				t.Error("a decision that knows less was accepted")
			}
		})
	}
}

func TestAStaleDecisionIsRefused(t *testing.T) {
	s := newStation(t)
	first := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	second := s.must(tenant, first, ended.Add(time.Minute))
	third := s.must(tenant, second, ended.Add(2*time.Minute))
	before := s.story(tenant)

	due := newYork(time.March, 3, 18, 0)
	if _, _, err := s.at(tenant, first, due.Add(-time.Minute)); err == nil {
		t.Error("a decision on revision 1 was accepted at revision 3")
	}
	if got := s.snapshot(tenant); got.Revision != third.Revision || !got.EvaluatedAt.Equal(ended.Add(2*time.Minute)) {
		t.Errorf("STATUS has revision %d of %v", got.Revision, got.EvaluatedAt)
	}
	if diff := cmp.Diff(before, s.story(tenant)); diff != "" {
		t.Errorf("the refused decision was heard (-before +after):\n%s", diff)
	}
}

func TestOfTwoDecisionsAtOnceOnlyOneHandsOver(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	s.fail = func(step int, after bool) error {
		if step == 1 && after { // Between reading and writing STATUS another one writes it.
			entry, err := s.status.Get(t.Context(), bus.Key(tenant, subject))
			if err != nil {
				return err
			}
			_, err = s.status.Update(t.Context(), bus.Key(tenant, subject), entry.Value, entry.Revision)
			return err
		}
		return nil
	}
	if _, _, err := s.at(tenant, state, heldNote()); !errors.Is(err, bus.ErrConflict) {
		t.Errorf("got error %v, want a conflict", err)
	}
	if slices.Contains(s.story(tenant), "reminder.due int-42.thank_you.1") {
		t.Error("the loser has handed over")
	}
}

func TestAFollowUpThatTemporalHasForgottenCountsOn(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	state = s.must(tenant, state, ended.Add(time.Minute))
	long := fact(t, events.InterviewCompleted, "evt-8", ended.AddDate(0, 4, 0), meeting())
	again := s.must(tenant, lifecycle.State{Facts: []events.Event{long}}, long.Time)
	if again.Revision != state.Revision+1 {
		t.Errorf("revision %d follows %d", again.Revision, state.Revision)
	}
	if got := s.snapshot(tenant); got.Stage != events.Closed || got.Revision != again.Revision {
		t.Errorf("STATUS has revision %d, %s", got.Revision, got.Stage)
	}
	for _, said := range s.story(tenant) {
		if said == "reminder.due int-42.move_on.1" {
			t.Error("a message was sent long after the hard end")
		}
	}
}

func TestHandedOverIsNotHandedOverAgain(t *testing.T) {
	s := newStation(t)
	times := 0
	s.watch = func(e events.Event) {
		if notice, err := events.DataOf[events.ReminderNotice](e); err == nil && e.Type == events.ReminderDue && notice.Reminder.Kind == events.ThankYou {
			times++
		}
	}
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	due := newYork(time.March, 3, 18, 0)
	for _, now := range []time.Time{due.Add(-3 * time.Minute), due.Add(-time.Minute), due, due.Add(time.Minute), due.Add(20 * time.Minute)} {
		state = s.must(tenant, state, now)
	}
	if times != 1 {
		t.Errorf("handed over %d times, want once", times)
	}
	emitted := 0
	for _, e := range state.Emitted {
		if e.Kind == events.ThankYou {
			emitted++
		}
	}
	if emitted != 1 {
		t.Errorf("%d times in the record, want once", emitted)
	}
}

// In time-lapse the policy's lead may be less than the way to the notifier takes.
// After an outage a reminder that has not expired is sent late, and stays on record as sent when its expiry has passed.
func TestWhatIsSentLateIsOnRecord(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
	for _, now := range []time.Time{newYork(time.March, 3, 18, 30), newYork(time.March, 4, 14, 0), newYork(time.March, 4, 15, 1), newYork(time.March, 5, 9, 0)} {
		state = s.must(tenant, state, now)
	}
	for _, r := range s.snapshot(tenant).Plan {
		if r.ID == "int-42.thank_you.2" && r.State != events.Due {
			t.Errorf("the last call was sent an hour late and is %s (%s)", r.State, r.Rule)
		}
	}
	calls := 0
	for _, line := range s.story(tenant) {
		if strings.Contains(line, "int-42.thank_you.2") {
			calls++
			if strings.Contains(line, "skipped") {
				t.Errorf("the record says: %s", line)
			}
		}
	}
	if calls == 0 {
		t.Error("the last call was never handed over")
	}
}

func TestTheLeadIsNeverShorterThanTheLeastRealTime(t *testing.T) {
	due := newYork(time.March, 3, 18, 0)
	for _, test := range []struct {
		speed   float64
		minLead time.Duration
		ahead   time.Duration
	}{
		{1440, 5 * time.Second, 2 * time.Hour},
		{1, 150 * time.Minute, 150 * time.Minute},
		{1, 0, followup.DefaultPolicy().Lead.HandOver(tenant, subject)},
	} {
		s := newStation(t)
		s.minLead, s.speed = test.minLead, test.speed
		state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, ended)
		before := s.must(tenant, state, due.Add(-test.ahead-time.Second))
		after := s.must(tenant, before, due.Add(-test.ahead))
		holds := func(state lifecycle.State) bool {
			return slices.ContainsFunc(state.Handed, func(h lifecycle.Handed) bool { return h.Reminder.DueAt.Equal(due) })
		}
		if holds(before) || !holds(after) {
			t.Errorf("at speed %v with %v: a second before %t, then %t", test.speed, test.minLead, holds(before), holds(after))
		}
	}
}

func TestFactsGivenUpLieInDeadOnce(t *testing.T) {
	s := newStation(t)
	note := fact(t, events.ThankyouSent, "evt-0", ended, events.Thankyou{})
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{note}}, ended)
	day := ended.Add(24 * time.Hour)
	s.fail = func(step int, after bool) error {
		if step == 3 && after { // After the snapshot and the dossier were read, and the fact put into DEAD.
			return errCrash
		}
		return nil
	}
	if _, _, err := s.at(tenant, state, day); !errors.Is(err, errCrash) {
		t.Fatalf("got error %v", err)
	}
	s.fail = nil
	_, decided, err := s.at(tenant, state, day)
	if err != nil || !decided.Ended {
		t.Errorf("ended: %t, error %v", decided.Ended, err)
	}
	if dead := s.stored(events.StreamDead); len(dead) != 1 {
		t.Errorf("%d messages in DEAD, want 1", len(dead))
	}
}

// What may be read by people and machines who have no business with the candidate holds nothing personal: names,
// addresses and words stay inside the brief.
func TestNothingPersonalLeavesTheBrief(t *testing.T) {
	m := meeting()
	m.Candidate.Name, m.Candidate.Email, m.Candidate.Phone = "Canary One", "canary-two@example.com", "+14155554711"
	m.Interviewers[0].Name, m.Interviewers[0].Title = "Canary Three", "Canary Four"
	m.Employer.Name, m.Position.Title = "Canary Five", "Canary Six"
	m.Topics, m.Strengths = []string{"canary seven"}, []string{"canary eight"}
	m.Promise = &events.Promise{Said: "canary nine said by Thursday"}
	canaries := [][]byte{[]byte("canary"), []byte("4155554711")}
	clean := func(where string, text []byte) {
		t.Helper()
		for _, canary := range canaries {
			if bytes.Contains(bytes.ToLower(text), canary) {
				t.Errorf("%s: %s", where, text)
			}
		}
	}
	s := newStation(t)
	state := lifecycle.State{Facts: []events.Event{fact(t, events.InterviewCompleted, "evt-1", ended, m)}}
	for range 60 {
		next, decided, err := s.at(tenant, state, s.next(state))
		if err != nil {
			t.Fatal(err)
		}
		state = next
		if decided.Ended {
			break
		}
		s.now = s.now.Add(decided.Wait)
	}
	briefs := 0
	for _, stream := range []string{events.StreamFollowups, "KV_STATUS"} {
		messages := s.stored(stream)
		if len(messages) == 0 {
			t.Errorf("%s is empty", stream)
		}
		for _, message := range messages {
			clean("subject", []byte(message.Subject))
			for name, values := range message.Header {
				clean("header "+name, fmt.Append(nil, values))
			}
			if bytes.Contains(message.Data, []byte(`"brief"`)) {
				briefs++
				continue
			}
			clean("data on "+message.Subject, message.Data)
		}
	}
	if briefs < 5 {
		t.Errorf("%d briefs, want those of every reminder", briefs)
	}
	s.fail = func(int, bool) error { return errCrash }
	_, _, err := s.at(tenant, state, s.now)
	clean("error", fmt.Append(nil, err))
}

// next is the instant of the next decision: the interview's end at first, later what the last wait led to.
func (s *station) next(state lifecycle.State) time.Time {
	if state.Revision == 0 {
		return ended
	}
	return s.now
}
