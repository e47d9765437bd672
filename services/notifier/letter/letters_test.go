package letter_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// states are all of them, in their order.
var states = []letter.State{
	letter.Noted, letter.Queued, letter.Sending, letter.Sent, letter.Delayed, letter.Delivered, letter.Undelivered,
	letter.Failed, letter.Bounced, letter.Unsubscribed, letter.Complained,
}

func sample(n int) letter.Letter {
	at := time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)
	return letter.Letter{
		Tenant: "acme", Followup: "int-42", Reminder: fmt.Sprintf("int-42.check_in.%d", n), Kind: events.CheckIn, N: n,
		Channel: events.Email, DueAt: at, ExpiresAt: at.Add(time.Hour), SentAt: at, Address: "key",
		MessageID: fmt.Sprintf("int-42.check_in.%d.acme@example.org", n), Sequence: 7,
	}
}

func open(t *testing.T) *letter.Letters {
	t.Helper()
	return letter.Open(bustest.Connect(t, bustest.NewServer(t), "test"))
}

func put(t testing.TB, letters *letter.Letters, l letter.Letter) link.Ref {
	t.Helper()
	if err := letters.Put(context.WithoutCancel(t.Context()), l); err != nil {
		t.Fatal(err)
	}
	return letter.Ref(l)
}

func TestALetterIsFoundByItsMessageID(t *testing.T) {
	letters := open(t)
	want := sample(1)
	put(t, letters, want)
	got, err := letters.Find(t.Context(), letter.OfMessage(want.MessageID))
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for _, id := range []string{"", "<" + want.MessageID + ">", "other@example.org"} {
		if l, err := letters.Find(t.Context(), letter.OfMessage(id)); !errors.Is(err, bus.ErrNotFound) {
			t.Errorf("%q finds %+v, %v", id, l, err)
		}
	}
}

// Texts have no Message-ID, and two tenants may call a reminder the same.
func TestRefsKeepLettersApart(t *testing.T) {
	email, adviser, text, other := sample(1), sample(1), sample(1), sample(1)
	adviser.Channel, adviser.MessageID = events.Adviser, "another.acme@example.org"
	text.Channel, text.MessageID = events.SMS, ""
	other.Channel, other.MessageID, other.Tenant = events.SMS, "", "other"
	refs := map[link.Ref]bool{}
	for _, l := range []letter.Letter{email, adviser, text, other} {
		refs[letter.Ref(l)] = true
	}
	if len(refs) != 4 {
		t.Errorf("four letters have %d references", len(refs))
	}
	if want := link.RefOf("acme", text.Reminder, "sms"); letter.Ref(text) != want {
		t.Errorf("the reference of a text is %v; want %v", letter.Ref(text), want)
	}
}

