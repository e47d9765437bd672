package notifier_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/conversation"
	"github.com/afterword-io/afterword/services/notifier/reply"
)

// a report is what a reply is recorded as: the fact's type and its data, and the kind of the answer.
type report struct {
	Fact   events.Type
	Data   any
	Answer message.ReplyKind
}

func dataIn(t *testing.T, e events.Event) any {
	t.Helper()
	read := func(data any, err error) any {
		if err != nil {
			t.Errorf("%s %s: %v", e.Type.Name(), e.ID, err)
		}
		return data
	}
	switch e.Type {
	case events.ThankyouSent:
		d, err := events.DataOf[events.Thankyou](e)
		return read(d, err)
	case events.CheckinMade:
		d, err := events.DataOf[events.Checkin](e)
		return read(d, err)
	case events.DecisionPostponed:
		d, err := events.DataOf[events.Postponement](e)
		return read(d, err)
	case events.ReminderSnoozed:
		d, err := events.DataOf[events.Snooze](e)
		return read(d, err)
	case events.OutcomeRecorded:
		d, err := events.DataOf[events.OutcomeReport](e)
		return read(d, err)
	case events.ConsentChanged:
		d, err := events.DataOf[events.Consent](e)
		return read(d, err)
	case events.FactRetracted:
		d, err := events.DataOf[events.Retraction](e)
		return read(d, err)
	default:
		t.Errorf("a fact of type %s", e.Type)
		return nil
	}
}

// Every word that texts ask to answer with, in every language, is understood by what was last texted.
func TestEveryWordMeansWhatTheLastTextAsks(t *testing.T) {
	p := newPhone(t, nil)
	said := func(words string) *events.Promise {
		if words == "" {
			return nil
		}
		return &events.Promise{Said: words}
	}
	later := morning.Add(3 * time.Hour)
	rest := map[events.Language]string{
		events.English: "they need until Wednesday", events.German: "sie brauchen bis Mittwoch",
		events.Spanish: "necesitan hasta el miércoles", events.French: "ils ont besoin jusqu'à mercredi",
	}
	for _, l := range events.Languages() {
		w := message.ReplyWords(l)
		offer := report{events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer, ReportedBy: events.ReportedByCandidate}, message.RecordedOffer}
		rejection := report{events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Rejection, ReportedBy: events.ReportedByCandidate}, message.RecordedRejection}
		checkin := func(words string) report {
			return report{events.CheckinMade, events.Checkin{Method: events.ByCall, Result: events.StillDeciding, Promise: said(words)}, message.RecordedCheckin}
		}
		postponed := func(words string) report {
			return report{events.DecisionPostponed, events.Postponement{Promise: said(words)}, message.RecordedPostponed}
		}
		sent := report{events.ThankyouSent, events.Thankyou{}, message.RecordedSent}
		snoozed := report{events.ReminderSnoozed, events.Snooze{Until: later}, message.RecordedSnooze}
		tests := []struct {
			after events.Kind
			text  string
			want  report
		}{
			{events.ThankYou, w.Sent, sent},
			{events.ThankYou, w.Done, sent},
			{events.ThankYouLate, w.Done, sent},
			{events.ThankYou, w.Later, snoozed},
			{events.DebriefPrompt, w.Done, report{Answer: message.DebriefLink}},
			{events.DebriefPrompt, w.Later, snoozed},
			{events.CheckIn, w.Done, checkin("")},
			{events.CheckInResult, w.Done, checkin("")},
			{events.CheckIn, w.Called, checkin("")},
			{events.CheckIn, w.Called + " " + rest[l], checkin(rest[l])},
			{events.CheckInResult, strings.ToLower(w.Called) + ": " + rest[l] + ".", checkin(rest[l] + ".")},
			{events.CheckIn, w.Later + " " + rest[l], postponed(rest[l])},
			{events.CheckInResult, w.Later, postponed("")},
			{events.CheckInResult, w.Offer, offer},
			{events.CheckInResult, w.No, rejection},
			{events.CheckInResult, "no answer", report{events.CheckinMade, events.Checkin{Method: events.ByCall, Result: events.NoAnswer}, message.RecordedCheckin}},
			{events.Regroup, w.Done, report{Answer: message.Unclear}},
			{events.CheckIn, w.Help, report{Answer: message.HelpText}},
			{events.CheckIn, "yes", report{Answer: message.Unclear}},
			{events.CheckIn, "hmm", report{Answer: message.Unclear}},
		}
		for _, test := range tests {
			// The next day nothing counts against the number any more.
			p.clock.Set(p.clock.Now().Add(conversation.Day))
			later = p.clock.Now().Add(3 * time.Hour)
			if test.want.Fact == events.ReminderSnoozed {
				test.want.Data = events.Snooze{Until: later}
			}
			p.texted(slug, "int-42", test.after, string(l))
			before := len(p.facts())
			answer := p.says(test.text)
			if answer == "" || segment.Of(answer).Segments > message.MaxSegments {
				t.Errorf("%s: %q is answered with %q", l, test.text, answer)
			}
			got := report{Answer: message.ReplyKind(p.answered())}
			for _, fact := range p.facts()[before:] {
				got.Fact, got.Data = fact.Type, dataIn(t, fact)
				if fact.Source != "/afterword/sms" || fact.Subject != "int-42" || fact.Tenant != slug || !fact.Time.Equal(p.clock.Now()) {
					t.Errorf("%s: %q is recorded as %+v", l, test.text, fact)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s: %q after %s (-want +got):\n%s", l, test.text, test.after, diff)
			}
		}
	}
}

