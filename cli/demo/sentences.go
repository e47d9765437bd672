package demo

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// sentenceOf says in a sentence what a fact of the story means.
func sentenceOf(e events.Event, s Story) (string, error) {
	who, employer := s.Meeting.Candidate.Name, s.Meeting.Employer.Name
	switch e.Type {
	case events.InterviewScheduled, events.InterviewCompleted:
		m, err := events.DataOf[events.Meeting](e)
		if err != nil {
			return "", err
		}
		return meetingSentence(e.Type, m, s), nil
	case events.InterviewCancelled:
		return fmt.Sprintf("%s's interview at %s is cancelled.", who, employer), nil
	case events.DebriefRecorded:
		d, err := events.DataOf[events.Debrief](e)
		if err != nil {
			return "", err
		}
		return sentence(who+" writes down what was talked about", strings.Join(d.Topics, "; "), promised(d.Promise)), nil
	case events.ThankyouSent:
		t, err := events.DataOf[events.Thankyou](e)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%s thanks %s%s.", who, thanked(t, s.Meeting), by(t.Method)), nil
	case events.CheckinMade:
		c, err := events.DataOf[events.Checkin](e)
		if err != nil {
			return "", err
		}
		return sentence(fmt.Sprintf("%s checks in with %s%s", who, employer, by(c.Method)), checkinSentence(c.Result), promised(c.Promise)), nil
	case events.DecisionPostponed:
		d, err := events.DataOf[events.Postponement](e)
		if err != nil {
			return "", err
		}
		return sentence(employer+" needs more time", promised(d.Promise)), nil
	case events.OutcomeRecorded:
		o, err := events.DataOf[events.OutcomeReport](e)
		if err != nil {
			return "", err
		}
		return outcomeSentence(o, who, employer), nil
	}
	return fmt.Sprintf("%s: %s.", who, e.Type.Name()), nil
}

func meetingSentence(t events.Type, m events.Meeting, s Story) string {
	job := fmt.Sprintf("%s at %s", m.Position.Title, m.Employer.Name)
	if m.Position.Title == "" {
		job = m.Employer.Name
	}
	if t == events.InterviewScheduled {
		return fmt.Sprintf("%s will be interviewed for %s on %s.", m.Candidate.Name, job,
			m.Interview.StartsAt.In(s.Zones.Employer).Format("Mon 2 January, 15:04 MST"))
	}
	promise := promised(m.Promise)
	if promise == "" {
		promise = "nobody said when they will decide"
	}
	with := fmt.Sprintf("%d interviewers", len(m.Interviewers))
	if len(m.Interviewers) == 1 {
		with = m.Interviewers[0].Name
	}
	return sentence(fmt.Sprintf("%s comes out of the interview for %s with %s", m.Candidate.Name, job, with), promise)
}

func outcomeSentence(o events.OutcomeReport, who, employer string) string {
	switch o.Outcome {
	case events.Offer:
		answer := ""
		if !o.RespondBy.IsZero() {
			answer = "an answer is wanted by " + day(o.RespondBy)
		}
		return sentence(fmt.Sprintf("%s offers %s the job", employer, who), answer)
	case events.Rejection:
		return fmt.Sprintf("%s chooses somebody else.", employer)
	case events.Advanced:
		return fmt.Sprintf("%s invites %s to the next round.", employer, who)
	}
	return fmt.Sprintf("%s withdraws.", who)
}

func checkinSentence(r events.CheckinResult) string {
	switch r {
	case events.StillDeciding:
		return "they are still deciding"
	case events.CallBack:
		return "they ask for another call"
	case events.WillContact:
		return "they will be in touch"
	case events.NoAnswer:
		return "nobody answers"
	case events.CheckinOffer:
		return "it is an offer"
	case events.CheckinReject:
		return "they chose somebody else"
	}
	return string(r)
}

func promised(p *events.Promise) string {
	switch {
	case p == nil:
		return ""
	case p.Said != "":
		return fmt.Sprintf("they said %q", p.Said)
	}
	return "they will decide by " + day(p.By)
}

// thanked names whose notes were sent.
func thanked(t events.Thankyou, m events.Meeting) string {
	var names []string
	for _, i := range m.Interviewers {
		if len(t.InterviewerIDs) == 0 {
			names = append(names, i.Name)
			continue
		}
		for _, id := range t.InterviewerIDs {
			if id == i.ID {
				names = append(names, i.Name)
			}
		}
	}
	switch len(names) {
	case 0:
		return "somebody"
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func by(m events.Method) string {
	switch m {
	case events.ByCall:
		return " by phone"
	case events.ByEmail:
		return " by email"
	case events.ByHand:
		return " with a note carried over by hand"
	case events.ByPost:
		return " by post"
	}
	return ""
}

// sentence joins a statement and what is known beyond it.
func sentence(statement string, more ...string) string {
	var known []string
	for _, m := range more {
		if m != "" {
			known = append(known, m)
		}
	}
	if len(known) == 0 {
		return statement + "."
	}
	return statement + ": " + strings.Join(known, ", ") + "."
}

func day(d events.Date) string {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format("Monday 2 January")
}