// An attempt after one without an answer notes the letter again. What was heard of the first is not forgotten.
func TestALetterThatIsNotedAgainStaysWhereItIs(t *testing.T) {
	letters := open(t)
	l := sample(1)
	ref := put(t, letters, l)
	if _, _, err := letters.Advance(t.Context(), ref, letter.Bounced, "550 5.1.1"); err != nil {
		t.Fatal(err)
	}
	if err := letters.Told(t.Context(), ref, letter.Bounced); err != nil {
		t.Fatal(err)
	}
	l.SentAt = l.SentAt.Add(time.Minute)
	put(t, letters, l)
	want := l
	want.State, want.Code, want.Told = letter.Bounced, "550 5.1.1", letter.Bounced
	got, err := letters.Find(t.Context(), ref)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestWhatIsNotKeptIsNotMoved(t *testing.T) {
	letters := open(t)
	if _, _, err := letters.Advance(t.Context(), link.RefOf("x"), letter.Bounced, ""); !errors.Is(err, bus.ErrNotFound) {
		t.Errorf("advance: %v", err)
	}
	if err := letters.Told(t.Context(), link.RefOf("x"), letter.Bounced); !errors.Is(err, bus.ErrNotFound) {
		t.Errorf("told: %v", err)
	}
	if l, err := letters.Find(t.Context(), link.RefOf("x")); !errors.Is(err, bus.ErrNotFound) {
		t.Errorf("it is kept now: %+v, %v", l, err)
	}
}

func TestStatesAreInOrder(t *testing.T) {
	for i, a := range states {
		for j, b := range states {
			if a.After(b) != (i > j) {
				t.Errorf("%q after %q: %v", a, b, a.After(b))
			}
		}
	}
	if !letter.State("of a later version").After(letter.Complained) {
		t.Error("a state that is not known would be overwritten")
	}
}

// Whatever the order and however often they come, receipts end in one state, and no step goes back.
func TestReceiptsNeverMoveALetterBack(t *testing.T) {
	letters, n := open(t), 0
	rapid.Check(t, func(rt *rapid.T) {
		told := rapid.SliceOfN(rapid.SampledFrom(states), 1, 8).Draw(rt, "told")
		again := rapid.SliceOfN(rapid.SampledFrom(told), 0, 4).Draw(rt, "repeated")
		order := rapid.Permutation(append(again, told...)).Draw(rt, "order")
		n++
		ref, last := put(t, letters, sample(n)), letter.Noted
		for _, s := range order {
			l, changed, err := letters.Advance(context.WithoutCancel(t.Context()), ref, s, string(s))
			if err != nil {
				rt.Fatal(err)
			}
			if last.After(l.State) || changed != (l.State != last) || s.After(l.State) {
				rt.Fatalf("%q was moved by %q to %q, changed %v", last, s, l.State, changed)
			}
			last = l.State
		}
		furthest := slices.MaxFunc(told, func(a, b letter.State) int { return slices.Index(states, a) - slices.Index(states, b) })
		if l, err := letters.Find(context.WithoutCancel(t.Context()), ref); err != nil || l.State != furthest || l.Code != string(furthest) {
			rt.Errorf("%q ends in %q with code %q, %v; want %q", order, l.State, l.Code, err, furthest)
		}
	})
}

// Many hear of one letter at once: the furthest state stays, each state is reached at most once, and whoever watches
// never sees it go back.
func TestReceiptsAtTheSameTime(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	letters := letter.Open(b)
	ref := put(t, letters, sample(1))
	var mu sync.Mutex
	var seen []letter.State
	ctx, stop := context.WithCancel(context.Background())
	ready, watched := make(chan struct{}), make(chan error, 1)
	ended := make(chan struct{})
	go func() {
		watched <- bus.OpenBucket[letter.Letter](b, bus.LettersBucket).Watch(ctx, func(_ string, l *letter.Letter) {
			mu.Lock()
			defer mu.Unlock()
			seen = append(seen, l.State)
			if l.State == letter.Complained {
				close(ended)
			}
		}, func() { close(ready) })
	}()
	<-ready
	var all sync.WaitGroup
	moved := map[letter.State]int{}
	for i := range 6 {
		all.Go(func() {
			for j := range states {
				s := states[(i*5+j)%len(states)]
				_, changed, err := letters.Advance(context.WithoutCancel(t.Context()), ref, s, "")
				if err != nil {
					t.Error(err)
				}
				if changed {
					mu.Lock()
					moved[s]++
					mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	select {
	case <-ended:
	case <-time.After(30 * time.Second):
		t.Fatal("the last state was never seen")
	}
	stop()
	if err := <-watched; err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(seen, func(a, b letter.State) int { return slices.Index(states, a) - slices.Index(states, b) }) {
		t.Errorf("it went back: %q", seen)
	}
	for s, times := range moved {
		if times != 1 {
			t.Errorf("%q was reached %d times", s, times)
		}
	}
	if l, err := letters.Find(t.Context(), ref); err != nil || l.State != letter.Complained {
		t.Errorf("it ends in %q, %v", l.State, err)
	}
}

func TestToldNeverGoesBack(t *testing.T) {
	letters := open(t)
	ref := put(t, letters, sample(1))
	for _, s := range []letter.State{letter.Sent, letter.Bounced, letter.Delivered} {
		if err := letters.Told(t.Context(), ref, s); err != nil {
			t.Fatal(err)
		}
	}
	if l, err := letters.Find(t.Context(), ref); err != nil || l.Told != letter.Bounced || l.State != letter.Noted {
		t.Errorf("%+v, %v", l, err)
	}
}

func TestWordsOfTheSources(t *testing.T) {
	type word struct {
		from letter.Source
		text string
	}
	want := map[word]letter.State{
		{letter.Twilio, "accepted"}: letter.Queued, {letter.Twilio, "scheduled"}: letter.Queued, {letter.Twilio, "queued"}: letter.Queued,
		{letter.Twilio, "sending"}: letter.Sending, {letter.Twilio, "sent"}: letter.Sent, {letter.Twilio, "delivered"}: letter.Delivered,
		{letter.Twilio, "read"}: letter.Delivered, {letter.Twilio, "undelivered"}: letter.Undelivered, {letter.Twilio, "failed"}: letter.Failed,
		{letter.Twilio, "canceled"}: letter.Failed, {letter.Twilio, "Delivered"}: letter.Delivered,
		{letter.DSN, "failed"}: letter.Failed, {letter.DSN, "delayed"}: letter.Delayed, {letter.DSN, "delivered"}: letter.Delivered,
		{letter.DSN, "relayed"}: letter.Sent, {letter.DSN, "expanded"}: letter.Sent,
		{letter.SES, "Send"}: letter.Queued, {letter.SES, "DeliveryDelay"}: letter.Delayed, {letter.SES, "Delivery"}: letter.Delivered,
		{letter.SES, "Bounce"}: letter.Failed, {letter.SES, "Reject"}: letter.Failed, {letter.SES, "Rendering Failure"}: letter.Failed,
		{letter.SES, "Complaint"}: letter.Complained, {letter.SES, "Subscription"}: letter.Unsubscribed,
		{letter.SendGrid, "processed"}: letter.Queued, {letter.SendGrid, "deferred"}: letter.Delayed, {letter.SendGrid, "delivered"}: letter.Delivered,
		{letter.SendGrid, "bounce"}: letter.Failed, {letter.SendGrid, "dropped"}: letter.Failed, {letter.SendGrid, "spamreport"}: letter.Complained,
		{letter.SendGrid, "unsubscribe"}: letter.Unsubscribed, {letter.SendGrid, "group_unsubscribe"}: letter.Unsubscribed,
	}
	for w, state := range want {
		if got, ok := letter.StateOf(w.from, w.text); !ok || got != state {
			t.Errorf("source %d, %q: %q, %v; want %q", w.from, w.text, got, ok, state)
		}
	}
	for _, w := range []word{
		{letter.SendGrid, "open"}, {letter.SES, "Click"}, {letter.Twilio, "received"}, {letter.DSN, ""}, {letter.DSN, "bounce"}, {letter.SES, "dropped"},
	} {
		if got, ok := letter.StateOf(w.from, w.text); ok {
			t.Errorf("source %d, %q: %q; it says nothing", w.from, w.text, got)
		}
	}
	lost := []letter.State{letter.Undelivered, letter.Failed, letter.Bounced}
	for _, s := range states {
		if s.Lost() != slices.Contains(lost, s) {
			t.Errorf("%q lost: %v", s, s.Lost())
		}
	}
}