func TestTheWordsThatTextsMentionAreUnderstood(t *testing.T) {
	for _, l := range events.Languages() {
		w := message.ReplyWords(l)
		for text, want := range map[string]reply.Word{
			w.Sent: reply.Sent, w.Done: reply.Done, w.Called: reply.Called, w.Later: reply.Later, w.Offer: reply.Offer, w.No: reply.No,
			w.Undo: reply.Undo, w.Help: reply.Help, w.Stop: reply.Stop, w.Start: reply.Start,
		} {
			if got := reply.Read(text, l).Word; got != want {
				t.Errorf("%s: %q is read as %q; want %q", l, text, got, want)
			}
		}
	}
}

func TestATextThatComesAgainHasNoSecondEffect(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	for _, text := range []string{"CALLED they need until Wednesday", "LATER", "OFFER", "UNDO", "HELP", "hm", "STOP", "START"} {
		form := p.form(text)
		first, facts, talk := p.sends(form), p.facts(), p.talk()
		p.clock.Set(p.clock.Now().Add(time.Minute))
		if again := p.sends(form); again != first {
			t.Errorf("%s is answered with %q and then %q", text, first, again)
		}
		if diff := cmp.Diff(facts, p.facts()); diff != "" {
			t.Errorf("%s has a second effect:\n%s", text, diff)
		}
		if diff := cmp.Diff(talk, p.talk()); diff != "" {
			t.Errorf("%s changes what is remembered:\n%s", text, diff)
		}
	}
	// A STOP that was taken back is not brought back by its repetition, nor a START by its own.
	stop, start := p.form("STOP"), p.form("START")
	p.sends(stop)
	p.sends(start)
	p.sends(stop)
	if p.isStopped(number) {
		t.Error("the repetition of a STOP that was taken back counts")
	}
	p.sends(p.form("STOP"))
	p.sends(start)
	if !p.isStopped(number) {
		t.Error("the repetition of an old START takes a new STOP back")
	}
}

func (p *phone) isStopped(sender string) bool {
	p.t.Helper()
	entry, found, err := suppression.Open(p.bus).Find(p.t.Context(), suppression.OfSender(events.SMS, sender, handset))
	if err != nil {
		p.t.Fatal(err)
	}
	return found && entry.Rule == events.RuleStop
}

