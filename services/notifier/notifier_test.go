package notifier_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message/mail"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
)

func TestAReminderBecomesAnEmail(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r := reminder(1)
	w.wants(morning, r)
	w.due(r, brief())
	verb, d := w.result(r, events.Email)
	if verb != "sent" || d.Class != events.Accepted || d.Attempts != 1 || d.Kind != events.CheckIn {
		t.Fatalf("%s %+v", verb, d)
	}
	letters := w.letters()
	if len(letters) != 1 || letters[0].To != "zebedee@example.com" {
		t.Fatalf("letters: %+v", letters)
	}
	read, err := mail.CreateReader(bytes.NewReader(letters[0].Raw))
	if err != nil {
		t.Fatal(err)
	}
	id, _ := read.Header.MessageID()
	if want := events.EmailMessageID(slug, r.ID, "example.org"); id != want || d.MessageID != id {
		t.Errorf("Message-ID %s, reported %s; want %s", id, d.MessageID, want)
	}
	if got := read.Header.Get(channel.HeaderReminder); got != r.ID {
		t.Errorf("the letter names reminder %q; want %q", got, r.ID)
	}
	if len(w.sms()) != 0 {
		t.Error("the second channel was used although the first one works")
	}
	if w.metric("afterword_notifier_sends_total", "email", "accepted") != 1 || w.metric("afterword_notifier_lateness_seconds", "email") != 1 {
		t.Error("the metrics do not count it")
	}
}

func TestHeldUntilDue(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(morning.Add(-40 * time.Minute))
	w.start(nil)
	r := reminder(1)
	w.wants(w.clock.Now(), r)
	w.due(r, brief())
	w.until("the message is held", func() bool { return w.metric("afterword_notifier_held", "email") == 1 })
	if n := len(w.letters()); n != 0 {
		t.Fatalf("%d letters before the instant", n)
	}
	w.clock.Set(morning)
	if verb, _ := w.result(r, events.Email); verb != "sent" {
		t.Errorf("%s; want sent", verb)
	}
	w.until("nothing is held", func() bool { return w.metric("afterword_notifier_held") == 0 })
}

func TestWithdrawnWhileHeld(t *testing.T) {
	moved := reminder(1)
	moved.DueAt = morning.Add(24 * time.Hour)
	gone := reminder(1)
	gone.State = events.Skipped
	for name, plan := range map[string][]events.Reminder{"not in the plan": nil, "skipped": {gone}, "moved": {moved}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.clock.Set(morning.Add(-40 * time.Minute))
			w.start(nil)
			r := reminder(1)
			w.wants(w.clock.Now(), r)
			w.due(r, brief())
			w.until("the message is held", func() bool { return w.metric("afterword_notifier_held", "email") == 1 })
			w.wants(w.clock.Now(), plan...)
			w.clock.Set(morning)
			if verb, d := w.result(r, events.Email); verb != "skipped" || d.Rule != "withdrawn" {
				t.Errorf("%s %+v; want skipped as withdrawn", verb, d)
			}
			if n := len(w.letters()); n != 0 {
				t.Errorf("%d letters", n)
			}
		})
	}
}

func TestNothingIsSentBlindly(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r := reminder(1)
	w.due(r, brief())
	w.until("it waits for a snapshot", func() bool { return w.metric("afterword_notifier_retries_total", "status_behind") >= 1 })
	// A snapshot from before the reminder was handed over does not know of it, which says nothing.
	w.wants(morning.Add(-time.Minute))
	before := w.metric("afterword_notifier_retries_total", "status_behind")
	w.until("it waits for a newer one", func() bool { return w.metric("afterword_notifier_retries_total", "status_behind") > before+1 })
	if n := len(w.letters()) + len(w.events()) - 1; n != 0 {
		t.Fatalf("%d letters or results without a snapshot", n)
	}
	w.wants(morning, r)
	if verb, _ := w.result(r, events.Email); verb != "sent" {
		t.Errorf("%s; want sent", verb)
	}
}

