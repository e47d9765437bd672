package lifecycle_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// changing returns the default policy until an instant, and from then on what change makes of it.
func changing(at time.Time, change func(*followup.Policy)) func(time.Time) followup.Policy {
	changed := followup.DefaultPolicy()
	change(&changed)
	return func(now time.Time) followup.Policy {
		if now.Before(at) {
			return followup.DefaultPolicy()
		}
		return changed
	}
}

// replan has the policy change at an instant and says so to the sleeper.
func (r *run) replan(at time.Time, change func(*followup.Policy)) {
	r.policy = changing(at, change)
	r.replans = append(r.replans, replanning{at, followup.Basis(r.policy(at))})
}

func hours(n int) followup.Duration { return followup.Duration(time.Duration(n) * time.Hour) }

// noted is an interview whose notes are sent: its check-ins are all that is left.
func noted(t testing.TB) []events.Event {
	return []events.Event{completed(t), fact(t, events.ThankyouSent, "evt-2", ended.Add(10*time.Minute), events.Thankyou{})}
}

func TestAChangedPolicyMovesASleepersReminder(t *testing.T) {
	r := newRun(t)
	at := newYork(time.March, 3, 16, 30)
	r.replan(at, func(p *followup.Policy) { p.ThankYouDelay = hours(4) })
	r.live(lifecycle.State{}, onTime(completed(t)))

	want := told(completed(t))
	for i := range want {
		if want[i].ID == "int-42.thank_you.1" {
			want[i].At = newYork(time.March, 3, 19, 0)
		}
	}
	r.sends(want)
	var replanned events.Snapshot
	for _, s := range r.written {
		if s.EvaluatedAt.Equal(at) {
			replanned = s
		}
	}
	if replanned.PlannedWith != followup.Basis(r.policy(at)) || r.written[0].PlannedWith != followup.Basis(followup.DefaultPolicy()) {
		t.Errorf("planned with %q, then with %q", r.written[0].PlannedWith, replanned.PlannedWith)
	}
	if !replanned.Wants("int-42.thank_you.1", newYork(time.March, 3, 19, 0)) {
		t.Errorf("at %v STATUS does not know of the change: %v", at, replanned.Plan)
	}
}

func TestWhatIsHandedOverAndThenMovedIsWithdrawn(t *testing.T) {
	due := newYork(time.March, 3, 18, 0)
	r := newRun(t)
	r.replan(due.Add(-2*time.Minute), func(p *followup.Policy) { p.ThankYouDelay = hours(4) })
	r.live(lifecycle.State{}, onTime(completed(t)))

	withdrawn := r.of(events.ReminderWithdrawn)
	if len(withdrawn) != 1 {
		t.Fatalf("%d reminders are withdrawn, want 1", len(withdrawn))
	}
	notice, err := events.DataOf[events.ReminderNotice](withdrawn[0].Event)
	if err != nil {
		t.Fatal(err)
	}
	if got := notice.Reminder; got.ID != "int-42.thank_you.1" || !got.DueAt.Equal(due) {
		t.Errorf("%s of %v is withdrawn", got.ID, got.DueAt)
	}
	sent := r.sent(t)
	if !slices.Contains(sent, line{"int-42.thank_you.1", newYork(time.March, 3, 19, 0)}) || slices.Contains(sent, line{"int-42.thank_you.1", due}) {
		t.Errorf("sent: %v", sent)
	}
}

// The notifier has sent it at nine, and nobody here has noted that yet when its hour changes.
func TestWhatTheNotifierHasSentIsNotMoved(t *testing.T) {
	nine := newYork(time.March, 6, 9, 0)
	for name, change := range map[string]func(*followup.Policy){
		"later":   func(p *followup.Policy) { p.OfficeHours.From = events.NewTimeOfDay(10, 0) },
		"earlier": func(p *followup.Policy) { p.OfficeHours.From = events.NewTimeOfDay(8, 30) },
		"never":   func(p *followup.Policy) { p.MaxCheckIns, p.SilenceDays = 0, 20 },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRun(t)
			r.replan(nine.Add(time.Minute), change)
			state := r.live(lifecycle.State{}, onTime(noted(t)...))
			times := 0
			for _, e := range state.Emitted {
				if e.Kind == events.CheckIn && e.N == 1 {
					times++
					if !e.DueAt.Equal(nine) || e.Day != events.NewDate(2026, time.March, 6) {
						t.Errorf("check_in 1 is on record for %v, serving %v", e.DueAt, e.Day)
					}
				}
			}
			sent := slices.DeleteFunc(r.sent(t), func(l line) bool { return l.ID != "int-42.check_in.1" })
			if times != 1 || len(sent) != 1 {
				t.Errorf("check_in 1 is on record %d times and was sent %d times", times, len(sent))
			}
		})
	}
}