func TestTextsAtOnce(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	same := p.form("CALLED they need until Wednesday")
	forms := []url.Values{same, same, same, same, p.form("OFFER"), p.form("SENT")}
	answers := make([]string, len(forms))
	var all sync.WaitGroup
	for i, form := range forms {
		all.Go(func() {
			status, answer := p.post(inboundURL, form)
			if status != http.StatusOK || answer == "" {
				t.Errorf("a text at the same time as others is answered with %d, %q", status, answer)
			}
			answers[i] = answer
		})
	}
	all.Wait()
	if answers[0] != answers[1] || answers[0] != answers[2] || answers[0] != answers[3] {
		t.Errorf("one text is answered in several ways: %q", answers[:4])
	}
	if facts := p.facts(); len(facts) != 3 {
		t.Errorf("%d facts; want 3", len(facts))
	}
	if replies := p.talk().Replies; len(replies) != 3 {
		t.Errorf("%d texts are remembered; want 3", len(replies))
	}
}

func TestStopAndStart(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-1", events.ThankYou, "de")
	p.clock.Set(morning.Add(time.Minute))
	p.texted("other", "int-1", events.CheckIn, "en")
	p.clock.Set(morning.Add(2 * time.Minute))
	p.texted(slug, "int-2", events.CheckIn, "en")
	p.closes("int-2")

	stop := p.form("please stop texting me")
	if answer := p.sends(stop); answer == "" || p.answered() != string(message.Stopped) {
		t.Errorf("STOP is answered with %q, %s", answer, p.answered())
	}
	entry, found, err := suppression.Open(p.bus).Find(t.Context(), suppression.OfSender(events.SMS, number, handset))
	want := events.Suppression{Rule: events.RuleStop, At: p.clock.Now(), Reason: "STOP by text", Channel: events.SMS, Sender: number}
	if diff := cmp.Diff(want, entry); err != nil || !found || diff != "" {
		t.Errorf("the suppression: %v, %v (-want +got):\n%s", found, err, diff)
	}
	told := map[string]events.Consent{}
	for _, fact := range p.facts() {
		if !strings.HasPrefix(fact.ID, stop.Get("MessageSid")+"-") {
			t.Errorf("a fact with the id %s", fact.ID)
		}
		told[fact.Tenant+"/"+fact.Subject] = dataIn(t, fact).(events.Consent)
	}
	no := events.Consent{Channel: events.SMS, Allowed: false, Evidence: "STOP by text, " + stop.Get("MessageSid")}
	if diff := cmp.Diff(map[string]events.Consent{slug + "/int-1": no, "other/int-1": no}, told); diff != "" {
		t.Errorf("the consents of the open follow-ups (-want +got):\n%s", diff)
	}

	// It is confirmed once, and nothing else is answered any more.
	for _, text := range []string{"STOP", "stop it", "SENT", "HELP", "hm", "UNDO"} {
		if answer := p.says(text); answer != "" {
			t.Errorf("after STOP %q is answered with %q", text, answer)
		}
	}
	if facts := p.facts(); facts[len(facts)-2].Type != events.ThankyouSent {
		t.Errorf("what is reported after STOP is not recorded: %v", facts[len(facts)-2].Type)
	}
	p.clock.Set(p.clock.Now().Add(conversation.Day))
	if answer := p.says("STOP"); answer == "" {
		t.Error("a STOP a day later is not confirmed")
	}

	start := p.form("YES")
	if answer := p.sends(start); answer == "" || p.answered() != string(message.Started) {
		t.Errorf("START is answered with %q, %s", answer, p.answered())
	}
	if p.isStopped(number) {
		t.Error("START does not take STOP back")
	}
	facts := p.facts()
	yes := events.Consent{Channel: events.SMS, Allowed: true, Evidence: "START by text, " + start.Get("MessageSid")}
	if diff := cmp.Diff(yes, dataIn(t, facts[len(facts)-1])); diff != "" {
		t.Errorf("the consent (-want +got):\n%s", diff)
	}
	if p.says("HELP") == "" {
		t.Error("after START nothing is answered")
	}
}

