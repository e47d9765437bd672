package notifier

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
	"github.com/afterword-io/afterword/services/notifier/conversation"
	"github.com/afterword-io/afterword/services/notifier/reply"
)

// smsSource names, in facts, what candidates answer to texts.
const smsSource = "/afterword/sms"

// inbound takes a text that came and answers it.
//
//	STOP ──► the suppression is stored, before anything else and whoever says it
//	      └► the number is known? ── no ──► nothing else, and no answer
//	            │ yes
//	            ▼
//	         what it means is remembered (meaning.go), its facts are published, the answer is written (answers.go)
//
// A text whose consequences could not be stored is answered with 503: it comes again, and means what it meant.
func (n *Notifier) inbound(w http.ResponseWriter, r *http.Request, form url.Values) {
	in, ok := sms.ReadInbound(form)
	if !ok {
		refuseCall(w, http.StatusBadRequest)
		return
	}
	ctx, cancel := outlasting(r)
	defer cancel()
	said, err := n.hear(ctx, in)
	switch {
	case errors.Is(err, errNoID):
		refuseCall(w, http.StatusBadRequest)
		return
	case err != nil:
		n.notStored(w, "a text that came", err)
		return
	}
	n.say(ctx, w, in, said)
}

// errNoID says that a text has come without the provider's id, by which it would be known again.
var errNoID = errors.New("a text has come without an id")

// hear does what a text asks for and returns the answer; its text is empty for none.
func (n *Notifier) hear(ctx context.Context, in sms.Inbound) (answer, error) {
	talk, unread := n.talkOf(ctx, in)
	command := understood(in, talk.language())
	_, repeated := talk.Reply(in.ID)
	if command.Word == reply.Stop && !repeated {
		if err := n.stopTexts(ctx, in.Senders, in.Number, "STOP by text"); err != nil {
			return answer{}, err
		}
	}
	switch {
	case unread != nil:
		return answer{}, unread
	case in.ID == "":
		return answer{}, errNoID
	}
	stopped, err := n.isStopped(ctx, in)
	if err != nil {
		return answer{}, err
	}
	if command.Word == reply.Yes {
		command = yesMeans(command, stopped || repeated && startedBy(talk, in.ID))
	}
	n.callbacks.replied(command.Word, talk.known())
	lifts := command.Word == reply.Start && !repeated
	if lifts {
		if err := n.startTexts(ctx, in); err != nil {
			return answer{}, err
		}
	}
	// Of somebody who was never texted nothing is remembered, but that they have taken back their STOP.
	if !talk.known() && (!lifts || !stopped) {
		return answer{}, nil
	}
	return n.respond(ctx, in, talk, command)
}

// respond remembers what a text means, publishes what it reports, and finds the words to answer it with.
func (n *Notifier) respond(ctx context.Context, in sms.Inbound, talk talk, command reply.Command) (answer, error) {
	h := heard{id: in.ID, command: command, at: n.o.Clock.Now(), answered: in.OptOut != ""}
	var r conversation.Reply
	after, err := n.conversations.Change(ctx, talk.sender, in.Number, func(c *conversation.Conversation) { r, _ = meaningOf(c, h) })
	if err != nil {
		return answer{}, fmt.Errorf("remember text %s: %w", in.ID, err)
	}
	facts, err := n.factsOf(ctx, after, r, command)
	if err != nil {
		return answer{}, err
	}
	for _, fact := range facts {
		if _, err := n.o.Bus.Publish(ctx, fact, events.MsgID(fact.Tenant, fact.Source, fact.ID)); err != nil {
			return answer{}, fmt.Errorf("publish what text %s reports: %w", in.ID, err)
		}
	}
	n.log.Info("a text came", zap.String("id", in.ID), zap.String("tenant", r.Tenant), zap.String("followup", r.Followup),
		zap.String("word", string(command.Word)), zap.Int("facts", len(facts)), zap.String("answer", r.Answer))
	return n.answerTo(ctx, r, command, facts)
}

// talk is the conversation that a text belongs to.
type talk struct {
	conversation.Conversation
	sender string
}

// known reports whether the number was ever texted.
func (t talk) known() bool { return len(t.Texts) > 0 }

func (t talk) language() events.Language {
	latest, _ := t.Latest()
	return events.LanguageOf(latest.Locale)
}

// talkOf finds the conversation. One sender may be known by two names; the one whose text is the latest is meant.
func (n *Notifier) talkOf(ctx context.Context, in sms.Inbound) (talk, error) {
	found := talk{sender: in.Senders[0]}
	var latest time.Time
	for _, sender := range in.Senders {
		c, _, err := n.conversations.Read(ctx, sender, in.Number)
		if err != nil {
			return talk{sender: in.Senders[0]}, err
		}
		if last, ok := c.Latest(); ok && (!found.known() || last.At.After(latest)) || !found.known() && len(c.Replies) > 0 {
			found, latest = talk{c, sender}, last.At
		}
	}
	return found, nil
}

// understood is what a text says, by the provider's word if it has one.
func understood(in sms.Inbound, language events.Language) reply.Command {
	switch in.OptOut {
	case "STOP":
		return reply.Command{Word: reply.Stop}
	case "START":
		return reply.Command{Word: reply.Start}
	case "HELP":
		return reply.Command{Word: reply.Help}
	default:
		return reply.Read(in.Text, language)
	}
}