func TestWhatAChangeMovesIntoThePastIsSentOnceAndNow(t *testing.T) {
	at := newYork(time.March, 3, 16, 30)
	r := newRun(t)
	r.replan(at, func(p *followup.Policy) { p.ThankYouDelay = hours(1) })
	known := meeting()
	known.Topics = []string{"the new depot"} // There is no debrief to keep a distance from.
	r.live(lifecycle.State{}, onTime(fact(t, events.InterviewCompleted, "evt-1", ended, known)))
	sent := slices.DeleteFunc(r.sent(t), func(l line) bool { return l.ID != "int-42.thank_you.1" })
	if diff := cmp.Diff([]line{{"int-42.thank_you.1", at}}, sent); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}

	asked := newRun(t)
	at = newYork(time.March, 13, 11, 0)
	asked.replan(at, func(p *followup.Policy) { p.RoundDays = 2 })
	asked.live(lifecycle.State{}, onTime(noted(t)...))
	sent = slices.DeleteFunc(asked.sent(t), func(l line) bool { return l.ID != "int-42.check_in.2" })
	if diff := cmp.Diff([]line{{"int-42.check_in.2", newYork(time.March, 16, 9, 0)}}, sent); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestSilenceThatWouldHaveBeenDeclaredIsToldNow(t *testing.T) {
	at := newYork(time.March, 27, 11, 0)
	r := newRun(t)
	r.replan(at, func(p *followup.Policy) { p.SilenceDays, p.MaxSilent = 1, 1 })
	r.live(lifecycle.State{}, onTime(noted(t)...))
	r.closes(events.NoResponse, at)
	if sent := r.sent(t); sent[len(sent)-1] != (line{"int-42.move_on.1", at}) {
		t.Errorf("the last message is %v", sent[len(sent)-1])
	}
}

func TestAnUnchangedBasisWakesNobody(t *testing.T) {
	r := newRun(t)
	same := followup.Basis(followup.DefaultPolicy())
	for i := range 5 {
		r.replans = append(r.replans, replanning{newYork(time.March, 4, 17, 0).Add(time.Duration(i) * time.Hour), same})
	}
	r.live(lifecycle.State{}, onTime(completed(t)))
	r.sends(told(completed(t)))

	quiet := newRun(t)
	quiet.live(lifecycle.State{}, onTime(completed(t)))
	if got, want := r.decided.Load(), quiet.decided.Load(); got != want {
		t.Errorf("%d decisions, %d without the signals", got, want)
	}
}

// A worker that has not heard of the change decides as before; the next signal wakes the sleeper again.
func TestAWorkerThatIsBehindIsMendedByTheNextSignal(t *testing.T) {
	told, known := newYork(time.March, 3, 16, 30), newYork(time.March, 3, 17, 0)
	r := newRun(t)
	r.policy = changing(known, func(p *followup.Policy) { p.ThankYouDelay = hours(4) })
	changed := followup.Basis(r.policy(known))
	r.replans = []replanning{{told, changed}, {known, changed}}
	r.live(lifecycle.State{}, onTime(completed(t)))
	if sent := r.sent(t); !slices.Contains(sent, line{"int-42.thank_you.1", newYork(time.March, 3, 19, 0)}) {
		t.Errorf("sent: %v", sent)
	}
}

// After a restart with other calendars or rules a state and its snapshot name a basis that nobody knows any more.
func TestAVersionThatChangedAtARestart(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: noted(t)}, ended.Add(time.Hour))
	if !state.Since.IsZero() || state.Basis != followup.Basis(s.policy) {
		t.Fatalf("the first plan rests on %q since %v", state.Basis, state.Since)
	}
	state.Basis = "an older release"
	now := newYork(time.March, 5, 12, 0)
	state = s.must(tenant, state, now)
	if !state.Since.Equal(now) || s.snapshot(tenant).PlannedWith != followup.Basis(s.policy) {
		t.Errorf("planned anew since %v, with %q", state.Since, s.snapshot(tenant).PlannedWith)
	}
	if again := s.must(tenant, state, now.Add(time.Hour)); !again.Since.Equal(now) {
		t.Errorf("an hour later the same basis rests since %v", again.Since)
	}
}

