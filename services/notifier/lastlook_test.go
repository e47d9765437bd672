package notifier_test

import (
	"slices"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// once calls act the first time that a message comes to a stage of the last look.
func (th *theatre) once(stage string, act func()) {
	done := false
	th.notifier.Probe(func(b notifier.Boundary) {
		if b.Look && b.Stage == stage && !done {
			done = true
			act()
		}
	})
}

// A message that the last look has put off is not in anybody's hands: it goes out at once when it comes again.
func TestWhatTheLastLookPutsOffComesAgain(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	p := newPart(1)
	status := bus.OpenBucket[events.Snapshot](th.bus, bus.StatusBucket)
	th.once("still wanted", func() {
		if err := status.Delete(t.Context(), bus.Key(slug, p.followup)); err != nil {
			t.Error(err)
		}
	})
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	th.due(p)
	m, err := th.bus.Get(t.Context(), events.StreamDeliveries, 1)
	if err != nil {
		t.Fatal(err)
	}
	if th.notifier.Handle(t.Context(), m) == bus.Done() || th.puppets[events.Email].left(p.address(events.Email)) != 0 {
		t.Fatal("it went out though nobody knows whether it is wanted")
	}
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	if said := ends(t, th.play(time.Second))[events.Email]; !slices.Equal(said, []string{"sent"}) || !th.clock.Now().Equal(morning) {
		t.Errorf("%v at %v; want sent at once", said, th.clock.Now())
	}
}

// A fact that stops a message at the last moment and is taken back brings the same reminder back.
func TestWhatTheLastLookWithdrawsMayBeWantedAgain(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	p := newPart(1)
	th.once("still wanted", func() { th.knows(p, events.Snapshot{}) })
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	th.due(p)
	if said := ends(t, th.play(time.Second))[events.Email]; !slices.Equal(said, []string{"skipped withdrawn"}) {
		t.Fatalf("%v; want skipped as withdrawn", said)
	}
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	again := events.DeliveryOrder{Reminder: p.reminder, Brief: p.brief, Channel: events.Email}
	if _, err := th.bus.Publish(t.Context(), th.event(events.DeliveryRequested, p, "again", again), "again"); err != nil {
		t.Fatal(err)
	}
	if said := ends(t, th.play(time.Second))[events.Email]; !slices.Equal(said, []string{"sent"}) || !th.clock.Now().Equal(morning) {
		t.Errorf("%v at %v; want sent at once", said, th.clock.Now())
	}
	if got := metric(t, th.registry, "afterword_notifier_last_look_stops_total", "email", "withdrawn"); got != 1 {
		t.Errorf("%v stops counted; want 1", got)
	}
}

// What was skipped stays skipped for its due instant, whatever is said since; a reminder that has moved begins anew.
func TestASkipIsFinalForItsInstant(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	p := newPart(1)
	p.brief.Meeting.Candidate.Channels = []events.Channel{events.Email}
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}, Consents: map[events.Channel]bool{events.Email: false}})
	th.due(p)
	th.play(time.Hour)
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}, Consents: map[events.Channel]bool{events.Email: true}})
	same, err := th.bus.Get(t.Context(), events.StreamDeliveries, 1)
	if err != nil {
		t.Fatal(err)
	}
	if out := th.notifier.Handle(t.Context(), same); out != bus.Done() || th.puppets[events.Email].left(p.address(events.Email)) != 0 {
		t.Errorf("what was said to be skipped was sent; %+v", out)
	}
	p.reminder.DueAt = morning.Add(24 * time.Hour)
	th.clock.Set(p.reminder.DueAt)
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	moved := events.DeliveryOrder{Reminder: p.reminder, Brief: p.brief, Channel: events.Email}
	if _, err := th.bus.Publish(t.Context(), th.event(events.DeliveryRequested, p, "moved", moved), "moved"); err != nil {
		t.Fatal(err)
	}
	if said := ends(t, th.play(time.Hour))[events.Email]; !slices.Equal(said, []string{"sent"}) {
		t.Errorf("%v; want the moved reminder sent", said)
	}
}

// An order for a due instant that nobody wants any more leaves the one that is wanted alone.
func TestAnOvertakenOrderDisturbsNobody(t *testing.T) {
	th := newTheatre(t, `{}`, nil)
	old := newPart(1)
	moved := old
	moved.reminder.DueAt = morning.Add(time.Hour)
	th.clock.Set(moved.reminder.DueAt)
	th.puppets[events.Email].answers = []error{&channel.Ambiguous{Fault: channel.Fault{Code: "lost"}}}
	th.knows(moved, events.Snapshot{Plan: []events.Reminder{moved.reminder}})
	order := func(p part, id string) bus.Message {
		return bus.Message{Attempt: 1, Event: th.event(events.DeliveryRequested, p, id, events.DeliveryOrder{
			Reminder: p.reminder, Brief: p.brief, Channel: events.Email,
		})}
	}
	if th.notifier.Handle(t.Context(), order(moved, "moved")) == bus.Done() {
		t.Fatal("the first attempt has an answer")
	}
	if out := th.notifier.Handle(t.Context(), order(old, "old")); out != bus.Done() {
		t.Fatalf("the overtaken order: %+v", out)
	}
	if out := th.notifier.Handle(t.Context(), order(moved, "moved")); out != bus.Done() || th.puppets[events.Email].left(old.address(events.Email)) != 2 {
		t.Errorf("the second attempt: %+v", out)
	}
	if said := ends(t, th.play(time.Hour))[events.Email]; !slices.Equal(said, []string{"skipped withdrawn", "sent"}) {
		t.Errorf("%v", said)
	}
}
