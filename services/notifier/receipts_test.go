package notifier_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// What a mail server, and then a reader, says of an email.
var (
	bouncedReceipt = notifier.Receipt{
		State: letter.Bounced, Code: "550 5.1.1", Reason: "there is no such mailbox", Suppress: events.RuleBounce,
	}
	complaintReceipt = notifier.Receipt{
		State: letter.Complained, Reason: "the reader has called a letter spam", Suppress: events.RuleComplaint,
	}
)

// sent has a part's reminder go out on its first channel, and returns what the email is known by.
func (th *theatre) sent(p part) link.Ref {
	th.t.Helper()
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	th.due(p)
	th.play(time.Hour)
	letters := th.puppets[events.Email].to(p.address(events.Email))
	if len(letters) == 0 {
		th.t.Fatal("no email was sent")
	}
	ref, err := th.links.Keys.ReadReturn(letters[len(letters)-1].Return)
	if err != nil {
		th.t.Fatal(err)
	}
	return ref
}

// receive has a receipt taken in, and what it has set going come to its end.
func (th *theatre) receive(ref link.Ref, r notifier.Receipt) (results []events.Event) {
	th.t.Helper()
	if err := th.notifier.Receive(th.t.Context(), ref, r); err != nil {
		th.t.Fatal(err)
	}
	return th.play(time.Hour)
}

// list is what is suppressed.
func (th *theatre) list() map[string]events.Suppression {
	th.t.Helper()
	all, err := suppression.Open(th.bus).All(th.t.Context())
	if err != nil {
		th.t.Fatal(err)
	}
	return all
}

// both is a candidate with two channels, the second for when the first fails.
func both(n int) part {
	p := newPart(n)
	p.brief.Meeting.Candidate.Channels = []events.Channel{events.Email, events.SMS}
	return p
}

// receipts are the states that receipts have told, in their order.
func receipts(t *testing.T, results []events.Event) (states []string) {
	t.Helper()
	for _, e := range results {
		d, err := events.DataOf[events.Delivery](e)
		if err != nil {
			t.Fatal(err)
		}
		if e.Type == events.DeliveryReceipt {
			states = append(states, d.State)
		}
	}
	return states
}

