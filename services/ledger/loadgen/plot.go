package loadgen

import (
	"math/rand/v2"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// What a copy puts in the place of; see template.go.
const (
	markFollowup    = "zzFOLLOWUPzz"
	markApplication = "zzAPPLICATIONzz"
	markCandidate   = "zzCANDIDATEzz"
	markCandidateID = "zzCANDIDATEIDzz"
	markEmail       = "zzEMAILzz"
	markPhone       = "zzPHONEzz"
	markEmployer    = "zzEMPLOYERzz"
	markEmployerID  = "zzEMPLOYERIDzz"
	markPosition    = "zzPOSITIONzz"
)

// plot is what fate has in store for one follow-up. The shares are guesses at an ordinary career center, and are here in
// one place: nobody has measured them.
type plot struct {
	place   int
	ended   time.Time
	channel events.Channel
	// both: email is tried when a text does not get through.
	both bool
	// imported: taken over from the ATS when it was long over, as a new tenant does with its past. cancelled: announced,
	// and then called off. Both are short stories.
	imported, cancelled bool
	// announced: known before the interview.
	announced bool
	panel     int
	// diligent candidates thank without being asked; others do it when they are reminded, or never do.
	diligent bool
	// decidedAt is when the employer decides, zero for never; outcome is what.
	decidedAt time.Time
	outcome   events.Outcome
	// byATS: the ATS says so, else the candidate.
	byATS bool
}

// percent is true that often.
func percent(chance *rand.Rand, n int) bool { return chance.IntN(100) < n }

// drawPlot draws the fate of an interview that ends on a working day near begin.
func drawPlot(chance *rand.Rand, begin time.Time) plot {
	p := plot{
		place: chance.IntN(len(places())), ended: workday(chance, begin), channel: events.Email,
		announced: percent(chance, 30), panel: 1 + chance.IntN(3), diligent: percent(chance, 60),
		byATS: percent(chance, 55),
	}
	switch n := chance.IntN(100); {
	case n < 60:
		p.imported = true
	case n < 93:
		p.cancelled, p.announced = true, true
	}
	if percent(chance, 20) {
		p.channel, p.both = events.SMS, percent(chance, 50)
	}
	if percent(chance, 80) {
		p.decidedAt = p.ended.Add(time.Duration(24+chance.IntN(24*24)) * time.Hour)
		p.outcome = events.Rejection
		switch n := chance.IntN(100); {
		case n < 24:
			p.outcome = events.Offer
		case n < 40:
			p.outcome = events.Advanced
		case n < 46:
			p.outcome = events.Withdrawn
		}
	}
	return p
}

// workday moves an instant to the afternoon of a working day.
func workday(chance *rand.Rand, t time.Time) time.Time {
	for t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
		t = t.AddDate(0, 0, 1)
	}
	return t.Truncate(24 * time.Hour).Add(13*time.Hour + time.Duration(chance.IntN(32))*15*time.Minute)
}

func (p plot) meeting(chance *rand.Rand) events.Meeting {
	at := places()[p.place]
	m := events.Meeting{
		Interview: events.Interview{ID: markFollowup, Format: "onsite", Round: 1, ApplicationID: markApplication},
		Candidate: events.Candidate{
			ID: markCandidateID, Name: markCandidate, Email: markEmail, Phone: markPhone, TimeZone: at.zone, Locale: at.locale,
			Channels: []events.Channel{p.channel},
		},
		Employer: events.Employer{ID: markEmployerID, Name: markEmployer, TimeZone: at.zone, Calendar: at.calendar},
		Position: events.Position{Title: markPosition, Required: []string{"planning", "languages"}},
		Interviewers: []events.Interviewer{
			{ID: "iv-1", Name: "Mr. Finn", Title: "Head of operations", Email: "finn@example.org"},
			{ID: "iv-2", Name: "Ms. Hale", Title: "Team lead"},
			{ID: "iv-3", Name: "Dr. Okoye"},
		}[:p.panel],
	}
	if p.both {
		m.Candidate.Channels = append(m.Candidate.Channels, events.Email)
	}
	if percent(chance, 40) {
		m.Topics, m.Strengths = []string{"the new depot", "shift planning"}, []string{"three years in a warehouse"}
	}
	return m
}

// promise is what the employer says of when they will decide, nil for nothing.
func promise(chance *rand.Rand, from time.Time) *events.Promise {
	switch n := chance.IntN(100); {
	case n < 50:
		return &events.Promise{By: events.DateOf(from).AddDays(3 + chance.IntN(18))}
	case n < 75:
		said := []string{"by Thursday", "next week", "in two weeks", "end of the month", "we will see"}
		return &events.Promise{Said: said[chance.IntN(len(said))]}
	default:
		return nil
	}
}

