package notifier

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
	"github.com/afterword-io/afterword/services/notifier/conversation"
	"github.com/afterword-io/afterword/services/notifier/reply"
)

// answer is what is said to a text. The zero answer says nothing.
type answer struct {
	text   string
	tenant string
	// goodbye is the one text that may follow a STOP.
	goodbye bool
}

// dossierPatience is how long, in real time, an answer waits for the workflow to have taken the report in, so that it
// can say what comes next.
const dossierPatience = 3 * time.Second

// answerTo finds the words for a reply whose facts are published. To a text that is repeated it says the same.
func (n *Notifier) answerTo(ctx context.Context, r conversation.Reply, command reply.Command, facts []events.Event) (answer, error) {
	if r.Answer == "" {
		return answer{}, nil
	}
	kind := message.ReplyKind(r.Answer)
	known, found, err := n.dossierOf(ctx, r)
	if err != nil {
		return answer{}, err
	}
	s := message.ReplySituation{Locale: r.Locale, Sender: n.brandOf(r.Tenant).SenderName}
	if n.o.Links != nil && r.Tenant != "" {
		s.Page = n.o.Links.Page(r.Tenant, r.Followup, r.At)
	}
	if command.Word == reply.NoAnswer {
		s.Result = events.NoAnswer
	}
	if found {
		policy := n.tenants.of(r.Tenant).policy
		before := known.Evaluate(policy, r.At)
		s.Locale = cmp.Or(before.Brief.Meeting.Candidate.Locale, s.Locale)
		s.Employer = before.Brief.Meeting.Employer.Name
		if len(facts) == 1 {
			s.When = n.understoodDay(kind, known, before, facts[0])
			if known, held := n.heldBy(ctx, facts[0]); held {
				after := known.Evaluate(policy, r.At)
				s.Next = n.tenants.of(r.Tenant).words.Next(after.Snapshot, after.Brief, s.Locale, r.At)
			}
		}
	}
	text, err := n.tenants.of(r.Tenant).words.Reply(kind, s)
	if err != nil {
		// What was said is in the record; that it cannot be answered must not have it said again.
		n.log.Error("an answer cannot be written", zap.String("kind", r.Answer), zap.String("tenant", r.Tenant))
		return answer{}, nil
	}
	return answer{text: text, tenant: r.Tenant, goodbye: kind == message.Stopped}, nil
}

// dossierOf reads what the workflow knows of the follow-up that a reply is about; found is false if it keeps nothing.
func (n *Notifier) dossierOf(ctx context.Context, r conversation.Reply) (_ followup.Dossier, found bool, err error) {
	entry, err := n.dossiers.Get(ctx, link.FollowupRef(r.Tenant, r.Followup).String())
	switch {
	case errors.Is(err, bus.ErrNotFound):
		return followup.Dossier{}, false, nil
	case err != nil:
		return followup.Dossier{}, false, fmt.Errorf("read the dossier of follow-up %s: %w", r.Followup, err)
	}
	return entry.Value, true, nil
}

// heldBy waits until the dossier holds the fact, and returns it then; held is false if that takes too long.
func (n *Notifier) heldBy(ctx context.Context, fact events.Event) (known followup.Dossier, held bool) {
	ctx, cancel := context.WithTimeout(ctx, dossierPatience)
	defer cancel()
	known, _, err := n.dossiers.Await(ctx, link.FollowupRef(fact.Tenant, fact.Subject).String(),
		func(d followup.Dossier, found bool) bool { return found && d.Holds(fact) })
	return known, err == nil
}

// understoodDay says what was understood of the rest of a command, in the words that belong to the kind of answer.
func (n *Notifier) understoodDay(kind message.ReplyKind, known followup.Dossier, now followup.Decision, report events.Event) string {
	meeting, language := now.Brief.Meeting, events.LanguageOf(now.Brief.Meeting.Candidate.Locale)
	switch kind {
	case message.RecordedSnooze:
		// It was made here.
		snooze, _ := events.DataOf[events.Snooze](report)
		return message.When(snooze.Until, now.Brief, language, report.Time)
	case message.RecordedCheckin, message.RecordedPostponed:
		by, _ := known.Understand(n.tenants.of(report.Tenant).policy, report.Time, report)
		if !by.IsZero() {
			return message.LanguageOf(language).DayName(by, events.DateOf(report.Time.In(calendar.ZoneOrUTC(meeting.Employer.TimeZone))))
		}
	}
	return ""
}

// say writes the answer, unless the number may not be texted: it may have said STOP while the words were being found.
func (n *Notifier) say(ctx context.Context, w http.ResponseWriter, in sms.Inbound, said answer) {
	leave := n.gate.Send(in.Number)
	defer leave()
	if said.text != "" && !said.goodbye {
		keys := append(senderScopes(in), suppression.OfTenant(said.tenant, events.SMS, in.Number))
		entry, found, err := n.suppressions.Find(ctx, keys...)
		if err != nil {
			n.notStored(w, "the answer to a text", err)
			return
		}
		if found && entry.Rule != events.RuleBounce {
			said.text = ""
		}
	}
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	control := http.NewResponseController(w)
	// A provider that reads slowly must not hold a STOP up.
	_ = control.SetWriteDeadline(time.Now().Add(gatePatience / 2))
	if _, err := w.Write(sms.Answer(said.text)); err != nil {
		return
	}
	_ = control.Flush()
}
