package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/temporal"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

func TestTheWorkedExampleRunsOverFiveWeeks(t *testing.T) {
	r := newRun(t)
	state := r.live(lifecycle.State{}, onTime(completed(t)))

	want := told(completed(t))
	if len(want) != 11 {
		t.Errorf("the worked example has 11 reminders, Simulate tells %d", len(want))
	}
	r.sends(want)
	r.emits(state, want)
	r.closes(events.NoResponse, newYork(time.April, 7, 9, 0))
	if r.repeated != 0 {
		t.Errorf("%d events were published twice", r.repeated)
	}
	if closed := r.of(events.FollowupClosed); len(closed) != 1 {
		t.Errorf("closed is said %d times", len(closed))
	}
}

func TestEveryReminderIsHandedOverAheadAndOnce(t *testing.T) {
	r := newRun(t)
	r.live(lifecycle.State{}, onTime(completed(t)))
	lead := followup.DefaultPolicy().Lead.HandOver(tenant, subject)

	seen := map[string]bool{}
	for _, s := range r.of(events.ReminderDue) {
		notice, err := events.DataOf[events.ReminderNotice](s.Event)
		if err != nil {
			t.Fatal(err)
		}
		if ahead := notice.Reminder.DueAt.Sub(s.Time); ahead != lead {
			t.Errorf("%s is handed over %v ahead, want %v", notice.Reminder.ID, ahead, lead)
		}
		if seen[notice.Reminder.ID] {
			t.Errorf("%s is handed over twice", notice.Reminder.ID)
		}
		seen[notice.Reminder.ID] = true
		if notice.Brief == nil || notice.Brief.Meeting.Candidate.Email == "" {
			t.Errorf("%s has no brief to write from", notice.Reminder.ID)
		}
	}
	if len(seen) == 0 {
		t.Error("nothing was handed over")
	}
}

func TestNobodyWakesAtNineToRecordWhatTheNotifierSends(t *testing.T) {
	r := newRun(t)
	r.live(lifecycle.State{}, onTime(completed(t)))
	nine := newYork(time.March, 6, 9, 0)
	lead := followup.DefaultPolicy().Lead.HandOver(tenant, subject)
	var around []time.Time
	for _, s := range r.written {
		if s.EvaluatedAt.After(nine.Add(-2*time.Hour)) && s.EvaluatedAt.Before(nine.Add(2*time.Hour)) {
			around = append(around, s.EvaluatedAt)
		}
	}
	if diff := cmp.Diff([]time.Time{nine.Add(-lead), nine.Add(lead)}, around); diff != "" {
		t.Errorf("wakes around the first check-in (-want +got):\n%s", diff)
	}
}

func TestAPromiseFarAheadRunsIntoTheHardEnd(t *testing.T) {
	m := meeting()
	m.Promise = &events.Promise{By: events.Date{Year: 2026, Month: time.April, Day: 14}}
	interview := fact(t, events.InterviewCompleted, "evt-1", ended, m)
	r := newRun(t)
	state := r.live(lifecycle.State{}, onTime(interview))
	r.sends(told(interview))
	r.emits(state, told(interview))
	r.closes(events.Expired, newYork(time.May, 5, 17, 0))
	if r.at.Sub(ended) < 60*24*time.Hour {
		t.Errorf("it ended after %v, before 60 days", r.at.Sub(ended))
	}
}

func TestASentNoteWithdrawsWhatTheNotifierHolds(t *testing.T) {
	due := newYork(time.March, 3, 18, 0)
	sent := fact(t, events.ThankyouSent, "evt-2", due.Add(-2*time.Minute), events.Thankyou{Method: events.ByEmail})
	r := newRun(t)
	r.live(lifecycle.State{}, onTime(completed(t), sent))
	r.sends(told(completed(t), sent))

	withdrawn := r.of(events.ReminderWithdrawn)
	if len(withdrawn) != 1 {
		t.Fatalf("%d reminders are withdrawn, want 1", len(withdrawn))
	}
	notice, err := events.DataOf[events.ReminderNotice](withdrawn[0].Event)
	if err != nil {
		t.Fatal(err)
	}
	if got := notice.Reminder; got.ID != "int-42.thank_you.1" || !got.DueAt.Equal(due) || !withdrawn[0].Time.Equal(sent.Time) {
		t.Errorf("at %v, %s of %v is withdrawn", withdrawn[0].Time, got.ID, got.DueAt)
	}
	skipped := skips(t, r)
	for _, id := range []string{"int-42.thank_you.1", "int-42.thank_you.2", "int-42.thank_you_late.1"} {
		if skipped[id] != "note_sent" {
			t.Errorf("%s is skipped by rule %q, want note_sent", id, skipped[id])
		}
	}
}

