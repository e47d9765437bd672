package notifier_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

const adviser = "adviser@example.org"

func toAdviser(more string) string { return `{"alert_to":["` + adviser + `"]` + more + `}` }

// ends returns what was said of each channel: a verb and a rule.
func ends(t *testing.T, results []events.Event) map[events.Channel][]string {
	t.Helper()
	said := map[events.Channel][]string{}
	for _, e := range results {
		d, err := events.DataOf[events.Delivery](e)
		if err != nil {
			t.Fatal(err)
		}
		_, verb, _ := strings.Cut(e.Type.Name(), ".")
		said[d.Channel] = append(said[d.Channel], strings.TrimSuffix(verb+" "+d.Rule, " "))
	}
	return said
}

// refuse suppresses the candidate's address.
func (th *theatre) refuse(p part, ch events.Channel, rule string) {
	th.t.Helper()
	key := suppression.OfTenant(slug, ch, p.address(ch))
	if _, err := suppression.Open(th.bus).Add(th.t.Context(), key, events.Suppression{Rule: rule, At: th.clock.Now()}); err != nil {
		th.t.Fatal(err)
	}
}

func TestAdvisersAreToldWhenNothingArrives(t *testing.T) {
	never := func(rule string) error { return &channel.Permanent{Fault: channel.Fault{Code: "no"}, Suppress: rule} }
	later := &channel.Temporary{Fault: channel.Fault{Code: "451"}}
	refused := func(channels ...events.Channel) events.Snapshot {
		s := events.Snapshot{Consents: map[events.Channel]bool{}}
		for _, ch := range channels {
			s.Consents[ch] = false
		}
		return s
	}
	for _, test := range []struct {
		name   string
		policy string
		// before sets the stage.
		before func(*theatre, *part)
		status events.Snapshot
		pause  time.Duration
		// want is what the adviser is told of each channel, and nil if nothing.
		want []string
	}{
		{name: "it has arrived", before: func(*theatre, *part) {}},
		{
			name:   "the first channel fails, the second one works",
			before: func(th *theatre, _ *part) { th.puppets[events.Email].answers = []error{never(events.RuleBounce)} },
		},
		{
			name: "both fail, one after the other",
			before: func(th *theatre, _ *part) {
				th.puppets[events.Email].answers = []error{never(events.RuleBounce)}
				th.puppets[events.SMS].answers = []error{never("")}
			},
			want: []string{"email bounce", "sms refused"},
		},
		{
			name: "the provider knows of a stop, and nothing goes elsewhere",
			before: func(th *theatre, p *part) {
				p.brief.Meeting.Candidate.Channels = []events.Channel{events.SMS, events.Email}
				th.puppets[events.SMS].answers = []error{never(events.RuleStop)}
			},
			want: []string{"sms stop"},
		},
		{name: "opted out", before: func(*theatre, *part) {}, status: refused(events.Email), want: []string{"email opted_out"}},
		{
			name:   "the address bounced before, the second channel is refused",
			before: func(th *theatre, p *part) { th.refuse(*p, events.Email, events.RuleBounce) },
			status: refused(events.SMS), want: []string{"email bounce", "sms opted_out"},
		},
		{
			name:   "no address on the only channel",
			before: func(_ *theatre, p *part) { p.brief.Meeting.Candidate.Email, p.brief.Meeting.Candidate.Phone = "", "" },
			want:   []string{"email no_address"},
		},
		{
			name: "an outage until it expired", pause: 24 * time.Hour,
			before: func(th *theatre, _ *part) {
				th.puppets[events.Email].answers = []error{later, later, later, later}
			},
			want: []string{"email expired"},
		},
		{
			name: "both at once, both fail", policy: `,"fan_out":"all"`,
			before: func(th *theatre, p *part) {
				th.refuse(*p, events.Email, events.RuleComplaint)
				th.puppets[events.SMS].answers = []error{never("")}
			},
			want: []string{"email complaint", "sms refused"},
		},
		{
			name: "both at once, one arrives", policy: `,"fan_out":"all"`,
			before: func(th *theatre, p *part) { th.refuse(*p, events.Email, events.RuleComplaint) },
		},
		{
			name: "nobody knows whether it arrived",
			before: func(th *theatre, _ *part) {
				th.puppets[events.Email].answers = []error{&channel.Ambiguous{Final: true}}
			},
		},
		{
			name: "the candidate has withdrawn", status: events.Snapshot{Outcome: events.Withdrawn, Consents: map[events.Channel]bool{events.Email: false}},
			before: func(*theatre, *part) {},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			th := newTheatre(t, toAdviser(test.policy), nil)
			p := newPart(1)
			test.before(th, &p)
			test.status.Plan = []events.Reminder{p.reminder}
			th.knows(p, test.status)
			th.due(p)
			results := th.play(max(test.pause, time.Hour))
			var got []string
			if th.puppets[events.Email].left(adviser) > 0 {
				for _, end := range th.alerts[0].Ended {
					got = append(got, string(end.Channel)+" "+end.Rule)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("the adviser is told (-want +got):\n%s", diff)
			}
			if said := ends(t, results)[events.Adviser]; len(test.want) > 0 && !slices.Equal(said, []string{"sent"}) {
				t.Errorf("of the adviser's email it is said %v; want sent", said)
			}
			if n := th.puppets[events.Email].left(adviser); n > 1 {
				t.Errorf("%d emails left for the adviser", n)
			}
		})
	}
}