func (p *phone) closes(followup string) {
	p.t.Helper()
	status := bus.OpenBucket[events.Snapshot](p.bus, bus.StatusBucket)
	if _, err := status.Put(p.t.Context(), bus.Key(slug, followup), events.Snapshot{Followup: followup, Stage: events.Closed}); err != nil {
		p.t.Fatal(err)
	}
}

func TestStartTakesBackWhatStopHasSaidAndNothingElse(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	list := suppression.Open(p.bus)
	kept := map[string]string{
		suppression.OfTenant(slug, events.SMS, handset):              events.RuleOperator,
		suppression.OfSender(events.SMS, "+15005550007", handset):    events.RuleStop,
		suppression.OfSender(events.SMS, number, "+14155550124"):     events.RuleStop,
		suppression.OfTenant(slug, events.Email, "zebedee@acme.org"): events.RuleUnsubscribe,
	}
	for key, rule := range kept {
		if _, err := list.Add(t.Context(), key, events.Suppression{Rule: rule}); err != nil {
			t.Fatal(err)
		}
	}
	p.says("STOP")
	if answer := p.says("START"); answer != "" {
		t.Errorf("a number that an operator has put on the list is answered with %q", answer)
	}
	for key, rule := range kept {
		if entry, found, err := list.Find(t.Context(), key); err != nil || !found || entry.Rule != rule {
			t.Errorf("the entry by rule %s: %+v, %v, %v", rule, entry, found, err)
		}
	}
	if p.isStopped(number) {
		t.Error("the STOP is not taken back")
	}
}

func TestStartTakesNoOthersWordBack(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	list, key := suppression.Open(p.bus), suppression.OfSender(events.SMS, number, handset)
	if _, err := list.Add(t.Context(), key, events.Suppression{Rule: events.RuleOperator}); err != nil {
		t.Fatal(err)
	}
	p.says("START")
	if entry, found, err := list.Find(t.Context(), key); err != nil || !found || entry.Rule != events.RuleOperator {
		t.Errorf("the operator's entry is %+v, %v, %v", entry, found, err)
	}
}

func TestOfNumbersThatWereNeverTextedOnlyStopIsKept(t *testing.T) {
	p := newPhone(t, nil)
	for _, text := range []string{"SENT", "HELP", "OFFER", "UNDO", "hello", "START", "", "STOP", "CALLED they need until Wednesday", "HELP"} {
		if answer := p.says(text); answer != "" {
			t.Errorf("%q is answered with %q", text, answer)
		}
	}
	if !p.isStopped(number) {
		t.Error("STOP is not kept")
	}
	if facts, talk := p.facts(), p.talk(); len(facts) != 0 || len(talk.Replies) != 0 {
		t.Errorf("%d facts, %d replies", len(facts), len(talk.Replies))
	}
	start := p.form("START")
	if answer := p.sends(start); answer != "" || p.isStopped(number) {
		t.Errorf("START is answered with %q; stopped is %v", answer, p.isStopped(number))
	}
	p.says("STOP")
	p.sends(start)
	if !p.isStopped(number) {
		t.Error("the repetition of an old START takes a new STOP back")
	}
	if n := p.metric("afterword_notifier_replies_total", "unknown"); n == 0 {
		t.Error("texts of unknown numbers are not counted")
	}
}

func TestTheProviderThatUnderstandsByItselfIsNotAnsweredTwice(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	for _, kind := range []string{"HELP", "STOP", "START"} {
		form := p.form("whatever the reader has typed")
		form.Set("OptOutType", kind)
		if answer := p.sends(form); answer != "" {
			t.Errorf("%s is answered a second time, with %q", kind, answer)
		}
		if want := kind == "STOP"; p.isStopped(number) != want {
			t.Errorf("after %s stopped is %v", kind, !want)
		}
	}
	if facts := p.facts(); len(facts) != 2 {
		t.Errorf("%d consents; want that of STOP and that of START", len(facts))
	}
}