func TestExpired(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(reminder(1).ExpiresAt)
	w.start(nil)
	r, unknown := reminder(1), reminder(2)
	w.wants(w.clock.Now(), r)
	w.due(r, brief())
	if verb, d := w.result(r, events.Email); verb != "skipped" || d.Rule != "expired" {
		t.Errorf("%s %+v; want skipped as expired", verb, d)
	}
	// Nor does one whose snapshot never comes wait for ever.
	if err := bus.OpenBucket[events.Snapshot](w.bus, bus.StatusBucket).Delete(t.Context(), bus.Key(slug, "int-42")); err != nil {
		t.Fatal(err)
	}
	w.due(unknown, brief())
	if verb, d := w.result(unknown, events.Email); verb != "skipped" || d.Rule != "expired" {
		t.Errorf("%s %+v; want skipped as expired", verb, d)
	}
	if n := len(w.letters()); n != 0 {
		t.Errorf("%d letters", n)
	}
}

func TestAllowedHours(t *testing.T) {
	w := newWorld(t)
	night := morning.Add(14 * time.Hour) // 23:00 in New York
	w.clock.Set(night)
	w.start(nil)
	r, short := reminder(1), reminder(2)
	short.ExpiresAt = night.Add(time.Hour)
	w.wants(night, r, short)
	w.due(r, brief())
	w.due(short, brief())
	if verb, d := w.result(short, events.Email); verb != "skipped" || d.Rule != "expired" {
		t.Errorf("%s %+v; want skipped as expired", verb, d)
	}
	w.until("the message is held", func() bool { return w.metric("afterword_notifier_held", "email") == 1 })
	if n := len(w.letters()); n != 0 {
		t.Fatalf("%d letters at night", n)
	}
	w.clock.Set(time.Date(2026, 3, 7, 13, 0, 0, 0, time.UTC)) // 08:00 in New York
	if verb, _ := w.result(r, events.Email); verb != "sent" {
		t.Errorf("%s; want sent", verb)
	}
}

func TestDuplicatesAreSentOnce(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r, last := reminder(1), reminder(2)
	w.wants(morning, r, last)
	for range 3 {
		w.due(r, brief())
	}
	for i := range 3 {
		w.order(r, brief(), events.Email, i)
	}
	w.order(last, brief(), events.Email, 9)
	w.result(last, events.Email)
	if n := len(w.letters()); n != 2 {
		t.Errorf("%d letters; want one for each reminder", n)
	}
	sent := 0
	for _, e := range w.events() {
		if e.Type == events.DeliverySent {
			sent++
		}
	}
	if sent != 2 {
		t.Errorf("delivery.sent was said %d times; want 2", sent)
	}
}

func TestAMovedReminderIsNewOnlyIfNothingWasSent(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r := reminder(1)
	w.wants(morning, r)
	w.due(r, brief())
	w.result(r, events.Email)
	moved := r
	moved.DueAt = morning.Add(3 * time.Hour)
	w.clock.Set(moved.DueAt)
	w.wants(moved.DueAt, moved)
	w.due(moved, brief())
	if verb, d := w.result(moved, events.Email); verb != "skipped" || d.Rule != "already_sent" {
		t.Errorf("%s %+v; want skipped as already sent", verb, d)
	}
	if n := len(w.letters()); n != 1 {
		t.Errorf("%d letters; want 1", n)
	}
}

func TestAMovedReminderIsNewAfterAFailure(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r := reminder(1)
	r.ExpiresAt = morning.Add(time.Minute)
	w.wants(morning, r)
	w.mail.Script(channeltest.Later)
	w.due(r, brief())
	if verb, d := w.result(r, events.Email); verb != "failed" || d.Rule != "expired" {
		t.Fatalf("%s %+v; want failed as expired", verb, d)
	}
	moved := r
	moved.DueAt, moved.ExpiresAt = morning.Add(3*time.Hour), morning.Add(24*time.Hour)
	w.clock.Set(moved.DueAt)
	w.wants(moved.DueAt, moved)
	w.due(moved, brief())
	if verb, d := w.result(moved, events.Email); verb != "sent" || d.Attempts != 1 {
		t.Errorf("%s %+v; want sent", verb, d)
	}
}