func TestAWithdrawnReminderIsNoReasonForAnAlert(t *testing.T) {
	th := newTheatre(t, toAdviser(""), nil)
	p := newPart(1)
	th.knows(p, events.Snapshot{})
	th.due(p)
	if said := ends(t, th.play(time.Hour)); !cmp.Equal(said, map[events.Channel][]string{events.Email: {"skipped withdrawn"}}) {
		t.Errorf("%v", said)
	}
}

// Two deliveries of one reminder that end unsent at the same moment: one of them, and not each and not none, says so.
func TestTwoEndsAtOnceMakeOneAlert(t *testing.T) {
	th := newTheatre(t, toAdviser(`,"fan_out":"all"`), nil)
	const reminders = 40
	var all sync.WaitGroup
	for i := range reminders {
		p := newPart(i)
		th.knows(p, events.Snapshot{
			Plan: []events.Reminder{p.reminder}, Consents: map[events.Channel]bool{events.Email: false, events.SMS: false},
		})
		start := make(chan struct{})
		for _, ch := range []events.Channel{events.Email, events.SMS} {
			order := events.DeliveryOrder{Reminder: p.reminder, Brief: p.brief, Channel: ch, Beside: []events.Channel{events.SMS}}
			if ch == events.SMS {
				order.Beside = []events.Channel{events.Email}
			}
			m := bus.Message{Event: th.event(events.DeliveryRequested, p, fmt.Sprintf("%s.%s", p.reminder.ID, ch), order), Attempt: 1}
			all.Go(func() {
				<-start
				if out := th.notifier.Handle(t.Context(), m); out != bus.Done() {
					t.Errorf("%+v", out)
				}
			})
		}
		close(start)
	}
	all.Wait()
	said := ends(t, th.play(time.Hour))
	if len(said[events.Adviser]) != reminders || len(th.puppets[events.Email].to(adviser)) != reminders {
		t.Errorf("%d emails to the adviser, %d results; want one for each of %d follow-ups",
			len(th.puppets[events.Email].to(adviser)), len(said[events.Adviser]), reminders)
	}
}

func TestAnAdviserIsToldOnceOfAFollowup(t *testing.T) {
	th := newTheatre(t, `{"alert_to":["adviser@example.org","second@example.org"]}`, nil)
	p := newPart(1)
	for n := 1; n <= 2; n++ {
		p.reminder.ID, p.reminder.N = events.ReminderID(p.followup, events.CheckIn, n), n
		p.reminder.DueAt = morning.Add(time.Duration(n) * 24 * time.Hour)
		th.clock.Set(p.reminder.DueAt)
		th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}, Consents: map[events.Channel]bool{events.Email: false}})
		th.due(p)
		said := ends(t, th.play(time.Hour))[events.Adviser]
		if want := [][]string{{"sent", "sent"}, {"skipped already_sent", "skipped already_sent"}}[n-1]; !slices.Equal(said, want) {
			t.Errorf("of reminder %d the advisers' emails are said to be %v; want %v", n, said, want)
		}
	}
	for _, to := range []string{adviser, "second@example.org"} {
		if sent := th.puppets[events.Email].to(to); len(sent) != 1 || sent[0].Unsubscribe != "" || sent[0].ToName != "" {
			t.Errorf("%s got %+v; want one email, nothing to unsubscribe from, and not the candidate's name", to, sent)
		}
	}
}