func TestANumberOfAServiceIsStoppedWithIt(t *testing.T) {
	p := newPhone(t, nil)
	p.textedFrom("MG1", slug, "int-42", events.CheckIn, "en")
	service := func(text string) url.Values {
		form := p.form(text)
		form.Set("MessagingServiceSid", "MG1")
		return form
	}
	if answer := p.sends(service("CALLED")); answer == "" || len(p.facts()) != 1 {
		t.Errorf("an answer to a text of a service is answered with %q and recorded as %d facts", answer, len(p.facts()))
	}
	// Where both have texted, the latest text is meant.
	p.clock.Set(morning.Add(time.Hour))
	p.texted(slug, "int-43", events.CheckIn, "en")
	p.sends(service("CALLED"))
	p.clock.Set(morning.Add(2 * time.Hour))
	p.textedFrom("MG1", slug, "int-44", events.CheckIn, "en")
	p.sends(service("CALLED"))
	var about []string
	for _, fact := range p.facts() {
		about = append(about, fact.Subject)
	}
	if diff := cmp.Diff([]string{"int-42", "int-43", "int-44"}, about); diff != "" {
		t.Errorf("the facts are about (-want +got):\n%s", diff)
	}
	p.sends(service("STOP"))
	if !p.isStopped(number) || !p.isStopped("MG1") {
		t.Errorf("stopped are the number: %v, the service: %v", p.isStopped(number), p.isStopped("MG1"))
	}
	p.sends(service("START"))
	if p.isStopped(number) || p.isStopped("MG1") {
		t.Error("START takes back half of it")
	}
}

func TestTenAnswersADay(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	answers := 0
	for range 14 {
		if p.says("CALLED") != "" {
			answers++
		}
	}
	if answers != 10 {
		t.Errorf("%d answers within a day; want 10", answers)
	}
	if facts := p.facts(); len(facts) != 14 {
		t.Errorf("%d facts; what is not answered is recorded all the same", len(facts))
	}
	if answer := p.says("STOP"); answer != "" || !p.isStopped(number) {
		t.Errorf("STOP after ten answers is answered with %q; stopped is %v", answer, p.isStopped(number))
	}
	p.says("START")
	p.clock.Set(p.clock.Now().Add(conversation.Day))
	if p.says("CALLED") == "" {
		t.Error("a day later nothing is answered")
	}
}

func TestUndo(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-1", events.ThankYou, "en")
	sent := p.form("SENT")
	p.sends(sent)
	p.clock.Set(morning.Add(time.Hour))
	p.texted("other", "int-2", events.CheckInResult, "en")
	offer := p.form("OFFER")
	p.sends(offer)
	p.says("HELP")

	for _, want := range []struct {
		sid, tenant, followup string
	}{{offer.Get("MessageSid"), "other", "int-2"}, {sent.Get("MessageSid"), slug, "int-1"}} {
		p.says("undo that please")
		if p.answered() != string(message.Undone) {
			t.Errorf("UNDO is answered with %s", p.answered())
		}
		facts := p.facts()
		last := facts[len(facts)-1]
		if diff := cmp.Diff(events.Retraction{Source: "/afterword/sms", ID: want.sid}, dataIn(t, last)); diff != "" {
			t.Errorf("the retraction (-want +got):\n%s", diff)
		}
		if last.Tenant != want.tenant || last.Subject != want.followup {
			t.Errorf("the retraction is of %s/%s; want %s/%s", last.Tenant, last.Subject, want.tenant, want.followup)
		}
	}
	before := len(p.facts())
	p.says("UNDO")
	if p.answered() != string(message.NothingToUndo) || len(p.facts()) != before {
		t.Errorf("a third UNDO is answered with %s, %d facts", p.answered(), len(p.facts())-before)
	}
	p.says("OFFER")
	p.clock.Set(p.clock.Now().Add(conversation.UndoWithin + time.Second))
	p.says("UNDO")
	if p.answered() != string(message.NothingToUndo) {
		t.Errorf("UNDO after more than seven days is answered with %s", p.answered())
	}
	p.says("STOP")
	p.says("START")
	p.says("UNDO")
	if p.answered() != string(message.NothingToUndo) {
		t.Errorf("UNDO after STOP and START is answered with %s: START is how STOP is taken back", p.answered())
	}
}

