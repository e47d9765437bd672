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
		return fmt.Sprintf("%s: the interview begins %s, so it is time for a last look at what to say and ask at the end.", when, e.begins(t))
	case events.DebriefPrompt:
		return when + ": the conversation is fresh, so this is the time to note what was discussed and when they will decide."
	case events.ThankYou:
		if t.lastCall {
			return fmt.Sprintf("%s: still time for the thank-you notes; they do the most good within a day, so by %s.", when, e.dayAndHour(t.deadline, t.candidate))
		}
		return fmt.Sprintf("%s: a good moment for the thank-you notes; they are best sent by %s.", when, e.dayAndHour(t.deadline, t.candidate))
	case events.ThankYouLate:
		return when + ": a day has passed, but a late note is better than none."
	case events.CheckIn:
		return e.checkIn(t)
	case events.CheckInResult:
		return fmt.Sprintf("%s: there has been no word since the last check-in, so we ask how it went.", e.office(t))
	case events.OfferDeadline:
		return fmt.Sprintf("%s: they hope for an answer to the offer by %s.", when, e.date(t.respondBy))
	case events.Congratulation:
		return when + ": there is an offer, and that calls for congratulations."
	case events.Regroup:
		return when + ": the answer was no, and what matters now is the next step."
	default:
		return e.moveOn(t, when)
	}
}

func (e english) moveOn(t telling, when string) string {
	switch t.outcome {
	case events.NoResponse:
		return fmt.Sprintf("%s: no word for %d business days after the last check-in; it is time to look ahead.", when, t.silentDays)
	default:
		return when + ": the interview was a long time ago; it is time to look ahead."
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
		why = "There was no word after the last check-in, so we give them until " + e.date(t.d)
	default:
		why = "They named no date, so we give them until " + e.date(t.d)
	}
	if t.held {
		why = fmt.Sprintf("The day they named, %s, still stands", e.date(t.d))
	}
	switch {
	case len(t.dayOff) > 0:
		return fmt.Sprintf("%s; %s, so %s.", why, e.daysOff(t.dayOff), e.office(t))
	case t.slot.Apart:
		return fmt.Sprintf("%s; their office hours and your hours for messages do not overlap, so %s, before they open.", why, e.office(t))
	case t.basis == onCallDate && t.due.Equal(t.slot.Morning) && t.d.AddDays(1) == events.DateOf(t.due.In(t.place)):
		return fmt.Sprintf("%s; the time for it is %s%s.", why, e.clock(t.due, t.place), e.here(t))
	case t.spaced || !t.lateFrom.IsZero() || !t.snoozed.IsZero() || !t.due.Equal(t.slot.Morning):
		return fmt.Sprintf("%s; the check-in is set for %s.", why, e.office(t))
	default:
		return fmt.Sprintf("%s; the next business morning is %s.", why, e.office(t))
	}
}

// daysOff names the days off in a row. The office is closed once, on however many days.
func (e english) daysOff(days []calendar.DayOff) string {
	var parts, closed []string
	flush := func() {
		if len(closed) > 0 {
			parts = append(parts, "the office is closed on "+e.list(closed))
			closed = nil
		}
	}
	for _, day := range days {
		if day.Holiday.Name == "" {
			closed = append(closed, e.date(day.Date))
			continue
		}
		flush()
		parts = append(parts, e.holiday(day))
	}
	flush()
	return e.list(parts)
}

func (e english) holiday(off calendar.DayOff) string {
	if off.Holiday.Observed {
		return fmt.Sprintf("%s is %s (observed)", e.date(off.Date), off.Holiday.Name)
	}
	return fmt.Sprintf("%s is %s", e.date(off.Date), off.Holiday.Name)
}

