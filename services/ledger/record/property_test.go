package record_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// canary is in every word of the candidate's.
const canary = "kanarienvogel"

func start() time.Time { return time.Date(2026, time.March, 3, 20, 0, 0, 0, time.UTC) }

// history draws what is said of one follow-up, stream by stream: more than could ever be true, but as each stream could hold it.
func history(t *rapid.T) map[string][]events.Event {
	all := map[string][]events.Event{}
	id := 0
	say := func(stream string, kind events.Type, data any) {
		id++
		// A time is finer than what is kept of it.
		at := start().Add(time.Duration(rapid.Int64Range(0, int64(30*24*time.Hour)).Draw(t, "time")))
		e, err := events.New(kind, "/test", fmt.Sprint("e-", id), "acme", "int-1", at, data)
		if err != nil {
			t.Fatal(err)
		}
		all[stream] = append(all[stream], e)
	}
	for range rapid.IntRange(0, 8).Draw(t, "facts") {
		kind, data := fact(t, id)
		say(events.StreamFacts, kind, data)
	}
	for revision := range rapid.IntRange(0, 8).Draw(t, "plans") {
		if rapid.Bool().Draw(t, "notice") {
			kind := rapid.SampledFrom([]events.Type{events.ReminderDue, events.ReminderSkipped, events.ReminderWithdrawn}).Draw(t, "kind")
			say(events.StreamFollowups, kind, events.ReminderNotice{Reminder: reminder(t)})
			continue
		}
		s := events.Snapshot{
			Followup: "int-1", Revision: revision + 1, Facts: revision, EndedAt: start(), EvaluatedAt: start(),
			Stage:   rapid.SampledFrom([]events.Stage{events.OwesNotes, events.CheckingIn, events.Closed}).Draw(t, "stage"),
			Outcome: rapid.SampledFrom([]events.Outcome{"", events.Offer, events.NoResponse}).Draw(t, "outcome"),
		}
		s.Plan = rapid.SliceOfNDistinct(rapid.Custom(reminder), 0, 3, func(r events.Reminder) string { return r.ID }).Draw(t, "plan")
		say(events.StreamFollowups, events.FollowupPlanned, s)
	}
	for range rapid.IntRange(0, 8).Draw(t, "deliveries") {
		r, channel := reminder(t), rapid.SampledFrom([]events.Channel{events.Email, events.SMS, events.Adviser}).Draw(t, "channel")
		kind := rapid.SampledFrom([]events.Type{
			events.DeliveryRequested, events.DeliverySent, events.DeliveryFailed, events.DeliverySkipped, events.DeliveryReceipt,
		}).Draw(t, "kind")
		if kind == events.DeliveryRequested {
			say(events.StreamDeliveries, kind, events.DeliveryOrder{Reminder: r, Channel: channel, Brief: events.Brief{Meeting: meeting(t, id)}})
			continue
		}
		say(events.StreamDeliveries, kind, events.Delivery{
			Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: channel, DueAt: r.DueAt, Rule: "opted_out", Reason: "So.", State: "delivered",
			MessageID: rapid.SampledFrom([]string{"m-1", "m-2"}).Draw(t, "message"),
			At:        r.DueAt.Add(time.Duration(rapid.Int64Range(0, int64(time.Hour)).Draw(t, "later"))),
			Class:     rapid.SampledFrom([]events.DeliveryClass{events.Accepted, events.Permanent, events.Ambiguous}).Draw(t, "class"),
		})
	}
	return all
}

func fact(t *rapid.T, id int) (events.Type, any) {
	switch rapid.IntRange(0, 6).Draw(t, "fact") {
	case 0:
		return events.InterviewScheduled, meeting(t, id)
	case 1:
		return events.InterviewCompleted, meeting(t, id)
	case 2:
		return events.CandidateUpdated, events.CandidateUpdate{Name: fmt.Sprint(canary, " ", id), TimeZone: "Europe/" + canary}
	case 3:
		return events.ThankyouSent, events.Thankyou{InterviewerIDs: rapid.SampledFrom([][]string{nil, {"iv-1"}, {"iv-2"}}).Draw(t, "thanked")}
	case 4:
		return events.CheckinMade, events.Checkin{Result: rapid.SampledFrom([]events.CheckinResult{events.NoAnswer, events.CheckinOffer}).Draw(t, "result")}
	case 5:
		return events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer}
	default:
		return events.FactRetracted, events.Retraction{Source: "/test", ID: fmt.Sprint("e-", rapid.IntRange(1, 9).Draw(t, "taken back"))}
	}
}

func meeting(t *rapid.T, id int) events.Meeting {
	return events.Meeting{
		Interview:    events.Interview{ID: "int-1", EndedAt: start()},
		Candidate:    events.Candidate{ID: canary + "-1", Name: fmt.Sprint(canary, " ", id), Email: canary + "@example.com", TimeZone: "Europe/" + canary},
		Employer:     events.Employer{Name: rapid.SampledFrom([]string{"Finn Logistics", "Müller"}).Draw(t, "employer"), TimeZone: "America/New_York"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}, {ID: "iv-2", Name: "Ms. Finn"}},
	}
}

