package events

import "net/url"

// The rules of the facts that follow an interview.

func (c *checker) cancellation(d *Cancellation) {
	word(c, "reason", d.Reason, CancelledByEither, NoShow, OtherReason)
}

func (c *checker) debrief(d *Debrief) {
	c.texts("topics", d.Topics)
	c.texts("strengths", d.Strengths)
	c.promise(d.Promise)
}

func (c *checker) thankyou(d *Thankyou) {
	c.atMost("interviewer_ids", len(d.InterviewerIDs), MaxInterviewers)
	for i, id := range d.InterviewerIDs {
		c.requiredID(element("interviewer_ids", i), id)
	}
	word(c, "method", d.Method, ByEmail, ByHand, ByPost, ByOther)
	c.happened("at", d.At)
}

func (c *checker) checkin(d *Checkin) {
	word(c, "method", d.Method, ByCall, ByEmail)
	requiredWord(c, "result", d.Result, StillDeciding, CallBack, WillContact, NoAnswer, CheckinOffer, CheckinReject)
	c.promise(d.Promise)
	c.happened("at", d.At)
}

func (c *checker) postponement(d *Postponement) { c.promise(d.Promise) }

func (c *checker) outcome(d *OutcomeReport) {
	requiredWord(c, "outcome", d.Outcome, Offer, Rejection, Advanced, Withdrawn)
	c.day("respond_by", d.RespondBy)
	word(c, "reported_by", d.ReportedBy, ReportedByCandidate, ReportedByATS, ReportedByStaff)
}

func (c *checker) snooze(d *Snooze) {
	if d.Until.IsZero() {
		c.add("until", "is required: the time from which reminders may come again")
	}
	c.notLongAgo("until", d.Until)
	c.notFarAhead("until", d.Until)
}

func (c *checker) consent(d *Consent) {
	requiredWord(c, "channel", d.Channel, Email, SMS)
	if c.root.member("allowed") == nil {
		c.add("allowed", "is required: true or false")
	}
	c.text("evidence", d.Evidence, MaxText)
}

// retraction wants the source and id of an event as its envelope has them.
func (c *checker) retraction(d *Retraction) {
	c.requiredText("source", d.Source, MaxSource)
	if _, err := url.Parse(d.Source); err != nil && !c.faults.has("source") {
		c.add("source", "must be a URI reference such as /ats/greenhouse")
	}
	c.requiredID("id", d.ID)
}
