package portal

import "github.com/afterword-io/afterword/pkg/events"

// outcome tells how it ends. Offer with another day says again that there is an offer, and when an answer is due.
func (sub *submission) outcome() []statement {
	report := events.OutcomeReport{
		Outcome:    choice(sub.input, fieldOutcome, events.Offer, events.Rejection, events.Advanced, events.Withdrawn),
		ReportedBy: events.ReportedByCandidate,
	}
	if report.Outcome == events.Offer {
		report.RespondBy = sub.date(fieldRespondBy)
		if first, last := sub.respondBounds(); !report.RespondBy.IsZero() && !inBounds(report.RespondBy, first, last) {
			code := FaultDate
			if report.RespondBy.String() < first {
				code = FaultPast
			}
			sub.fault(fieldRespondBy, code, 0)
		}
	}
	return []statement{{0, events.OutcomeRecorded, report}}
}

// respondBounds are the first and the last date by which an offer can want an answer.
func (v *visit) respondBounds() (first, last string) {
	return v.today().String(), v.today().AddDays(365).String()
}
