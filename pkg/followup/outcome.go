package followup

import (
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// verdicts is what has been said and concluded about how the follow-up ends.
type verdicts struct {
	// acting is the outcome that stops the other reminders, empty while there is none.
	acting events.Outcome
	// byATS reports that only an ATS said so; what people report outweighs it.
	byATS bool
	// at is when it began to act.
	at time.Time
	// concluded is what may be said where acting may not: no_response or expired when we concluded it ourselves, also
	// where an ATS's word took its place. What was not announced must not show in a reason either.
	concluded events.Outcome
	// message is the kind that tells the candidate, empty for none.
	message events.Kind

	// silent is an offer or rejection that an ATS recorded and nobody has told the candidate of.
	silent events.Outcome
	// respondBy is the latest date by which the offer wants an answer.
	respondBy events.Date
	// respondByATS reports that only an ATS named it.
	respondByATS bool
}

// shown returns the outcome as far as it may be shown.
func (v *verdicts) shown() events.Outcome { return v.acting }

// sayable returns the outcome as a reason, or a page, may speak of it to the candidate.
func (v *verdicts) sayable() events.Outcome {
	if v.concluded != "" {
		return v.concluded
	}
	return v.acting
}

// hear takes in an outcome that somebody reported. changed reports that it acts from now on.
func (v *verdicts) hear(o events.Outcome, by events.Reporter, announce bool, t time.Time) (changed bool) {
	ats := by == events.ReportedByATS
	if ats && !announce && (o == events.Offer || o == events.Rejection) {
		v.silent = o
		return false
	}
	if v.acting != "" && ats && !v.byATS {
		return false
	}
	told := !v.byATS || v.message == messageOf(o)
	if v.acting == o && told {
		v.byATS = v.byATS && ats
		return false
	}
	v.act(o, messageOf(o), ats, t)
	return true
}

// hearLate takes in an outcome after the follow-up has closed. It changes what is
// recorded; speak says whether an offer or rejection may still send its message.
func (v *verdicts) hearLate(o events.Outcome, by events.Reporter, announce, speak bool, t time.Time) {
	if by == events.ReportedByATS {
		if v.byATS {
			said := v.sayable()
			v.act(o, "", true, t)
			if !announce && (o == events.Offer || o == events.Rejection) {
				v.concluded = said
			}
		}
		return
	}
	told := !v.byATS || v.message == messageOf(o)
	if v.acting == o && told {
		v.byATS = false
		return
	}
	message := messageOf(o)
	if !speak {
		message = ""
	}
	v.act(o, message, false, t)
}

// hearRespondBy takes in the date by which an offer wants an answer. What a person
// has named outweighs what an ATS names.
func (v *verdicts) hearRespondBy(d events.Date, by events.Reporter) {
	ats := by == events.ReportedByATS
	if d.IsZero() || ats && !v.respondBy.IsZero() && !v.respondByATS {
		return
	}
	v.respondBy, v.respondByATS = d, ats
}

// act puts an outcome in force. The date of an offer goes with it.
func (v *verdicts) act(o events.Outcome, message events.Kind, byATS bool, t time.Time) {
	if v.acting == events.Offer && o != events.Offer {
		v.respondBy, v.respondByATS = events.Date{}, false
	}
	v.acting, v.message, v.byATS, v.at, v.concluded = o, message, byATS, t, ""
}

// deadlineKey tells the reminder of this offer's date from that of another date or another offer.
func (v *verdicts) deadlineKey() string {
	return fmt.Sprintf("%s@%d@%s", events.OfferDeadline, v.at.UnixNano(), v.respondBy)
}

// conclude puts our own conclusion in force, no_response or expired. An outcome
// that an ATS has recorded takes its place (DOMAIN.md, "Nobody learns an answer from us").
func (v *verdicts) conclude(o events.Outcome, t time.Time) {
	switch v.silent {
	case events.Offer:
		v.act(events.Offer, "", true, t)
	case events.Rejection:
		v.act(events.Rejection, events.MoveOn, true, t)
	default:
		v.act(o, events.MoveOn, true, t)
	}
	v.concluded = o
}

// messageOf returns the message that a reported outcome sends.
func messageOf(o events.Outcome) events.Kind {
	switch o {
	case events.Offer:
		return events.Congratulation
	case events.Rejection:
		return events.Regroup
	default:
		return ""
	}
}