// yesMeans is START for who has stopped the texts, as it is at the provider, and nothing clear for who has not: no
// text asks a question to say yes to.
func yesMeans(c reply.Command, stopped bool) reply.Command {
	if stopped {
		c.Word = reply.Start
	} else {
		c.Word = reply.Unclear
	}
	return c
}

// startedBy reports whether a text that came before has brought the texts back.
func startedBy(t talk, id string) bool {
	r, _ := t.Reply(id)
	return r.Answer == string(message.Started)
}

// stopTexts stores that the senders must not write to the number any more. Letters on their way are waited for, so
// that none leaves once it is stored; but the word is stored after a while even so.
func (n *Notifier) stopTexts(ctx context.Context, senders []string, number, reason string) error {
	if number == "" {
		return nil
	}
	release := n.waitAtTheGate(number)
	defer release()
	for _, sender := range senders {
		_, err := n.suppressions.Add(ctx, suppression.OfSender(events.SMS, sender, number), events.Suppression{
			Rule: events.RuleStop, At: n.o.Clock.Now(), Reason: reason, Channel: events.SMS, Sender: sender,
		})
		if err != nil {
			return fmt.Errorf("store a STOP: %w", err)
		}
	}
	return nil
}

// gatePatience is how long, in real time, a STOP waits for a letter on its way. The provider hangs up after 15 s.
const gatePatience = 8 * time.Second

// waitAtTheGate takes the gate of a number for a STOP, or goes without it when it has waited long enough. No new
// letter begins meanwhile either way.
func (n *Notifier) waitAtTheGate(number string) (release func()) {
	came := make(chan func(), 1)
	go func() { came <- n.gate.Stop(number) }()
	patience := time.NewTimer(n.callbacks.patience)
	defer patience.Stop()
	select {
	case release := <-came:
		return release
	case <-patience.C:
		return func() { go func() { (<-came)() }() }
	}
}

// startTexts takes back what STOP has stored, and nothing else.
func (n *Notifier) startTexts(ctx context.Context, in sms.Inbound) error {
	for _, sender := range in.Senders {
		if _, _, err := n.suppressions.Release(ctx, suppression.OfSender(events.SMS, sender, in.Number), events.RuleStop); err != nil {
			return fmt.Errorf("take a STOP back: %w", err)
		}
	}
	return nil
}

// isStopped reports whether the number has said STOP to the sender.
func (n *Notifier) isStopped(ctx context.Context, in sms.Inbound) (bool, error) {
	entry, found, err := n.suppressions.Find(ctx, senderScopes(in)...)
	return found && entry.Rule == events.RuleStop, err
}

func senderScopes(in sms.Inbound) []string {
	keys := make([]string, len(in.Senders))
	for i, sender := range in.Senders {
		keys[i] = suppression.OfSender(events.SMS, sender, in.Number)
	}
	return keys
}

// factsOf are the facts that a reply has become, the same ones at every repetition.
func (n *Notifier) factsOf(ctx context.Context, c conversation.Conversation, r conversation.Reply, command reply.Command) ([]events.Event, error) {
	switch {
	case command.Word == reply.Stop || command.Word == reply.Start:
		return n.consentsOf(ctx, c, r, command.Word == reply.Start)
	case r.Retracts != "":
		return oneFact(events.New(events.FactRetracted, smsSource, r.ID, r.Tenant, r.Followup, r.At,
			events.Retraction{Source: smsSource, ID: r.Retracts}))
	case r.Fact == "" || r.Tenant == "":
		return nil, nil
	}
	var until time.Time
	if r.Fact == events.ReminderSnoozed {
		known, _, err := n.dossierOf(ctx, r)
		if err != nil {
			return nil, err
		}
		until = known.Later(n.tenants.of(r.Tenant).policy, r.At, command.Rest, events.SMS)
	}
	return oneFact(events.New(r.Fact, smsSource, r.ID, r.Tenant, r.Followup, r.At, dataOf(r.Fact, command, until)))
}

func oneFact(e events.Event, err error) ([]events.Event, error) { return []events.Event{e}, err }

// consentsOf tell every open follow-up that was texted about whether the number may be texted. Their ids are the
// text's and the follow-up's.
func (n *Notifier) consentsOf(ctx context.Context, c conversation.Conversation, r conversation.Reply, allowed bool) ([]events.Event, error) {
	word := map[bool]string{true: "START", false: "STOP"}[allowed]
	var facts []events.Event
	for _, t := range c.Followups() {
		snapshot, err := n.status.Get(ctx, bus.Key(t.Tenant, t.Followup))
		if err != nil && !errors.Is(err, bus.ErrNotFound) {
			return nil, fmt.Errorf("look whether follow-up %s is open: %w", t.Followup, err)
		}
		if snapshot.Value.Stage == events.Closed {
			continue
		}
		id := r.ID + "-" + link.FollowupRef(t.Tenant, t.Followup).String()[:12]
		fact, err := events.New(events.ConsentChanged, smsSource, id, t.Tenant, t.Followup, r.At,
			events.Consent{Channel: events.SMS, Allowed: allowed, Evidence: word + " by text, " + r.ID})
		if err != nil {
			return nil, err
		}
		facts = append(facts, fact)
	}
	return facts, nil
}

// replied counts a text.
func (c *callbacks) replied(w reply.Word, known bool) {
	word, number := string(w), "known"
	if w == reply.Unclear {
		word = "unclear"
	}
	if !known {
		number = "unknown"
	}
	c.replies.WithLabelValues(word, number).Inc()
}