func TestConsent(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r := reminder(1)
	w.wants(morning, r)
	b := brief()
	b.Consents = map[events.Channel]bool{events.Email: false, events.SMS: true}
	w.due(r, b)
	if verb, d := w.result(r, events.Email); verb != "skipped" || d.Rule != "opted_out" {
		t.Errorf("%s %+v; want skipped as opted out", verb, d)
	}
	w.noOther(events.SMS)
}

func TestConsentIsAskedOnceMoreRightBeforeSending(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(morning.Add(-40 * time.Minute))
	w.start(nil)
	r := reminder(1)
	w.wants(w.clock.Now(), r)
	w.due(r, brief())
	w.until("the message is held", func() bool { return w.metric("afterword_notifier_held", "email") == 1 })
	status := bus.OpenBucket[events.Snapshot](w.bus, bus.StatusBucket)
	if _, err := status.Put(t.Context(), bus.Key(slug, "int-42"), events.Snapshot{
		Followup: "int-42", Plan: []events.Reminder{r}, EvaluatedAt: w.clock.Now(), Consents: map[events.Channel]bool{events.Email: false},
	}); err != nil {
		t.Fatal(err)
	}
	w.clock.Set(morning)
	if verb, d := w.result(r, events.Email); verb != "skipped" || d.Rule != "opted_out" {
		t.Errorf("%s %+v; want skipped as opted out", verb, d)
	}
	w.noOther(events.SMS)
}

func TestABouncedAddressChangesNothingThatWasSent(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r, last := reminder(1), reminder(2)
	w.wants(morning, r, last)
	w.order(r, brief(), events.Email, 1)
	w.result(r, events.Email)
	suppressions := bus.OpenBucket[events.Suppression](w.bus, bus.SuppressionsBucket)
	if _, err := suppressions.Put(t.Context(), bus.Key(slug, "email", "zebedee@example.com"), events.Suppression{Rule: "bounce", At: morning}); err != nil {
		t.Fatal(err)
	}
	w.due(r, brief())
	w.due(last, brief())
	if verb, _ := w.result(last, events.SMS); verb != "sent" {
		t.Errorf("%s; want the second channel's turn", verb)
	}
	if n := len(w.sms()); n != 1 {
		t.Errorf("%d texts; want 1, and none about what was sent by email", n)
	}
}

// noOther fails the test if the channel was asked for.
func (w *world) noOther(ch events.Channel) {
	w.t.Helper()
	for _, e := range w.events() {
		d, err := events.DataOf[struct {
			Channel events.Channel `json:"channel"`
		}](e)
		if err != nil || d.Channel == ch {
			w.t.Errorf("%s on %s", e.Type.Name(), ch)
		}
	}
}

func TestAStopIsKeptAndGoesNowhereElse(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r, next := reminder(1), reminder(2)
	w.wants(morning, r, next)
	b := brief()
	b.Meeting.Candidate.Channels = []events.Channel{events.SMS, events.Email}
	w.texts.Script(channeltest.Stop)
	w.due(r, b)
	if verb, d := w.result(r, events.SMS); verb != "failed" || d.Class != events.Permanent || d.Code != "21610" {
		t.Errorf("%s %+v; want failed with 21610", verb, d)
	}
	w.due(next, b)
	if verb, d := w.result(next, events.SMS); verb != "skipped" || d.Rule != "suppressed" {
		t.Errorf("%s %+v; want skipped as suppressed", verb, d)
	}
	if w.texts.Creates() != 1 {
		t.Errorf("the provider was asked %d times; want 1", w.texts.Creates())
	}
	w.noOther(events.Email)
}

