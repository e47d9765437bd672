package conversation_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/conversation"
)

const (
	sender = "+15005550006"
	number = "+14155550123"
)

func instant() time.Time { return time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC) }

func text(followup string, n int) conversation.Text {
	return conversation.Text{
		Tenant: "acme", Followup: followup, Kind: events.CheckIn, N: n,
		Reminder: events.ReminderID(followup, events.CheckIn, n), Locale: "de", At: instant().Add(time.Duration(n) * time.Hour),
	}
}

func TestTheLatestTextCounts(t *testing.T) {
	c := conversation.Open(bustest.Connect(t, bustest.NewServer(t), "test"))
	if _, known, err := c.Read(t.Context(), sender, number); known || err != nil {
		t.Fatalf("a conversation nobody had: %v, %v", known, err)
	}
	for _, note := range []conversation.Text{text("int-1", 1), text("int-2", 3), text("int-1", 2), text("int-2", 3)} {
		if err := c.Note(t.Context(), sender, number, note); err != nil {
			t.Fatal(err)
		}
	}
	now, known, err := c.Read(t.Context(), sender, number)
	if !known || err != nil {
		t.Fatalf("Read: %v, %v", known, err)
	}
	if latest, ok := now.Latest(); !ok || latest.Followup != "int-2" {
		t.Errorf("the latest text is %+v", latest)
	}
	if diff := cmp.Diff([]conversation.Text{text("int-1", 2), text("int-2", 3)}, now.Followups()); diff != "" {
		t.Errorf("follow-ups (-want +got):\n%s", diff)
	}
	if len(now.Texts) != 3 {
		t.Errorf("%d texts; the one noted twice counts once", len(now.Texts))
	}
	for _, other := range [][2]string{{sender, "+14155550124"}, {"+15005550007", number}} {
		if _, known, _ := c.Read(t.Context(), other[0], other[1]); known {
			t.Errorf("%v is the same conversation", other)
		}
	}
}

func TestOnlyTheLatestAreKept(t *testing.T) {
	c := conversation.Open(bustest.Connect(t, bustest.NewServer(t), "test"))
	for n := range 2 * conversation.MaxTexts {
		if err := c.Note(t.Context(), sender, number, text("int-1", n+1)); err != nil {
			t.Fatal(err)
		}
	}
	now, err := c.Change(t.Context(), sender, number, func(c *conversation.Conversation) {
		for n := range 2 * conversation.MaxReplies {
			c.Add(conversation.Reply{ID: fmt.Sprint("SM", n)})
		}
	})
	if err != nil || len(now.Texts) != conversation.MaxTexts || len(now.Replies) != conversation.MaxReplies {
		t.Fatalf("%d texts, %d replies, %v", len(now.Texts), len(now.Replies), err)
	}
	if latest, _ := now.Latest(); latest.N != 2*conversation.MaxTexts {
		t.Errorf("the latest text is number %d", latest.N)
	}
	if _, ok := now.Reply(fmt.Sprint("SM", 2*conversation.MaxReplies-1)); !ok {
		t.Error("the latest reply is gone")
	}
	if _, ok := now.Reply("SM0"); ok {
		t.Error("the first reply is still there")
	}
}

func TestChangesAtOnceAreAllKept(t *testing.T) {
	c := conversation.Open(bustest.Connect(t, bustest.NewServer(t), "test"))
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			_, err := c.Change(t.Context(), sender, number, func(c *conversation.Conversation) {
				c.Add(conversation.Reply{ID: fmt.Sprint("SM", n)})
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if now, _, err := c.Read(t.Context(), sender, number); err != nil || len(now.Replies) != 8 {
		t.Errorf("%d replies, %v", len(now.Replies), err)
	}
}

func TestUndoTakesBackTheLastReportOfSevenDays(t *testing.T) {
	now := instant()
	var c conversation.Conversation
	if _, ok := c.Undo(now); ok {
		t.Error("nothing was undone")
	}
	c.Add(conversation.Reply{ID: "SM1", Fact: events.ThankyouSent, At: now.Add(-conversation.UndoWithin - time.Second)})
	c.Add(conversation.Reply{ID: "SM2", Fact: events.ThankyouSent, At: now.Add(-conversation.UndoWithin)})
	c.Add(conversation.Reply{ID: "SM3", At: now})
	c.Add(conversation.Reply{ID: "SM4", Fact: events.CheckinMade, At: now})
	for _, want := range []string{"SM4", "SM2"} {
		if r, ok := c.Undo(now); !ok || r.ID != want {
			t.Errorf("undone is %q, %v; want %s", r.ID, ok, want)
		}
	}
	if r, ok := c.Undo(now); ok {
		t.Errorf("%s is undone, which is too old or was undone before", r.ID)
	}
}

func TestAnswersOfADayAreCounted(t *testing.T) {
	now := instant()
	var c conversation.Conversation
	for n := range 3 {
		if !c.Answer(now.Add(time.Duration(n)*time.Hour), 3) {
			t.Errorf("answer %d is not given", n)
		}
	}
	if c.Answer(now.Add(conversation.Day-time.Second), 3) {
		t.Error("a fourth answer within a day")
	}
	if !c.Answer(now.Add(conversation.Day), 3) || c.Answer(now.Add(conversation.Day), 3) {
		t.Error("after a day one more answer may be given, and one only")
	}
}

func TestStopIsConfirmedOnceADay(t *testing.T) {
	now := instant()
	var c conversation.Conversation
	got := []bool{c.ConfirmStop(now), c.ConfirmStop(now.Add(conversation.Day - time.Second)), c.ConfirmStop(now.Add(conversation.Day))}
	if diff := cmp.Diff([]bool{true, false, true}, got); diff != "" {
		t.Error(diff)
	}
}

func TestNothingStoredTellsTheNumber(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	if err := conversation.Open(b).Note(t.Context(), sender, number, text("int-1", 1)); err != nil {
		t.Fatal(err)
	}
	found := 0
	ctx := t.Context()
	done := make(chan struct{})
	go func() {
		_ = bus.OpenBucket[json.RawMessage](b, bus.ConversationsBucket).Watch(ctx, func(key string, value *json.RawMessage) {
			if value == nil {
				return
			}
			found++
			if stored := key + string(*value); strings.Contains(stored, number[1:]) || strings.Contains(stored, sender[1:]) {
				t.Errorf("stored: %s", stored)
			}
		}, func() { close(done) })
	}()
	<-done
	if found != 1 {
		t.Errorf("%d conversations", found)
	}
}