func TestOfTwoTenantsOnOneSenderTheLatestIsMeant(t *testing.T) {
	p := newPhone(t, nil)
	p.texted("other", "int-7", events.ThankYou, "fr")
	p.clock.Set(morning.Add(time.Hour))
	p.texted(slug, "int-8", events.CheckIn, "en")
	p.says("DONE")
	p.clock.Set(morning.Add(2 * time.Hour))
	p.texted("other", "int-7", events.ThankYouLate, "fr")
	p.says("FAIT")
	var got []string
	for _, fact := range p.facts() {
		got = append(got, fact.Tenant+" "+fact.Subject+" "+fact.Type.Name())
	}
	if diff := cmp.Diff([]string{slug + " int-8 checkin.made", "other int-7 thankyou.sent"}, got); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

func TestATenantsOwnNumberIsAnotherConversation(t *testing.T) {
	p := newPhone(t, nil)
	const own = "+15005550007"
	p.texted(slug, "int-1", events.ThankYou, "en")
	p.textedFrom(own, "other", "int-2", events.CheckIn, "en")
	stop := p.form("STOP")
	stop.Set("To", own)
	p.sends(stop)
	if !p.isStopped(own) || p.isStopped(number) {
		t.Errorf("stopped are the tenant's own number: %v, the shared one: %v", p.isStopped(own), p.isStopped(number))
	}
	if answer := p.says("SENT"); answer == "" {
		t.Error("the other number does not answer any more")
	}
}

// What a reply leads to is evaluated as the workflow does; the answer says so as soon as the dossier holds it.
func TestAnAnswerSaysWhatComesNext(t *testing.T) {
	p := newPhone(t, nil)
	facts := []events.Event{interview(slug, "int-42", nil)}
	p.keeps(followup.Dossier{Tenant: slug, Followup: "int-42", Facts: facts})
	p.texted(slug, "int-42", events.CheckIn, "en")
	form := p.form("CALLED they need until Wednesday")
	answered := make(chan string, 1)
	go func() { _, answer := p.post(inboundURL, form); answered <- answer }()
	p.until("the fact", func() bool { return len(p.facts()) == 1 })
	p.keeps(followup.Dossier{Tenant: slug, Followup: "int-42", Facts: append(facts, p.facts()...)})
	answer := <-answered
	templates, err := message.New()
	if err != nil {
		t.Fatal(err)
	}
	after := followup.Dossier{Tenant: slug, Followup: "int-42", Facts: append(facts, p.facts()...)}.Evaluate(followup.DefaultPolicy(), morning)
	next := segment.Plain(templates.Next(after.Snapshot, after.Brief, "en", morning))
	if !strings.Contains(answer, next) || !strings.Contains(answer, "Finn Logistics") || !strings.Contains(answer, "Wednesday") {
		t.Errorf("the answer is %q; want it to name employer and day, and to say %q", answer, next)
	}
	// What happens later changes nothing about what is said to a text that comes again.
	late, err := events.New(events.OutcomeRecorded, "/portal", "late", slug, "int-42", morning.Add(time.Hour), events.OutcomeReport{Outcome: events.Offer})
	if err != nil {
		t.Fatal(err)
	}
	p.keeps(followup.Dossier{Tenant: slug, Followup: "int-42", Facts: append(append(facts, p.facts()...), late)})
	p.clock.Set(morning.Add(2 * time.Hour))
	if again := p.sends(form); again != answer {
		t.Errorf("the repetition is answered with %q; want %q", again, answer)
	}
}

func TestAnAnswerDoesWithoutADossierThatStaysBehind(t *testing.T) {
	p := newPhone(t, nil)
	p.keeps(followup.Dossier{Tenant: slug, Followup: "int-42", Facts: []events.Event{interview(slug, "int-42", nil)}})
	p.texted(slug, "int-42", events.CheckIn, "en")
	if answer := p.says("CALLED"); !strings.Contains(answer, "Finn Logistics") {
		t.Errorf("the answer is %q", answer)
	}
}

func TestSnoozeLastsToTheDayThatIsNamedAsLongAsItIsUseful(t *testing.T) {
	evening := time.Date(2026, 3, 3, 22, 0, 0, 0, time.UTC) // 17:00 in New York, two hours after the interview.
	tests := []struct {
		name, text string
		change     func(*events.Meeting)
		want       time.Time
	}{
		{"no day", "LATER", nil, evening.Add(3 * time.Hour)},
		{"what is no day", "LATER when I am home", nil, evening.Add(3 * time.Hour)},
		{"today", "LATER today", nil, evening.Add(3 * time.Hour)},
		{"tomorrow, when texts may come", "LATER tomorrow", nil, time.Date(2026, 3, 4, 13, 0, 0, 0, time.UTC)},
		{
			"at the candidate's own hour and place", "remind me tomorrow",
			func(m *events.Meeting) {
				m.Candidate.TimeZone, m.Candidate.Allowed = "America/Los_Angeles", &events.AllowedWindow{From: 10 * 60, To: 18 * 60}
			},
			time.Date(2026, 3, 4, 18, 0, 0, 0, time.UTC),
		},
		// The note must be sent by 20:00 UTC the next day.
		{"a day that is too late", "LATER Friday", nil, time.Date(2026, 3, 4, 19, 0, 0, 0, time.UTC)},
	}
	for _, test := range tests {
		// An answer waits for the dossier; together they do not wait longer than one.
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := newPhone(t, nil)
			p.clock.Set(evening)
			p.keeps(followup.Dossier{Tenant: slug, Followup: "int-42", Facts: []events.Event{interview(slug, "int-42", test.change)}})
			p.texted(slug, "int-42", events.ThankYou, "en")
			p.says(test.text)
			facts := p.facts()
			if len(facts) != 1 {
				t.Fatalf("%d facts", len(facts))
			}
			if got := dataIn(t, facts[0]).(events.Snooze).Until; !got.Equal(test.want) {
				t.Errorf("until %s; want %s", got, test.want)
			}
		})
	}
}