func TestFallback(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r, next, refused := reminder(1), reminder(2), reminder(3)
	w.wants(morning, r, next, refused)
	w.mail.Script(channeltest.Never)
	w.due(r, brief())
	if verb, d := w.result(r, events.Email); verb != "failed" || d.Class != events.Permanent || d.Code != "550 5.1.1" {
		t.Errorf("%s %+v; want failed with 550 5.1.1", verb, d)
	}
	if verb, d := w.result(r, events.SMS); verb != "sent" || !strings.HasPrefix(d.MessageID, "SM") {
		t.Errorf("%s %+v; want sent", verb, d)
	}
	// The mailbox that does not exist is not tried again; the other channel still has its turn.
	w.due(next, brief())
	if verb, d := w.result(next, events.Email); verb != "skipped" || d.Rule != "suppressed" {
		t.Errorf("%s %+v; want skipped as suppressed", verb, d)
	}
	if verb, _ := w.result(next, events.SMS); verb != "sent" {
		t.Errorf("%s; want sent", verb)
	}
	b := brief()
	b.Consents = map[events.Channel]bool{events.SMS: false}
	w.due(refused, b)
	w.result(refused, events.Email)
	for _, e := range w.events() {
		order, err := events.DataOf[events.DeliveryOrder](e)
		if e.Type == events.DeliveryRequested && err == nil && order.Reminder.ID == refused.ID && order.Channel == events.SMS {
			t.Error("a channel that was refused was given its turn")
		}
	}
	if n := len(w.sms()); n != 2 {
		t.Errorf("%d texts; want 2", n)
	}
}

func TestTemporaryFailures(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r, late := reminder(1), reminder(2)
	late.ExpiresAt = morning.Add(3 * time.Minute)
	w.wants(morning, r, late)
	w.mail.Script(channeltest.Later, channeltest.Later)
	w.due(r, brief())
	if verb, d := w.result(r, events.Email); verb != "sent" || d.Attempts != 3 {
		t.Errorf("%s %+v; want sent at the third attempt", verb, d)
	}
	w.mail.Script(channeltest.Later, channeltest.Later)
	w.due(late, brief())
	if verb, d := w.result(late, events.Email); verb != "failed" || d.Rule != "expired" || d.Class != events.Temporary || d.Attempts != 2 {
		t.Errorf("%s %+v; want failed: the next attempt would come after its expiry", verb, d)
	}
	if n := len(w.letters()); n != 1 {
		t.Errorf("%d letters; want 1", n)
	}
}

func TestAnAmbiguousEmailIsSentAgainUnchanged(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r := reminder(1)
	w.wants(morning, r)
	w.mail.Script(channeltest.Lose)
	w.due(r, brief())
	if verb, d := w.result(r, events.Email); verb != "sent" || d.Attempts != 2 {
		t.Errorf("%s %+v; want sent at the second attempt", verb, d)
	}
	letters := w.letters()
	if len(letters) != 2 || !bytes.Equal(letters[0].Raw, letters[1].Raw) {
		t.Errorf("%d letters; want two that are the same to the byte", len(letters))
	}
	if got := w.metric("afterword_notifier_ambiguous_total", "email"); got != 1 {
		t.Errorf("%v ambiguous attempts counted; want 1", got)
	}
}

func TestAnAmbiguousEmailIsNotSentForEver(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r := reminder(1)
	w.wants(morning, r)
	w.mail.Script(channeltest.Vanish, channeltest.Vanish, channeltest.Vanish, channeltest.Vanish)
	w.due(r, brief())
	if verb, d := w.result(r, events.Email); verb != "failed" || d.Class != events.Ambiguous || d.Attempts != 3 {
		t.Errorf("%s %+v; want failed as ambiguous after three attempts", verb, d)
	}
	if got := w.metric("afterword_notifier_retries_total", "ambiguous"); got != 2 {
		t.Errorf("put off %v times; want 2: after the third attempt a person is told at once", got)
	}
}

