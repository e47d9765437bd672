package followup

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// knowledge is what the facts taken so far say, merged. It draws no conclusions about time.
type knowledge struct {
	subject string
	// own is this follow-up's interview, others are those of other subjects.
	own    interview
	others map[string]*interview
	// knownAt is when the first fact about the interview itself came.
	knownAt time.Time

	meeting events.Meeting
	update  events.CandidateUpdate
	debrief events.Debrief // topics and strengths only
	thanked map[string]bool
	// thankedAll: somebody said that all notes are sent.
	thankedAll bool

	words    []word
	outcome  verdicts
	snoozed  time.Time
	consents map[events.Channel]bool
	erased   bool
	// calledOff: closed by a cancellation, which a newer interview.scheduled undoes.
	calledOff bool
	// epoch counts how often the interview was held, as far as we knew; what was
	// sent for an earlier one does not count for this one.
	epoch int

	// The employer's and the candidate's clocks, rebuilt when a fact changes them.
	office    *calendar.Business
	window    calendar.Window
	candidate *time.Location
}

func newKnowledge(subject string) knowledge {
	return knowledge{
		subject: subject, others: map[string]*interview{}, thanked: map[string]bool{},
		consents: map[events.Channel]bool{},
	}
}

// take takes in one fact. Data that does not decode is passed over: it was
// validated where it came in, and a plan must not depend on one bad fact.
func (w *walk) take(f events.Event) {
	if f.Subject != w.subject {
		w.takeOther(f)
		return
	}
	at := f.Time.UTC()
	switch f.Type {
	case events.InterviewScheduled:
		with(f, func(m events.Meeting) { w.hearScheduled(m, at) })
	case events.InterviewCompleted:
		with(f, func(m events.Meeting) { w.hearCompleted(m, at) })
	case events.InterviewCancelled:
		w.own.cancel()
	case events.DebriefRecorded:
		with(f, func(d events.Debrief) {
			w.debrief.Topics = union(w.debrief.Topics, d.Topics)
			w.debrief.Strengths = union(w.debrief.Strengths, d.Strengths)
			w.hearPromise(d.Promise, at)
		})
	case events.ThankyouSent:
		with(f, w.hearThankyou)
	case events.CheckinMade:
		with(f, func(c events.Checkin) { w.hearCheckin(c, at) })
	case events.DecisionPostponed:
		with(f, func(p events.Postponement) {
			w.words = append(w.words, word{kind: postponed, at: at, promise: p.Promise})
		})
	case events.OutcomeRecorded:
		with(f, func(o events.OutcomeReport) { w.hearOutcome(o, at) })
	case events.ReminderSnoozed:
		with(f, func(s events.Snooze) { w.snoozed = s.Until.UTC() })
	case events.CandidateUpdated:
		with(f, func(u events.CandidateUpdate) { w.update = overlay(w.update, u); w.rebuild() })
	case events.ConsentChanged:
		with(f, func(c events.Consent) { w.consents[c.Channel] = c.Allowed })
	case events.CandidateErased:
		w.erased = true
	case events.FactRetracted:
		with(f, w.retract)
	}
}

func with[T any](f events.Event, hear func(T)) {
	if data, err := events.DataOf[T](f); err == nil {
		hear(data)
	}
}

// takeOther takes in a fact of another follow-up: only whether that interview took place matters.
func (w *walk) takeOther(f events.Event) {
	other := w.others[f.Subject]
	if other == nil {
		other = &interview{}
		w.others[f.Subject] = other
	}
	switch f.Type {
	case events.InterviewScheduled:
		with(f, func(m events.Meeting) { other.announce(m.Interview, f.Time) })
	case events.InterviewCompleted:
		with(f, func(m events.Meeting) { other.complete(m.Interview) })
	case events.InterviewCancelled:
		other.cancel()
	}
}

func (w *walk) hearScheduled(m events.Meeting, at time.Time) {
	if w.own.reported {
		return
	}
	if w.own.announce(m.Interview, at) || w.calledOff {
		w.restart()
	}
	if w.calledOff && !w.erased {
		w.calledOff, w.closedAt = false, time.Time{}
		if w.outcome.acting == events.Cancelled {
			w.outcome = verdicts{silent: w.outcome.silent, respondBy: w.outcome.respondBy, respondByATS: w.outcome.respondByATS}
		}
	}
	w.hearMeeting(m, at)
}

