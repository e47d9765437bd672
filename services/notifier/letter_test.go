package notifier_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/conversation"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// What a letter leads back to is written down before its first byte leaves, and the letter says where it leads.
func TestALetterIsNotedBeforeItLeaves(t *testing.T) {
	th := newTheatre(t, `{"fan_out":"all"}`, nil)
	p := newPart(1)
	stored := map[events.Channel]letter.Letter{}
	letters := bus.OpenBucket[letter.Letter](th.bus, bus.LettersBucket)
	refs := map[events.Channel]link.Ref{
		events.Email: link.RefOf(events.EmailMessageID(slug, p.reminder.ID, "example.org")),
		events.SMS:   link.RefOf(slug, p.reminder.ID, "sms"),
	}
	for ch, puppet := range th.puppets {
		puppet.during = func(channel.Letter) error {
			entry, err := letters.Get(context.WithoutCancel(t.Context()), refs[ch].String())
			stored[ch] = entry.Value
			return err
		}
	}
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	th.due(p)
	th.play(time.Hour)
	r := p.reminder
	for ch, want := range map[events.Channel]letter.Letter{
		events.Email: {MessageID: events.EmailMessageID(slug, r.ID, "example.org"), Sequence: 1},
		events.SMS:   {Sender: number, Sequence: 2},
	} {
		want.Tenant, want.Followup, want.Reminder, want.Kind, want.N, want.Channel = slug, p.followup, r.ID, r.Kind, r.N, ch
		want.DueAt, want.ExpiresAt, want.SentAt = r.DueAt, r.ExpiresAt, morning
		want.Address = suppression.OfTenant(slug, ch, p.address(ch))
		if diff := cmp.Diff(want, stored[ch], cmpopts.IgnoreFields(letter.Letter{}, "State")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", ch, diff)
		}
	}

	email, text := th.puppets[events.Email].to(p.address(events.Email))[0], th.puppets[events.SMS].to(p.address(events.SMS))[0]
	if ref, err := th.links.Keys.ReadReturn(email.Return); err != nil || ref != refs[events.Email] {
		t.Errorf("the return address leads to %v, %v", ref, err)
	}
	signed, isLink := strings.CutPrefix(email.Unsubscribe, "https://afterword.example.org/unsubscribe/")
	token, err := th.links.Keys.Read(signed, morning, link.Unsubscribe)
	want := link.Token{
		Purpose: link.Unsubscribe, Followup: link.FollowupRef(slug, p.followup), Expires: morning.Add(link.DefaultLifetime),
		Address: suppression.OfTenant(slug, events.Email, p.address(events.Email)),
	}
	if diff := cmp.Diff(want, token); !isLink || err != nil || diff != "" {
		t.Errorf("unsubscribe by %q: %v (-want +got):\n%s", email.Unsubscribe, err, diff)
	}
	if want := "https://afterword.example.org/v1/callbacks/twilio/status/" + refs[events.SMS].String(); text.StatusURL != want {
		t.Errorf("the status of a text goes to %q; want %q", text.StatusURL, want)
	}
	if email.StatusURL != "" || text.Return != "" || text.Unsubscribe != "" {
		t.Error("a letter says what only the other channel understands")
	}
}

func TestWithoutLinksALetterLeadsNowhere(t *testing.T) {
	th := newTheatre(t, `{"fan_out":"all"}`, func(o *notifier.Options) { o.Links, o.Public, o.ReturnDomain = nil, nil, "" })
	p := newPart(1)
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	th.due(p)
	th.play(time.Hour)
	for ch, puppet := range th.puppets {
		if l := puppet.to(p.address(ch)); len(l) != 1 || l[0].Unsubscribe+l[0].Return+l[0].StatusURL != "" {
			t.Errorf("%s: %+v", ch, l)
		}
	}
}

// A second attempt says the same to the byte, whatever has happened in between.
func TestEveryAttemptWritesTheSame(t *testing.T) {
	lost := &channel.Ambiguous{Fault: channel.Fault{Code: "lost"}}
	for _, ch := range []events.Channel{events.Email, events.SMS} {
		th := newTheatre(t, `{}`, nil)
		p := newPart(1)
		p.brief.Meeting.Candidate.Channels = []events.Channel{ch}
		th.puppets[ch].answers = []error{lost}
		th.puppets[ch].during = func(channel.Letter) error {
			// Meanwhile another text goes to the same number.
			return conversation.Open(th.bus).Note(context.WithoutCancel(t.Context()), number, p.address(events.SMS), conversation.Text{Tenant: slug, Followup: "other", At: morning})
		}
		th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
		th.due(p)
		th.play(3 * time.Hour)
		l := th.puppets[ch].to(p.address(ch))
		if len(l) != 2 {
			t.Fatalf("%s: %d attempts; want 2", ch, len(l))
		}
		if diff := cmp.Diff(l[0], l[1], cmpopts.IgnoreFields(channel.Letter{}, "Useful", "MaybeSent")); diff != "" {
			t.Errorf("%s: the second attempt differs:\n%s", ch, diff)
		}
	}
}

func TestATextIsRememberedForItsAnswer(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	p := newPart(1)
	p.brief.Meeting.Candidate.Channels, p.brief.Meeting.Candidate.Locale = []events.Channel{events.SMS}, "de"
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	th.due(p)
	th.play(time.Hour)
	said, _, err := conversation.Open(th.bus).Read(t.Context(), number, p.address(events.SMS))
	if err != nil {
		t.Fatal(err)
	}
	got, _ := said.Latest()
	want := conversation.Text{
		Tenant: slug, Followup: p.followup, Kind: p.reminder.Kind, N: p.reminder.N, Reminder: p.reminder.ID, Locale: "de", At: morning,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheFirstTextSaysHowToEndIt(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	for n, first := range []bool{true, false} {
		p := newPart(n)
		p.brief.Meeting.Candidate.Channels, p.brief.Meeting.Candidate.Phone = []events.Channel{events.SMS}, "+14155550123"
		th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
		th.due(p)
		th.play(time.Hour)
		texts := th.puppets[events.SMS].to("+14155550123")
		if len(texts) != n+1 || strings.Contains(texts[n].Text, "STOP") != first {
			t.Errorf("text %d of %+v: want STOP explained: %v", n, texts, first)
		}
	}
}

// The links in a message open what they are said to open, from the instant that its claim is dated by.
func TestTheWordsLeadToTheCandidatesPage(t *testing.T) {
	th := newTheatre(t, `{"fan_out":"all"}`, func(o *notifier.Options) { o.Public = nil }) // Then a text has no reply words, but the page.
	p := newPart(1)
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	th.due(p)
	th.play(time.Hour)
	want := th.links.Page(slug, p.followup, morning)
	for ch, puppet := range th.puppets {
		if l := puppet.to(p.address(ch)); len(l) != 1 || !strings.Contains(l[0].Text, want) {
			t.Errorf("%s lacks the link to the page: %+v", ch, l)
		}
	}
	email := th.puppets[events.Email].to(p.address(events.Email))[0]
	if !strings.Contains(email.HTML, email.Unsubscribe) {
		t.Error("the link to unsubscribe is in the header alone")
	}
}