func TestAnAmbiguousTextIsLookedUp(t *testing.T) {
	for name, test := range map[string]struct {
		answer channeltest.Answer
		verb   string
		class  events.DeliveryClass
		texts  int
	}{
		"taken, and found":       {channeltest.Lose, "sent", events.Accepted, 1},
		"not taken, and unknown": {channeltest.Vanish, "failed", events.Ambiguous, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.start(nil)
			r := reminder(1)
			w.wants(morning, r)
			b := brief()
			b.Meeting.Candidate.Channels = []events.Channel{events.SMS}
			w.texts.Script(test.answer)
			w.due(r, b)
			verb, d := w.result(r, events.SMS)
			if verb != test.verb || d.Class != test.class || len(w.sms()) != test.texts {
				t.Errorf("%s %+v, %d texts; want %s %s %d", verb, d, len(w.sms()), test.verb, test.class, test.texts)
			}
			if w.texts.Creates() != 1 || w.texts.Lists() != 1 {
				t.Errorf("%d creates, %d lists; want 1 and 1", w.texts.Creates(), w.texts.Lists())
			}
		})
	}
}

func TestTenantsPolicyAndBrand(t *testing.T) {
	w := newWorld(t)
	tenants := bus.OpenBucket[events.Tenant](w.bus, bus.TenantsBucket)
	if _, err := tenants.Put(t.Context(), slug, events.Tenant{
		Slug: slug, Policy: json.RawMessage(`{"fan_out":"all"}`), Brand: events.Brand{SenderName: "Acme Careers", ReplyTo: "team@acme.example"},
	}); err != nil {
		t.Fatal(err)
	}
	w.start(nil)
	r := reminder(1)
	w.wants(morning, r)
	w.due(r, brief())
	for _, ch := range []events.Channel{events.Email, events.SMS} {
		if verb, _ := w.result(r, ch); verb != "sent" {
			t.Errorf("%s by %s; want sent", verb, ch)
		}
	}
	raw := string(w.letters()[0].Raw)
	for _, want := range []string{`From: "Acme Careers" <hello@example.org>`, "Reply-To: <team@acme.example>"} {
		if !strings.Contains(raw, want) {
			t.Errorf("the letter lacks %q", want)
		}
	}
}

func TestUnreachable(t *testing.T) {
	w := newWorld(t)
	delete(w.channels, events.SMS)
	w.start(nil)
	r := reminder(1)
	w.wants(morning, r)
	b := brief()
	b.Meeting.Candidate.Email = ""
	w.due(r, b)
	if verb, d := w.result(r, events.Email); verb != "skipped" || d.Rule != "no_address" {
		t.Errorf("%s %+v; want skipped for want of an address", verb, d)
	}
}

func TestASlowChannelDoesNotDelayAnother(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	slow, quick := reminder(1), reminder(2)
	w.wants(morning, slow, quick)
	w.mail.Script(channeltest.Hang)
	w.order(slow, brief(), events.Email, 1)
	w.until("the mail server has it and says nothing", func() bool { return len(w.letters()) == 1 })
	w.order(quick, brief(), events.SMS, 2)
	if verb, _ := w.result(quick, events.SMS); verb != "sent" {
		t.Errorf("%s; want sent", verb)
	}
	w.mail.Close()
}

func TestTheLongestAndOddestIDs(t *testing.T) {
	w := newWorld(t)
	w.start(nil)
	r := reminder(1)
	r.ID = events.ReminderID("ada@example.com/"+strings.Repeat("x", events.MaxID-16), events.CheckInResult, 1)
	w.wants(morning, r)
	w.due(r, brief())
	verb, d := w.result(r, events.Email)
	if verb != "sent" || strings.Contains(d.MessageID, "ada@example.com/") {
		t.Errorf("%s, Message-ID %s; want sent, under an id that a mail server understands", verb, d.MessageID)
	}
	read, err := mail.CreateReader(bytes.NewReader(w.letters()[0].Raw))
	if err != nil {
		t.Fatal(err)
	}
	if id, err := read.Header.MessageID(); err != nil || id != d.MessageID {
		t.Errorf("the letter's Message-ID is %s (%v), reported was %s", id, err, d.MessageID)
	}
}

func TestOptions(t *testing.T) {
	_, err := notifier.New(notifier.Options{
		Channels: map[events.Channel]channel.Channel{events.Email: nil, "pigeon": nil}, SendTimeout: time.Minute, AckWait: time.Second,
	})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"Bus", "pigeon", "AckWait"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not speak of %s: %v", want, err)
		}
	}
}
