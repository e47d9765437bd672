package followup

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// phrases puts a telling into one language. A language is one file that implements
// it; english.go is the model.
type phrases interface {
	// reason returns the sentence for one reminder.
	reason(t telling) string
}

// speak returns how reasons are told in a language; an empty one is English.
func speak(l events.Language) phrases {
	switch l {
	case events.German:
		return german{}
	case events.Spanish:
		return spanish{}
	case events.French:
		return french{}
	default:
		return english{}
	}
}

// telling is everything a reason may speak of. It holds no names and no words of
// anybody, because plans are not personal data.
type telling struct {
	kind events.Kind
	n    int
	// rule is set when the reminder was skipped.
	rule Rule
	// due, on the clocks of candidate and employer.
	due              time.Time
	candidate, place *time.Location
	// ended is the interview's end, start its announced start.
	ended, start time.Time
	deadline     time.Time
	// lastCall is set on the second thank-you reminder.
	lastCall bool
	// moves, each zero when it did not move the reminder.
	lateFrom, snoozed time.Time
	spaced            bool
	// replanned reports that lateFrom is when the rules changed, retracted that it is when a fact was taken back.
	replanned, retracted bool

	// Of a check-in only:
	d      events.Date
	basis  basis
	held   bool
	slot   calendar.Slot
	dayOff []calendar.DayOff
	// region and country are set when the holidays of a country stand in for those of its region.
	region, country string

	outcome    events.Outcome
	respondBy  events.Date
	silentDays int
}

// explain returns the reason of a reminder of the plan; an empty rule means that it is sent.
func (w *walk) explain(c candidate, rule Rule) string {
	t := telling{
		kind: c.kind, n: c.n, rule: rule, due: c.due, candidate: w.candidate, place: w.office.Loc,
		ended: w.own.endedAt, start: w.own.startsAt, outcome: w.outcome.sayable(), respondBy: w.outcome.respondBy,
		lateFrom: c.lateFrom, replanned: c.lifted && slices.ContainsFunc(w.changes, c.lateFrom.Equal),
		retracted: c.lifted && slices.ContainsFunc(w.retractedAt, c.lateFrom.Equal), spaced: c.due.After(c.base), silentDays: w.policy.SilenceDays,
	}
	if w.own.over() {
		t.deadline = w.deadline()
	}
	t.lastCall = c.kind == events.ThankYou && c.key == w.epochKey(events.ThankYou, 2)
	unsnoozed := c.raw
	if !c.lateAt.IsZero() {
		unsnoozed = c.lateAt
	}
	if c.base.After(unsnoozed) {
		t.snoozed = w.snoozed
	}
	if onOfficeTime(c.kind) {
		t.d, t.basis, t.held, t.slot = c.reckoning.earliest(w.policy.RoundDays, w.office), c.reckoning.basis, c.reckoning.held, c.slot
		if c.kind == events.CheckIn && rule == "" {
			t.dayOff = w.daysOffBefore(c)
		}
		if region, country, ok := w.office.FellBack(); ok {
			t.region, t.country = region, country
		}
	}
	return w.say.reason(t)
}

// explainSkip returns the reason of a reminder that was due but could not be sent in time.
func (w *walk) explainSkip(e entry, rule Rule) string {
	return w.explain(candidate{kind: e.Kind, n: e.N, due: e.DueAt, base: e.DueAt, raw: e.DueAt, day: e.Day}, rule)
}

// daysOffBefore returns the days off, other than plain weekends, that the check-in
// had to pass over on its way from the day after D.
func (w *walk) daysOffBefore(c candidate) []calendar.DayOff {
	var passed []calendar.DayOff
	from := c.reckoning.earliest(w.policy.RoundDays, w.office)
	if from.DaysUntil(c.day) > 14 { // The slot was moved for another reason, which the reason says.
		return nil
	}
	for d := from.AddDays(1); d.Before(c.day); d = d.AddDays(1) {
		if off, ok := w.office.Off(d); ok && (off.Closure || off.Holiday.Name != "") {
			passed = append(passed, off)
		}
	}
	return passed
}
