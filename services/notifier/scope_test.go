package notifier_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// Who says no to what: each rule, kept where it belongs, stops exactly the messages that it means.
func TestASuppressionReachesAsFarAsItMeans(t *testing.T) {
	const own = "+15005550007"
	type message struct {
		tenant  string
		channel events.Channel
		address string
	}
	var (
		email      = message{slug, events.Email, "candidate-0@example.com"}
		emailOther = message{"other", events.Email, "candidate-0@example.com"}
		text       = message{slug, events.SMS, "+14155560000"}
		textOther  = message{"other", events.SMS, "+14155560000"}
		textOwn    = message{"own-number", events.SMS, "+14155560000"}
		stranger   = message{slug, events.SMS, "+14155569999"}
	)
	messages := map[string]message{
		"email": email, "another tenant's email": emailOther, "text": text, "another tenant's text": textOther,
		"text of a tenant with its own number": textOwn, "text to another number": stranger,
	}
	for _, test := range []struct {
		name string
		key  string
		rule string
		// stops are the names of the messages.
		stops []string
	}{
		{"bounce", suppression.OfTenant(slug, events.Email, "Candidate-0@Example.com"), events.RuleBounce, []string{"email"}},
		{"complaint", suppression.OfTenant(slug, events.Email, email.address), events.RuleComplaint, []string{"email"}},
		{"unsubscribe", suppression.OfTenant("other", events.Email, email.address), events.RuleUnsubscribe, []string{"another tenant's email"}},
		{"operator, one tenant's texts", suppression.OfTenant(slug, events.SMS, text.address), events.RuleOperator, []string{"text"}},
		{"STOP to the installation's number", suppression.OfSender(events.SMS, number, text.address), events.RuleStop, []string{"text", "another tenant's text"}},
		{"STOP to a tenant's own number", suppression.OfSender(events.SMS, own, text.address), events.RuleStop, []string{"text of a tenant with its own number"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			th := newTheatre(t, `{"fan_out":"all"}`, nil)
			th.tenant(events.Tenant{Slug: "own-number", Brand: events.Brand{SMSSender: own}})
			if _, err := suppression.Open(th.bus).Add(t.Context(), test.key, events.Suppression{Rule: test.rule, At: morning}); err != nil {
				t.Fatal(err)
			}
			got := map[string]bool{}
			for name, m := range messages {
				p := newPart(len(got))
				p.tenant = m.tenant
				p.brief.Meeting.Candidate.Email, p.brief.Meeting.Candidate.Phone = m.address, ""
				if m.channel == events.SMS {
					p.brief.Meeting.Candidate.Email, p.brief.Meeting.Candidate.Phone = "", m.address
				}
				th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
				th.due(p)
				got[name] = ends(t, th.play(time.Hour))[m.channel][0] != "sent"
			}
			want := map[string]bool{}
			for name := range messages {
				want[name] = false
			}
			for _, name := range test.stops {
				want[name] = true
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("what is stopped (-want +got):\n%s", diff)
			}
		})
	}
}

// 21610 is a STOP that the provider has heard before us: it is kept for the number that was told.
func TestAProvidersStopIsKeptForItsNumber(t *testing.T) {
	const own = "+15005550007"
	for name, test := range map[string]struct{ number, other string }{
		slug: {number, own}, "own-number": {own, number},
	} {
		t.Run(name, func(t *testing.T) {
			th := newTheatre(t, `{}`, nil)
			th.tenant(events.Tenant{Slug: "own-number", Brand: events.Brand{SMSSender: own}})
			p := newPart(1)
			p.tenant = name
			p.brief.Meeting.Candidate.Channels = []events.Channel{events.SMS}
			th.puppets[events.SMS].answers = []error{&channel.Permanent{Fault: channel.Fault{Code: "21610"}, Suppress: events.RuleStop}}
			th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
			th.due(p)
			th.play(time.Hour)
			list := suppression.Open(th.bus)
			entry, found, err := list.Find(t.Context(), suppression.OfSender(events.SMS, test.number, p.address(events.SMS)))
			want := events.Suppression{Rule: events.RuleStop, At: th.clock.Now(), Channel: events.SMS, Sender: test.number}
			if diff := cmp.Diff(want, entry); err != nil || !found || diff != "" {
				t.Errorf("%v, %v, (-want +got):\n%s", err, found, diff)
			}
			for _, key := range []string{
				suppression.OfSender(events.SMS, test.other, p.address(events.SMS)), suppression.OfTenant(name, events.SMS, p.address(events.SMS)),
			} {
				if _, found, err := list.Find(t.Context(), key); err != nil || found {
					t.Errorf("it is kept elsewhere, too: %v", err)
				}
			}
			if l := th.puppets[events.SMS].to(p.address(events.SMS)); len(l) != 1 || l[0].From.Number != test.number {
				t.Errorf("texts %+v; want one from %s", l, test.number)
			}
		})
	}
}