func TestABounceHasItsConsequencesOnce(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	p := both(1)
	ref := th.sent(p)
	results := th.receive(ref, bouncedReceipt)

	key := suppression.OfTenant(slug, events.Email, p.address(events.Email))
	want := map[string]events.Suppression{key: {
		Rule: events.RuleBounce, At: th.clock.Now(), Reason: bouncedReceipt.Reason, Tenant: slug, Channel: events.Email, Followup: p.followup,
	}}
	if diff := cmp.Diff(want, th.list()); diff != "" {
		t.Errorf("the list (-want +got):\n%s", diff)
	}
	if got := receipts(t, results); len(got) != 1 || got[0] != "bounced" {
		t.Fatalf("receipts %q; want one", got)
	}
	receipt, err := events.DataOf[events.Delivery](results[0])
	wantData := events.Delivery{
		Reminder: p.reminder.ID, Kind: p.reminder.Kind, N: 1, Channel: events.Email, DueAt: p.reminder.DueAt, At: th.clock.Now(),
		MessageID: events.EmailMessageID(slug, p.reminder.ID, "example.org"), Class: events.Permanent, State: "bounced",
		Code: "550 5.1.1", Rule: events.RuleBounce, Reason: bouncedReceipt.Reason,
	}
	if diff := cmp.Diff(wantData, receipt); diff != "" || err != nil || results[0].Subject != p.followup || results[0].Tenant != slug {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if len(th.puppets[events.SMS].to(p.address(events.SMS))) != 1 {
		t.Error("the text did not go out instead")
	}

	// An operator takes the address off the list. The same receipt, sent again, is no new bounce.
	if _, released, err := suppression.Open(th.bus).Release(t.Context(), key); err != nil || !released {
		t.Fatalf("%v, %v", released, err)
	}
	for range 3 {
		if again := th.receive(ref, bouncedReceipt); len(again) != 0 {
			t.Errorf("said again: %+v", again)
		}
	}
	if len(th.list()) != 0 || len(th.puppets[events.SMS].to(p.address(events.SMS))) != 1 {
		t.Errorf("after the same receipt the list is %v, and %d texts went out", th.list(), len(th.puppets[events.SMS].letters))
	}
	if facts := stored(t, th.bus, events.StreamFacts); len(facts) != 0 {
		t.Errorf("a bounce is recorded as what somebody said: %+v", facts)
	}
}

func TestWhatFollowsFromAState(t *testing.T) {
	type effect struct {
		Receipts []string
		Class    events.DeliveryClass
		Rule     string
		Text     bool
		Fact     bool
	}
	for name, test := range map[string]struct {
		receipt notifier.Receipt
		want    effect
	}{
		"delivered":  {notifier.Receipt{State: letter.Delivered, Code: "250"}, effect{[]string{"delivered"}, events.Accepted, "", false, false}},
		"delayed":    {notifier.Receipt{State: letter.Delayed, Code: "451"}, effect{[]string{"delayed"}, events.Temporary, "", false, false}},
		"full":       {notifier.Receipt{State: letter.Failed, Code: "552 5.2.2"}, effect{[]string{"failed"}, events.Permanent, "", true, false}},
		"bounced":    {bouncedReceipt, effect{[]string{"bounced"}, events.Permanent, events.RuleBounce, true, false}},
		"complained": {complaintReceipt, effect{[]string{"complained"}, events.Accepted, events.RuleComplaint, false, true}},
		"unsubscribed": {
			notifier.Receipt{State: letter.Unsubscribed, Suppress: events.RuleUnsubscribe},
			effect{[]string{"unsubscribed"}, events.Accepted, events.RuleUnsubscribe, false, true},
		},
		"a reader who has told the provider to stop": {
			notifier.Receipt{State: letter.Failed, Code: "21610", Suppress: events.RuleStop}, effect{[]string{"failed"}, events.Permanent, "", false, false},
		},
		"nothing yet": {notifier.Receipt{}, effect{}},
	} {
		t.Run(name, func(t *testing.T) {
			th := newTheatre(t, `{}`, nil)
			p := both(1)
			results := th.receive(th.sent(p), test.receipt)
			got := effect{Receipts: receipts(t, results), Text: th.puppets[events.SMS].left(p.address(events.SMS)) > 0}
			if len(results) > 0 {
				d, err := events.DataOf[events.Delivery](results[0])
				if err != nil {
					t.Fatal(err)
				}
				got.Class = d.Class
			}
			for key, s := range th.list() {
				got.Rule = s.Rule
				if key != suppression.OfTenant(slug, events.Email, p.address(events.Email)) {
					t.Errorf("suppressed under another key: %+v", s)
				}
			}
			for _, fact := range stored(t, th.bus, events.StreamFacts) {
				consent, err := events.DataOf[events.Consent](fact)
				got.Fact = true
				if err != nil || fact.Type != events.ConsentChanged || fact.Source != "/afterword/email" || fact.Tenant != slug || fact.Subject != p.followup ||
					consent.Channel != events.Email || consent.Allowed || consent.Evidence == "" || events.Validate(fact, th.clock.Now()) != nil {
					t.Errorf("%v: fact %+v says %+v", err, fact, consent)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Receipts that come late are known by then, or less than is known.
func TestReceiptsInAnyOrder(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	ref := th.sent(newPart(1))
	var told []string
	for _, s := range []letter.State{
		letter.Sent, letter.Queued, letter.Delivered, letter.Sending, letter.Delivered, letter.Bounced, letter.Delivered, letter.Bounced,
	} {
		told = append(told, receipts(t, th.receive(ref, notifier.Receipt{State: s}))...)
	}
	if diff := cmp.Diff([]string{"sent", "delivered", "bounced"}, told); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Whoever took a receipt in and died before the end has it repeated: then everything follows.
func TestAReceiptThatWasCutOffIsFinished(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	p := both(1)
	ref := th.sent(p)
	if _, _, err := letter.Open(th.bus).Advance(t.Context(), ref, letter.Bounced, "550 5.1.1"); err != nil {
		t.Fatal(err)
	}
	// What it had left behind by then is not told any more.
	if results := th.receive(ref, notifier.Receipt{State: letter.Delivered}); len(results) != 0 {
		t.Errorf("a delivery is told of a letter that came back: %+v", results)
	}
	results := th.receive(ref, bouncedReceipt)
	if len(receipts(t, results)) != 1 || len(th.list()) != 1 || th.puppets[events.SMS].left(p.address(events.SMS)) != 1 {
		t.Errorf("receipts %q, list %v", receipts(t, results), th.list())
	}
}

func TestWhatIsSaidOfUnknownLettersIsForgotten(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	if results := th.receive(link.RefOf("nobody's"), bouncedReceipt); len(results) != 0 || len(th.list()) != 0 {
		t.Errorf("%+v, %v", results, th.list())
	}
}

// A reader who has told the provider to stop is not reached another way; that nothing has arrived is told to the advisers.
func TestANoAfterwardsIsToldToTheAdvisers(t *testing.T) {
	th := newTheatre(t, toAdviser(""), nil)
	p := both(1)
	th.receive(th.sent(p), notifier.Receipt{State: letter.Failed, Code: "21610", Suppress: events.RuleStop})
	if texts, told := th.puppets[events.SMS].left(p.address(events.SMS)), th.puppets[events.Email].left(adviser); texts != 0 || told != 1 {
		t.Errorf("%d texts, %d emails to the adviser; want one to the adviser", texts, told)
	}
}

// An adviser's address is one of their own: what they say is not said of the candidate, and is no fact.
func TestAnAdvisersComplaint(t *testing.T) {
	th := newTheatre(t, toAdviser(""), nil)
	p := newPart(1)
	p.brief.Meeting.Candidate.Email, p.brief.Meeting.Candidate.Phone = adviser, ""
	th.refuse(p, events.Email, events.RuleUnsubscribe)
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	th.due(p)
	th.play(time.Hour)
	letters := th.puppets[events.Email].to(adviser)
	if len(letters) != 1 {
		t.Fatalf("%d emails to the adviser", len(letters))
	}
	ref, err := th.links.Keys.ReadReturn(letters[0].Return)
	if err != nil {
		t.Fatal(err)
	}
	th.receive(ref, complaintReceipt)
	list := th.list()
	own := list[suppression.OfTenant(slug, events.Adviser, adviser)]
	candidates := list[suppression.OfTenant(slug, events.Email, adviser)]
	if own.Rule != events.RuleComplaint || candidates.Rule != events.RuleUnsubscribe || len(list) != 2 {
		t.Errorf("the list is %+v", list)
	}
	if facts := stored(t, th.bus, events.StreamFacts); len(facts) != 0 {
		t.Errorf("facts %+v", facts)
	}
}

// One bounce, told by everybody at once, and mixed with what was told before.
func TestReceiptsAtOnce(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	p := both(1)
	ref := th.sent(p)
	all := []notifier.Receipt{{State: letter.Sent}, {State: letter.Delivered}, bouncedReceipt, {State: letter.Delayed}}
	var group sync.WaitGroup
	for i := range 12 {
		group.Go(func() {
			for j := range all {
				if err := th.notifier.Receive(context.WithoutCancel(t.Context()), ref, all[(i+j)%len(all)]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	times := map[string]int{}
	results := th.play(time.Hour)
	for _, s := range receipts(t, results) {
		times[s]++
	}
	for s, n := range times {
		if n > 1 {
			t.Errorf("%s was told %d times", s, n)
		}
	}
	if times["bounced"] != 1 || len(th.list()) != 1 || th.puppets[events.SMS].left(p.address(events.SMS)) != 1 {
		t.Errorf("told %v, list %v, %d texts", times, th.list(), th.puppets[events.SMS].left(p.address(events.SMS)))
	}
	l, err := letter.Open(th.bus).Find(t.Context(), ref)
	if err != nil || l.State != letter.Bounced || l.Told != letter.Bounced {
		t.Errorf("%+v, %v", l, err)
	}
	for _, e := range results {
		if text := e.ID + string(e.Data); strings.Contains(text, p.address(events.Email)) || strings.Contains(text, p.address(events.SMS)) {
			t.Errorf("an event quotes an address: %s", fmt.Sprint(e.Type, e.ID))
		}
	}
}
