package notifier

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/services/notifier/conversation"
	"github.com/afterword-io/afterword/services/notifier/reply"
)

// maxAnswers is how many answers a number gets within a day: two machines that answer each other must come to an end.
const maxAnswers = 10

// heard is a text that came, as it was understood.
type heard struct {
	id      string
	command reply.Command
	at      time.Time
	// answered reports that the provider answers it by itself.
	answered bool
}

// meaningOf says what a text means in its conversation, and remembers it there. A text that came before means what it
// meant then: the conversation says so, and repeated is true.
func meaningOf(c *conversation.Conversation, h heard) (r conversation.Reply, repeated bool) {
	if before, ok := c.Reply(h.id); ok {
		return before, true
	}
	about, _ := c.Latest()
	r = conversation.Reply{
		ID: h.id, Tenant: about.Tenant, Followup: about.Followup, Kind: about.Kind, Locale: about.Locale, At: h.at.UTC(),
	}
	answer := message.ReplyKind("")
	switch h.command.Word {
	case reply.Stop:
		if c.ConfirmStop(h.at) {
			answer = message.Stopped
		}
	case reply.Undo:
		answer = message.NothingToUndo
		if mistaken, ok := c.Undo(h.at); ok {
			answer = message.Undone
			r.Tenant, r.Followup, r.Kind, r.Retracts = mistaken.Tenant, mistaken.Followup, mistaken.Kind, mistaken.ID
		}
	default:
		r.Fact, answer = reportOf(h.command.Word, about.Kind)
	}
	if !h.answered && answer != "" && len(c.Texts) > 0 && c.Answer(h.at, maxAnswers) {
		r.Answer = string(answer)
	}
	c.Add(r)
	return r, false
}

// reportOf is what a word reports, after a text of a kind, and how it is answered.
func reportOf(w reply.Word, after events.Kind) (fact events.Type, answer message.ReplyKind) {
	checking := after == events.CheckIn || after == events.CheckInResult
	switch w {
	case reply.Done:
		switch {
		case checking:
			return events.CheckinMade, message.RecordedCheckin
		case after == events.ThankYou || after == events.ThankYouLate:
			return events.ThankyouSent, message.RecordedSent
		case after == events.DebriefPrompt:
			return "", message.DebriefLink
		default:
			return "", message.Unclear
		}
	case reply.Sent:
		return events.ThankyouSent, message.RecordedSent
	case reply.Called, reply.NoAnswer:
		return events.CheckinMade, message.RecordedCheckin
	case reply.Later:
		if checking {
			return events.DecisionPostponed, message.RecordedPostponed
		}
		return events.ReminderSnoozed, message.RecordedSnooze
	case reply.Snooze:
		return events.ReminderSnoozed, message.RecordedSnooze
	case reply.Offer:
		return events.OutcomeRecorded, message.RecordedOffer
	case reply.No:
		return events.OutcomeRecorded, message.RecordedRejection
	case reply.Help:
		return "", message.HelpText
	case reply.Start:
		return "", message.Started
	default:
		return "", message.Unclear
	}
}

// dataOf is the data of the fact that a reply reports, where until is when a snooze ends.
func dataOf(fact events.Type, c reply.Command, until time.Time) any {
	var promise *events.Promise
	if c.Rest != "" {
		promise = &events.Promise{Said: c.Rest}
	}
	switch {
	case fact == events.ThankyouSent:
		return events.Thankyou{}
	case fact == events.CheckinMade && c.Word == reply.NoAnswer:
		return events.Checkin{Method: events.ByCall, Result: events.NoAnswer}
	case fact == events.CheckinMade:
		return events.Checkin{Method: events.ByCall, Result: events.StillDeciding, Promise: promise}
	case fact == events.DecisionPostponed:
		return events.Postponement{Promise: promise}
	case fact == events.ReminderSnoozed:
		return events.Snooze{Until: until}
	case c.Word == reply.Offer:
		return events.OutcomeReport{Outcome: events.Offer, ReportedBy: events.ReportedByCandidate}
	default:
		return events.OutcomeReport{Outcome: events.Rejection, ReportedBy: events.ReportedByCandidate}
	}
}
