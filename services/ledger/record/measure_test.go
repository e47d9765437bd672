package record_test

import (
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// Who hears of the answer from the employer's own system, or from an adviser, does not know whether the candidate has asked.
func TestACheckInIsMadeByTheCandidate(t *testing.T) {
	at := start().AddDate(0, 0, 4)
	for name, test := range map[string]struct {
		kind events.Type
		data any
		want int
	}{
		"of a check-in":         {events.CheckinMade, events.Checkin{Result: events.StillDeciding}, 1},
		"of a new date":         {events.DecisionPostponed, events.Postponement{}, 1},
		"of an answer":          {events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer, ReportedBy: events.ReportedByCandidate}, 1},
		"of an answer, unnamed": {events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer}, 1},
		"an ATS":                {events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer, ReportedBy: events.ReportedByATS}, 0},
		"the staff":             {events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer, ReportedBy: events.ReportedByStaff}, 0},
		"of a note":             {events.ThankyouSent, events.Thankyou{}, 0},
		"of a new name":         {events.CandidateUpdated, events.CandidateUpdate{Name: "Ada"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTeller(t)
			w.asked(events.Snapshot{Revision: 1, Stage: events.Closed, Outcome: events.Offer, ClosedAt: at.Add(time.Hour)}, checkIn(1, 3))
			w.say(test.kind, at, test.data)
			if got := w.counted(record.CheckInsMade); got != test.want || w.counted(record.CheckInsSent) != 1 {
				t.Errorf("%d of %d check-ins were made; want %d of 1", got, w.counted(record.CheckInsSent), test.want)
			}
			if test.kind == events.OutcomeRecorded && !w.Followup.DecidedAt.Equal(at) {
				t.Errorf("the answer became known at %s; want %s, whoever told of it", w.Followup.DecidedAt, at)
			}
		})
	}
}

func TestAFollowupIsAskedToCheckInOnce(t *testing.T) {
	w := newTeller(t)
	w.asked(events.Snapshot{Revision: 1, Stage: events.CheckingIn})
	if got := w.counted(record.AskedToCheckIn); got != 0 {
		t.Errorf("without a check-in it counts %d times", got)
	}
	w.asked(events.Snapshot{Revision: 2, Stage: events.CheckingIn}, checkIn(1, 3), checkIn(2, 13))
	if got, sent := w.counted(record.AskedToCheckIn), w.counted(record.CheckInsSent); got != 1 || sent != 2 {
		t.Errorf("with %d check-ins it counts %d times; want 2 and 1", sent, got)
	}
}