// restart begins again with an interview that lies ahead after all. What was sent stays sent.
func (w *walk) restart() {
	for _, c := range w.plan {
		if c.kind == events.CheckInResult && !w.inRecord(c.kind, c.n) {
			w.skip(c, RuleRescheduled) // Nothing takes its place, as something does for the others.
		}
	}
	w.epoch++
	w.pending, w.firstCheckIn = nil, time.Time{}
	w.words = append(w.words, word{kind: restarted})
}

func (w *walk) hearCompleted(m events.Meeting, at time.Time) {
	w.own.complete(m.Interview)
	w.hearMeeting(m, at)
}

func (w *walk) hearMeeting(m events.Meeting, at time.Time) {
	if w.knownAt.IsZero() {
		w.knownAt = at
	}
	for i := range m.Interviewers {
		if m.Interviewers[i].ID == "" {
			m.Interviewers[i].ID = fmt.Sprintf("iv-%d", i+1)
		}
	}
	topics, strengths := w.meeting.Topics, w.meeting.Strengths
	w.meeting = m
	w.meeting.Topics = union(topics, m.Topics)
	w.meeting.Strengths = union(strengths, m.Strengths)
	w.hearPromise(m.Promise, at)
	w.rebuild()
}

func (w *walk) hearPromise(p *events.Promise, at time.Time) {
	if p != nil {
		w.words = append(w.words, word{kind: told, at: at, promise: p})
	}
}

func (w *walk) hearThankyou(t events.Thankyou) {
	if len(t.InterviewerIDs) == 0 {
		w.thankedAll = true
	}
	for _, id := range t.InterviewerIDs {
		w.thanked[id] = true
	}
}

func (w *walk) hearCheckin(c events.Checkin, at time.Time) {
	when := at
	if !c.At.IsZero() {
		when = c.At.UTC()
	}
	w.words = append(w.words, word{kind: answered, at: when, promise: c.Promise, result: c.Result})
	switch c.Result {
	case events.CheckinOffer:
		w.hearOutcome(events.OutcomeReport{Outcome: events.Offer}, at)
	case events.CheckinReject:
		w.hearOutcome(events.OutcomeReport{Outcome: events.Rejection}, at)
	}
}

func (w *walk) hearOutcome(o events.OutcomeReport, at time.Time) {
	if o.Outcome == events.Offer {
		w.outcome.hearRespondBy(o.RespondBy, o.ReportedBy)
	}
	if w.closedAt.IsZero() {
		w.outcome.hear(o.Outcome, o.ReportedBy, w.policy.AnnounceATSOutcomes, at)
		return
	}
	if !w.erased {
		w.outcome.hearLate(o.Outcome, o.ReportedBy, w.policy.AnnounceATSOutcomes, w.speaksLate(at), at)
	}
}

// rebuild makes the clocks that the merged meeting names. A zone that does not
// exist was refused at the door; should one get here, UTC keeps the plan going.
func (w *walk) rebuild() {
	e := w.meeting.Employer
	w.office = calendar.NewBusiness(calendar.ZoneOrUTC(e.TimeZone), w.policy.calendarOf(e), e.Closures, w.policy.hours(), calendar.PublicHolidays())
	c := merged(w.meeting.Candidate, w.update)
	w.say = speak(w.language())
	w.candidate = calendar.ZoneOrUTC(c.TimeZone)
	var first events.Channel
	if channels := Channels(c); len(channels) > 0 {
		first = channels[0]
	}
	open := w.policy.window(c.Allowed, first)
	w.window = calendar.Window{Loc: w.candidate, From: open.From, To: open.To}
}

// language returns the language in which reasons are told: the policy's, else the candidate's.
func (w *walk) language() events.Language {
	if w.policy.Language != "" {
		return w.policy.Language
	}
	return events.LanguageOf(merged(w.meeting.Candidate, w.update).Locale)
}

// union appends what is new, keeping the order in which things were said.
func union(list, more []string) []string {
	merged := slices.Clone(list)
	for _, s := range more {
		same := func(known string) bool { return strings.EqualFold(known, s) }
		if strings.TrimSpace(s) != "" && !slices.ContainsFunc(merged, same) {
			merged = append(merged, s)
		}
	}
	return merged
}