// skips returns the rules by which reminders were reported as skipped, and fails on a second report.
func skips(t *testing.T, r *run) map[string]string {
	t.Helper()
	rules := map[string]string{}
	for _, s := range r.of(events.ReminderSkipped) {
		notice, err := events.DataOf[events.ReminderNotice](s.Event)
		if err != nil {
			t.Fatal(err)
		}
		if rules[notice.Reminder.ID] != "" {
			t.Errorf("%s is reported as skipped twice", notice.Reminder.ID)
		}
		rules[notice.Reminder.ID] = notice.Reminder.Rule
	}
	return rules
}

func TestEverySkippedReminderIsReportedOnceWithItsRule(t *testing.T) {
	for name, facts := range map[string][]events.Event{
		"silence":       {completed(t)},
		"note":          {completed(t), fact(t, events.ThankyouSent, "evt-2", ended.Add(time.Hour), events.Thankyou{})},
		"offer at once": {completed(t), fact(t, events.OutcomeRecorded, "evt-2", ended.Add(time.Hour), events.OutcomeReport{Outcome: events.Offer})},
		"offer with a date": {completed(t), fact(t, events.OutcomeRecorded, "evt-2", ended.Add(time.Hour),
			events.OutcomeReport{Outcome: events.Offer, RespondBy: events.Date{Year: 2026, Month: time.March, Day: 10}})},
	} {
		t.Run(name, func(t *testing.T) {
			want := map[string]string{}
			for _, s := range followup.Simulate(followup.DefaultPolicy(), facts, time.Time{}).Reminders {
				if s.State == events.Skipped {
					want[s.ID] = s.Rule
				}
			}
			r := newRun(t)
			r.live(lifecycle.State{}, onTime(facts...))
			if diff := cmp.Diff(want, skips(t, r)); diff != "" {
				t.Errorf("skipped (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnOfferClosesTheFollowUp(t *testing.T) {
	offer := fact(t, events.OutcomeRecorded, "evt-2", newYork(time.March, 6, 11, 0), events.OutcomeReport{Outcome: events.Offer})
	r := newRun(t)
	r.live(lifecycle.State{}, onTime(completed(t), offer))
	r.sends(told(completed(t), offer))
	r.closes(events.Offer, offer.Time)
	if last := r.sent(t); last[len(last)-1].ID != "int-42.congratulations.1" {
		t.Errorf("the last message is %v", last[len(last)-1])
	}
}

func TestRepeatedFactsWakeNothing(t *testing.T) {
	note := fact(t, events.ThankyouSent, "evt-2", ended.Add(time.Hour), events.Thankyou{})
	once := newRun(t)
	once.live(lifecycle.State{}, onTime(completed(t), note))

	signals := onTime(completed(t), note)
	for i := range 40 {
		signals = append(signals, signal{ended.Add(time.Duration(i+2) * time.Hour).Add(time.Second), []events.Event{completed(t), note}[i%2]})
	}
	often := newRun(t)
	state := often.live(lifecycle.State{}, signals)
	often.sends(told(completed(t), note))
	if got, want := often.decided.Load(), once.decided.Load(); got != want {
		t.Errorf("%d decisions, %d without the repetitions", got, want)
	}
	if len(state.Facts) != 2 {
		t.Errorf("it knows %d facts, want 2", len(state.Facts))
	}
}

func TestOfTwoWithTheSameIDTheEarlierCounts(t *testing.T) {
	earlier := fact(t, events.ThankyouSent, "evt-2", newYork(time.March, 3, 17, 0), events.Thankyou{})
	later := earlier
	later.Time = newYork(time.March, 3, 17, 30)
	r := newRun(t)
	state := r.live(lifecycle.State{}, []signal{{ended, completed(t)}, {later.Time, later}, {later.Time.Add(time.Minute), earlier}})
	if len(state.Facts) != 2 || !state.Facts[1].Time.Equal(earlier.Time) {
		t.Errorf("it knows %d facts, the last of %v; want 2, of %v", len(state.Facts), state.Facts[len(state.Facts)-1].Time, earlier.Time)
	}
	r.sends(told(completed(t), earlier))
}

func TestAFactMayComeBeforeItsInterview(t *testing.T) {
	note := fact(t, events.ThankyouSent, "evt-0", ended.Add(30*time.Minute), events.Thankyou{})
	reported := completed(t)
	reported.Time = ended.Add(2 * time.Hour)
	r := newRun(t)
	r.live(lifecycle.State{}, onTime(note, reported))
	r.sends(told(note, reported))
	if len(r.buried) != 0 {
		t.Errorf("%d facts are given up", len(r.buried))
	}
	if opened := r.of(events.FollowupOpened); len(opened) != 1 {
		t.Errorf("opened is said %d times", len(opened))
	}
}

func TestFactsWithoutAnInterviewAreGivenUpAfterADay(t *testing.T) {
	note := fact(t, events.ThankyouSent, "evt-0", ended, events.Thankyou{})
	call := fact(t, events.CheckinMade, "evt-1", ended.Add(time.Hour), events.Checkin{Result: events.NoAnswer})
	r := newRun(t)
	state := r.live(lifecycle.State{}, onTime(note, call))
	if want := ended.Add(24 * time.Hour); !r.at.Equal(want) {
		t.Errorf("it ended at %v, want %v", r.at, want)
	}
	var got []string
	for _, s := range r.buried {
		got = append(got, s.ID)
	}
	if diff := cmp.Diff([]string{"evt-0", "evt-1"}, got); diff != "" {
		t.Errorf("given up (-want +got):\n%s", diff)
	}
	if len(r.of(events.ReminderDue)) != 0 {
		t.Error("something was handed over")
	}

	t.Run("the interview may still be reported", func(t *testing.T) {
		r.t = t
		reported := fact(t, events.InterviewCompleted, "evt-2", ended.Add(30*time.Hour), meeting())
		again := r.live(state, onTime(reported))
		if len(again.Facts) != 3 {
			t.Errorf("it knows %d facts, want 3", len(again.Facts))
		}
		r.sends(told(note, call, reported))
	})
}

func TestContinueAsNewKeepsEverything(t *testing.T) {
	facts := []events.Event{
		completed(t),
		fact(t, events.ThankyouSent, "evt-2", ended.Add(4*time.Hour), events.Thankyou{}),
		fact(t, events.CheckinMade, "evt-3", newYork(time.March, 9, 12, 0), events.Checkin{Result: events.StillDeciding}),
	}
	whole := newRun(t)
	want := whole.live(lifecycle.State{}, onTime(facts...))

	lead := followup.DefaultPolicy().Lead.HandOver(tenant, subject)
	for name, at := range map[string]time.Time{
		"early":                       ended.Add(time.Minute),
		"while a reminder is held":    newYork(time.March, 6, 9, 0).Add(-lead),
		"after the check-in":          newYork(time.March, 6, 12, 0),
		"when the last fact has come": newYork(time.March, 9, 12, 0),
		"in the silence":              newYork(time.March, 30, 12, 0),
	} {
		t.Run(name, func(t *testing.T) {
			r := newRun(t)
			r.restart = at
			got := r.live(lifecycle.State{}, onTime(facts...))
			if r.runs != 2 {
				t.Fatalf("%d runs, want 2", r.runs)
			}
			r.sends(told(facts...))
			if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Revision" }, cmp.Ignore())); diff != "" {
				t.Errorf("state (-one run +two runs):\n%s", diff)
			}
		})
	}
}

func TestAFloodOfRepetitionsEndsTheHistory(t *testing.T) {
	signals := onTime(completed(t))
	for i := range 10 {
		signals = append(signals, signal{ended.Add(time.Duration(i+1) * time.Minute).Add(time.Second), completed(t)})
	}
	r := newRun(t)
	r.restart = ended.Add(5 * time.Minute)
	r.live(lifecycle.State{}, signals)
	if r.runs != 2 {
		t.Errorf("%d runs, want 2", r.runs)
	}
	if early := r.written[1].EvaluatedAt; early.After(ended.Add(6 * time.Minute)) {
		t.Errorf("it went on until %v with a history that is too long", early)
	}
	r.sends(told(completed(t)))
}

func TestALateOfferSendsItsOneMessage(t *testing.T) {
	r := newRun(t)
	state := r.live(lifecycle.State{}, onTime(completed(t)))
	closed := newYork(time.April, 7, 9, 0)
	offer := fact(t, events.OutcomeRecorded, "evt-9", newYork(time.April, 10, 7, 30), events.OutcomeReport{Outcome: events.Offer})
	again := r.live(state, onTime(offer))
	r.sends(told(completed(t), offer))
	r.closes(events.Offer, closed)
	if last := r.sent(t); last[len(last)-1] != (line{"int-42.congratulations.1", newYork(time.April, 10, 8, 0)}) {
		t.Errorf("the last message is %v", last[len(last)-1])
	}

	t.Run("once", func(t *testing.T) {
		r.t = t
		before := len(r.of(events.ReminderDue))
		repeated := offer
		repeated.ID, repeated.Time = "evt-10", offer.Time.Add(24*time.Hour)
		r.live(again, onTime(repeated))
		if got := len(r.of(events.ReminderDue)); got != before {
			t.Errorf("%d messages more", got-before)
		}
	})
}

func TestALateWithdrawalOnlyChangesTheRecord(t *testing.T) {
	r := newRun(t)
	state := r.live(lifecycle.State{}, onTime(completed(t)))
	before := len(r.of(events.ReminderDue))
	late := fact(t, events.OutcomeRecorded, "evt-9", newYork(time.April, 10, 12, 0), events.OutcomeReport{Outcome: events.Withdrawn})
	r.live(state, onTime(late))
	r.closes(events.Withdrawn, newYork(time.April, 7, 9, 0))
	if got := len(r.of(events.ReminderDue)); got != before {
		t.Errorf("%d messages more", got-before)
	}
	if closed := r.of(events.FollowupClosed); len(closed) != 2 {
		t.Errorf("closed is said %d times, want once for each outcome", len(closed))
	}
}

func TestAnAnnouncementOpensACancelledFollowUpAgain(t *testing.T) {
	m := meeting()
	m.Interview.EndsAt, m.Interview.EndedAt = ended, time.Time{}
	announced := fact(t, events.InterviewScheduled, "evt-1", ended.Add(-48*time.Hour), m)
	cancelled := fact(t, events.InterviewCancelled, "evt-2", ended.Add(-30*time.Hour), events.Cancellation{Reason: events.CancelledByEither})
	r := newRun(t)
	state := r.live(lifecycle.State{}, onTime(announced, cancelled))
	r.closes(events.Cancelled, cancelled.Time)

	again := fact(t, events.InterviewScheduled, "evt-3", ended.Add(-24*time.Hour), m)
	r.live(state, onTime(again))
	r.sends(told(announced, cancelled, again))
	r.closes(events.NoResponse, newYork(time.April, 7, 9, 0))
}

// Somebody pressed the wrong button: the follow-up had closed, and goes on.
func TestARetractionOpensAFollowUpAgain(t *testing.T) {
	offer := fact(t, events.OutcomeRecorded, "evt-2", newYork(time.March, 5, 10, 0), events.OutcomeReport{Outcome: events.Offer})
	retracted := fact(t, events.FactRetracted, "evt-3", newYork(time.March, 10, 10, 0), events.Retraction{Source: offer.Source, ID: offer.ID})
	r := newRun(t)
	state := r.live(lifecycle.State{}, onTime(completed(t), offer))
	r.closes(events.Offer, offer.Time)
	if got := r.last(); len(r.sent(t)) == 0 || !got.NextWake.IsZero() {
		t.Fatalf("the first run ends with %+v", got)
	}
	state = r.live(state, onTime(retracted))
	want := told(completed(t), offer, retracted)
	if !slices.Contains(want, line{subject + ".congratulations.1", offer.Time}) || !slices.Contains(want, line{subject + ".check_in.1", newYork(time.March, 11, 9, 0)}) {
		t.Fatalf("the story is %v", want)
	}
	r.sends(want)
	r.emits(state, want)
	if closed := r.of(events.FollowupClosed); len(closed) != 2 || r.last().Outcome != events.NoResponse {
		t.Errorf("closed is said %d times, in the end with %q", len(closed), r.last().Outcome)
	}
	// It comes again, and nothing happens.
	written := len(r.written)
	r.live(state, []signal{{r.last().ClosedAt.Add(time.Hour), retracted}})
	if diff := cmp.Diff(r.written[written-1].Plan, r.last().Plan); diff != "" {
		t.Errorf("the same retraction again changes the plan (-before +after):\n%s", diff)
	}
}

// What was handed over, withdrawn and is wanted again goes out at its time, once.
func TestARetractionWhileTheReminderIsAtTheNotifiers(t *testing.T) {
	due := newYork(time.March, 3, 18, 0)
	thanked := fact(t, events.ThankyouSent, "evt-2", due.Add(-2*time.Minute), events.Thankyou{})
	retracted := fact(t, events.FactRetracted, "evt-3", due.Add(-time.Minute), events.Retraction{Source: thanked.Source, ID: thanked.ID})
	r := newRun(t)
	facts := []events.Event{completed(t), thanked, retracted}
	state := r.live(lifecycle.State{}, onTime(facts...))
	if len(r.of(events.ReminderWithdrawn)) == 0 {
		t.Fatal("nothing was withdrawn: the story proves nothing")
	}
	r.sends(told(facts...))
	r.emits(state, told(facts...))
}

func TestALaterRoundClosesTheEarlierFollowUp(t *testing.T) {
	second := meeting()
	second.Interview.ID, second.Interview.Round = "int-43", 2
	second.Interview.EndedAt = newYork(time.March, 10, 12, 0)
	other := fact(t, events.InterviewCompleted, "evt-7", second.Interview.EndedAt, second)
	other.Subject = "int-43"
	r := newRun(t)
	r.live(lifecycle.State{}, onTime(completed(t), other))
	r.closes(events.Advanced, other.Time)
	r.sends(told(completed(t), other))
}

func TestAnotherRoundAloneOpensNothing(t *testing.T) {
	other := completed(t)
	other.Subject = "int-41"
	r := newRun(t)
	state := r.live(lifecycle.State{}, onTime(other))
	if len(state.Facts) != 1 || len(r.written) != 0 || len(r.stored) != 0 {
		t.Errorf("%d facts kept, %d snapshots, %d events; want 1, 0, 0", len(state.Facts), len(r.written), len(r.stored))
	}
}

func TestAFactAheadOfTheClockIsTakenWhenItsTimeComes(t *testing.T) {
	interview := completed(t)
	interview.Time = ended.Add(3 * time.Second) // By the clock of another machine.
	note := fact(t, events.ThankyouSent, "evt-2", ended.Add(time.Hour), events.Thankyou{})
	r := newRun(t)
	r.live(lifecycle.State{}, []signal{{ended, interview}, {note.Time.Add(-5 * time.Second), note}})
	r.sends(told(interview, note))
	times := make([]time.Time, 0, len(r.written))
	for _, s := range r.written {
		times = append(times, s.EvaluatedAt)
	}
	for _, want := range []time.Time{interview.Time, note.Time} {
		if !slices.ContainsFunc(times, want.Equal) {
			t.Errorf("nothing was decided at %v", want)
		}
	}
}

func TestAnOutageDelaysWhatHasNotExpired(t *testing.T) {
	lastCall := newYork(time.March, 4, 13, 0)
	for name, test := range map[string]struct {
		back time.Time
		late []string
		rule string
	}{
		"sent late": {lastCall.Add(time.Hour), []string{"int-42.thank_you.2"}, ""},
		"expired":   {lastCall.Add(150 * time.Minute), []string{"int-42.thank_you_late.1"}, "expired"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRun(t)
			r.down = func(now time.Time) bool { return now.After(lastCall.Add(-90*time.Minute)) && now.Before(test.back) }
			r.live(lifecycle.State{}, onTime(completed(t)))
			var late []string
			for _, s := range r.of(events.ReminderDue) {
				notice, err := events.DataOf[events.ReminderNotice](s.Event)
				if err != nil {
					t.Fatal(err)
				}
				if s.Time.After(notice.Reminder.DueAt) {
					late = append(late, notice.Reminder.ID)
				}
				if !s.Time.Before(notice.Reminder.ExpiresAt) {
					t.Errorf("%s is handed over stale", notice.Reminder.ID)
				}
			}
			if diff := cmp.Diff(test.late, late); diff != "" {
				t.Errorf("handed over late (-want +got):\n%s", diff)
			}
			// That what is sent late is on record as sent is told by TestWhatIsSentLateIsOnRecord: here the simulated
			// clock may run while a decision is made, and take it for lost.
			if rule := skips(t, r)["int-42.thank_you.2"]; test.rule != "" && rule != test.rule {
				t.Errorf("the last call is skipped by rule %q, want %q", rule, test.rule)
			}
			r.closes(events.NoResponse, newYork(time.April, 7, 9, 0))
		})
	}
}

// The SDK itself does not try again after some errors, such as that of an activity it does not know.
func TestAFailureThatIsNotRepeatedIsNoBusyLoopAndNoEnd(t *testing.T) {
	r := newRun(t)
	tries, back := 0, ended.Add(time.Hour)
	r.refuse = func() error {
		if !r.now().Before(back) {
			return nil
		}
		if tries++; tries > 100 {
			return nil // Enough to see that nobody waits in between.
		}
		return temporal.NewNonRetryableApplicationError("no such activity", "test", nil)
	}
	r.live(lifecycle.State{}, onTime(completed(t)))
	r.closes(events.NoResponse, newYork(time.April, 7, 9, 0))
	if tries != 60 {
		t.Errorf("%d tries in an hour, want one each minute", tries)
	}
}

func TestAFactThatComesDuringTheLastDecisionIsNotLost(t *testing.T) {
	offer := fact(t, events.OutcomeRecorded, "evt-2", ended.Add(time.Hour), events.OutcomeReport{Outcome: events.Offer})
	withdrawn := fact(t, events.OutcomeRecorded, "evt-3", offer.Time, events.OutcomeReport{Outcome: events.Withdrawn})
	r := newRun(t)
	r.during = func(state lifecycle.State) (events.Event, bool) { return withdrawn, len(state.Facts) == 2 }
	state := r.live(lifecycle.State{}, onTime(completed(t), offer))
	if len(state.Facts) != 3 {
		t.Errorf("it knows %d facts at its end, want 3", len(state.Facts))
	}
	r.closes(events.Withdrawn, offer.Time)
}

func TestWhatTheNotifierHeldThroughAnOutageWasSent(t *testing.T) {
	lastCall := newYork(time.March, 4, 13, 0)
	r := newRun(t)
	r.down = func(now time.Time) bool { return !now.Before(lastCall) && now.Before(lastCall.Add(150*time.Minute)) }
	state := r.live(lifecycle.State{}, onTime(completed(t)))
	if rule, ok := skips(t, r)["int-42.thank_you.2"]; ok {
		t.Errorf("the last call that was sent is reported as skipped by rule %s", rule)
	}
	if !slices.ContainsFunc(state.Emitted, func(e followup.Emitted) bool { return e.Kind == events.ThankYou && e.N == 2 }) {
		t.Error("the last call that was sent is not in the record")
	}
}

// round is what an earlier round is told of a later one.
func round(t *testing.T, kind events.Type, id string, at time.Time, data any) events.Event {
	t.Helper()
	e := fact(t, kind, id, at, data)
	e.Subject = "int-43"
	return e
}

func TestTheNextRoundClosesThisOneOnceItCountsAsHeld(t *testing.T) {
	starts := newYork(time.March, 6, 14, 0)
	announced := round(t, events.InterviewScheduled, "evt-7", newYork(time.March, 4, 12, 0), events.Meeting{
		Interview: events.Interview{ID: "int-43", StartsAt: starts, EndsAt: starts.Add(time.Hour), ApplicationID: "app-7"},
	})
	r := newRun(t)
	r.live(lifecycle.State{}, onTime(completed(t), announced))
	r.closes(events.Advanced, starts.Add(75*time.Minute))

	called := newRun(t)
	cancelled := round(t, events.InterviewCancelled, "evt-8", starts.Add(-time.Hour), events.Cancellation{})
	called.live(lifecycle.State{}, onTime(completed(t), announced, cancelled))
	called.sends(told(completed(t)))
	called.closes(events.NoResponse, newYork(time.April, 7, 9, 0))
}
