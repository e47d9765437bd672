package notifier_test

import (
	"bytes"
	"context"
	"sync"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// frozen is a channel whose first Send stops at a point until it is thawed: what a
// process does that is paused, or that dies there.
type frozen struct {
	channel.Channel
	// before and after say where it stops: right before begin, or right after the provider has taken the letter.
	before, after bool

	once    sync.Once
	reached chan struct{}
	melted  chan struct{}
	// thaw lets it go on; the end of the test does, too.
	thaw func()
}

func (w *world) freeze(c channel.Channel, before, after bool) *frozen {
	melted := make(chan struct{})
	f := &frozen{
		Channel: c, before: before, after: after, reached: make(chan struct{}), melted: melted,
		thaw: sync.OnceFunc(func() { close(melted) }),
	}
	w.thaws = append(w.thaws, f.thaw)
	return f
}

func (f *frozen) Send(ctx context.Context, l channel.Letter, begin channel.Begin) (channel.Receipt, error) {
	first := false
	f.once.Do(func() { first = true })
	if !first {
		return f.Channel.Send(ctx, l, begin)
	}
	stop := func() {
		close(f.reached)
		<-f.melted
	}
	receipt, err := f.Channel.Send(ctx, l, func(ctx context.Context) error {
		if f.before {
			stop()
		}
		return begin(ctx)
	})
	if f.after {
		stop()
	}
	return receipt, err
}

// crash lets the first notifier come to the point and starts a second one, to which the same
// order comes again, and which waits until the claim of the first has run out.
func (w *world) crash(f *frozen, ch events.Channel) (r events.Reminder, first func()) {
	w.t.Helper()
	w.channels[ch] = f
	first = w.start(nil)
	r = reminder(1)
	w.wants(morning, r)
	b := brief()
	b.Meeting.Candidate.Channels = []events.Channel{ch}
	w.order(r, b, ch, 1)
	select {
	case <-f.reached:
	case <-time.After(patience):
		w.t.Fatal("the first notifier never came to the point")
	}
	go first()
	w.start(nil)
	w.order(r, b, ch, 2)
	w.until("the second notifier respects the claim", func() bool { return w.metric("afterword_notifier_held", string(ch)) == 1 })
	w.clock.Set(morning.Add(time.Hour))
	return r, first
}

func TestAFrozenNotifierSendsNothingAfterItLostItsClaim(t *testing.T) {
	w := newWorld(t)
	f := w.freeze(w.channels[events.Email], true, false)
	r, first := w.crash(f, events.Email)
	if verb, _ := w.result(r, events.Email); verb != "sent" {
		t.Errorf("%s; want sent by the second notifier", verb)
	}
	f.thaw()
	first()
	if n := len(w.letters()); n != 1 {
		t.Errorf("%d letters; want the second notifier's only", n)
	}
}

func TestACrashBetweenSendingAndRecording(t *testing.T) {
	t.Run("email is sent again, the same to the byte", func(t *testing.T) {
		w := newWorld(t)
		f := w.freeze(w.channels[events.Email], false, true)
		r, first := w.crash(f, events.Email)
		if verb, d := w.result(r, events.Email); verb != "sent" || d.Attempts != 2 {
			t.Errorf("%s %+v; want sent at the second attempt", verb, d)
		}
		// The first one comes to itself later, and says what it has sent, too: nobody may take the two for one.
		w.clock.Set(morning.Add(2 * time.Hour))
		f.thaw()
		first()
		w.until("both are said", func() bool { return w.sent(r) == 2 })
		letters := w.letters()
		if len(letters) != 2 || !bytes.Equal(letters[0].Raw, letters[1].Raw) {
			t.Errorf("%d letters; want two that are the same", len(letters))
		}
		if got := w.metric("afterword_notifier_ambiguous_total", "email"); got != 1 {
			t.Errorf("%v ambiguous attempts counted; want 1", got)
		}
	})
	t.Run("a text is looked up and not sent again", func(t *testing.T) {
		w := newWorld(t)
		f := w.freeze(w.channels[events.SMS], false, true)
		r, first := w.crash(f, events.SMS)
		if verb, _ := w.result(r, events.SMS); verb != "sent" {
			t.Errorf("%s; want sent", verb)
		}
		w.clock.Set(morning.Add(2 * time.Hour))
		f.thaw()
		first()
		if n := len(w.sms()); n != 1 {
			t.Errorf("%d texts; want 1", n)
		}
		// Both have said it. What is said of another reminder afterwards shows that nothing is still to come.
		last := reminder(2)
		w.wants(w.clock.Now(), last)
		w.order(last, brief(), events.SMS, 3)
		w.result(last, events.SMS)
		if n := w.sent(r); n != 1 {
			t.Errorf("delivery.sent was said %d times of one text; want once", n)
		}
	})
	t.Run("what may have been sent is not called skipped", func(t *testing.T) {
		w := newWorld(t)
		f := w.freeze(w.channels[events.Email], false, true)
		w.channels[events.Email] = f
		first := w.start(nil)
		r := reminder(1)
		w.wants(morning, r)
		w.order(r, brief(), events.Email, 1)
		<-f.reached
		go first()
		w.clock.Set(morning.Add(time.Hour))
		w.wants(w.clock.Now()) // The candidate has acted on it meanwhile.
		w.start(nil)
		w.order(r, brief(), events.Email, 2)
		if verb, d := w.result(r, events.Email); verb != "failed" || d.Class != events.Ambiguous {
			t.Errorf("%s %+v; want failed as ambiguous", verb, d)
		}
		f.thaw()
		first()
	})
}

func TestWhatWasSentStaysSentThoughTheStoreIsAway(t *testing.T) {
	w := newWorld(t)
	f := w.freeze(w.channels[events.Email], false, true)
	w.channels[events.Email] = f
	w.start(func(o *notifier.Options) { o.SendTimeout, o.AckWait = 2*time.Second, 4*time.Second })
	r := reminder(1)
	w.wants(morning, r)
	w.order(r, brief(), events.Email, 1)
	<-f.reached
	w.server.Stop()
	f.thaw()
	w.until("the result cannot be recorded", func() bool { return w.metric("afterword_notifier_retries_total", "unavailable") >= 1 })
	w.clock.Set(morning.Add(time.Hour))
	w.server.Start()
	if verb, d := w.result(r, events.Email); verb != "sent" || d.Attempts != 1 {
		t.Errorf("%s %+v; want sent at the first attempt", verb, d)
	}
	if n := len(w.letters()); n != 1 {
		t.Errorf("%d letters; want 1", n)
	}
	type record struct {
		State string `json:"state"`
	}
	sends := bus.OpenBucket[record](w.bus, bus.SendsBucket)
	entry, err := sends.Get(t.Context(), bus.Key(slug, r.ID, string(events.Email)))
	if err != nil || entry.Value.State != "sent" {
		t.Errorf("the record says %q, %v; want sent", entry.Value.State, err)
	}
}
