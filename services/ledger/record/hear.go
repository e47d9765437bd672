package record

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// hear takes in a fact.
func (r *Record) hear(e events.Event) {
	f := &r.Followup
	if f.OpenedAt.IsZero() || e.Time.Before(f.OpenedAt) {
		f.OpenedAt = exact(e.Time)
	}
	switch e.Type {
	case events.InterviewScheduled, events.InterviewCompleted:
		if meeting, err := events.DataOf[events.Meeting](e); err == nil {
			r.meet(e, meeting)
		}
	case events.CandidateErased:
		f.Erased = true
	case events.FactRetracted:
		if taken, err := events.DataOf[events.Retraction](e); err == nil {
			if key := keyOf(taken.Source, taken.ID); !slices.Contains(r.Memory.Retracted, key) {
				r.Memory.Retracted = append(r.Memory.Retracted, key)
			}
		}
	default:
		if said, ok := saidBy(e); ok {
			r.remember(said)
		}
	}
	if f.Erased {
		r.forget()
	} else {
		r.name()
	}
}

// meet takes over who met whom, unless a newer fact has said it. What was held outweighs what was announced, whenever
// that was (DOMAIN.md section 6, "Rescheduled").
func (r *Record) meet(e events.Event, m events.Meeting) {
	f, at, held := &r.Followup, At(e.Time), e.Type == events.InterviewCompleted
	if r.Memory.Held && !held || r.Memory.Held == held && at < r.Memory.Interview {
		return
	}
	r.Memory.Interview, r.Memory.Held = at, held
	r.Memory.Ended = At(m.Interview.EndedAt)
	r.Memory.Interviewers = r.Memory.Interviewers[:0]
	for _, iv := range m.Interviewers {
		r.Memory.Interviewers = append(r.Memory.Interviewers, iv.ID)
	}
	f.Employer, f.EmployerKey = m.Employer.Name, cmp.Or(m.Employer.ID, strings.Join(Words(m.Employer.Name), " "))
	f.EmployerZone, f.Position, f.Application = m.Employer.TimeZone, m.Position.Title, m.Interview.ApplicationID
	f.CandidateID = m.Candidate.ID
	r.Memory.Name, r.Memory.Zone = m.Candidate.Name, m.Candidate.TimeZone
}

// name works out how the candidate is called and by which clock they live: what they have told of themselves, and not
// taken back, lies over what the interview's facts say, which only repeat what somebody once wrote down.
func (r *Record) name() {
	f := &r.Followup
	f.Candidate, f.CandidateZone = r.Memory.Name, r.Memory.Zone
	for _, s := range r.standing() {
		f.Candidate, f.CandidateZone = cmp.Or(s.Name, f.Candidate), cmp.Or(s.Zone, f.CandidateZone)
	}
}

// forget forgets who the candidate is. It comes after every fact, for what is said after the erasure, too.
func (r *Record) forget() {
	f := &r.Followup
	f.Candidate, f.CandidateID, f.CandidateZone = "", "", ""
	r.Memory.Name, r.Memory.Zone = "", ""
	for i := range r.Memory.Said {
		r.Memory.Said[i].Name, r.Memory.Said[i].Zone = "", ""
	}
}

// saidBy reads the reports that names and measures need.
func saidBy(e events.Event) (Said, bool) {
	s := Said{Key: keyOf(e.Source, e.ID), Type: e.Type.Name(), Time: At(e.Time), At: At(e.Time)}
	var err error
	switch e.Type {
	case events.ThankyouSent:
		var note events.Thankyou
		note, err = events.DataOf[events.Thankyou](e)
		s.Interviewers, s.At = note.InterviewerIDs, cmp.Or(At(note.At), s.At)
	case events.CheckinMade:
		var made events.Checkin
		made, err = events.DataOf[events.Checkin](e)
		s.At = cmp.Or(At(made.At), s.At)
		switch made.Result {
		case events.CheckinOffer:
			s.Outcome = events.Offer
		case events.CheckinReject:
			s.Outcome = events.Rejection
		}
	case events.DecisionPostponed:
	case events.OutcomeRecorded:
		var report events.OutcomeReport
		report, err = events.DataOf[events.OutcomeReport](e)
		s.Outcome, s.By = report.Outcome, report.ReportedBy
	case events.CandidateUpdated:
		var update events.CandidateUpdate
		update, err = events.DataOf[events.CandidateUpdate](e)
		s.Name, s.Zone = update.Name, update.TimeZone
	default:
		return Said{}, false
	}
	return s, err == nil
}

// speaksOfDecision reports whether it is the candidate's own word of a check-in, of a new date or of an answer. Who
// reports an outcome and does not say who they are is the candidate (DOMAIN.md section 6).
func (s Said) speaksOfDecision() bool {
	switch s.Type {
	case events.CheckinMade.Name(), events.DecisionPostponed.Name(), events.OutcomeRecorded.Name():
		return s.By != events.ReportedByATS && s.By != events.ReportedByStaff
	default:
		return false
	}
}

// remember keeps a report. Of two with the same source and id the one with the smaller time counts (DOMAIN.md section 3).
func (r *Record) remember(s Said) {
	for i, known := range r.Memory.Said {
		if known.Key == s.Key {
			if s.Time < known.Time {
				r.Memory.Said[i] = s
			}
			return
		}
	}
	r.Memory.Said = append(r.Memory.Said, s)
}

// standing are the reports that were not taken back, by the time at which they became known.
func (r *Record) standing() []Said {
	var standing []Said
	for _, s := range r.Memory.Said {
		if !slices.Contains(r.Memory.Retracted, s.Key) {
			standing = append(standing, s)
		}
	}
	slices.SortStableFunc(standing, func(a, b Said) int { return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Key, b.Key)) })
	return standing
}

// keyOf stands for what makes an event unique, in a few letters.
func keyOf(source, id string) string {
	sum := sha256.Sum256([]byte(source + "\n" + id))
	return hex.EncodeToString(sum[:8])
}

// notes are the thank-you notes that stand, by the time at which they were sent.
func (r *Record) notes() []Said {
	notes := slices.DeleteFunc(r.standing(), func(s Said) bool { return s.Type != events.ThankyouSent.Name() })
	slices.SortStableFunc(notes, func(a, b Said) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Key, b.Key)) })
	return notes
}