// What a candidate has said of their own address is no reason to leave an adviser without word, even at the same
// address; and an adviser's address that cannot receive is tried once and alerts nobody.
func TestAnAdvisersAddressIsTheirOwn(t *testing.T) {
	th := newTheatre(t, toAdviser(""), nil)
	first, second := newPart(1), newPart(2)
	for _, p := range []*part{&first, &second} {
		p.brief.Meeting.Candidate.Email = adviser
		th.knows(*p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	}
	th.refuse(first, events.Email, events.RuleUnsubscribe)
	th.puppets[events.Email].answers = []error{&channel.Permanent{Fault: channel.Fault{Code: "550"}, Suppress: events.RuleBounce}}
	th.due(first)
	want := map[events.Channel][]string{events.Email: {"skipped suppressed"}, events.Adviser: {"failed"}}
	if diff := cmp.Diff(want, ends(t, th.play(time.Hour))); diff != "" {
		t.Errorf("first (-want +got):\n%s", diff)
	}
	th.due(second)
	want[events.Adviser] = []string{"skipped suppressed"}
	if diff := cmp.Diff(want, ends(t, th.play(time.Hour))); diff != "" {
		t.Errorf("second (-want +got):\n%s", diff)
	}
	if got := metric(t, th.registry, "afterword_notifier_alerts_total"); got != 2 {
		t.Errorf("%v alerts counted; want one for each follow-up", got)
	}
	if _, bounced, err := suppression.Open(th.bus).Find(t.Context(), suppression.OfTenant(slug, events.Adviser, adviser)); err != nil || !bounced {
		t.Errorf("the adviser's address is not suppressed as theirs: %v", err)
	}
}

func TestWhatFailsAfterwardsGoesOn(t *testing.T) {
	for _, test := range []struct {
		name   string
		policy string
		status func(part) events.Snapshot
		after  time.Duration
		want   map[events.Channel][]string
	}{
		{name: "the next channel has its turn", want: map[events.Channel][]string{events.SMS: {"sent"}}},
		{name: "it has expired", after: 30 * 24 * time.Hour, want: map[events.Channel][]string{events.Adviser: {"sent"}}},
		{name: "one channel only", policy: `,"fan_out":"all"`, want: map[events.Channel][]string{}},
		{
			name: "the other one is refused", want: map[events.Channel][]string{events.Adviser: {"sent"}},
			status: func(p part) events.Snapshot {
				return events.Snapshot{Plan: []events.Reminder{p.reminder}, Consents: map[events.Channel]bool{events.SMS: false}}
			},
		},
		{name: "not wanted any more", want: map[events.Channel][]string{}, status: func(part) events.Snapshot { return events.Snapshot{} }},
	} {
		t.Run(test.name, func(t *testing.T) {
			th := newTheatre(t, toAdviser(test.policy), nil)
			p := newPart(1)
			th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
			th.due(p)
			order := th.seen + 1
			th.play(time.Hour)
			th.clock.Set(th.clock.Now().Add(test.after))
			if test.status != nil {
				th.knows(p, test.status(p))
			}
			l := letter.Letter{Tenant: slug, Followup: p.followup, Reminder: p.reminder.ID, Channel: events.Email, Sequence: order}
			for range 2 { // A provider says it twice.
				if err := th.notifier.FailedAfterwards(t.Context(), l); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(test.want, ends(t, th.play(time.Hour))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnAdvisersBounceEndsThere(t *testing.T) {
	th := newTheatre(t, toAdviser(""), nil)
	p := newPart(1)
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}, Consents: map[events.Channel]bool{events.Email: false}})
	th.due(p)
	th.play(time.Hour)
	// The alert's order is the second one: the candidate's, the adviser's, then what was said of them.
	l := letter.Letter{Tenant: slug, Followup: p.followup, Reminder: p.reminder.ID, Channel: events.Adviser, Sequence: 2}
	if err := th.notifier.FailedAfterwards(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if said := ends(t, th.play(time.Hour)); len(said) > 0 || metric(t, th.registry, "afterword_notifier_alerts_total") != 1 {
		t.Errorf("an adviser's bounce leads to %v", said)
	}
}

// The whole way, with the consumers of Run: what nobody hears of the candidate, the adviser reads in an email.
func TestAnAdvisersEmailHasAConsumerOfItsOwn(t *testing.T) {
	w := newWorld(t)
	w.tenant(events.Tenant{Policy: json.RawMessage(toAdviser(""))})
	w.start(nil)
	r := reminder(1)
	w.wants(morning, r)
	b := brief()
	b.Consents = map[events.Channel]bool{events.Email: false}
	w.due(r, b)
	if verb, d := w.result(r, events.Adviser); verb != "sent" || d.Rule != "" {
		t.Errorf("%s %+v; want sent", verb, d)
	}
	letters := w.letters()
	if len(letters) != 1 || letters[0].To != adviser {
		t.Fatalf("letters %+v; want one, to the adviser", letters)
	}
	read := open(t, letters[0])
	if !strings.Contains(read.text, "Zebedee Quark") || read.header.Get("List-Unsubscribe") != "" {
		t.Errorf("the adviser reads\n%s\nwhich must name the candidate, and have nothing to unsubscribe from", read.text)
	}
	if w.metric("afterword_notifier_lateness_seconds", "adviser") != 0 {
		t.Error("an alert counts as a late reminder")
	}
}
