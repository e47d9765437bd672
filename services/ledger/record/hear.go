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
	case events.CandidateUpdated:
		if update, err := events.DataOf[events.CandidateUpdate](e); err == nil {
			r.rename(At(e.Time), update.Name, update.TimeZone)
		}
	case events.CandidateErased:
		r.erase()
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
}

// meet takes over who met whom, unless a newer fact has said it.
func (r *Record) meet(e events.Event, m events.Meeting) {
	f, at := &r.Followup, At(e.Time)
	if at < r.Memory.Interview {
		return
	}
	r.Memory.Interview = at
	r.Memory.Ended = At(m.Interview.EndedAt)
	r.Memory.Interviewers = r.Memory.Interviewers[:0]
	for _, iv := range m.Interviewers {
		r.Memory.Interviewers = append(r.Memory.Interviewers, iv.ID)
	}
	f.Employer, f.EmployerKey = m.Employer.Name, cmp.Or(m.Employer.ID, strings.Join(Words(m.Employer.Name), " "))
	f.EmployerZone, f.Position, f.Application = m.Employer.TimeZone, m.Position.Title, m.Interview.ApplicationID
	if f.Erased {
		return
	}
	f.CandidateID = m.Candidate.ID
	r.rename(at, m.Candidate.Name, m.Candidate.TimeZone)
}

func (r *Record) rename(at Instant, name, zone string) {
	if r.Followup.Erased || at < r.Memory.Named {
		return
	}
	r.Memory.Named = at
	r.Followup.Candidate = cmp.Or(name, r.Followup.Candidate)
	r.Followup.CandidateZone = cmp.Or(zone, r.Followup.CandidateZone)
}

// erase forgets who the candidate is, for good.
func (r *Record) erase() {
	f := &r.Followup
	f.Erased = true
	f.Candidate, f.CandidateID, f.CandidateZone = "", "", ""
}

// saidBy reads the reports that measures need.
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
		s.Outcome = report.Outcome
	default:
		return Said{}, false
	}
	return s, err == nil
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