func TestWhatCannotBeStoredIsAskedForAgain(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	stop, called := p.form("STOP"), p.form("CALLED")
	p.server.Stop()
	for _, form := range []url.Values{stop, called} {
		status, header, _ := p.call(http.MethodPost, inboundURL, "application/x-www-form-urlencoded", signatureOf(token, publicBase+inboundURL, form), form.Encode())
		if status != http.StatusServiceUnavailable || header.Get("Retry-After") == "" {
			t.Errorf("%s without a bus is answered with %d", form.Get("Body"), status)
		}
	}
	p.server.Start()
	p.until("the bus to be back", func() bool { return p.bus.Healthy(t.Context()) == nil })
	if answer := p.sends(stop); answer == "" || !p.isStopped(number) {
		t.Errorf("STOP is answered with %q when it comes again; stopped is %v", answer, p.isStopped(number))
	}
}

// A STOP waits for a text on its way, and is stored before any other can begin.
func TestStopIsStoredWhenWhatIsLeavingHasLeft(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	leave := p.notifier.Send(handset)
	answered := make(chan string, 1)
	form := p.form("STOP")
	go func() { _, answer := p.post(inboundURL, form); answered <- answer }()
	p.until("the STOP to wait at the gate", func() bool { return p.notifier.Waits(handset) })
	if p.isStopped(number) {
		t.Error("the STOP is stored while a text is leaving")
	}
	leave()
	if answer := <-answered; answer == "" || !p.isStopped(number) {
		t.Errorf("the STOP is answered with %q; stopped is %v", answer, p.isStopped(number))
	}
}

// A text that hangs does not keep the STOP from being stored for longer than its provider waits for us.
func TestStopDoesNotWaitForEver(t *testing.T) {
	p := newPhone(t, nil)
	p.notifier.Patience(10 * time.Millisecond)
	leave := p.notifier.Send(handset)
	answered := make(chan int, 1)
	form := p.form("STOP")
	go func() { status, _ := p.post(inboundURL, form); answered <- status }()
	p.until("the STOP to be stored", func() bool { return p.isStopped(number) })
	leave()
	if status := <-answered; status != http.StatusOK {
		t.Errorf("the STOP is answered with %d", status)
	}
	p.until("the gate to be free", func() bool { return !p.notifier.Waits(handset) })
}

