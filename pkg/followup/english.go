package followup

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// english speaks as a career adviser would: the day, the hour, the place, and why.
type english struct{}

func (e english) reason(t telling) string {
	if t.rule != "" {
		return e.skipped(t)
	}
	sentences := []string{e.planned(t)}
	if move := e.moved(t); move != "" {
		sentences = append(sentences, move)
	}
	if t.region != "" {
		sentences = append(sentences, e.fellBack(t))
	}
	return strings.Join(sentences, " ")
}

func (e english) planned(t telling) string {
	when := e.moment(t.due, t.candidate)
	switch t.kind {
	case events.ClosingBrief:
		return fmt.Sprintf("%s: the interview begins at %s, so it is time for a last look at what to say and what to ask at the end.",
			when, e.hour(t.start, t.candidate))
	case events.DebriefPrompt:
		return when + ": the conversation is fresh, so this is the time to note what was discussed and when they will decide."
	case events.ThankYou:
		if t.lastCall {
			return fmt.Sprintf("%s: last call, a thank-you note is worth most within a day, until %s.", when, e.dayAndHour(t.deadline, t.candidate))
		}
		return fmt.Sprintf("%s: a good moment for the thank-you notes; they should be out by %s.", when, e.dayAndHour(t.deadline, t.candidate))
	case events.ThankYouLate:
		return when + ": a day has passed, and a late note is still better than none."
	case events.CheckIn:
		return e.checkIn(t)
	case events.CheckInResult:
		return fmt.Sprintf("%s: nothing has been heard since the check-in before, so we ask how it went.", e.office(t))
	case events.OfferDeadline:
		return fmt.Sprintf("%s: the offer wants an answer by %s.", when, e.date(t.respondBy))
	case events.Congratulation:
		return when + ": there is an offer."
	case events.Regroup:
		return when + ": the answer was no, and the next step matters now."
	default:
		return e.moveOn(t, when)
	}
}

func (e english) moveOn(t telling, when string) string {
	switch t.outcome {
	case events.NoResponse:
		return fmt.Sprintf("%s: no word for %d business days after the last check-in; it is time to look ahead.", when, t.silentDays)
	default:
		return when + ": too much time has passed since the interview; it is time to look ahead."
	}
}

// checkIn says which day they named, what stood in the way, and when it is.
func (e english) checkIn(t telling) string {
	var why string
	switch t.basis {
	case onPromise:
		why = fmt.Sprintf("They said by %s", e.date(t.d))
	case onCallBack:
		why = "They asked for a call back"
	case onCallDate:
		why = fmt.Sprintf("They asked for a call on %s", e.date(t.d.AddDays(1)))
	case onAnswer:
		why = "They named no date, so we give them until " + e.date(t.d)
	case onSilence:
		why = "Nothing was heard after the check-in before, so we give them until " + e.date(t.d)
	default:
		why = "They named no date, so we give them until " + e.date(t.d)
	}
	if t.held {
		why = fmt.Sprintf("They had said by %s", e.date(t.d))
	}
	if len(t.dayOff) > 0 {
		off := make([]string, len(t.dayOff))
		for i, day := range t.dayOff {
			off[i] = e.dayOff(day)
		}
		return fmt.Sprintf("%s; %s, so %s.", why, strings.Join(off, " and "), e.office(t))
	}
	if t.slot.Apart {
		return fmt.Sprintf("%s; their office hours and your hours do not meet, so %s, before they open.", why, e.office(t))
	}
	if t.spaced || !t.lateFrom.IsZero() || !t.snoozed.IsZero() || !t.due.Equal(t.slot.Morning) {
		return fmt.Sprintf("%s; the check-in is for %s.", why, e.office(t))
	}
	return fmt.Sprintf("%s; %s is the next business morning.", why, e.office(t))
}

func (e english) dayOff(off calendar.DayOff) string {
	switch {
	case off.Holiday.Name != "" && off.Holiday.Observed:
		return fmt.Sprintf("%s is %s (observed)", e.date(off.Date), off.Holiday.Name)
	case off.Holiday.Name != "":
		return fmt.Sprintf("%s is %s", e.date(off.Date), off.Holiday.Name)
	default:
		return e.date(off.Date) + " the office is closed"
	}
}

