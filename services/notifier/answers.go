package notifier

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/followup/promise"
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
		before := known.Evaluate(policy, r.At).Brief.Meeting
		if before.Candidate.Locale != "" {
			s.Locale = before.Candidate.Locale
		}
		s.Employer = before.Employer.Name
		s.When = n.understoodDay(kind, known, r, command)
		if len(facts) == 1 && n.heldBy(ctx, &known, r, facts[0]) {
			after := upTo(known, r.At).Evaluate(policy, r.At)
			s.Next = n.tenants.of(r.Tenant).words.Next(after.Snapshot, after.Brief, s.Locale, r.At)
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

// heldBy waits until the dossier holds the fact, and reads it anew. It returns false if that takes too long.
func (n *Notifier) heldBy(ctx context.Context, known *followup.Dossier, r conversation.Reply, fact events.Event) bool {
	ctx, cancel := context.WithTimeout(ctx, dossierPatience)
	defer cancel()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	is := func(e events.Event) bool { return e.Source == fact.Source && e.ID == fact.ID }
	for !slices.ContainsFunc(known.Facts, is) {
		select {
		case <-ctx.Done():
			return false
		case <-look.C:
		}
		if now, found, err := n.dossierOf(ctx, r); err == nil && found {
			*known = now
		}
	}
	return true
}

// upTo leaves out what has become known after an instant.
func upTo(d followup.Dossier, at time.Time) followup.Dossier {
	d.Facts = slices.DeleteFunc(slices.Clone(d.Facts), func(e events.Event) bool { return e.Time.After(at) })
	return d
}

// understoodDay says what was understood of the rest of a command, in the words that belong to the kind of answer.
func (n *Notifier) understoodDay(kind message.ReplyKind, known followup.Dossier, r conversation.Reply, command reply.Command) string {
	meeting := known.Evaluate(n.tenants.of(r.Tenant).policy, r.At).Brief
	language := events.LanguageOf(meeting.Meeting.Candidate.Locale)
	switch kind {
	case message.RecordedSnooze:
		return message.When(n.snoozedUntil(known, r, command.Rest), meeting, language, r.At)
	case message.RecordedCheckin, message.RecordedPostponed:
		site := meeting.Meeting.Employer
		today := events.DateOf(r.At.In(zoneOf(site.TimeZone)))
		if by := dayNamed(command.Rest, today, site, language); !by.IsZero() {
			return tongueOf(language).DayName(by, today)
		}
	}
	return ""
}

// dayNamed is the day that words name, seen from today at a place; zero for none.
func dayNamed(words string, today events.Date, site events.Employer, language events.Language) events.Date {
	office := followup.DefaultPolicy().OfficeHours
	business := calendar.NewBusiness(zoneOf(site.TimeZone), site.Calendar, site.Closures,
		calendar.Hours{Open: office.From, Close: office.To}, calendar.PublicHolidays())
	return promise.Read(events.Promise{Said: words}, today, business, language).By
}

// shortSnooze is how long LATER lasts when it names no day.
const shortSnooze = 3 * time.Hour

// margin is how long before it expires a reminder comes at the latest.
const margin = time.Hour

// snoozedUntil is the first allowed minute of the day that the words name, else in three hours; but not so late that
// the next reminder would be of no use any more.
func (n *Notifier) snoozedUntil(known followup.Dossier, r conversation.Reply, words string) time.Time {
	until := r.At.Add(shortSnooze)
	if known.Followup == "" {
		return until
	}
	policy := n.tenants.of(r.Tenant).policy
	now := upTo(known, r.At).Evaluate(policy, r.At)
	candidate := now.Brief.Meeting.Candidate
	home := zoneOf(candidate.TimeZone)
	today := events.DateOf(r.At.In(home))
	day := dayNamed(words, today, events.Employer{TimeZone: candidate.TimeZone}, events.LanguageOf(candidate.Locale))
	if !day.IsZero() && day.After(today) {
		until = calendar.At(day, policy.WindowOn(candidate, events.SMS).From, home)
	}
	for _, next := range now.Snapshot.Plan {
		if latest := next.ExpiresAt.Add(-margin); next.State == events.Planned && latest.After(r.At) && latest.Before(until) {
			until = latest
		}
		if next.State == events.Planned {
			break
		}
	}
	return until.UTC()
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

// zoneOf falls back to UTC: intake has checked the name.
func zoneOf(name string) *time.Location {
	loc, err := calendar.Zone(name)
	if err != nil {
		return time.UTC
	}
	return loc
}

// tongueOf is how a language speaks of days.
func tongueOf(l events.Language) message.Language {
	switch l {
	case events.German:
		return message.German{}
	case events.Spanish:
		return message.Spanish{}
	case events.French:
		return message.French{}
	default:
		return message.English{}
	}
}