func reminder(t *rapid.T) events.Reminder {
	r := events.Reminder{
		Kind:  rapid.SampledFrom([]events.Kind{events.ThankYou, events.CheckIn}).Draw(t, "reminder"),
		N:     rapid.IntRange(1, 2).Draw(t, "n"),
		DueAt: start().Add(time.Duration(rapid.IntRange(0, 2).Draw(t, "due"))*time.Hour + time.Nanosecond), ExpiresAt: start().Add(99 * time.Hour), Reason: "Because.",
		State: rapid.SampledFrom([]events.ReminderState{events.Planned, events.Due, events.Skipped}).Draw(t, "state"),
	}
	if r.State == events.Skipped {
		r.Rule = "note_sent"
	}
	r.ID = events.ReminderID("int-1", r.Kind, r.N)
	return r
}

// tell applies a history in an order that keeps each stream's own, and returns the entries by their place.
func tell(t *rapid.T, all map[string][]events.Event, label string) (*record.Record, map[string]string) {
	r, entries, at := record.New("acme", "int-1"), map[string]string{}, map[string]int{}
	left := []string{events.StreamFacts, events.StreamFollowups, events.StreamDeliveries}
	for len(left) > 0 {
		i := rapid.IntRange(0, len(left)-1).Draw(t, label)
		stream := left[i]
		if at[stream] == len(all[stream]) {
			left = append(left[:i:i], left[i+1:]...)
			continue
		}
		e := all[stream][at[stream]]
		at[stream]++
		entry := r.Apply(record.Incoming{Stream: stream, Sequence: uint64(at[stream]), Stored: e.Time, Event: e})
		entries[fmt.Sprint(stream, "/", at[stream])] = string(entry.Data)
	}
	return r, entries
}

func TestTheOrderOfTheStreamsAgainstEachOtherDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := history(t)
		one, entries := tell(t, all, "one order")
		other, again := tell(t, all, "another order")
		if diff := cmp.Diff(one.Followup, other.Followup); diff != "" {
			t.Fatalf("the follow-up:\n%s", diff)
		}
		if diff := cmp.Diff(one.Reminders, other.Reminders); diff != "" {
			t.Fatalf("the reminders:\n%s", diff)
		}
		if diff := cmp.Diff(one.Deliveries, other.Deliveries); diff != "" {
			t.Fatalf("the deliveries:\n%s", diff)
		}
		if diff := cmp.Diff(one.Memory, other.Memory); diff != "" {
			t.Fatalf("what is remembered:\n%s", diff)
		}
		if diff := cmp.Diff(one.Contribution(), other.Contribution()); diff != "" {
			t.Fatalf("what it counts for:\n%s", diff)
		}
		if diff := cmp.Diff(entries, again); diff != "" {
			t.Fatalf("the entries:\n%s", diff)
		}
	})
}

// A dead letter that is sent again comes as another message with the same event.
func TestAFactThatComesTwiceCountsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := history(t)
		facts := all[events.StreamFacts]
		once, _ := tell(t, all, "once")
		all[events.StreamFacts] = append(facts[:len(facts):len(facts)], facts...)
		twice, _ := tell(t, all, "twice")
		if diff := cmp.Diff(once.Followup, twice.Followup); diff != "" {
			t.Fatalf("the follow-up:\n%s", diff)
		}
		if diff := cmp.Diff(once.Contribution(), twice.Contribution()); diff != "" {
			t.Fatalf("what it counts for:\n%s", diff)
		}
	})
}

func TestAnErasureLeavesNoNameWhateverWasSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := history(t)
		facts := all[events.StreamFacts]
		erasure, err := events.New(events.CandidateErased, "/test", "erasure", "acme", "int-1", start(), events.Erasure{})
		if err != nil {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, len(facts)).Draw(t, "erased after")
		all[events.StreamFacts] = append(append(facts[:at:at], erasure), facts[at:]...)
		r, entries := tell(t, all, "order")
		if !r.Erased() {
			t.Fatal("it is not erased")
		}
		for place, data := range entries {
			var sequence int
			if _, err := fmt.Sscanf(place, events.StreamFacts+"/%d", &sequence); err == nil && sequence <= at {
				continue // These were written before, and the book takes their data out.
			}
			if strings.Contains(data, canary) {
				t.Fatalf("entry %s still holds a name: %s", place, data)
			}
		}
		if text := fmt.Sprintf("%+v %+v %+v %+v %v", r.Followup, r.Reminders, r.Deliveries, r.Memory, r.Words()); strings.Contains(text, canary) {
			t.Fatalf("the record still holds a name: %s", text)
		}
	})
}