// Whatever else is broken, a STOP is stored.
func TestStopIsStoredWhereNothingElseCanBe(t *testing.T) {
	p := newPhone(t, nil)
	broken := bus.OpenBucket[string](p.bus, bus.ConversationsBucket)
	if _, err := broken.Put(t.Context(), bus.Key(string(events.SMS), number, handset), "no conversation"); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"CALLED", "STOP"} {
		if status, _ := p.post(inboundURL, p.form(text)); status != http.StatusServiceUnavailable {
			t.Errorf("%s is answered with %d", text, status)
		}
	}
	if !p.isStopped(number) {
		t.Error("the STOP is not stored")
	}
}

// What a provider said counts, even if it does not wait for the answer.
func TestACallThatIsHungUpCounts(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	form := p.form("STOP")
	r := httptest.NewRequestWithContext(gone, http.MethodPost, inboundURL, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", formType)
	r.Header.Set("X-Twilio-Signature", signatureOf(token, publicBase+inboundURL, form))
	p.notifier.Handler().ServeHTTP(httptest.NewRecorder(), r)
	if !p.isStopped(number) || len(p.facts()) != 1 {
		t.Errorf("stopped is %v, %d facts", p.isStopped(number), len(p.facts()))
	}
}

// An answer that is ready when STOP is stored is not given any more.
func TestNoAnswerLeavesAfterStop(t *testing.T) {
	p := newPhone(t, nil)
	p.keeps(followup.Dossier{Tenant: slug, Followup: "int-42", Facts: []events.Event{interview(slug, "int-42", nil)}})
	p.texted(slug, "int-42", events.CheckIn, "en")
	answered := make(chan string, 1)
	form := p.form("CALLED")
	go func() { _, answer := p.post(inboundURL, form); answered <- answer }()
	// While the answer waits for the dossier, STOP comes.
	p.until("the fact", func() bool { return len(p.facts()) == 1 })
	if p.says("STOP") == "" {
		t.Error("STOP is not confirmed")
	}
	if answer := <-answered; answer != "" {
		t.Errorf("after STOP the text before it is answered with %q", answer)
	}
}

func TestTextsWithoutAnIDAreRefusedButTheirStopCounts(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	for _, text := range []string{"CALLED", "STOP"} {
		form := p.form(text)
		form.Set("MessageSid", "not an id")
		if status, _ := p.post(inboundURL, form); status != http.StatusBadRequest {
			t.Errorf("%s without an id is answered with %d", text, status)
		}
	}
	if len(p.facts()) != 0 || !p.isStopped(number) {
		t.Errorf("%d facts; stopped is %v", len(p.facts()), p.isStopped(number))
	}
}

// A reply about a follow-up that is closed is recorded: late facts are for the domain to judge.
func TestAReplyAboutAClosedFollowupIsRecorded(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-2", events.MoveOn, "en")
	p.closes("int-2")
	if p.says("OFFER") == "" || len(p.facts()) != 1 {
		t.Errorf("%d facts", len(p.facts()))
	}
}

func TestNothingOfATextIsToldInTheLog(t *testing.T) {
	p := newPhone(t, func(*notifier.Options) {})
	p.texted(slug, "int-42", events.CheckIn, "en")
	const canary = "Zebedee said it at the pond"
	for _, text := range []string{"CALLED " + canary, "LATER " + canary, canary, "SENT " + canary, "STOP " + canary} {
		p.says(text)
	}
	for _, e := range p.logs.All() {
		if strings.Contains(e.Message, "pond") {
			t.Errorf("the log tells %q", e.Message)
		}
	}
	// The world looks through everything that was logged, for the number and for names, when the test ends.
	if len(p.logs.FilterMessage("a text came").All()) == 0 {
		t.Error("nothing is logged of texts that come")
	}
}