func (e english) list(parts []string) string {
	last := len(parts) - 1
	if last == 0 {
		return parts[0]
	}
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

func (e english) moved(t telling) string {
	switch {
	case t.spaced:
		return "It was moved to leave some time after the previous message."
	case !t.snoozed.IsZero():
		return fmt.Sprintf("It was put off until %s.", e.dayAndHour(t.snoozed, t.candidate))
	case t.retracted:
		return fmt.Sprintf("An entry was corrected on %s, when the time for this had already passed.", e.dayAndHour(t.lateFrom, t.candidate))
	case t.replanned:
		return fmt.Sprintf("The schedule changed on %s, when the new time had already passed.", e.dayAndHour(t.lateFrom, t.candidate))
	case !t.lateFrom.IsZero():
		return fmt.Sprintf("We learned of this on %s, after the usual time.", e.dayAndHour(t.lateFrom, t.candidate))
	default:
		return ""
	}
}

func (e english) fellBack(t telling) string {
	if t.country == "" {
		return fmt.Sprintf("We know no public holidays for %s, so only weekends count.", t.region)
	}
	return fmt.Sprintf("We know no public holidays for %s, so those of %s apply.", t.region, t.country)
}

func (e english) skipped(t telling) string {
	when := e.moment(t.due, t.candidate)
	switch t.rule {
	case RuleNoteSent:
		return fmt.Sprintf("Not needed on %s: the thank-you notes have been sent.", when)
	case RuleTopicsKnown:
		return fmt.Sprintf("Not needed on %s: we already know what was discussed and when they will decide.", when)
	case RuleTooClose:
		return fmt.Sprintf("Left out on %s: it would come too soon after the previous message.", when)
	case RuleCheckInFirst:
		return fmt.Sprintf("Left out on %s: the first check-in is due by then.", when)
	case RuleCheckInSkipped:
		return fmt.Sprintf("Left out on %s: the check-in it asks about was not sent.", when)
	case RuleAnswered:
		return fmt.Sprintf("Not needed on %s: there has been news since the check-in.", when)
	case RulePast:
		return fmt.Sprintf("Left out: when we learned of it, its time had passed (%s).", when)
	case RuleInterviewOver:
		return fmt.Sprintf("Left out on %s: the interview is over.", when)
	case RuleSuperseded:
		return fmt.Sprintf("Left out on %s: a later message covers what matters now.", when)
	case RuleExpired:
		return fmt.Sprintf("Left out: by %s it would have come too late to be of use.", when)
	case RuleBudget:
		return fmt.Sprintf("Left out on %s: another check-in would be an annoyance.", when)
	case RuleCancelled:
		return fmt.Sprintf("Not needed on %s: the interview did not take place.", when)
	case RuleRescheduled:
		return fmt.Sprintf("Not needed on %s: the interview was moved.", when)
	case RuleRetracted:
		return fmt.Sprintf("Not needed on %s: the entry it came from was taken back.", when)
	case RuleErased:
		return "Not sent: the candidate's data has been erased."
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

// begins says when the interview does: at an hour, on a day unless it is the reminder's own.
func (e english) begins(t telling) string {
	if events.DateOf(t.start.In(t.candidate)) == events.DateOf(t.due.In(t.candidate)) {
		return "at " + e.hour(t.start, t.candidate)
	}
	return "on " + e.dayAndHour(t.start, t.candidate)
}

// office returns a moment on the employer's clock, and on the candidate's where it differs.
func (e english) office(t telling) string { return e.moment(t.due, t.place) + e.here(t) }

// here adds the candidate's clock, in brackets, where it differs from the employer's.
func (e english) here(t telling) string {
	at, here := t.due.In(t.place), t.due.In(t.candidate)
	switch {
	case at.Format(time.DateTime) == here.Format(time.DateTime):
		return ""
	case events.DateOf(at) == events.DateOf(here):
		return fmt.Sprintf(" (%s)", e.clock(t.due, t.candidate))
	default:
		return fmt.Sprintf(" (%s)", e.moment(t.due, t.candidate))
	}
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