func (e english) moved(t telling) string {
	switch {
	case t.spaced:
		return "It keeps its distance from the message before."
	case !t.snoozed.IsZero():
		return fmt.Sprintf("It was put off until %s.", e.dayAndHour(t.snoozed, t.candidate))
	case t.replanned:
		return fmt.Sprintf("The schedule changed on %s, when its new time had already passed.", e.dayAndHour(t.lateFrom, t.candidate))
	case !t.lateFrom.IsZero():
		return fmt.Sprintf("We learned of it on %s, after its usual time.", e.dayAndHour(t.lateFrom, t.candidate))
	default:
		return ""
	}
}

func (e english) fellBack(t telling) string {
	if t.country == "" {
		return fmt.Sprintf("We know no public holidays for %s, so only weekends count.", t.region)
	}
	return fmt.Sprintf("We know no public holidays for %s, so those of %s count.", t.region, t.country)
}

func (e english) skipped(t telling) string {
	when := e.moment(t.due, t.candidate)
	switch t.rule {
	case RuleNoteSent:
		return fmt.Sprintf("Not needed on %s: the thank-you notes are sent.", when)
	case RuleTopicsKnown:
		return fmt.Sprintf("Not needed on %s: what was discussed and when they will decide are known.", when)
	case RuleTooClose:
		return fmt.Sprintf("Left out on %s: it would follow too closely on the message before.", when)
	case RuleCheckInFirst:
		return fmt.Sprintf("Left out on %s: the first check-in comes no later.", when)
	case RuleCheckInSkipped:
		return fmt.Sprintf("Left out on %s: the check-in it asks about was not sent.", when)
	case RuleAnswered:
		return fmt.Sprintf("Not needed on %s: news came after the check-in.", when)
	case RulePast:
		return fmt.Sprintf("Left out: %s had passed when we learned of it.", when)
	case RuleInterviewOver:
		return fmt.Sprintf("Left out on %s: the interview is over.", when)
	case RuleSuperseded:
		return fmt.Sprintf("Left out on %s: a later message says what matters now.", when)
	case RuleExpired:
		return fmt.Sprintf("Left out: by %s it would have come too late to be of use.", when)
	case RuleBudget:
		return fmt.Sprintf("Left out on %s: another check-in would be an annoyance.", when)
	case RuleCancelled:
		return fmt.Sprintf("Not needed on %s: the interview did not take place.", when)
	case RuleRescheduled:
		return fmt.Sprintf("Not needed on %s: the interview is on another day.", when)
	case RuleErased:
		return "Not sent: the candidate's data was erased."
	case RuleHardEnd:
		return "Not sent: we learned of the interview when it was long over."
	default:
		return fmt.Sprintf("Not needed on %s: %s.", when, e.outcome(t.outcome))
	}
}

func (e english) outcome(o events.Outcome) string {
	switch o {
	case events.Offer:
		return "there is an offer"
	case events.Rejection:
		return "the answer was no"
	case events.Advanced:
		return "the next round has begun"
	case events.Withdrawn:
		return "the application was withdrawn"
	case events.NoResponse:
		return "no answer came"
	default:
		return "the follow-up has ended"
	}
}

// moment returns "Friday 6 March, 09:00 in New York".
func (e english) moment(t time.Time, loc *time.Location) string {
	return fmt.Sprintf("%s, %s", e.date(events.DateOf(t.In(loc))), e.clock(t, loc))
}

// office returns a moment on the employer's clock, and on the candidate's where it differs.
func (e english) office(t telling) string {
	at := t.due.In(t.place)
	text := e.moment(t.due, t.place)
	here := t.due.In(t.candidate)
	if at.Format(time.DateTime) == here.Format(time.DateTime) {
		return text
	}
	if events.DateOf(at) == events.DateOf(here) {
		return fmt.Sprintf("%s (%s)", text, e.clock(t.due, t.candidate))
	}
	return fmt.Sprintf("%s (%s)", text, e.moment(t.due, t.candidate))
}

// dayAndHour is a moment whose place was named just before.
func (e english) dayAndHour(t time.Time, loc *time.Location) string {
	return fmt.Sprintf("%s, %s", e.date(events.DateOf(t.In(loc))), e.hour(t, loc))
}

func (e english) clock(t time.Time, loc *time.Location) string {
	return fmt.Sprintf("%s in %s", e.hour(t, loc), calendar.City(loc))
}

func (e english) hour(t time.Time, loc *time.Location) string { return t.In(loc).Format("15:04") }

// date returns "Friday 6 March".
func (e english) date(d events.Date) string {
	return fmt.Sprintf("%s %d %s", d.Weekday(), d.Day, d.Month)
}