// begin notes the facts that come whatever is sent.
func (p plot) begin(l *life) {
	m, chance := p.meeting(l.chance), l.chance
	if p.announced && !p.imported {
		s := m
		s.Interview.StartsAt, s.Interview.EndsAt = p.ended.Add(-time.Hour), p.ended
		l.happen(events.InterviewScheduled, sourceATS, p.ended.Add(-time.Duration(72+chance.IntN(120))*time.Hour), s)
	}
	if p.cancelled {
		at := p.ended.Add(-time.Duration(6+chance.IntN(60)) * time.Hour)
		l.happen(events.InterviewCancelled, sourceATS, at, events.Cancellation{Reason: events.CancelledByEither})
		return
	}
	m.Interview.EndedAt = p.ended
	m.Promise = promise(chance, p.ended)
	known := p.ended.Add(time.Duration(5+chance.IntN(50)) * time.Minute)
	if p.imported {
		known = p.ended.Add(time.Duration(90+chance.IntN(120)) * 24 * time.Hour)
	}
	l.happen(events.InterviewCompleted, sourceATS, known, m)
	if p.imported {
		if !p.decidedAt.IsZero() {
			l.happen(events.OutcomeRecorded, sourceATS, known, p.report(p.decidedAt))
		}
		return
	}
	if p.diligent {
		at := p.ended.Add(time.Duration(1+chance.IntN(2)) * time.Hour)
		l.happen(events.ThankyouSent, sourcePortal, later(known.Add(time.Second), at), events.Thankyou{Method: events.ByEmail, At: at})
	}
	if !p.decidedAt.IsZero() {
		l.happen(events.OutcomeRecorded, p.source(), later(known.Add(2*time.Second), p.decidedAt), p.report(p.decidedAt))
	}
	switch after := p.ended.Add(time.Duration(20+chance.IntN(200)) * time.Hour); chance.IntN(40) {
	case 0, 1:
		l.happen(events.ReminderSnoozed, sourcePortal, after, events.Snooze{Until: after.Add(72 * time.Hour)})
	case 2, 3, 4:
		l.happen(events.DecisionPostponed, sourcePortal, after, events.Postponement{Promise: promise(chance, after)})
	case 5, 8, 9:
		l.happen(events.ConsentChanged, sourcePortal, after, events.Consent{Channel: events.SMS, Allowed: false, Evidence: "preferences page"})
	case 6:
		l.happen(events.CandidateUpdated, sourcePortal, after, events.CandidateUpdate{Phone: markPhone})
	case 7:
		if percent(chance, 50) {
			l.happen(events.CandidateErased, sourcePortal, after.Add(30*24*time.Hour), events.Erasure{})
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (p plot) source() string {
	if p.byATS {
		return sourceATS
	}
	return sourcePortal
}

func (p plot) report(at time.Time) events.OutcomeReport {
	o := events.OutcomeReport{Outcome: p.outcome, ReportedBy: events.ReportedByCandidate}
	if p.byATS {
		o.ReportedBy = events.ReportedByATS
	}
	if p.outcome == events.Offer {
		o.RespondBy = events.DateOf(at).AddDays(7)
	}
	return o
}

// answer is what the candidate does when a reminder reaches them.
func (p plot) answer(l *life, r events.Reminder) {
	at := r.DueAt.Add(time.Duration(20+l.chance.IntN(300)) * time.Minute)
	if !p.decidedAt.IsZero() && at.After(p.decidedAt) {
		return
	}
	switch r.Kind {
	case events.DebriefPrompt:
		if percent(l.chance, 35) {
			l.happen(events.DebriefRecorded, sourcePortal, at, events.Debrief{Topics: []string{"the team"}, Strengths: []string{"calm"}})
		}
	case events.ThankYou:
		if percent(l.chance, 60) {
			l.happen(events.ThankyouSent, sourcePortal, at, events.Thankyou{Method: events.ByEmail})
		}
	case events.CheckIn, events.CheckInResult:
		if percent(l.chance, 65) {
			results := []events.CheckinResult{events.StillDeciding, events.NoAnswer, events.WillContact, events.CallBack}
			c := events.Checkin{Method: events.ByCall, Result: results[l.chance.IntN(len(results))]}
			if c.Result == events.StillDeciding {
				c.Promise = promise(l.chance, at)
			}
			l.happen(events.CheckinMade, sourcePortal, at, c)
		}
	}
}
