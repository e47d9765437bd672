package record

import (
	"strconv"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// The measures: what one follow-up adds 1 to, or as many as there are, in the tallies of a tenant. All but those of
// deliveries count on the day, in UTC, on which the interview ended (as long as it has not: on which the follow-up was opened).
const (
	// Followups: every one.
	Followups = "followups"
	// Interviews: those that took place.
	Interviews = "interviews"
	// ThankedInTime: interviews after which every interviewer was thanked within 24 hours. ThankedLate: every one was, but later.
	ThankedInTime = "thanked_in_time"
	ThankedLate   = "thanked_late"
	// AskedToCheckIn: those in which at least one check-in was asked for. CheckInsSent counts the check-ins that were,
	// CheckInsMade those of them after which, before the next one was due, the candidate told of a check-in, of a new date
	// or of an answer.
	AskedToCheckIn = "asked_to_check_in"
	CheckInsSent   = "check_ins_sent"
	CheckInsMade   = "check_ins_made"
	// Ended: closed, and neither cancelled nor withdrawn: an answer could be expected.
	Ended = "ended"
	// Answered: ended with an offer, a rejection or the next round. Silent: ended without a word.
	Answered = "answered"
	Silent   = "silent"
	// Promised: ended with a promise in force. PromiseKept: and answered by its day, in the employer's zone.
	Promised    = "promised"
	PromiseKept = "promise_kept"
)

// The beginnings of the measures of which there are many.
const (
	// OutcomePrefix comes before an outcome: closed with it.
	OutcomePrefix = "outcome:"
	// StagePrefix comes before a stage: not closed, and in it.
	StagePrefix = "stage:"
	// DecidedPrefix comes before a number of whole days from the interview's end to the answer, at most MaxDecided.
	DecidedPrefix = "decided_in:"
	// DeliveryPrefix comes before <channel>:<result>: a delivery that came to it, on the day on which it did.
	DeliveryPrefix = "delivery:"
)

// MaxDecided stands for this many days and more.
const MaxDecided = 365

// thankYouWindow is how long a note is in time (DOMAIN.md section 6).
const thankYouWindow = 24 * time.Hour

// Cell is one number of the tallies.
type Cell struct {
	// EmployerKey is empty for all employers together.
	EmployerKey string
	// Day is a date such as 2026-03-05, a month such as m2026-03 (MonthOf), or empty for all time. Only of all employers
	// together there are days. The months are there because a statistic of years must not read thousands of rows.
	Day string
	// Measure is one of the constants, or begins with one of the prefixes.
	Measure string
}

// MonthOf is how the month of a day is written in a Cell: all months lie together, after all days.
func MonthOf(d events.Date) string { return "m" + d.String()[:len("2006-01")] }

// DeliveryMeasure is the measure of a channel and a result.
func DeliveryMeasure(ch events.Channel, result Result) string {
	return DeliveryPrefix + string(ch) + ":" + string(result)
}

// Contribution is what the follow-up adds to the tallies. The tallies of a tenant are the sum over its follow-ups.
func (r *Record) Contribution() map[Cell]int {
	cells := map[Cell]int{}
	f := r.Followup
	day := f.EndedAt
	if day.IsZero() {
		day = f.OpenedAt
	}
	count := func(employer string, at time.Time, measure string, n int) {
		cells[Cell{employer, MonthOf(events.DateOf(at.UTC())), measure}] += n
		cells[Cell{employer, "", measure}] += n
		if employer == "" {
			cells[Cell{"", at.UTC().Format(time.DateOnly), measure}] += n
		}
	}
	if !day.IsZero() {
		for measure, n := range r.measures() {
			count("", day, measure, n)
			// What is open is counted for all employers together.
			if f.EmployerKey != "" && !strings.HasPrefix(measure, StagePrefix) {
				count(f.EmployerKey, day, measure, n)
			}
		}
	}
	for _, d := range r.Deliveries {
		if d.Result != Requested && d.Result != "" {
			count("", d.At, DeliveryMeasure(d.Channel, d.Result), 1)
		}
	}
	return cells
}

// measures are those that belong to the day of the interview.
func (r *Record) measures() map[string]int {
	f, counts := r.Followup, map[string]int{Followups: 1}
	if f.Stage != events.Closed {
		counts[StagePrefix+string(f.Stage)] = 1
	}
	if !f.EndedAt.IsZero() && f.Outcome != events.Cancelled && f.Stage != events.InterviewAhead && f.Stage != events.AwaitingInterview {
		counts[Interviews] = 1
		switch thanked := r.thankedAt(); {
		case thanked.IsZero():
		case !thanked.After(f.EndedAt.Add(thankYouWindow)):
			counts[ThankedInTime] = 1
		default:
			counts[ThankedLate] = 1
		}
	}
	if sent, made := r.checkIns(); sent > 0 {
		counts[AskedToCheckIn], counts[CheckInsSent] = 1, sent
		if made > 0 {
			counts[CheckInsMade] = made
		}
	}
	if f.Stage == events.Closed {
		r.measureEnd(counts)
	}
	return counts
}

// measureEnd counts how it ended.
func (r *Record) measureEnd(counts map[string]int) {
	f := r.Followup
	counts[OutcomePrefix+string(f.Outcome)] = 1
	answered := false
	switch f.Outcome {
	case events.Offer, events.Rejection, events.Advanced:
		counts[Answered], answered = 1, true
	case events.NoResponse, events.Expired:
		counts[Silent] = 1
	default:
		return
	}
	counts[Ended] = 1
	if !f.PromisedBy.IsZero() {
		counts[Promised] = 1
		decided := events.DateOf(f.DecidedAt.In(calendar.ZoneOrUTC(f.EmployerZone)))
		if answered && !f.DecidedAt.IsZero() && !decided.After(f.PromisedBy) {
			counts[PromiseKept] = 1
		}
	}
	if answered && !f.DecidedAt.IsZero() && !f.EndedAt.IsZero() {
		days := min(max(int(f.DecidedAt.Sub(f.EndedAt)/(24*time.Hour)), 0), MaxDecided)
		counts[DecidedPrefix+strconv.Itoa(days)] = 1
	}
}

// thankedAt is when the last interviewer was thanked, zero while one is owed a note.
func (r *Record) thankedAt() time.Time {
	var last Instant
	owed := map[string]bool{}
	for _, id := range r.Memory.Interviewers {
		owed[id] = true
	}
	if len(owed) == 0 {
		return time.Time{}
	}
	for _, s := range r.notes() {
		before := len(owed)
		if len(s.Interviewers) == 0 {
			clear(owed)
		}
		for _, id := range s.Interviewers {
			delete(owed, id)
		}
		if len(owed) < before {
			last = s.At
		}
		if len(owed) == 0 {
			return last.Time()
		}
	}
	return time.Time{}
}

// checkIns counts the check-ins that were sent and those that were made. What an ATS or the staff tells of an answer says
// nothing of whether the candidate has asked.
func (r *Record) checkIns() (sent, made int) {
	var dues []time.Time
	for _, row := range r.Reminders {
		if row.Kind == events.CheckIn && row.State == Sent {
			dues = append(dues, row.DueAt)
		}
	}
	said := r.standing()
	for i, due := range dues {
		sent++
		for _, s := range said {
			at := s.Time.Time()
			if s.speaksOfDecision() && !at.Before(due) && (i+1 == len(dues) || at.Before(dues[i+1])) {
				made++
				break
			}
		}
	}
	return sent, made
}