// The upgrade came at nine, and nobody was awake: what the new rules did not move is late, and is sent.
func TestWhatCameDueDuringAnUpgradeIsSentLate(t *testing.T) {
	nine := newYork(time.March, 6, 9, 0)
	for name, crash := range map[string]bool{"at once": false, "after a crash": true} {
		t.Run(name, func(t *testing.T) {
			s := newStation(t)
			state := s.must(tenant, lifecycle.State{Facts: noted(t)}, newYork(time.March, 5, 12, 0))
			state.Basis = "an older release"
			if crash {
				s.fail = func(_ int, after bool) error {
					if entry, err := s.status.Get(t.Context(), bus.Key(tenant, subject)); after && err == nil && entry.Value.EvaluatedAt.After(nine) {
						return errCrash
					}
					return nil
				}
				if _, _, err := s.at(tenant, state, nine.Add(30*time.Minute)); !errors.Is(err, errCrash) {
					t.Fatalf("got error %v", err)
				}
				s.fail = nil
			}
			state = s.must(tenant, state, nine.Add(31*time.Minute))
			emitted := slices.DeleteFunc(slices.Clone(state.Emitted), func(e followup.Emitted) bool { return e.Kind != events.CheckIn })
			if len(emitted) != 1 || !emitted[0].DueAt.Equal(nine) {
				t.Fatalf("on record: %v", emitted)
			}
			if !slices.Contains(s.story(tenant), "reminder.due int-42.check_in.1") || !s.snapshot(tenant).Wants("int-42.check_in.1", nine) {
				t.Errorf("it is not handed over: %q", s.story(tenant))
			}
		})
	}
}

// What is closed is not planned again: a late fact finds it closed, whatever the rules are by then.
func TestAClosedFollowUpStaysClosedUnderOtherRules(t *testing.T) {
	s := newStation(t)
	state := lifecycle.State{Facts: noted(t)}
	now, closed := ended.Add(time.Hour), time.Time{}
	for range 40 {
		var decided lifecycle.Decided
		var err error
		if state, decided, err = s.at(tenant, state, now); err != nil {
			t.Fatal(err)
		}
		if decided.Ended {
			closed = s.snapshot(tenant).ClosedAt
			break
		}
		now = now.Add(decided.Wait)
	}
	if closed.IsZero() {
		t.Fatal("it does not close")
	}
	s.policy.SilenceDays, s.policy.MaxSilent = 20, 5
	said := len(s.story(tenant))
	late := now.Add(24 * time.Hour)
	state.Facts = append(state.Facts, fact(t, events.DebriefRecorded, "evt-9", late, events.Debrief{}))
	_, decided, err := s.at(tenant, state, late)
	if err != nil || !decided.Ended || len(decided.Emitted) != 0 || !decided.Since.IsZero() {
		t.Errorf("ended %t, emitted %v, planned anew since %v, %v", decided.Ended, decided.Emitted, decided.Since, err)
	}
	if got := s.snapshot(tenant); got.Stage != events.Closed || !got.ClosedAt.Equal(closed) || got.Outcome != events.NoResponse {
		t.Errorf("%s with %q at %v, want closed with no_response at %v", got.Stage, got.Outcome, got.ClosedAt, closed)
	}
	for _, line := range s.story(tenant)[said:] {
		if line == "reminder.due int-42.move_on.2" || line == "reminder.due int-42.check_in.4" {
			t.Errorf("%s after closing", line)
		}
	}
}

// What STATUS did not want any more when its instant came was not sent: the decision that withdrew it was cut short.
func TestWhatWasWithdrawnInACrashIsNotOnRecord(t *testing.T) {
	s := newStation(t)
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{completed(t)}}, heldNote())
	if len(state.Handed) != 1 {
		t.Fatalf("%d reminders are handed over, want the note", len(state.Handed))
	}
	snoozed := heldNote().Add(time.Minute)
	state.Facts = append(state.Facts, fact(t, events.ReminderSnoozed, "evt-2", snoozed, events.Snooze{Until: newYork(time.March, 3, 19, 0)}))
	s.fail = func(_ int, after bool) error {
		if entry, err := s.status.Get(t.Context(), bus.Key(tenant, subject)); after && err == nil && entry.Value.EvaluatedAt.Equal(snoozed) {
			return errCrash
		}
		return nil
	}
	if _, _, err := s.at(tenant, state, snoozed); !errors.Is(err, errCrash) {
		t.Fatalf("got error %v", err)
	}
	s.fail = nil
	after := newYork(time.March, 3, 18, 5)
	state = s.must(tenant, state, after)
	for _, e := range state.Emitted {
		if e.Kind == events.ThankYou {
			t.Errorf("thank_you %d is on record for %v", e.N, e.DueAt)
		}
	}
	if !s.snapshot(tenant).Wants("int-42.thank_you.1", newYork(time.March, 3, 19, 0)) {
		t.Errorf("the note is lost: %v", s.snapshot(tenant).Plan)
	}
}

// While an interview is waited for there is no plan that the change could have moved.
func TestWithoutAPlanNothingIsPlannedAnew(t *testing.T) {
	s := newStation(t)
	note := fact(t, events.ThankyouSent, "evt-0", ended, events.Thankyou{})
	state := s.must(tenant, lifecycle.State{Facts: []events.Event{note}}, ended)
	state.Basis = "an older release"
	state.Facts = append(state.Facts, completed(t))
	if state = s.must(tenant, state, ended.Add(time.Hour)); !state.Since.IsZero() || state.Basis != followup.Basis(s.policy) {
		t.Errorf("it rests on %q since %v", state.Basis, state.Since)
	}
}
